"""Signs in what somebody types: lines of words, compared by their stems.

How a line is written stands at the head of `content/search/danger.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from lunr.stemmer import PorterStemmer
from rapidfuzz.distance import OSA

LETTERS_FOR_AN_ERROR = 5
"""Closer than among names of pages: a false alarm is heard only so often."""

Run = tuple[str, ...]
"""Stems side by side; a word by itself is a run of one."""


@dataclass(frozen=True, eq=False, slots=True)
class AnyOf:
    """Lines of which one is enough."""

    lines: tuple[Line, ...]


Line = tuple[Run | AnyOf, ...]
"""What must all be there, anywhere and in any order."""


class Lines:
    """Reads lines as they are written; a name in capitals stands for its list."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self._named: dict[str, AnyOf] = {}
        self.stems: set[str] = set()
        """Of every word read so far."""

    def line(self, written: str) -> Line:
        """Return a line; raise KeyError for the name of no list."""
        return tuple(map(self._term, written.split()))

    def runs(self, written: str) -> list[Run]:
        """Return every run that `a-b` stands for; ValueError where a list in it lets words lie apart."""
        parts = map(self._runs_of_part, written.split("-"))
        return [tuple(chain(*chosen)) for chosen in product(*parts)]

    def _term(self, written: str) -> Run | AnyOf:
        if written in self._lists:
            return self._list(written)
        runs = self.runs(written)
        return runs[0] if len(runs) == 1 else AnyOf(tuple((run,) for run in runs))

    def _list(self, name: str) -> AnyOf:
        # One object for one list: `Typed` remembers by it what it found.
        if name not in self._named:
            self._named[name] = AnyOf(tuple(map(self.line, self._lists[name])))
        return self._named[name]

    def _stem(self, word: str) -> str:
        if word.isupper():
            raise KeyError(word)
        stem = stem_of(word)
        self.stems.add(stem)
        return stem

    def _runs_of_part(self, part: str) -> list[Run]:
        if part not in self._lists:
            return [(self._stem(part),)]
        if apart := [entry for entry in self._lists[part] if " " in entry]:
            raise ValueError(f"{part} cannot stand side by side with words: it has {apart}")
        return [run for entry in self._lists[part] for run in self.runs(entry)]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: the stem of each word by its place, and the places of unknown words."""

    stems: Mapping[int, str]
    unknown: frozenset[int] = frozenset()
    """These may be misspelt."""
    _found: dict[Run | AnyOf, bool] = field(default_factory=dict)

    def has(self, line: Line) -> bool:
        """Whether all of this was typed, or words that no article has and that differ by one letter."""
        return all(map(self._has, line))

    def without(self, runs: Iterable[Run]) -> Typed:
        """Return the same with these runs left out, where they are spelt like this."""
        exactly = Typed(self.stems)
        left_out = {
            start + place for run in runs for start in exactly._starts(run) for place in range(len(run))
        }
        stems = {place: stem for place, stem in self.stems.items() if place not in left_out}
        return Typed(stems, self.unknown - left_out)

    def _has(self, term: Run | AnyOf) -> bool:
        if term not in self._found:
            self._found[term] = (
                any(map(self.has, term.lines)) if isinstance(term, AnyOf) else bool(self._starts(term))
            )
        return self._found[term]

    def _starts(self, run: Run) -> set[int]:
        """The places where the run begins."""
        starts = self._places(run[0])
        for offset, stem in enumerate(run[1:], start=1):
            starts = starts and starts & {place - offset for place in self._places(stem)}
        return starts

    def _places(self, stem: str) -> set[int]:
        spelt_so = {place for place, typed in self.stems.items() if typed == stem}
        if len(stem) < LETTERS_FOR_AN_ERROR:
            return spelt_so
        return spelt_so | {place for place in self.unknown if OSA.distance(stem, self.stems[place]) == 1}


def stem_of(word: str) -> str:
    """Return the word without its ending. It is kept for no word: what is typed is gone after the answer."""
    return PorterStemmer().stem(word)
