"""Words of an emergency in what somebody types: the answer to these is a number, not a list of pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from lunr.stemmer import PorterStemmer
from rapidfuzz.distance import OSA

from causes.search.library import live_library
from causes.search.words import FOLDER, MOST_LETTERS, split_words

LETTERS_FOR_AN_ERROR = 5
"""Closer than among names of pages: a false alarm is heard only so often."""


@dataclass(frozen=True, slots=True)
class Danger:
    """A sign of an emergency, by the check's rule; any of the patterns, with all its words, stands for it."""

    code: str
    patterns: tuple[tuple[str, ...], ...]
    say: str

    def is_in(self, typed: Typed) -> bool:
        return any(all(map(typed.has, pattern)) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Typed:
    """The stems of what somebody typed; those of unknown words may be misspelt."""

    stems: frozenset[str]
    unknown: frozenset[str]

    def has(self, stem: str) -> bool:
        """Whether the word was typed, or one that no article has and that differs by one letter."""
        if stem in self.stems:
            return True
        return len(stem) >= LETTERS_FOR_AN_ERROR and any(
            OSA.distance(stem, word) == 1 for word in self.unknown
        )


def dangers_in(text: str) -> list[Danger]:
    """Return the emergencies of which this text has a sign."""
    words, library = split_words(text[:MOST_LETTERS]), live_library()
    unknown = [word for word in words if not library.knows(word)]
    typed = Typed(frozenset(map(_stem, words)), frozenset(map(_stem, unknown)))
    return [danger for danger in _dangers() if danger.is_in(typed)]


@cache
def _dangers() -> tuple[Danger, ...]:
    rows = tomllib.loads((FOLDER / "danger.toml").read_text(encoding="utf-8"))["danger"]
    return tuple(
        Danger(
            row["code"],
            tuple(tuple(map(_stem, pattern)) for pattern in row["words"]),
            row["say"],
        )
        for row in rows
    )


def _stem(word: str) -> str:
    # Kept for no word: what somebody types is to be gone after the answer.
    return PorterStemmer().stem(word)
