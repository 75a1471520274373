"""The tests can see every fault that makes a rule weaker, and what a fault is comes from the evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.conftest import CONTENT, read_json
from tests.mutants import (
    Mutant,
    Verdict,
    asked_of_the_cases,
    asked_of_the_oracle,
    differs_from_the_evidence,
    print_table,
    stronger,
    weaker,
)
from tests.oracle import RULES, people, shortcomings, ways_through
from triage.core.compiling import compile_definition
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
PEOPLE = [person for rule in RULES.values() for person in people(CHECK.questions, rule)]


def surviving(verdicts: Iterable[Verdict]) -> list[str]:
    return [verdict.mutant.name for verdict in verdicts if not verdict.is_killed]


def counted(mutants: Iterable[Mutant]) -> dict[str, int]:
    return dict(Counter(mutant.kind for mutant in mutants))


# The people


def test_there_is_somebody_for_every_way_to_satisfy_a_rule_of_the_evidence() -> None:
    assert len(PEOPLE) == sum(len(rule.ways) for rule in RULES.values()) == 283


def test_each_has_the_signs_of_that_way_and_nothing_else_that_the_rule_names() -> None:
    """On either walk: no question they need is left out, and no other emergency ends the check before."""
    for person in PEOPLE:
        for progress in ways_through(CHECK, person):
            assert progress.evidence.present & person.rule.tokens == person.way


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_people_with_the_signs_of_a_rule_are_told_what_the_evidence_asks_for(rule: object) -> None:
    for person in PEOPLE:
        if person.rule is rule:
            assert list(shortcomings(CHECK, person)) == []


# The mutants


def test_every_weaker_rule_is_seen_by_the_people_of_the_evidence() -> None:
    verdicts = [asked_of_the_oracle(mutant) for mutant in weaker(CHECK)]
    print_table(verdicts)

    assert surviving(verdicts) == []
    # Nine in ten give a wrong urgency or cause. Where another rule asks for as much, a reason is missing.
    assert sum(verdict.in_result for verdict in verdicts) > 0.9 * len(verdicts)


def test_every_kind_of_weaker_rule_is_made() -> None:
    assert counted(weaker(CHECK)) == {
        "removed": len(CHECK.rules),
        "lowered": sum(rule.urgency for rule in CHECK.rules),
        "narrowed": sum(
            len(term.tokens) for rule in CHECK.rules for term in rule.terms if len(term.tokens) > term.least
        ),
        "more needed": 1,
        "further term": len(CHECK.rules),
        "suspect removed": sum(len(rule.suspects) for rule in CHECK.rules),
    }


def test_every_stronger_rule_differs_from_the_evidence() -> None:
    mutants = list(stronger(CHECK))

    assert counted(mutants).keys() == {"raised", "term dropped"}
    assert surviving(map(differs_from_the_evidence, mutants)) == []


def test_the_check_cases_see_more_than_half_of_the_stronger_rules() -> None:
    cases = read_json("check-cases.json")
    verdicts = [asked_of_the_cases(mutant, cases) for mutant in stronger(CHECK)]

    assert sum(verdict.is_killed for verdict in verdicts) > len(verdicts) / 2


def test_a_rule_that_is_not_changed_is_no_mutant() -> None:
    cases = read_json("check-cases.json")
    for rule in CHECK.rules:
        same = Mutant("same", rule.code, rule.code, CHECK)
        assert surviving([asked_of_the_oracle(same), differs_from_the_evidence(same)]) == [rule.code] * 2
    assert not asked_of_the_cases(same, cases).is_killed
