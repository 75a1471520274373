"""Answer the check as a person with certain findings would, below HTTP."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Question
from triage.core.replay import Progress, replay


def answer_as(definition: Definition, findings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the values that a person with exactly these findings ticks, by question."""
    return {question.slug: values_as(question, frozenset(findings)) for question in definition.questions}


def values_as(question: Question, findings: frozenset[str]) -> tuple[str, ...]:
    fitting = [option for option in question.options if findings.issuperset(option.findings)]
    if question.many and fitting:
        return tuple(option.value for option in fitting)
    if fitting:
        return (max(fitting, key=lambda option: len(option.findings)).value,)
    if question.none:
        return (NONE_VALUE,)
    return (UNSURE_VALUE,) if question.unsure else (question.options[1].value,)


def walk_as(definition: Definition, findings: Iterable[str]) -> Progress:
    return replay(definition, answer_as(definition, findings))
