"""The starting check says what the evidence base says: each rule, gate, floor and weight."""

from __future__ import annotations

import pytest

from tests.conftest import CONTENT
from tests.evidence_causes import evidence_causes
from tests.evidence_rules import evidence_rules, ways_of, ways_of_terms
from triage.core.compiling import compile_definition
from triage.core.definition import Cause, Rule
from triage.core.terms import parse_term
from triage.core.urgency import Urgency
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
RULES = evidence_rules()
CAUSES = evidence_causes()


def test_the_check_has_the_rules_and_causes_of_the_evidence_and_no_others() -> None:
    assert {rule.code for rule in CHECK.rules} == RULES.keys()
    assert {cause.slug for cause in CHECK.causes} == CAUSES.keys()
    assert (len(RULES), len(CAUSES)) == (95, 19)


@pytest.mark.parametrize("rule", CHECK.rules, ids=lambda rule: rule.code)
def test_a_rule_is_the_one_of_the_evidence(rule: Rule) -> None:
    evidence = RULES[rule.code]

    assert ways_of_terms(rule.terms) == evidence.ways
    assert rule.urgency == evidence.level
    assert set(rule.suspects) == evidence.suspects


@pytest.mark.parametrize("cause", CHECK.causes, ids=lambda cause: cause.slug)
def test_a_cause_has_the_gate_floor_and_weights_of_the_evidence(cause: Cause) -> None:
    evidence = CAUSES[cause.slug]

    assert cause.gate == evidence.gate
    assert cause.floor == evidence.floor
    assert cause.points == evidence.points


def test_every_sign_of_the_evidence_is_a_finding_or_a_not_sure_of_the_check() -> None:
    tokens = {token for question in CHECK.questions for token in question.tokens}

    assert {token for rule in RULES.values() for token in rule.tokens} <= tokens


def test_not_sure_counts_as_u5_of_the_evidence_says() -> None:
    assumed = {question.slug: question.unsure_counts_as for question in CHECK.questions}

    assert (assumed["side"], assumed["trigger"], assumed["onset"]) == (
        {"side-one"}, {"trigger-none"}, {"onset-days"},
    )  # fmt: skip


# Reading formulas


@pytest.mark.parametrize(
    ("formula", "ways"),
    [
        ("a", [{"a"}]),
        ("a OR b AND c", [{"a"}, {"b", "c"}]),
        ("a AND (b OR c)", [{"a", "b"}, {"a", "c"}]),
        ("a AND (b OR (c AND (d OR e)))", [{"a", "b"}, {"a", "c", "d"}, {"a", "c", "e"}]),
        ("ATLEAST 2 OF (a, b, c)", [{"a", "b"}, {"a", "c"}, {"b", "c"}]),
        ("a OR (a AND b)", [{"a"}]),
        ("unsure:a AND b", [{"unsure:a", "b"}]),
    ],
)
def test_a_formula_is_read_as_the_smallest_sets_that_satisfy_it(formula: str, ways: list[set[str]]) -> None:
    assert ways_of(formula) == {frozenset(way) for way in ways}


@pytest.mark.parametrize("formula", ["a b", "a AND", "(a OR b", "a)", "NOT a", "a AND NOT b", "A"])
def test_a_formula_that_cannot_be_read_is_refused(formula: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        ways_of(formula)


def test_a_rule_of_the_check_asks_for_the_same_in_other_words() -> None:
    """S4 is written with brackets in the evidence, and as lines that are all needed in the check."""
    lines = ["side-one", "calf-tender or pattern-constant", "calf-tender or feels-aching"]

    assert ways_of_terms(map(parse_term, lines)) == ways_of(
        "side-one AND (calf-tender OR (pattern-constant AND feels-aching))"
    )
    assert RULES["S4"].level == Urgency.SAME_DAY
