"""Signs that cannot wait in what somebody types: the answer to these is whom to ring, not a list of pages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from causes.models import Level
from causes.search.library import Library
from causes.search.signs import Line, Lines, Run, Typed, stem_of
from causes.search.words import FOLDER, MOST_LETTERS, split_words

URGENCIES = (Level.EMERGENCY, Level.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Danger:
    """A sign that cannot wait, by a rule of the check or by a source of its own."""

    urgency: str
    code: str
    """The rule's; empty where the check has none."""
    say: str
    pages: tuple[str, ...]
    """The slugs of the articles that the sign is about."""
    signs: tuple[Line, ...]
    apart_from: tuple[Run, ...]
    """What is left out before the signs are looked for."""

    def is_in(self, typed: Typed) -> bool:
        # Left out only where it matters: most people type nothing of the kind.
        return self._is_heard(typed) and (
            not self.apart_from or self._is_heard(typed.without(self.apart_from))
        )

    def _is_heard(self, typed: Typed) -> bool:
        return any(map(typed.has, self.signs))


def dangers_in(text: str, library: Library) -> list[Danger]:
    """Return what cannot wait in this text, emergencies first; nothing is said twice."""
    known = _known()
    words = [word for word in split_words(text[:MOST_LETTERS]) if word not in known.no_signs]
    stems = dict(enumerate(map(stem_of, words)))
    # What stands in an article or in a line is spelt as it is meant.
    unknown = (
        place
        for place, word in enumerate(words)
        if stems[place] not in known.stems and not library.knows(word)
    )
    typed = Typed(stems, frozenset(unknown))
    return list({danger.say: danger for danger in known.dangers if danger.is_in(typed)}.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What `content/search/danger.toml` says."""

    dangers: list[Danger]
    stems: set[str]
    """Of every word in a line."""
    no_signs: frozenset[str]
    """Words that would be taken for a sign."""


@cache
def _known() -> Known:
    written = tomllib.loads((FOLDER / "danger.toml").read_text(encoding="utf-8"))
    lines = Lines(written["words"])
    dangers = [_danger(row, urgency, lines) for urgency in URGENCIES for row in written[urgency]]
    return Known(dangers, lines.stems, frozenset(written["no_signs"]))


def _danger(row: dict[str, Any], urgency: str, lines: Lines) -> Danger:
    return Danger(
        urgency,
        row.get("code", ""),
        row["say"],
        tuple(row["pages"]),
        tuple(map(lines.line, row["signs"])),
        tuple(run for written in row.get("apart_from", ()) for run in lines.runs(written)),
    )
