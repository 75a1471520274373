"""What a proof says: a property, whether it holds, and if not, somebody it does not hold for."""

from __future__ import annotations

from dataclasses import dataclass

from triage.core.definition import Definition
from triage.core.replay import Progress, replay
from triage.core.verify.answers import Given


@dataclass(frozen=True, slots=True)
class Failure:
    """Where a property fails, and a person with whom anyone can see it by clicking through."""

    what: str
    given: Given


@dataclass(frozen=True, slots=True)
class Verdict:
    """A named property of a definition, what it means in one sentence, and where it fails."""

    name: str
    meaning: str
    failures: tuple[Failure, ...]

    @property
    def holds(self) -> bool:
        return not self.failures


def walk(definition: Definition, given: Given) -> Progress:
    """Return the way of a person through the check, asked everything, whether it matters or not."""
    return replay(definition, given, ask_everything=True)
