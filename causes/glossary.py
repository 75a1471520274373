"""Medical words and what they mean, from content/vocabulary/words.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

FILE = settings.BASE_DIR / "content" / "vocabulary" / "words.toml"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is listed, what it means, and whether readers know it without brackets."""

    term: str
    meaning: str
    is_everyday: bool
    pattern: re.Pattern[str]

    def is_in(self, sentence: str) -> bool:
        return bool(self.pattern.search(sentence))


@cache
def glossary() -> tuple[Word, ...]:
    """Return the words in the order of the alphabet."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["words"]
    words = (
        Word(
            row["term"],
            row["meaning"],
            row.get("everyday", False),
            _pattern(row["term"], *row.get("like", [])),
        )
        for row in rows
    )
    return tuple(sorted(words, key=lambda word: word.term.strip("-").lower()))


def _pattern(*spellings: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(word)}\b" for word in spellings), re.IGNORECASE)
