"""Which known words a misspelt one may be."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LETTERS_FOR_ONE_ERROR, LETTERS_FOR_TWO = 4, 7
"""Shorter words are too like each other for a guess."""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that are nearest: itself, or those with the fewest errors, two at most.

    An error is a letter that is wrong, missing, too many, or changed with the next.
    """
    allowed = (len(word) >= LETTERS_FOR_ONE_ERROR) + (len(word) >= LETTERS_FOR_TWO)
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return sorted({other for other, errors, _ in found if errors == found[0][1]})
