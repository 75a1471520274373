"""The signs to get help sooner for (`sooner` in the rules), and what a person is shown of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.conftest import CONTENT, read_json
from tests.people import walk_as
from triage.core.assess import Evidence, assess
from triage.core.compiling import compile_definition
from triage.core.definition import Rule
from triage.core.safety_net import safety_net
from triage.core.urgency import Urgency
from triage.starter import read_check, read_vignettes

CHECK = compile_definition(read_check(CONTENT))
RULES = {rule.code: rule for rule in CHECK.rules}
SOONER = [rule for rule in CHECK.rules if rule.sooner]

NOT_WATCHED_FOR = {
    "E7": "A leg bent out of shape comes with a new accident: nobody needs to be told to watch for it.",
}
"""Emergency rules of one term that are not among the signs, and why."""

MOST_ALONE = {Urgency.EMERGENCY: 7, Urgency.SAME_DAY: 8, Urgency.ROUTINE: 4}
"""How many rules of one term may speak: their signs stand on nearly every result."""

MOST_SIGNS = 9

by_sign = pytest.mark.parametrize("rule", SOONER, ids=lambda rule: rule.code)


@by_sign
def test_a_sign_is_one_clause_that_completes_its_heading(rule: Rule) -> None:
    assert rule.sooner[0].islower()
    assert rule.sooner[-1] not in ".;:,"
    assert not re.search(r"[.;:] ", rule.sooner)
    assert len(rule.sooner.split()) <= 22


@by_sign
def test_a_sign_does_not_repeat_what_to_do(rule: Rule) -> None:
    assert not re.search(
        r"\b(?:call|ring|ambulance|doctor|hospital|emergency|today|now|get help)\b", rule.sooner
    )


def test_every_emergency_of_one_sign_is_watched_for() -> None:
    silent = {
        rule.code for rule in CHECK.rules
        if rule.urgency == Urgency.EMERGENCY and len(rule.terms) == 1 and not rule.sooner
    }  # fmt: skip

    assert silent == set(NOT_WATCHED_FOR)


def test_few_signs_stand_on_every_result() -> None:
    for level, most in MOST_ALONE.items():
        alone = [rule.code for rule in SOONER if rule.urgency == level and len(rule.terms) == 1]
        assert 0 < len(alone) <= most, alone


def test_the_same_sign_asks_for_one_level_only() -> None:
    levels: dict[str, set[Urgency]] = {}
    for rule in SOONER:
        levels.setdefault(rule.sooner, set()).add(rule.urgency)

    assert all(len(found) == 1 for found in levels.values())


def test_a_rule_that_only_counts_not_sure_has_no_sign() -> None:
    assert not [rule.code for rule in SOONER if rule.code.startswith("U")]


def people() -> list[Any]:
    """The evidence of every check case and example vignette that is no emergency already."""
    found = [(case["name"], Evidence(frozenset(case["findings"]))) for case in read_json("check-cases.json")]
    found += [
        (vignette["id"], walk_as(CHECK, vignette["findings"]).evidence)
        for vignette in read_vignettes(CONTENT)
    ]
    found += [
        (f"not sure on {slug}", Evidence(unsure=frozenset({slug}))) for slug in ("chest", "leg", "back")
    ]
    return [
        pytest.param(evidence, id=name)
        for name, evidence in found
        if assess(CHECK, evidence).urgency < Urgency.EMERGENCY
    ]


def signs_for(evidence: Evidence) -> dict[Urgency, list[str]]:
    """The signs as the result shows them: each once."""
    near = safety_net(CHECK, evidence, assess(CHECK, evidence).urgency)
    return {level: list(dict.fromkeys(rule.sooner for rule in rules)) for level, rules in near.items()}


@pytest.mark.parametrize("evidence", people())
def test_every_result_names_all_emergencies_of_one_sign(evidence: Evidence) -> None:
    watched = {rule.sooner for rule in SOONER if rule.urgency == Urgency.EMERGENCY and len(rule.terms) == 1}

    assert {RULES["E1"].sooner, RULES["E2"].sooner} <= watched
    assert watched <= set(signs_for(evidence)[Urgency.EMERGENCY])


@pytest.mark.parametrize("evidence", people())
def test_no_level_of_a_result_lists_too_many_signs(evidence: Evidence) -> None:
    for level, signs in signs_for(evidence).items():
        assert len(signs) <= MOST_SIGNS, (level.code, signs)


@pytest.mark.parametrize("level", [level for level in Urgency if level < Urgency.EMERGENCY])
def test_every_level_above_the_result_has_signs(level: Urgency) -> None:
    assert set(safety_net(CHECK, Evidence(), level)) == {above for above in Urgency if above > level}


def test_somebody_with_red_hot_skin_is_told_to_watch_for_fever() -> None:
    signs = signs_for(Evidence(frozenset({"skin-red-hot", "side-one"})))

    assert RULES["E14"].sooner in signs[Urgency.EMERGENCY]
    assert "fever or shivering" in RULES["E14"].sooner


def test_somebody_with_cancer_is_told_to_watch_for_fever() -> None:
    signs = signs_for(Evidence(frozenset({"active-cancer", "side-one"})))

    assert RULES["E23"].sooner in signs[Urgency.EMERGENCY]
    assert re.search("fever or shivering.*cancer", RULES["E23"].sooner)


def test_nobody_under_sixteen_with_sore_calves_reads_of_sex() -> None:
    child = {"age-under-16", "side-both", "onset-days", "trigger-none", "feels-aching", "lasts-under-2-weeks"}

    assert not [
        sign for signs in signs_for(Evidence(frozenset(child))).values() for sign in signs if "sex" in sign
    ]
