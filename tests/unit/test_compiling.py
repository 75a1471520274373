"""What is refused as a check, and how the refusal reads."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from triage.core.compiling import DefinitionError, Problem, compile_definition


def problems_of(data: dict[str, Any]) -> list[Problem]:
    with pytest.raises(DefinitionError) as refused:
        compile_definition(data)
    return list(refused.value.problems)


@pytest.fixture
def data(check_data: dict[str, Any]) -> dict[str, Any]:
    return copy.deepcopy(check_data)


def question(data: dict[str, Any], slug: str) -> dict[str, Any]:
    return next(row for row in data["questions"] if row["slug"] == slug)


def rule(data: dict[str, Any], code: str) -> dict[str, Any]:
    return next(row for row in data["rules"] if row["code"] == code)


def test_the_starting_check_compiles(data: dict[str, Any]) -> None:
    assert len(compile_definition(data).questions) == 19


def test_a_rule_on_an_unknown_finding_is_refused_with_the_likely_one(data: dict[str, Any]) -> None:
    rule(data, "S1")["all"] = ["swelling-one-calv"]

    (problem,) = problems_of(data)

    assert (problem.part, problem.name, problem.field) == ("rule", "S1", "terms")
    assert "“swelling-one-calv” is not known. Did you mean swelling-one-calf" in problem.message


def test_a_rule_that_no_answer_can_fire_is_refused(data: dict[str, Any]) -> None:
    rule(data, "S1")["all"] = ["unsure:age"]  # the age question offers no “not sure”

    (problem,) = problems_of(data)

    assert "No question on any page brings about “unsure:age”" in problem.message


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("all", [], "always fire"),
        ("all", ["fever and chills"], "cannot be read"),
        ("urgency", "soon", "must be one of: emergency, same-day, routine, self-care"),
        ("suspects", ["blood-clot"], "Did you mean blood-clots"),
        ("reason", " ", "carries its reason"),
        ("source", "", "carries its source"),
    ],
)
def test_a_faulty_rule_is_refused(data: dict[str, Any], field: str, value: Any, says: str) -> None:
    rule(data, "S1")[field] = value

    assert any(says in problem.message for problem in problems_of(data))


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"slug": "result"}, "slug", "an address of the check itself"),
        ({"options": []}, "options", "at least two options"),
        ({"none": ""}, "none", "say that nothing fits"),
        ({"unsure": "", "unsure_counts_as": ["fever"]}, "unsure", "is not offered"),
        ({"unsure_counts_as": ["fevver"]}, "unsure_counts_as", "Did you mean fever"),
    ],
)
def test_a_faulty_question_is_refused(data: dict[str, Any], changes: dict, field: str, says: str) -> None:
    question(data, "infection").update(changes)

    assert any(problem.field == field and says in problem.message for problem in problems_of(data))


def test_an_option_without_a_finding_is_refused(data: dict[str, Any]) -> None:
    question(data, "infection")["options"][0]["findings"] = []

    assert any("“Fever or shivering” has no finding" in problem.message for problem in problems_of(data))


def test_two_options_for_one_finding_are_refused(data: dict[str, Any]) -> None:
    question(data, "infection")["options"][1]["findings"] = ["fever"]

    assert any("Two options stand for “fever”" in problem.message for problem in problems_of(data))


def test_a_question_asked_on_a_later_answer_is_refused(data: dict[str, Any]) -> None:
    question(data, "leg")["asked_when"] = ["fever"]

    (problem,) = problems_of(data)

    assert (problem.name, problem.field) == ("leg", "asked_when")
    assert "“fever” is not asked before, but with “infection”." in problem.message
    assert "Put this question on a page after that." in problem.message


def test_a_question_cannot_depend_on_its_own_page(data: dict[str, Any]) -> None:
    question(data, "side")["asked_when"] = ["age-60-plus"]

    assert [problem.name for problem in problems_of(data)] == ["side"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"shares_page": True}, "page of its own"), ({"asked_when": ["fever"]}, "page of its own")],
)
def test_the_first_question_is_always_asked_on_its_own_page(
    data: dict[str, Any], changes: dict, says: str
) -> None:
    data["questions"][0].update(changes)

    assert any(says in problem.message for problem in problems_of(data))


def test_questions_that_wait_for_each_other_are_refused_with_the_way_round(data: dict[str, Any]) -> None:
    question(data, "swelling")["asked_when"] = ["bruising"]  # of the injury page
    question(data, "injury")["asked_when"] = ["veins-visible"]  # of the swelling page

    messages = [str(problem) for problem in problems_of(data)]

    assert any("It waits for itself: “swelling”, for “injury”, for “swelling”." in text for text in messages)
    assert any("Take one of the conditions out." in text for text in messages)


def test_a_question_may_ask_more_closely_for_what_was_told_before(data: dict[str, Any]) -> None:
    feel = question(data, "feel")
    feel["asked_when"] = ["swelling-one-calf"]
    feel["options"].append({"label": "Swollen", "findings": ["swelling-one-calf"], "alone": False})

    assert compile_definition(data)


def test_a_rule_that_suspects_a_missing_cause_is_refused_and_named(data: dict[str, Any]) -> None:
    data["causes"] = [row for row in data["causes"] if row["slug"] != "bakers-cyst"]

    messages = {str(problem) for problem in problems_of(data)}

    assert "rule “R10”, suspects: “bakers-cyst” is not known." in messages


def test_two_questions_of_one_name_are_refused(data: dict[str, Any]) -> None:
    question(data, "feel")["slug"] = "feet"

    assert any("There are two with the slug “feet”" in problem.message for problem in problems_of(data))


def test_a_level_without_words_is_refused(data: dict[str, Any]) -> None:
    data["outcomes"].pop()

    (problem,) = problems_of(data)

    assert (problem.part, problem.name) == ("outcome", "self-care")


def test_a_check_without_questions_is_refused(data: dict[str, Any]) -> None:
    data["questions"] = []

    assert any("There is no question" in problem.message for problem in problems_of(data))


def test_more_options_than_a_cookie_can_carry_are_refused(data: dict[str, Any]) -> None:
    long = {f"a-very-long-code-of-a-finding-number-{n}": "words" for n in range(60)}
    data["findings"] |= long
    question(data, "infection")["options"] += [
        {"label": code, "findings": [code], "alone": False} for code in long
    ]

    assert any("too many options to carry" in problem.message for problem in problems_of(data))


@pytest.mark.parametrize("slug", ["", "two words", "a+b", "line\nbreak", "über"])
def test_a_name_that_no_address_and_no_cookie_can_carry_is_refused(data: dict[str, Any], slug: str) -> None:
    question(data, "leg")["slug"] = slug
    data["findings"][slug] = "words"

    refused = {(problem.part, problem.name) for problem in problems_of(data) if "hyphens" in problem.message}

    assert refused == {("question", slug), ("finding", slug)}


def test_every_problem_is_reported_at_once(data: dict[str, Any]) -> None:
    rule(data, "S1")["source"] = ""
    question(data, "infection")["none"] = ""

    assert len(problems_of(data)) == 2
