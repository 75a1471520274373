"""How a query is put to the index."""

from __future__ import annotations

from lunr.query import Query

from causes.search.library import Library, live_library
from causes.search.spelling import nearest
from causes.search.words import synonyms_of, words_of

EXACT, SYNONYM, ALIKE = 10, 4, 3
"""What a word weighs as it was typed, by a word that means the same, and by one that is spelt alike."""
MOST_RESULTS = 8
LEAST_SHARE = 0.3
"""A page that fits so much less well than the best is noise."""


def find(text: str) -> list[str]:
    """Return the slugs of the live articles that fit what was typed, the best first."""
    words, library = words_of(text), live_library()
    if not words or not library.vocabulary:
        return []
    found = library.index.query(_query(library, words))
    best = found[0]["score"] if found else 0
    return [result["ref"] for result in found[:MOST_RESULTS] if result["score"] >= LEAST_SHARE * best]


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
