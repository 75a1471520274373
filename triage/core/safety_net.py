"""The signs to get help sooner for: rules above the result that one more sign would fire."""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.assess import Evidence
from triage.core.definition import Definition, Rule
from triage.core.urgency import Urgency


def safety_net(
    definition: Definition, evidence: Evidence, urgency: Urgency
) -> Mapping[Urgency, tuple[Rule, ...]]:
    """Return, by level above this urgency and most urgent first, the rules that are one term from firing.

    Only rules with words for it (`sooner`). A rule of which more is missing would only frighten: it
    speaks of a person who is in another situation.
    """
    present = evidence.present

    def is_next(rule: Rule) -> bool:
        return sum(not term.holds(present) for term in rule.terms) == 1

    levels = sorted((level for level in Urgency if level > urgency), reverse=True)
    near = {
        level: tuple(
            rule for rule in definition.rules if rule.urgency == level and rule.sooner and is_next(rule)
        )
        for level in levels
    }
    return {level: rules for level, rules in near.items() if rules}
