"""The check as a FHIR Questionnaire: valid, complete, and saying what it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhir.resources.R4B.codesystem import CodeSystem
from fhir.resources.R4B.questionnaire import Questionnaire

from tests.conftest import CONTENT
from tests.fhir_form import all_items, mistakes
from triage import fhir
from triage.core.compiling import compile_definition
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
URL = "https://calf.example/check/definition.json"
VERSION = "0" * 64


def exported(**about: Any) -> dict[str, Any]:
    return fhir.questionnaire(CHECK, url=URL, version=VERSION, publisher="Calf pain", **about)


def item(resource: dict[str, Any], link_id: str) -> dict[str, Any]:
    return next(item for item in all_items(resource) if item["linkId"] == link_id)


def options(question: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {option["valueCoding"]["code"]: option for option in question["answerOption"]}


# The questions


def test_the_starting_check_is_a_valid_questionnaire_without_mistakes() -> None:
    questionnaire = exported(published=datetime(2026, 3, 1, 12, tzinfo=UTC), approved=date(2026, 3, 2))

    Questionnaire.model_validate(questionnaire)
    CodeSystem.model_validate(questionnaire["contained"][0])
    assert mistakes(questionnaire, CHECK) == []


def repeat_an_item(questionnaire: dict[str, Any]) -> None:
    questionnaire["item"].append(questionnaire["item"][0])


def invent_a_type(questionnaire: dict[str, Any]) -> None:
    questionnaire["item"][0]["type"] = "radio"


def invent_a_finding(questionnaire: dict[str, Any]) -> None:
    questionnaire["item"][0]["answerOption"][0]["valueCoding"]["code"] = "made-up"


def forget_a_finding(questionnaire: dict[str, Any]) -> None:
    del questionnaire["item"][0]["answerOption"][0]


def forget_the_answers(questionnaire: dict[str, Any]) -> None:
    del questionnaire["item"][0]["answerOption"]


def ask_about_nothing(questionnaire: dict[str, Any]) -> None:
    answer = {"system": "", "code": "breathless"}
    condition = {"question": "no-such-question", "operator": "=", "answerCoding": answer}
    questionnaire["item"][1]["enableWhen"] = [condition]


def ask_about_a_later_answer(questionnaire: dict[str, Any]) -> None:
    answer = {"system": "", "code": "back-pain"}
    questionnaire["item"][1]["enableWhen"] = [{"question": "feet", "operator": "=", "answerCoding": answer}]


def leave_any_or_all_open(questionnaire: dict[str, Any]) -> None:
    answer = {"system": "", "code": "breathless"}
    questionnaire["item"][1]["enableWhen"] = [
        {"question": "chest", "operator": "=", "answerCoding": answer}
    ] * 2


def forget_a_meaning(questionnaire: dict[str, Any]) -> None:
    del questionnaire["contained"][0]["concept"][0]


def refer_to_nothing(questionnaire: dict[str, Any]) -> None:
    del questionnaire["extension"]


PLANTED = {
    repeat_an_item: "two items chest",
    invent_a_type: "chest: no type radio",
    invent_a_finding: "no finding made-up",
    forget_a_finding: "no answer says breathless",
    forget_the_answers: "chest: answers belong to a choice",
    ask_about_nothing: "leg: no-such-question has no earlier answer breathless",
    ask_about_a_later_answer: "leg: feet has no earlier answer back-pain",
    leave_any_or_all_open: "leg: any or all?",
    forget_a_meaning: f"no meaning of {next(iter(CHECK.findings))}",
    refer_to_nothing: "nothing refers to #findings",
}


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_a_planted_mistake_is_found(plant: Callable[[dict[str, Any]], None]) -> None:
    questionnaire = exported()

    plant(questionnaire)

    assert PLANTED[plant] in mistakes(questionnaire, CHECK)


def test_a_page_of_one_question_is_that_question_and_a_shared_page_a_group() -> None:
    items = exported()["item"]

    assert [item["linkId"] for item in items[:6]] == [
        "chest", "leg", "back", "infection", "swelling", "age.page",
    ]  # fmt: skip
    assert [question["linkId"] for question in items[5]["item"]] == ["age", "side"]


def test_every_question_is_required_and_offers_what_the_form_offers() -> None:
    questionnaire = exported()

    for question in CHECK.questions:
        shown = item(questionnaire, question.slug)
        assert shown["required"] is True
        assert shown["repeats"] is question.many
        assert set(options(shown)) == question.values


def test_none_and_an_answer_that_stands_alone_exclude_others_and_not_sure_does_not() -> None:
    questionnaire = exported()
    trigger, chest = (options(item(questionnaire, slug)) for slug in ("trigger", "chest"))

    alone = [
        {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive", "valueBoolean": True}
    ]
    assert trigger["trigger-none"]["extension"] == alone
    assert chest["none"]["extension"] == alone
    assert "extension" not in chest["unsure"]
    assert "extension" not in chest["breathless"]


def test_a_hint_is_shown_in_the_open_and_why_we_ask_behind_a_button() -> None:
    chest = item(exported(), "chest")

    hint, why = chest["item"]
    assert hint == {"linkId": "chest.hint", "text": CHECK.questions[0].hint, "type": "display"}
    assert why["text"] == CHECK.questions[0].why
    assert why["extension"][0]["valueCodeableConcept"]["coding"][0]["code"] == "help"


def test_it_is_experimental_until_a_clinician_approves_it() -> None:
    before, after = exported(), exported(approved=date(2026, 3, 2))

    assert before["experimental"] and "No clinician has approved" in before["description"]
    assert not after["experimental"] and "No clinician" not in after["description"]
    assert after["approvalDate"] == "2026-03-02"


def test_it_says_what_it_is_for_and_what_not() -> None:
    questionnaire = exported(published=datetime(2026, 3, 1, 12, 30, 0, 5, tzinfo=UTC))

    assert "when to seek care" in questionnaire["purpose"] and "Not a diagnosis" in questionnaire["purpose"]
    assert (questionnaire["status"], questionnaire["subjectType"]) == ("active", ["Patient"])
    assert questionnaire["version"] == VERSION
    assert questionnaire["date"] == "2026-03-01T12:30:00+00:00"


def test_it_carries_what_each_finding_means() -> None:
    codes = exported()["contained"][0]
    meaning = {concept["code"]: concept["display"] for concept in codes["concept"]}

    assert codes["url"] == "https://calf.example/check/findings"
    assert codes["count"] == len(meaning)
    assert {code: meaning[code] for code in CHECK.findings} == CHECK.findings
    assert meaning["side-both+side-one"] == f"{meaning['side-both']}; {meaning['side-one']}"


def test_the_same_check_gives_the_same_bytes() -> None:
    assert json.dumps(exported()) == json.dumps(exported())
