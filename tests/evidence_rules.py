"""The rules as docs/clinical/evidence.md has them, read from its own tables and not from the check.

What a rule asks for is kept as its ways: the smallest sets of signs that satisfy it. A formula without
NOT has exactly one such set of sets, so two formulas ask for the same if their ways are equal, however
either is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from triage.core.terms import Term
from triage.core.urgency import Urgency

EVIDENCE = Path(__file__).resolve().parent.parent / "docs" / "clinical" / "evidence.md"

Ways = frozenset[frozenset[str]]

NOT_SURE = {
    "U1": (
        '- U1: "not sure" on screens 1, 2 or 3 (chest, limb, spine) -> minimum same-day',
        "unsure:chest OR unsure:leg OR unsure:back",
        Urgency.SAME_DAY,
        "",
    ),
    "U2": (
        '- U2: "not sure" about swelling (screen 5) AND (any clot risk OR "not sure" about risks OR '
        "(trigger-none AND side-one)) -> minimum same-day",
        "unsure:swelling AND (recent-surgery-bed OR leg-immobile OR long-journey OR active-cancer OR "
        "pregnant-postpartum OR oestrogen OR previous-clot OR family-clot OR unsure:clot-risks OR "
        "(trigger-none AND side-one))",
        Urgency.SAME_DAY,
        "blood-clots",
    ),
    "U3": (
        '- U3: "not sure" about clot risks (screen 7) AND side-one AND (calf-tender OR pattern-constant OR '
        "(trigger-none AND (feels-aching OR onset-days))) -> minimum same-day",
        "unsure:clot-risks AND side-one AND "
        "(calf-tender OR pattern-constant OR (trigger-none AND (feels-aching OR onset-days)))",
        Urgency.SAME_DAY,
        "blood-clots",
    ),
    "U4": (
        '- U4: "not sure" on screen 4, 5 or 9 -> minimum routine',
        "unsure:infection OR unsure:swelling OR unsure:injury",
        Urgency.ROUTINE,
        "",
    ),
}
"""The "not sure" rules are prose at the end of section 3: the words read, and what they say as a formula.

Screens are those of section 6. The clot as a suspect of U2 and U3 is the "lay rule" of section 4.
"""

SPLIT = {
    "R3a": ("pattern-walking-eased-by-rest", "peripheral-arterial-disease"),
    "R3b": ("pattern-walking-eased-by-bending", "referred-back-pain"),
    "R3c": ("pattern-exercise-tightness", "exertional-compartment-syndrome"),
}
"""R3 is three rules in the check, each with the one cause that fits (docs/decisions/0003)."""

NAMED_BY_A_CASE = {"E23": frozenset({"blood-clots"})}
"""Suspects that the table leaves open and a check case of the evidence base names (docs/decisions/0003)."""

ROW = re.compile(
    r"^\| (?P<code>[ESR]\d+) \| (?P<formula>[^|]+) \| (?P<level>[a-z-]+) \| (?P<suspects>[^|]+) \|", re.M
)
WORD = re.compile(r"[(),]|[^\s(),]+")


@dataclass(frozen=True)
class EvidenceRule:
    """A rule of the evidence base."""

    code: str
    level: Urgency
    ways: Ways
    suspects: frozenset[str]

    @property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for way in self.ways for token in way)

    def holds(self, said: frozenset[str]) -> bool:
        return any(way <= said for way in self.ways)

    @property
    def sorted_ways(self) -> list[frozenset[str]]:
        return sorted(self.ways, key=sorted)


def evidence_rules() -> dict[str, EvidenceRule]:
    """Return the rules by the codes that the check gives them."""
    text = EVIDENCE.read_text(encoding="utf-8")
    rules = {rule.code: rule for rule in (*_from_table(text), *_from_prose(text))}
    whole = rules.pop("R3")
    for code, (sign, cause) in SPLIT.items():
        rules[code] = replace(whole, code=code, ways=ways_of(sign), suspects=frozenset({cause}))
    for code, suspects in NAMED_BY_A_CASE.items():
        if rules[code].suspects:
            raise ValueError(f"{code} has suspects of its own by now")
        rules[code] = replace(rules[code], suspects=suspects)
    if frozenset().union(*(rules[code].ways for code in SPLIT)) != whole.ways:
        raise ValueError("R3 is not what it was when it was split")
    return rules


def _from_table(text: str) -> Iterator[EvidenceRule]:
    for row in ROW.finditer(text):
        suspects = [] if row["suspects"] == "-" else row["suspects"].split(", ")
        level = Urgency.from_code(row["level"])
        yield EvidenceRule(row["code"], level, ways_of(row["formula"]), frozenset(suspects))


def _from_prose(text: str) -> Iterator[EvidenceRule]:
    for code, (words, formula, level, suspect) in NOT_SURE.items():
        if words not in text:
            raise ValueError(f"{code} does not stand in the evidence base as it did; read it again")
        yield EvidenceRule(code, level, ways_of(formula), frozenset({suspect} - {""}))


def ways_of(formula: str) -> Ways:
    """Read AND, OR, brackets and ATLEAST n OF (list)."""
    words = WORD.findall(formula)
    ways = _either(words)
    if words:
        raise ValueError(f"“{formula}” cannot be read from “{words[0]}” on")
    return smallest(ways)


def ways_of_terms(terms: Iterable[Term]) -> Ways:
    """The ways of a rule of the check, whose terms are all needed."""
    ways: Ways = frozenset({frozenset()})
    for term in terms:
        ways = _both(ways, frozenset(map(frozenset, combinations(sorted(term.tokens), term.least))))
    return smallest(ways)


def smallest(ways: Ways) -> Ways:
    return frozenset(way for way in ways if not any(other < way for other in ways))


def _either(words: list[str]) -> Ways:
    ways = _all(words)
    while words[:1] == ["OR"]:
        del words[0]
        ways |= _all(words)
    return ways


def _all(words: list[str]) -> Ways:
    ways = _one(words)
    while words[:1] == ["AND"]:
        del words[0]
        ways = _both(ways, _one(words))
    return ways


def _both(ways: Ways, others: Ways) -> Ways:
    return smallest(frozenset(way | other for way in ways for other in others))


def _one(words: list[str]) -> Ways:
    word = words.pop(0)
    if word == "(":
        ways = _either(words)
        _expect(words, ")")
        return ways
    if word == "ATLEAST":
        least = int(words.pop(0))
        _expect(words, "OF")
        return frozenset(map(frozenset, combinations(_listed(words), least)))
    if not re.fullmatch(r"(?:unsure:)?[a-z0-9-]+", word):
        raise ValueError(f"“{word}” stands where a finding should")
    return frozenset({frozenset({word})})


def _listed(words: list[str]) -> list[str]:
    _expect(words, "(")
    end = words.index(")")
    listed = [word for word in words[:end] if word != ","]
    del words[: end + 1]
    return listed


def _expect(words: list[str], word: str) -> None:
    if not words or words.pop(0) != word:
        raise ValueError(f"“{word}” is missing")
