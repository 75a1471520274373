"""A person's answers as a FHIR QuestionnaireResponse, and back without losing or gaining anything."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from tests.conftest import CONTENT, read_json
from tests.fhir_form import all_items
from tests.people import answer_as, walk_as
from triage import fhir
from triage.core.assess import assess
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.core.replay import replay
from triage.starter import read_check, read_vignettes

CHECK = compile_definition(read_check(CONTENT))
PEOPLE = [*read_json("check-cases.json"), *read_vignettes(CONTENT)]
URL = "https://calf.example/check/definition.json"
VERSION = "0" * 64
CALM = {
    "age-40-59", "side-both", "trigger-overuse", "onset-days", "pattern-movement", "feels-aching",
    "severity-mild", "lasts-under-2-weeks", "improving",
}  # fmt: skip


def answered(findings: set[str], definition: Definition = CHECK) -> dict[str, Any]:
    progress = walk_as(definition, findings)
    return fhir.response(progress, questionnaire_url=f"{URL}|{VERSION}")


def item(resource: dict[str, Any], link_id: str) -> dict[str, Any]:
    return next(item for item in all_items(resource) if item["linkId"] == link_id)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.get("name") or person["id"])
def test_answers_come_back_from_a_valid_response_as_they_were(person: dict[str, Any]) -> None:
    progress = walk_as(CHECK, person["findings"])
    response = fhir.response(progress, questionnaire_url=f"{URL}|{VERSION}")

    QuestionnaireResponse.model_validate(response)
    again = replay(CHECK, fhir.values_of(CHECK, json.loads(json.dumps(response))))
    assert again.evidence == progress.evidence
    assert again.answers == progress.answers
    assert assess(CHECK, again.evidence) == assess(CHECK, progress.evidence)


def test_none_and_not_sure_come_back_as_what_they_were() -> None:
    given = answer_as(CHECK, CALM) | {"leg": ("unsure",), "swelling": ("calf-tender", "unsure")}
    progress = replay(CHECK, given)

    values = fhir.values_of(CHECK, fhir.response(progress, questionnaire_url=URL))

    assert values["chest"] == ("none",)
    assert values["leg"] == ("unsure",)
    assert values["swelling"] == ("calf-tender", "unsure")


def test_a_response_is_nested_and_worded_as_the_questions_are() -> None:
    response = answered(CALM)
    page = item(response, "age.page")

    assert [question["linkId"] for question in page["item"]] == ["age", "side"]
    assert page["item"][0]["text"] == "How old are you?"
    coding = page["item"][0]["answer"][0]["valueCoding"]
    assert coding == {
        "system": "https://calf.example/check/findings", "code": "age-40-59", "display": "40 to 59",
    }  # fmt: skip


def test_a_response_names_nobody_and_no_time() -> None:
    assert set(answered(CALM)) == {"resourceType", "language", "questionnaire", "status", "item"}


def test_a_response_pins_the_definition_the_check_began_on() -> None:
    assert answered(CALM)["questionnaire"] == f"{URL}|{VERSION}"


def test_answers_off_the_path_are_left_out() -> None:
    given = answer_as(CHECK, CALM) | {"leg": ("foot-cold-pale",)}

    response = fhir.response(replay(CHECK, given), questionnaire_url=URL)

    assert [item["linkId"] for item in response["item"]] == ["chest", "leg"]


def test_a_response_is_completed_only_when_nothing_required_is_missing() -> None:
    unfinished = replay(CHECK, {"chest": ("none",)})

    assert answered(CALM)["status"] == "completed"
    assert answered({"foot-cold-pale"})["status"] == "stopped"
    assert fhir.response(unfinished, questionnaire_url=URL)["status"] == "in-progress"


def test_a_question_that_is_not_asked_is_neither_answered_nor_missing() -> None:
    data = copy.deepcopy(read_check(CONTENT))
    injury = next(row for row in data["questions"] if row["slug"] == "injury")
    injury["asked_when"] = ["trigger-push-off or trigger-direct-injury", "unsure:leg or calf-tender"]
    branching = compile_definition(data)

    assert answered(CALM, branching)["status"] == "completed"
    links = [item["linkId"] for item in all_items(answered(CALM, branching))]
    assert "injury" not in links and "injury.when.1" not in links
    asked = answered(CALM | {"trigger-push-off", "calf-tender"}, branching)
    assert fhir.values_of(branching, asked)["injury"] == ("none",)


@pytest.mark.parametrize(
    "answer",
    [
        [{"valueString": "breathless"}],
        [{"valueCoding": {"code": "made-up"}}],
        [{"valueCoding": {"code": "none"}}, {"valueCoding": {"code": "breathless"}}],
        [{"valueCoding": {"code": "breathless"}}, {"valueString": "and more"}],
    ],
    ids=["no code", "unknown code", "none with a symptom", "a code and words"],
)
def test_an_answer_that_is_not_one_of_ours_is_refused_and_not_dropped(answer: list[dict[str, Any]]) -> None:
    response = answered(CALM)
    item(response, "chest")["answer"] = answer

    progress = replay(CHECK, fhir.values_of(CHECK, response))

    assert progress.current is not None and progress.current.page.slug == "chest"


def test_answers_are_found_wherever_software_nests_them() -> None:
    inner = {"linkId": "leg", "answer": [{"valueCoding": {"code": "none"}}]}
    outer = {"linkId": "chest", "answer": [{"valueCoding": {"code": "none"}, "item": [inner]}]}
    response = {"item": [{"linkId": "a-group", "item": [outer]}]}

    assert fhir.values_of(CHECK, response) == {"chest": ("none",), "leg": ("none",)}
