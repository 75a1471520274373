"""The example people's way through the questions, and how many results come out as they should."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from triage.core.assess import MOST_CAUSES
from triage.core.definition import Definition
from triage.core.people import answers_of
from triage.core.replay import replay
from triage.core.urgency import Urgency

NO_CAUSE = "other"
"""What a vignette names as its cause when no cause of the check is meant."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One example person: what would be right, and what the check said."""

    id: str
    story: str
    least: Urgency
    most: Urgency
    given: Urgency
    right: tuple[str, ...]
    """Names of the causes that are right; none where no cause of the check is meant."""
    listed: tuple[str, ...]
    pages: int

    @property
    def has_right_urgency(self) -> bool:
        return self.least <= self.given <= self.most

    @property
    def is_missed_emergency(self) -> bool:
        return self.least == Urgency.EMERGENCY and self.given < Urgency.EMERGENCY

    def has_right_cause_among(self, first: int) -> bool:
        return not set(self.right).isdisjoint(self.listed[:first])

    @property
    def has_right_cause_first(self) -> bool:
        return self.has_right_cause_among(1)


@dataclass(frozen=True, slots=True)
class Trial:
    people: tuple[Tried, ...]

    @property
    def right_urgency(self) -> int:
        return sum(tried.has_right_urgency for tried in self.people)

    @property
    def emergencies(self) -> int:
        return sum(tried.least == Urgency.EMERGENCY for tried in self.people)

    @property
    def missed_emergencies(self) -> int:
        return sum(tried.is_missed_emergency for tried in self.people)

    @property
    def with_cause(self) -> int:
        return sum(bool(tried.right) for tried in self.people)

    @property
    def right_cause_first(self) -> int:
        return sum(tried.has_right_cause_first for tried in self.people)

    @property
    def right_cause_listed(self) -> int:
        return sum(tried.has_right_cause_among(MOST_CAUSES) for tried in self.people)

    @property
    def pages(self) -> Pages:
        return _pages(self.people)

    @property
    def pages_to_emergency(self) -> Pages:
        return _pages(tried for tried in self.people if tried.given == Urgency.EMERGENCY)


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages people met: the middle of them, and the longest way. Zero where there is nobody."""

    median: str
    longest: int


def try_out(definition: Definition, vignettes: Iterable[Mapping[str, Any]]) -> Trial:
    """Answer the questions as each vignette's person would, and note what comes out."""
    return Trial(tuple(_tried(definition, vignette) for vignette in vignettes))


def _tried(definition: Definition, vignette: Mapping[str, Any]) -> Tried:
    progress = replay(definition, answers_of(definition, vignette["findings"], vignette["unsure"]))
    # An editor's definition may ask what a vignette does not answer: that is "not sure", never "no".
    assessment = progress.assessment
    names = {cause.slug: cause.name for cause in definition.causes}
    right = [slug for slug in (vignette["condition"], *vignette["also_ok"]) if slug != NO_CAUSE]
    return Tried(
        id=vignette["id"],
        story=vignette["story"],
        least=Urgency.from_code(vignette["urgency"]),
        most=Urgency.from_code(vignette["urgency_max"]),
        given=assessment.urgency,
        right=tuple(names.get(slug, slug) for slug in right),
        listed=tuple(cause.name for cause in assessment.causes),
        pages=len(progress.steps),
    )


def _pages(people: Iterable[Tried]) -> Pages:
    met = [tried.pages for tried in people]
    return Pages(f"{median(met):g}", max(met)) if met else Pages("0", 0)
