"""What rules and questions are conditioned on: `any of these findings`, or `at least n of these`.

There is no NOT and no subtraction, so a term that holds goes on holding as findings are added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from dataclasses import dataclass

UNSURE = "unsure:"
TOKEN = re.compile(r"(?:unsure:)?[a-z0-9]+(?:-[a-z0-9]+)*")
COUNTED = re.compile(r"(?P<least>\d+) of: *(?P<tokens>.+)")


@dataclass(frozen=True, slots=True)
class Term:
    """Holds when at least `least` of the tokens are present.

    A token is a finding's code, or `unsure:<question>` for a "not sure" to that question.
    """

    tokens: frozenset[str]
    least: int = 1

    def holds(self, present: Set[str]) -> bool:
        if self.least == 1:
            return not self.tokens.isdisjoint(present)
        return len(self.tokens & present) >= self.least


def holds(terms: Collection[Term], present: Set[str]) -> bool:
    """Tell whether every term holds; no terms at all hold always."""
    # A plain loop: this is where a step of the check spends its time.
    for term in terms:
        if not term.holds(present):
            return False
    return True


def parse_term(text: str) -> Term:
    """Read one line: `fever or skin-red-hot`, or `2 of: calf-tender, veins-visible, previous-clot`.

    Raises ValueError that says what was wrong and what is expected.
    """
    text = text.strip()
    counted = COUNTED.fullmatch(text)
    parts = counted["tokens"].split(",") if counted else text.split(" or ")
    tokens = [part.strip() for part in parts]
    for token in tokens:
        if not TOKEN.fullmatch(token):
            raise ValueError(
                f"“{text}” cannot be read: write findings joined by “or”, "
                "such as “fever or skin-red-hot”, or “2 of: calf-tender, veins-visible”"
            )
    least = int(counted["least"]) if counted else 1
    if not 1 <= least <= len(set(tokens)):
        raise ValueError(f"“{text}” asks for {least} of {len(set(tokens))} findings")
    return Term(frozenset(tokens), least)
