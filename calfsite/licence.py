"""Under which licence the texts and drawings may be used again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    name: str
    short: str
    url: str


LICENCE = Licence(
    "Creative Commons Attribution 4.0 International",
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
)
