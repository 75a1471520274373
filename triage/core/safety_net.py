"""The signs to get help sooner for: rules above the result that one more sign would fire."""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.assess import Evidence
from triage.core.definition import Definition, Rule
from triage.core.urgency import Urgency


def safety_net(definition: Definition, evidence: Evidence, urgency: Urgency) -> Mapping[Urgency, list[Rule]]:
    """Return, by level above this urgency and most urgent first, the rules that are one term from firing.

    Only rules with words for it (`sooner`). A rule of which more is missing would only frighten: it
    speaks of a person who is in another situation.
    """
    present = evidence.present

    def is_next(rule: Rule) -> bool:
        missing = 0
        for term in rule.terms:
            if not term.holds(present):
                missing += 1
        return missing == 1

    near: dict[Urgency, list[Rule]] = {}
    for rule in definition.rules_by_urgency:
        if rule.urgency <= urgency:
            break
        if rule.sooner and is_next(rule):
            near.setdefault(rule.urgency, []).append(rule)
    return near
