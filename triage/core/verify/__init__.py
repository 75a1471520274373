"""Prove that a definition is safe to publish, before it is.

Each property is a sentence about everybody who could answer. It is proven by an argument that needs
no walk through every path: rules have no "not", so the urgency is the highest of monotone rules, and
each rule can be looked at by itself, with the few questions it touches (`search`). A property that
fails names a person: answers that anyone can click through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from triage.core.definition import Definition
from triage.core.verify import reach, safety
from triage.core.verify.verdict import Failure, Verdict

MOST_PAGES = 14
DANGER_PAGES = 4


@dataclass(frozen=True, slots=True)
class Property:
    """A sentence that has to be true of every definition; `is_quick` ones need no search for people."""

    name: str
    meaning: str
    failures: Callable[[Definition], Iterable[Failure]]
    is_quick: bool = False

    def verdict(self, definition: Definition) -> Verdict:
        return Verdict(self.name, self.meaning, tuple(self.failures(definition)))


PROPERTIES = (
    Property(
        "ends", "Every way through the questions ends at a result.", safety.every_way_ends, is_quick=True
    ),
    Property(
        "danger-first",
        f"A sign that is an emergency by itself is asked on the first {DANGER_PAGES} pages.",
        partial(safety.danger_is_asked_first, pages=DANGER_PAGES),
        is_quick=True,
    ),
    Property(
        "short",
        f"Nobody meets more than {MOST_PAGES} pages.",
        partial(reach.nobody_meets_more_pages, most=MOST_PAGES),
    ),
    Property(
        "rules-hold",
        "What a rule asks for is given, whatever else is answered.",
        safety.every_rule_holds,
        is_quick=True,
    ),
    Property(
        "nothing-hidden",
        "No rule would ask for more, had a question been asked that was not.",
        safety.nothing_urgent_is_hidden,
    ),
    Property(
        "not-sure-between",
        "By the rules, “not sure” is never milder than the calmest answer, nor more urgent than the gravest.",
        safety.not_sure_is_between,
    ),
    Property(
        "not-sure-of-danger",
        "“Not sure” about an emergency sign asks for help the same day, at least.",
        safety.not_sure_of_danger_is_same_day,
        is_quick=True,
    ),
    Property("questions", "Every question is asked of somebody.", reach.every_answer_is_reachable),
    Property("rules", "Every rule fires for somebody.", reach.every_rule_is_reachable),
    Property("urgencies", "Every urgency is somebody's result.", reach.every_urgency_is_reachable),
    Property("causes", "Every cause is on somebody's list.", reach.every_cause_is_reachable),
    Property(
        "words",
        "Every result has words, signs to get help sooner for, and a text for each cause.",
        safety.every_result_has_words,
        is_quick=True,
    ),
)


def verify(definition: Definition, properties: Iterable[Property] = PROPERTIES) -> tuple[Verdict, ...]:
    """Return what each property's proof says of this definition."""
    return tuple(prop.verdict(definition) for prop in properties)


def verify_quickly(definition: Definition) -> tuple[Verdict, ...]:
    """Return the verdicts that take no search, for a check at every start."""
    return verify(definition, (prop for prop in PROPERTIES if prop.is_quick))
