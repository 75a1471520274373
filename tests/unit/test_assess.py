"""The rules, the ranking, and the promise that urgency can only rise."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CONTENT, read_json
from tests.people import answer_as, walk_as
from tests.thoroughness import examples
from triage.core.assess import Evidence, assess, rule_urgency
from triage.core.compiling import compile_definition
from triage.core.definition import UNSURE_VALUE, Definition
from triage.core.replay import replay
from triage.core.urgency import Urgency
from triage.starter import read_check, read_vignettes

CHECK = compile_definition(read_check(CONTENT))
FINDINGS = sorted(CHECK.findings)
CASES = read_json("check-cases.json")
VIGNETTES = read_vignettes(CONTENT)


def evidence(*findings: str) -> Evidence:
    return Evidence(frozenset(findings))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_check_case_of_the_evidence_base_comes_out_as_it_says(case: dict[str, Any]) -> None:
    assessment = assess(CHECK, evidence(*case["findings"]))

    assert assessment.urgency.code == case["urgency"]
    # R3 of the evidence base is three rules here, R3a to R3c.
    assert {re.sub(r"[a-c]$", "", rule.code) for rule in assessment.fired} == set(case["rules"])
    assert (assessment.causes[0].slug if assessment.causes else None) == case["cause"]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette["id"])
def test_an_example_vignette_is_right_through_the_questions(vignette: dict[str, Any]) -> None:
    progress = walk_as(CHECK, vignette["findings"])
    assessment = assess(CHECK, progress.evidence)

    least, most = (Urgency.from_code(vignette[key]) for key in ("urgency", "urgency_max"))
    assert progress.is_over
    assert least <= assessment.urgency <= most
    assert assessment.causes[0].slug in {vignette["condition"], *vignette["also_ok"]}


def test_cold_pale_foot_is_an_emergency() -> None:
    assert assess(CHECK, evidence("foot-cold-pale")).urgency == Urgency.EMERGENCY


def test_one_swollen_calf_is_seen_the_same_day_whatever_else() -> None:
    for other in FINDINGS:
        assert rule_urgency(CHECK, evidence("swelling-one-calf", other)) >= Urgency.SAME_DAY


def test_fever_with_cancer_names_clots_and_with_hot_skin_the_infection_first() -> None:
    cancer = {"fever", "active-cancer", "age-60-plus", "side-both"}

    one, other = assess(CHECK, evidence(*cancer)), assess(CHECK, evidence(*cancer, "skin-red-hot"))

    assert [cause.slug for cause in one.causes] == ["blood-clots"]
    assert [cause.slug for cause in other.causes] == ["cellulitis", "blood-clots"]


def test_no_clear_match_is_never_sent_to_self_care() -> None:
    assessment = assess(CHECK, evidence("age-40-59", "severity-mild"))

    assert assessment.causes == ()
    assert assessment.urgency == Urgency.ROUTINE


def test_the_floor_of_the_first_cause_raises_the_urgency() -> None:
    # Points for blood clots, and no rule: two risks alone, without pain in one calf.
    assessment = assess(CHECK, evidence("long-journey", "calf-tender", "onset-days"))

    assert assessment.fired == ()
    assert assessment.causes[0].slug == "blood-clots"
    assert assessment.urgency == Urgency.SAME_DAY


def test_an_always_emergency_cause_is_listed_only_when_a_rule_names_it() -> None:
    points_alone = evidence("irregular-heartbeat", "onset-sudden", "heart-circulation", "severity-moderate")
    assert "acute-limb-ischaemia" not in [cause.slug for cause in assess(CHECK, points_alone).causes]
    named = assess(CHECK, evidence("foot-cold-pale"))
    assert named.causes[0].slug == "acute-limb-ischaemia"


def test_a_cause_behind_a_gate_needs_one_of_its_findings() -> None:
    without = evidence("age-60-plus", "heart-circulation", "smoker", "onset-gradual")
    assert "peripheral-arterial-disease" not in [cause.slug for cause in assess(CHECK, without).causes]
    through = evidence("age-60-plus", "heart-circulation", "smoker", "onset-gradual", "rest-pain-foot")
    assert "peripheral-arterial-disease" in [cause.slug for cause in assess(CHECK, through).causes]


def test_at_most_three_causes_are_listed() -> None:
    assert len(assess(CHECK, evidence(*FINDINGS)).causes) == 3


@settings(max_examples=examples(10_000), deadline=None)
@given(st.lists(st.sampled_from(FINDINGS), min_size=1, max_size=26))
def test_adding_a_finding_never_lowers_the_rule_urgency(findings: list[str]) -> None:
    more, *some = findings

    assert rule_urgency(CHECK, evidence(more, *some)) >= rule_urgency(CHECK, evidence(*some))


def test_points_alone_can_order_a_milder_cause_first_and_that_is_known() -> None:
    """A limit, told in docs/decisions/0003: floors come from points, and points can go down."""
    before = evidence(
        "age-60-plus", "side-one", "previous-clot", "trigger-none", "onset-gradual", "severity-mild",
        "lasts-under-2-weeks", "not-improving", "heart-circulation",
    )  # fmt: skip
    after = Evidence(before.findings | {"feels-cramping"})

    assert rule_urgency(CHECK, after) >= rule_urgency(CHECK, before)
    assert assess(CHECK, before).urgency == Urgency.SAME_DAY
    assert assess(CHECK, after).urgency == Urgency.ROUTINE
    assert "blood-clots" in [cause.slug for cause in assess(CHECK, after).causes]


@settings(max_examples=examples(1000), deadline=None)
@given(st.frozensets(st.sampled_from(FINDINGS), max_size=25))
def test_the_result_is_never_below_its_rules_or_its_first_cause(findings: frozenset[str]) -> None:
    assessment = assess(CHECK, Evidence(findings))

    assert assessment.urgency >= rule_urgency(CHECK, Evidence(findings))
    assert all(assessment.urgency >= cause.floor for cause in assessment.causes[:1])


# "Not sure" is never "no"

UNSURE_QUESTIONS = [question for question in CHECK.questions if question.unsure]


@pytest.mark.parametrize("question", UNSURE_QUESTIONS, ids=lambda question: question.slug)
@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette["id"])
def test_not_sure_is_never_milder_than_none(vignette: dict[str, Any], question: Any) -> None:
    given_values = answer_as(CHECK, vignette["findings"])
    unsure = replay(CHECK, given_values | {question.slug: (UNSURE_VALUE,)})
    if question.none:
        compared = replay(CHECK, given_values | {question.slug: ("none",)}).evidence
    else:
        # There is no "none" to compare with: compare with saying nothing of the kind.
        compared = Evidence(frozenset(vignette["findings"]) - question.tokens)

    assert rule_urgency(CHECK, unsure.evidence) >= rule_urgency(CHECK, compared)
    if question.none:
        assert assess(CHECK, unsure.evidence).urgency >= assess(CHECK, compared).urgency


@pytest.mark.parametrize("slug", ["chest", "leg", "back"])
def test_not_sure_on_a_red_flag_page_is_at_least_same_day(slug: str) -> None:
    unsure = Evidence(unsure=frozenset({slug}))

    assert rule_urgency(CHECK, unsure) >= Urgency.SAME_DAY


def test_not_sure_is_offered_only_where_it_counts() -> None:
    used = {token for rule in CHECK.rules for token in rule.tokens}
    idle = {
        question.slug for question in UNSURE_QUESTIONS
        if f"unsure:{question.slug}" not in used and not question.unsure_counts_as
    }  # fmt: skip

    # The evidence base has "not sure which way it is going" add nothing.
    assert idle == {"course"}


def test_not_sure_which_calf_counts_as_one_for_rules_and_gives_no_points() -> None:
    given_values = answer_as(CHECK, {"age-40-59", "trigger-none"}) | {"side": (UNSURE_VALUE,)}

    found = replay(CHECK, given_values).evidence

    assert "side-one" in found.present
    assert "side-one" not in found.findings


# The starting check as a whole


def test_every_finding_can_be_expressed_by_some_answer() -> None:
    expressible = {
        code for question in CHECK.questions for option in question.options for code in option.findings
    }

    assert expressible == set(FINDINGS)


@pytest.mark.parametrize("rule", CHECK.rules, ids=lambda rule: rule.code)
def test_every_rule_fires_for_somebody_who_has_what_it_names(rule: Any) -> None:
    questions = {question.slug for question in CHECK.questions}
    tokens = rule.tokens
    unsure = frozenset(token.removeprefix("unsure:") for token in tokens if token.startswith("unsure:"))
    person = Evidence(
        frozenset(token for token in tokens if not token.startswith("unsure:")), frozenset(), unsure
    )

    assert unsure <= questions
    assert rule in assess(CHECK, person).fired


def test_the_rules_of_the_evidence_base_are_all_there() -> None:
    codes = {re.sub(r"[a-c]$", "", rule.code) for rule in CHECK.rules}
    expected = (
        {f"E{n}" for n in range(1, 26)} | {f"S{n}" for n in range(43)}
        | {f"R{n}" for n in range(1, 22)} | {f"U{n}" for n in range(1, 5)}
    )  # fmt: skip

    assert codes == expected


def test_no_path_has_more_than_fourteen_pages(definition: Definition) -> None:
    assert len(definition.pages) <= 14
