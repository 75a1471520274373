"""A person's answers in the order a clinician takes a history, to show or print. Made anew each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.core.answers import Answer
from triage.core.definition import Definition, Option
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

KNOWN_GROUPS = frozenset(group for groups in ORDER.values() for group in groups)

PERTINENT = ("chest", "limb", "spine", "infection", "swelling", "clot-risk")
"""Groups whose findings are worth naming when they were asked for and not there."""

MOST_IN_FULL = 6
"""Rules told with their basis: with very many signs, all of them would not fit one sheet."""


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    text: str


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


def summary_of(progress: Progress) -> Summary:
    """Return the summary of a check of which a result may be shown, in the words that were ticked."""
    definition, answers, assessment = progress.definition, progress.everything_said, progress.assessment
    said = progress.evidence_said.present
    deciding = [rule for rule in assessment.deciding if rule.fires(said)][:MOST_IN_FULL]
    return Summary(
        told=_parts(_by_group(definition, (option for answer in answers for option in answer.options))),
        absent=_labels(_by_group(definition, _absent(answers)), PERTINENT),
        unsure=[answer.question.text for answer in answers if answer.unsure],
        open=[question.text for question in progress.silent_questions],
        rules=[f"{rule.code}: {rule.basis or rule.reason}" for rule in deciding],
        other_rules=[rule.code for rule in assessment.fired if rule not in deciding],
    )


def _absent(answers: Iterable[Answer]) -> Iterable[Option]:
    """What was offered and not ticked, where nobody was unsure."""
    sure = [answer for answer in answers if not answer.unsure]
    return (option for answer in sure for option in answer.question.options if option not in answer.options)


def _by_group(definition: Definition, options: Iterable[Option]) -> Mapping[str, list[str]]:
    """Labels by the group of the option's first finding."""
    labels: dict[str, list[str]] = {}
    for option in options:
        labels.setdefault(definition.groups.get(option.findings[0], ""), []).append(option.label)
    return labels


def _parts(ticked: Mapping[str, list[str]]) -> list[Part]:
    others = tuple(sorted(ticked.keys() - KNOWN_GROUPS))
    parts = [(heading, _labels(ticked, groups)) for heading, groups in (*ORDER.items(), ("Also", others))]
    return [Part(heading, "; ".join(labels)) for heading, labels in parts if labels]


def _labels(by_group: Mapping[str, list[str]], groups: tuple[str, ...]) -> list[str]:
    return [label for group in groups for label in by_group.get(group, ())]
