"""Two causes side by side: what speaks for the one, for the other, and for both alike.

From the signs that the check ranks causes by, so that a comparison and the check cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from calfsite.addresses import url
from causes.content import Content

ASPECTS: dict[str, tuple[str, ...]] = {
    "How it starts": ("onset", "trigger", "injury", "duration", "course"),
    "How it feels": ("character", "pattern", "severity", "nerve", "muscle"),
    "How it looks, and where": ("swelling", "infection", "circulation", "limb", "side"),
    "Signs elsewhere": ("chest", "spine"),
    "Who gets it": ("age", "group", "clot-risk", "history", "medicine", "cramp", "other"),
}
"""The rows of a comparison, by the groups of findings that belong to them."""

URGENCIES = ("emergency", "same-day", "routine", "self-care")
TELLING = 2
"""From this many points' difference on, a sign is said to tell two causes apart."""
MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two causes."""

    slug: str
    title: str
    lead: str
    urgency: str
    helps: list[str]
    against: list[str]
    signs: dict[str, list[str]]
    """What speaks for it, by aspect, the strongest first."""

    @property
    def url(self) -> str:
        return url("causes:detail", self.slug)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two causes, and the signs that tell them apart or fit both."""

    one: Side
    other: Side
    for_one: list[str]
    for_other: list[str]
    for_both: list[str]

    @property
    def aspects(self) -> list[str]:
        """The aspects of which at least one side has a sign."""
        return [aspect for aspect in ASPECTS if self.one.signs[aspect] or self.other.signs[aspect]]

    @property
    def more_urgent(self) -> Side:
        """The side to act on while nobody knows which it is."""
        return min(self.one, self.other, key=lambda side: URGENCIES.index(side.urgency))


def compare(one: Content, other: Content) -> Comparison:
    """Return the comparison of two articles' live contents."""
    points, other_points = _points(one), _points(other)
    meaning = {sign["finding"]: sign["meaning"] for sign in [*one["signs"], *other["signs"]]}

    def words(codes: list[str], weight: dict[str, int]) -> list[str]:
        strongest = sorted(codes, key=lambda code: -abs(weight[code]))
        return [meaning[code] for code in strongest[:MOST_LINES]]

    gap = {code: points.get(code, 0) - other_points.get(code, 0) for code in meaning}
    shared = {code: min(points.get(code, 0), other_points.get(code, 0)) for code in meaning}
    return Comparison(
        _side(one),
        _side(other),
        words([code for code in gap if gap[code] >= TELLING and points.get(code, 0) > 0], gap),
        words([code for code in gap if gap[code] <= -TELLING and other_points.get(code, 0) > 0], gap),
        words([code for code in gap if abs(gap[code]) < TELLING and shared[code] > 0], shared),
    )


def _points(content: Content) -> dict[str, int]:
    return {sign["finding"]: sign["points"] for sign in content["signs"]}


def _side(content: Content) -> Side:
    signs = sorted(content["signs"], key=lambda sign: -sign["points"])
    return Side(
        content["slug"],
        content["title"],
        content["lead"],
        content["seriousness"],
        content["do"],
        [sign["meaning"] for sign in reversed(signs) if sign["points"] < 0][:MOST_LINES],
        {
            aspect: [sign["meaning"] for sign in signs if sign["group"] in groups and sign["points"] > 0][
                :MOST_LINES
            ]
            for aspect, groups in ASPECTS.items()
        },
    )
