"""What the page on the check's logic says: every rule, honest proofs, and scores that are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from statistics import median
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.check.walk_vignettes import LEVELS, choose
from tests.conftest import CONTENT
from triage.core.assess import assess
from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Question
from triage.core.replay import replay
from triage.core.terms import parse_term
from triage.core.verify import PROPERTIES
from triage.explain import Explanation, explain
from triage.outline import needs_of, outline
from triage.starter import read_vignettes
from triage.trial import try_out

ALL = len(PROPERTIES)
VIGNETTES = read_vignettes(CONTENT)


@pytest.fixture(scope="module")
def explanation(definition: Definition) -> Explanation:
    return explain(definition)


def test_every_rule_is_told_once_under_its_level(explanation: Explanation, definition: Definition) -> None:
    told = [(level.level, told.rule) for level in explanation.levels for told in level.rules]

    assert {rule.code for _, rule in told} == {rule.code for rule in definition.rules}
    assert len(told) == len(definition.rules)
    assert all(rule.urgency.code == level for level, rule in told)
    assert [level.level for level in explanation.levels] == ["emergency", "same-day", "routine"]


def test_every_sign_of_a_rule_has_its_code_and_the_words_of_an_answer(
    explanation: Explanation, definition: Definition
) -> None:
    offered = {option.label for question in definition.questions for option in question.options}
    for level in explanation.levels:
        for told in level.rules:
            assert {sign.code for need in told.needs for sign in need.signs} == told.rule.tokens
            for sign in (sign for need in told.needs for sign in need.signs):
                assert sign.code.startswith("unsure:") or offered & set(sign.answers)


def test_a_sign_names_every_answer_that_brings_it_about_and_not_sure_too(definition: Definition) -> None:
    (need,) = needs_of(definition, [parse_term("side-one")])
    (side,) = (question for question in definition.questions if question.slug == "side")
    one, _, one_more = (option.label for option in side.options)

    assert need.words == f"“{one}” or “{one_more}” or “Side: {side.unsure}”"


def test_not_sure_is_told_as_what_the_rules_take_it_for(definition: Definition) -> None:
    asked = {asked.name: asked for page in outline(definition) for asked in page.questions}

    shorter = asked["Duration"].question.options[0].label
    assert [sign.words for sign in asked["Duration"].not_sure_counts_as] == [f"“{shorter}”"]
    assert asked["Course"].not_sure_counts_as == ()


# Proofs


def proofs(explanation: Explanation) -> str:
    document = {"published_at": datetime(2026, 2, 1, tzinfo=UTC)}
    context = {"explanation": explanation, "document": document}
    return unescape(render_to_string("triage/logic/_proofs.html", context))


def test_every_property_is_shown_and_holds(explanation: Explanation) -> None:
    html = proofs(explanation)

    assert all(verdict.meaning in html for verdict in explanation.verdicts)
    assert f"{ALL} of {ALL} hold." in " ".join(html.split())
    assert html.count("Holds.") == ALL
    assert "Does not hold." not in html
    assert "1 February 2026" in html


def test_a_property_that_fails_is_shown_as_failing_with_what_is_wrong(definition: Definition) -> None:
    impossible = replace(definition.rules[0], code="X1", terms=(parse_term("2 of: improving, worsening"),))

    html = proofs(explain(replace(definition, rules=(*definition.rules, impossible))))

    assert f"{ALL - 1} of {ALL} hold." in " ".join(html.split())
    assert html.count('data-holds="no"') == html.count("Does not hold.") == 1
    assert "Rule X1 never fires" in html


# Scores, against a count of their own by the program that walks the pages from outside


def walk_from_outside(definition: Definition, vignette: dict[str, Any]) -> dict[str, Any]:
    findings, unsure = set(vignette["findings"]), set(vignette["unsure"])
    given: dict[str, list[str]] = {}
    pages = 0
    while not (progress := replay(definition, given)).is_over:
        pages += 1
        for question in progress.current.questions:
            kind = "checkbox" if question.many else "radio"
            given[question.slug] = choose(kind, offered(question), findings, unsure)
    result = assess(definition, progress.evidence)
    return {
        "urgency": LEVELS.index(result.urgency.code),
        "causes": [cause.slug for cause in result.causes],
        "pages": pages,
    }


def offered(question: Question) -> list[str]:
    extra = {UNSURE_VALUE: question.unsure, NONE_VALUE: question.none}
    values = [option.value for option in question.options]
    return values + [value for value, words in extra.items() if words]


def counted(definition: Definition) -> dict[str, Any]:
    walks = [(vignette, walk_from_outside(definition, vignette)) for vignette in VIGNETTES]
    level = LEVELS.index
    right = [({v["condition"], *v["also_ok"]}, w["causes"]) for v, w in walks if v["condition"] != "other"]
    to_emergency = [w["pages"] for _, w in walks if w["urgency"] == level("emergency")]
    return {
        "right_urgency": sum(
            level(v["urgency"]) <= w["urgency"] <= level(v["urgency_max"]) for v, w in walks
        ),
        "emergencies": sum(v["urgency"] == "emergency" for v, _ in walks),
        "missed_emergencies": sum(
            v["urgency"] == "emergency" and w["urgency"] < level("emergency") for v, w in walks
        ),
        "right_cause_first": sum(bool(causes & set(listed[:1])) for causes, listed in right),
        "right_cause_listed": sum(bool(causes & set(listed[:3])) for causes, listed in right),
        "with_cause": len(right),
        "pages": (f"{median(w['pages'] for _, w in walks):g}", max(w["pages"] for _, w in walks)),
        "pages_to_emergency": (f"{median(to_emergency):g}", max(to_emergency)) if to_emergency else ("0", 0),
    }


def scored(definition: Definition) -> dict[str, Any]:
    trial = try_out(definition, VIGNETTES)
    counts = ("right_urgency", "emergencies", "missed_emergencies", "with_cause", "right_cause_first",
              "right_cause_listed")  # fmt: skip
    pages = ("pages", "pages_to_emergency")
    return {name: getattr(trial, name) for name in counts} | {
        name: (getattr(trial, name).median, getattr(trial, name).longest) for name in pages
    }


def test_the_scores_equal_an_independent_count(definition: Definition) -> None:
    assert scored(definition) == counted(definition)


def test_a_check_with_fewer_rules_scores_worse_and_the_count_agrees(definition: Definition) -> None:
    crippled = replace(definition, rules=definition.rules[30:60])

    assert scored(crippled) == counted(crippled)
    assert scored(crippled)["missed_emergencies"] > 0
    assert scored(crippled)["right_urgency"] < scored(definition)["right_urgency"]


def test_a_missed_emergency_and_a_wrong_cause_are_shown(definition: Definition) -> None:
    trial = try_out(replace(definition, rules=()), VIGNETTES)
    missed = next(tried for tried in trial.people if tried.is_missed_emergency)

    html = render_to_string("triage/logic/_tried.html", {"tried": missed})

    assert "the wrong urgency" in html


def test_every_point_of_every_cause_is_told(definition: Definition) -> None:
    told = {
        (cause.name, points, meaning)
        for cause in explain(definition).causes
        for points, meanings in cause.signs
        for meaning in meanings
    }

    assert told == {
        (cause.name, f"{points:+d}", definition.findings[code])
        for cause in definition.causes
        for code, points in cause.points.items()
    }
