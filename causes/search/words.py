"""What is typed, as words: lower case, without marks; and the words that mean the same."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache

from django.conf import settings

FOLDER = settings.BASE_DIR / "content" / "search"
MOST_LETTERS = 200
MOST_WORDS = 25
"""Nobody needs more to describe a pain; what is longer is cut, so that no search takes long."""
APOSTROPHE = re.compile(r"['\u2019\u02bc\u00b4`]")
WORD = re.compile(r"[a-z0-9]+")


def words_of(text: str) -> list[str]:
    """Return the words that somebody typed, at most 25."""
    return split_words(text[:MOST_LETTERS])[:MOST_WORDS]


def is_cut(text: str) -> bool:
    """Whether more was typed than is searched for."""
    return len(text) > MOST_LETTERS or len(split_words(text)) > MOST_WORDS


def split_words(text: str) -> list[str]:
    """Return all words of a text, lower case, without accents and apostrophes; the rest parts them."""
    joined = APOSTROPHE.sub("", text.lower())
    return WORD.findall(unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode())


def synonyms_of(words: list[str]) -> list[str]:
    """Return the other words of every group of which a word or a phrase was typed."""
    typed = f" {' '.join(words)} "
    meant = [group for group in _groups() if any(f" {phrase} " in typed for phrase in group)]
    return sorted({word for group in meant for phrase in group for word in phrase.split()} - set(words))


@cache
def _groups() -> list[list[str]]:
    return tomllib.loads((FOLDER / "synonyms.toml").read_text(encoding="utf-8"))["groups"]
