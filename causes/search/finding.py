"""What a search finds: signs that cannot wait, and the pages that fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lunr.query import Query

from causes.models import Level
from causes.search.danger import Danger, dangers_in
from causes.search.library import Library, live_library
from causes.search.spelling import nearest
from causes.search.words import synonyms_of, words_of

EXACT, SYNONYM, ALIKE = 10, 4, 3
"""What a word weighs as it was typed, by a word that means the same, and by one that is spelt alike."""
MOST_RESULTS = 8
LEAST_SHARE = 0.3
"""A page that fits so much less well than the best is noise."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what somebody typed."""

    dangers: list[Danger]
    """Emergencies first."""
    pages: list[str]
    """The slugs of the live articles that fit: first those that a danger is about, then the best."""

    def dangers_of(self, urgency: str) -> list[Danger]:
        return [danger for danger in self.dangers if danger.urgency == urgency]

    @property
    def emergencies(self) -> list[Danger]:
        return self.dangers_of(Level.EMERGENCY)

    @property
    def same_day(self) -> list[Danger]:
        return self.dangers_of(Level.SAME_DAY)


def find(text: str) -> Found:
    """Return what cannot wait in what was typed, and the pages that fit."""
    library = live_library()
    dangers = dangers_in(text, library)
    about = [page for danger in dangers for page in danger.pages if page in library.slugs]
    return Found(dangers, _unique([*about, *_pages(library, words_of(text))])[:MOST_RESULTS])


def _pages(library: Library, words: list[str]) -> list[str]:
    if not words or not library.vocabulary:
        return []
    found = library.index.query(_query(library, words))
    best = found[0]["score"] if found else 0
    return [result["ref"] for result in found if result["score"] >= LEAST_SHARE * best]


def _query(library: Library, words: list[str]) -> Query:
    """Ask for each word, for those that mean the same, and for those that a misspelt one may be."""
    query = library.index.create_query()
    meant = []
    for word in words:
        spellings = [word] if library.knows(word) else nearest(word, library.vocabulary)
        meant += spellings
        for spelling in spellings or [word]:
            query.term(spelling, boost=EXACT if spelling == word else ALIKE)
    for word in synonyms_of(meant):
        query.term(word, boost=SYNONYM)
    return query


def _unique(slugs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(slugs))
