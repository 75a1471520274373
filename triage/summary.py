"""A person's answers in the order a clinician takes a history, to show or print. Made anew each time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.core.assess import assess
from triage.core.definition import Definition, Question
from triage.core.replay import Progress

ORDER = {
    "Person and pain": (
        "age", "side", "trigger", "onset", "duration", "course", "severity", "character", "pattern",
    ),
    "Leg": ("limb", "swelling", "infection", "injury", "muscle", "circulation"),
    "Chest, back and nerves": ("chest", "spine", "nerve"),
    "Clot risks": ("clot-risk",),
    "History and medicines": ("history", "medicine", "cramp", "other"),
}  # fmt: skip
"""Headings in clinical order, with the groups of findings under each."""

PERTINENT = ("chest", "limb", "spine", "infection", "swelling", "clot-risk")
"""Groups whose findings are worth naming when they were asked for and not there."""

MOST_IN_FULL = 6
"""Rules told with their basis: with very many signs, all of them would not fit one sheet."""


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was told, what was asked for and not there, what is not sure or open, and which rules fired.

    Of those that decided, the first are told with their basis; the others are named by their codes.
    """

    told: list[Part]
    absent: list[str]
    unsure: list[str]
    open: list[str]
    rules: list[str]
    other_rules: list[str]


def summary_of(definition: Definition, progress: Progress) -> Summary:
    """Return the summary of a check of which a result may be shown."""
    answers = progress.answers
    told = progress.evidence.findings
    asked = {code for answer in answers if not answer.unsure for code in _codes([answer.question])}
    assessment = assess(definition, progress.closing_evidence)
    told_in_full = assessment.deciding[:MOST_IN_FULL]
    return Summary(
        told=[part for part in _parts(definition, told) if part.lines],
        absent=_meanings(definition, asked - told, PERTINENT),
        unsure=[answer.question.text for answer in answers if answer.unsure],
        open=[question.text for question in progress.open_questions],
        rules=[f"{rule.code}: {rule.basis or rule.reason}" for rule in told_in_full],
        other_rules=[rule.code for rule in assessment.fired if rule not in told_in_full],
    )


def _parts(definition: Definition, told: Iterable[str]) -> list[Part]:
    known = {group for groups in ORDER.values() for group in groups}
    others = tuple(sorted(set(definition.groups.values()) - known))
    parts = [Part(heading, _meanings(definition, told, groups)) for heading, groups in ORDER.items()]
    return [*parts, Part("Also", _meanings(definition, told, others))]


def _meanings(definition: Definition, codes: Iterable[str], groups: tuple[str, ...]) -> list[str]:
    fitting = [code for code in definition.findings if code in set(codes)]
    fitting = [code for code in fitting if definition.groups.get(code) in groups]
    fitting.sort(key=lambda code: groups.index(definition.groups[code]))
    return [definition.findings[code] for code in fitting]


def _codes(questions: Iterable[Question]) -> set[str]:
    return {code for question in questions for option in question.options for code in option.findings}
