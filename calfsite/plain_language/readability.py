"""How easily a text reads: Flesch-Kincaid grade and Flesch reading ease, as textstat computes them.

Its scores differ from release to release, so its version is pinned together with the limits.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Readability:
    """Of some sentences: how many words, US school grade (less is easier), ease (100 is easiest)."""

    words: int
    grade: float
    ease: float


def measure(sentences: Collection[str], names: Collection[str] = ()) -> Readability:
    """Return how the sentences read; a list item counts as one. The `names` in them are left out."""
    # Here and not above: it reads a dictionary into memory, which only those who edit need.
    import textstat

    text = "\n".join(sentence.rstrip(".:;!?") + "." for sentence in sentences)
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "it", text, flags=re.IGNORECASE)
    return Readability(
        len(text.split()), textstat.flesch_kincaid_grade(text), textstat.flesch_reading_ease(text)
    )
