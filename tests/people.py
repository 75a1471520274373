"""Walk the check as a person with certain findings would, below HTTP."""

from __future__ import annotations

from collections.abc import Iterable

from triage.core.definition import Definition
from triage.core.people import answers_of
from triage.core.replay import Progress, replay


def answer_as(definition: Definition, findings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the values that a person with exactly these findings ticks, by question."""
    return dict(answers_of(definition, frozenset(findings)))


def walk_as(definition: Definition, findings: Iterable[str]) -> Progress:
    return replay(definition, answer_as(definition, findings))
