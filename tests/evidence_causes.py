"""Gates, floors and weights as docs/clinical/evidence.md has them, read from its own text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tests.evidence_rules import EVIDENCE
from triage.core.urgency import Urgency

LEVELS = ("emergency", "same day", "routine", "self-care")


@dataclass(frozen=True)
class EvidenceCause:
    """A row of the table in section 5, with the level that section 2 begins its “Urgency” with."""

    slug: str
    floor: Urgency
    gate: frozenset[str]
    points: Mapping[str, int]


def evidence_causes() -> dict[str, EvidenceCause]:
    text = EVIDENCE.read_text(encoding="utf-8")
    lines = text[text.index("| Cause | Gate (any of) |") :].split("\n\n")[0].splitlines()
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    floors = _floors(text)
    return {row[0]: _cause(dict(zip(head, row, strict=True)), floors[row[0]]) for row in rows}


def _cause(row: dict[str, str], floor: Urgency) -> EvidenceCause:
    points: dict[str, int] = {}
    for column in (name for name in row if re.fullmatch(r"[+-]\d", name)):
        for code in _codes(row[column]):
            if code in points:
                raise ValueError(f"{row['Cause']} has two weights for {code}")
            points[code] = int(column)
    return EvidenceCause(row["Cause"], floor, frozenset(_codes(row["Gate (any of)"])), points)


def _codes(cell: str) -> list[str]:
    return [] if cell in ("-", "none") else cell.split()


def _floors(text: str) -> dict[str, Urgency]:
    section = text[text.index("## 2. Conditions") : text.index("## 3. Red flags")]
    floors = {}
    for condition in section.split("\n### ")[1:]:
        slug = condition.split()[0]
        told = condition.split("Urgency: ", 1)[1]
        level = next(level for level in LEVELS if told.startswith(level))
        floors[slug] = Urgency.from_code(level.replace(" ", "-"))
    return floors
