"""Answer as somebody would of whom the findings are known: the people of vignettes and proofs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Question


def answers_of(
    definition: Definition, findings: Collection[str], unsure: Collection[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Return the values that a person with exactly these findings gives, by question.

    `unsure` are findings that the person cannot tell: where nothing else fits a question that asks
    for one, the answer is "not sure".
    """
    return {
        question.slug: answer_of(question, frozenset(findings), frozenset(unsure))
        for question in definition.questions
    }


def answer_of(question: Question, findings: Set[str], unsure: Set[str] = frozenset()) -> tuple[str, ...]:
    """Return what a person with exactly these findings answers to one question.

    A question that must be answered and says nothing of this person gets "none", "not sure", or its
    first answer, in this order.
    """
    fitting = [option for option in question.options if findings >= set(option.findings)]
    together = tuple(option.value for option in fitting if question.many and not option.alone)
    if together:
        return together
    if fitting:
        return (max(fitting, key=lambda option: len(option.findings)).value,)
    if question.unsure and any(unsure & set(option.findings) for option in question.options):
        return (UNSURE_VALUE,)
    if question.none:
        return (NONE_VALUE,)
    return (UNSURE_VALUE,) if question.unsure else (question.options[0].value,)
