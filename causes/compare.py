"""Two causes side by side: what points to the one, to the other, and to both alike. Each sign is told once.

From the signs that the check ranks causes by, so that a comparison and the check cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calfsite.addresses import url
from causes.content import Content
from causes.models import Level

ASPECTS: dict[str, tuple[str, ...]] = {
    "How it starts": ("onset", "trigger", "injury", "duration", "course"),
    "How it feels": ("character", "pattern", "severity", "nerve", "muscle"),
    "How it looks, and where": ("swelling", "infection", "circulation", "limb", "side"),
    "Signs elsewhere": ("chest", "spine"),
    "Who gets it": ("age", "group", "clot-risk", "history", "medicine", "cramp", "other"),
}
"""The rows of a comparison, by the groups of findings that belong to them."""
OTHER_ASPECT = "Also"
"""The row of findings in a group that an editor has made up."""

TELLING = 2
"""From this many points' difference on, a sign that fits both causes is said to point to one of them."""
MOST_LESS_TYPICAL = 6


@dataclass(frozen=True, slots=True)
class Sign:
    """A finding, and the points it gives to the one cause and to the other."""

    words: str
    group: str
    one: int
    other: int

    @property
    def gap(self) -> int:
        """How much it tells."""
        return abs(self.one - self.other)

    @property
    def fits_both(self) -> bool:
        return self.one > 0 and self.other > 0

    @property
    def aspect(self) -> str:
        return next((aspect for aspect, groups in ASPECTS.items() if self.group in groups), OTHER_ASPECT)


@dataclass(frozen=True, slots=True)
class Row:
    """The signs of one aspect that point to the one cause and to the other."""

    aspect: str
    one: list[Sign]
    other: list[Sign]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two causes."""

    slug: str
    title: str
    lead: str
    urgency: str
    do: list[str]
    less_typical: list[Sign]
    """What speaks against it, but never enough to leave it aside."""

    @property
    def url(self) -> str:
        return url("causes:detail", self.slug)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two causes, and the signs that tell them apart or fit both: the most telling aspect first."""

    one: Side
    other: Side
    rows: list[Row]
    for_both: list[Sign]

    @property
    def more_urgent(self) -> Side:
        """The side to act on while nobody knows which it is."""
        return min(self.one, self.other, key=lambda side: Level.values.index(side.urgency))


def compare(one: Content, other: Content) -> Comparison:
    """Return the comparison of two articles' live contents."""
    signs = sorted(_signs(one, other), key=lambda sign: -sign.gap)
    for_both = [sign for sign in signs if sign.fits_both and sign.gap < TELLING]
    pointing = [sign for sign in signs if max(sign.one, sign.other) > 0 and sign not in for_both]
    # What is untypical of both alike tells nothing, and what points to the other is told there.
    against_one = [sign for sign in signs if sign.one < 0 and sign.other == 0]
    against_other = [sign for sign in signs if sign.other < 0 and sign.one == 0]
    return Comparison(
        _side(one, against_one[:MOST_LESS_TYPICAL]),
        _side(other, against_other[:MOST_LESS_TYPICAL]),
        _rows(pointing),
        sorted(for_both, key=lambda sign: -min(sign.one, sign.other)),
    )


def _signs(one: Content, other: Content) -> Iterator[Sign]:
    points, other_points = (
        {sign["finding"]: sign["points"] for sign in content["signs"]} for content in (one, other)
    )
    findings = {sign["finding"]: sign for sign in [*one["signs"], *other["signs"]]}
    for code, finding in findings.items():
        yield Sign(finding["meaning"], finding["group"], points.get(code, 0), other_points.get(code, 0))


def _rows(pointing: list[Sign]) -> list[Row]:
    by_aspect = {sign.aspect: Row(sign.aspect, [], []) for sign in pointing}
    for sign in pointing:
        row = by_aspect[sign.aspect]
        (row.one if sign.one > sign.other else row.other).append(sign)
    return list(by_aspect.values())


def _side(content: Content, less_typical: list[Sign]) -> Side:
    return Side(
        content["slug"],
        content["title"],
        content["lead"],
        content["seriousness"],
        content["do"],
        less_typical,
    )
