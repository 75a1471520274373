"""Whom another version of the check would tell something else, as lines of text for a command to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calfsite.publishing.draft_forms import Example
from triage import review
from triage.core.definition import Definition


def lines(before: Definition, after: Definition) -> Iterator[str]:
    """Yield the lines: who would wait longer, who would hurry, and whose list of causes changes."""
    found = review.compare(before, after)
    yield from _told("Lowers the urgency for", review.lowered(before, after, found))
    yield from _told("Raises the urgency for", review.raised(before, after, found))
    yield from _told("Changes only the list of causes for", review.reordered(before, found))
    yield "By rules this is proven for everybody; what comes from points is compared on the vignettes."


def _told(heading: str, notes: Iterable[Example]) -> Iterator[str]:
    notes = list(notes)
    yield f"{heading} {'these people:' if notes else 'nobody.'}"
    for note in notes:
        yield f"  {note}".replace("\n", "\n  ")
