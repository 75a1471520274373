"""Somebody who answers the check: one of the people we know, who now and then gives any other answer."""

from __future__ import annotations

from random import Random

from tests.check.walk_vignettes import choose
from tests.check_browser import Seen
from tests.conftest import CONTENT, read_json
from triage.core.urgency import Urgency
from triage.starter import read_vignettes

PEOPLE = read_json("check-cases.json") + read_vignettes(CONTENT)

DANGER = {"chest", "leg", "back", "infection"}
"""Here whims are rarer: most of them would end the check."""

LONE = {"none", "trigger-none"}
"""Answers that stand alone in the starting check."""

Answers = dict[str, list[str]]


class Somebody:
    """Chosen by `seed`: who it is, how whimsical, and every answer."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311
        level = self.dice.choice([level.code for level in Urgency])
        person = self.dice.choice([person for person in PEOPLE if person["urgency"] == level])
        self.findings = set(person["findings"])
        self.whims = self.dice.choice([0, 0, 0.1, 0.5])

    def answers(self, seen: Seen) -> Answers:
        """Valid answers to what the page shows."""
        groups = seen.question()["groups"]
        return {name: self._answer(name, kind, values) for name, (kind, values) in groups.items()}

    def _answer(self, name: str, kind: str, values: list[str]) -> list[str]:
        is_whim = self.dice.random() < self.whims / (8 if name in DANGER else 1)
        if not is_whim and (true := choose(kind, values, self.findings, set())):
            return true
        manner = self.dice.choice(["one", "many", "unsure"])
        if manner in values:
            return [manner]
        if manner == "many" and kind == "checkbox":
            together = sorted(set(values) - LONE)
            return self.dice.sample(together, self.dice.randint(1, len(together)))
        return [self.dice.choice(values)]
