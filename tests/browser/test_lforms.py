"""The check as software by others understands it: LHC-Forms of the National Library of Medicine.

It shows our Questionnaire, people answer there, and its QuestionnaireResponse comes to the same result.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Site, noting_complaints
from tests.conftest import CONTENT
from tests.fhir_form import enabled
from tests.people import answer_as
from triage import fhir
from triage.core.assess import assess
from triage.core.compiling import compile_definition
from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition
from triage.core.replay import replay
from triage.starter import read_vignettes

LFORMS = Path(__file__).parent / "lforms" / "node_modules" / "lforms" / "dist" / "lforms"
pytestmark = pytest.mark.skipif(
    not LFORMS.is_dir(), reason="needs LHC-Forms. With Node: npm ci --prefix tests/browser/lforms"
)

ORIGIN = "http://lforms.invalid"
SCRIPTS = (
    "webcomponent/assets/lib/zone.min.js", "webcomponent/runtime.js", "webcomponent/polyfills.js",
    "webcomponent/main.js", "fhir/R4/lformsFHIR.min.js",
)  # fmt: skip
HOST = (
    '<!DOCTYPE html><html lang="en"><title>LHC-Forms</title>'
    '<link rel="stylesheet" href="/webcomponent/styles.css"><div id="form"></div>'
    + "".join(f'<script src="/{script}"></script>' for script in SCRIPTS)
)
VIGNETTES = {vignette["id"]: vignette for vignette in read_vignettes(CONTENT)}

Given = dict[str, tuple[str, ...]]


@pytest.fixture
def lforms(browser: Browser) -> Iterator[Page]:
    """A page of the renderer, with its files from disk and no network."""
    context = browser.new_context()
    page = noting_complaints(context.new_page())
    page.route("**/*", serve)
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


def serve(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    if not path:
        route.fulfill(body=HOST, content_type="text/html; charset=utf-8")
    elif (LFORMS / path).is_file():
        route.fulfill(path=LFORMS / path)
    else:
        route.abort()


@pytest.fixture(scope="session")
def live(browser: Browser, site: Site) -> dict[str, Any]:
    """The Questionnaire that the running site gives to everybody."""
    context = browser.new_context()
    questionnaire = context.request.get(f"{site.url}/check/definition.json").json()
    context.close()
    return questionnaire


def show(lforms: Page, questionnaire: dict[str, Any]) -> None:
    lforms.evaluate(
        "questionnaire => LForms.Util.addFormToPage(questionnaire, 'form', {fhirVersion: 'R4'})",
        questionnaire,
    )
    expect(lforms.get_by_text(questionnaire["item"][0]["text"])).to_be_visible()


def fill_in(lforms: Page, definition: Definition, given: Given, asked: set[str]) -> None:
    """Answer from the top as this person would, who is to be asked these questions and no other."""
    for question in definition.questions:
        answers = f'label[id^="{question.slug}/1"]'
        if question.slug not in asked:
            expect(lforms.locator(answers)).to_have_count(0)
            continue
        for value in given[question.slug]:
            lforms.locator(f'{answers}[id$="|{value}"]').click()


def response_of(lforms: Page) -> dict[str, Any]:
    return lforms.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form')")


def answers_of(definition: Definition, vignette: dict[str, Any]) -> Given:
    """What this person ticks, "not sure" included, whether or not the check gets so far as to ask."""
    given = answer_as(definition, vignette["findings"])
    for question in definition.questions:
        doubted = question.unsure and question.tokens & set(vignette["unsure"])
        if doubted and (question.many or given[question.slug] == (NONE_VALUE,)):
            said = tuple(value for value in given[question.slug] if value != NONE_VALUE)
            given[question.slug] = (*said, UNSURE_VALUE)
    return given


@pytest.mark.parametrize("name", ["X02", "X04", "X08"])
def test_a_person_answers_there_and_gets_the_same_result(
    lforms: Page, live: dict[str, Any], definition: Definition, name: str
) -> None:
    given = answers_of(definition, VIGNETTES[name])
    show(lforms, live)

    fill_in(lforms, definition, given, asked={*given})
    response = response_of(lforms)

    QuestionnaireResponse.model_validate(response)
    values = fhir.values_of(definition, response)
    assert {slug: set(said) for slug, said in values.items()} == {slug: {*given[slug]} for slug in given}
    there, here = replay(definition, values), replay(definition, given)
    assert here.is_over
    assert there.evidence == here.evidence
    assert assess(definition, there.evidence) == assess(definition, here.evidence)
    assert [said for said in lforms.complaints if "error" in said.lower()] == []


def test_the_hint_stands_there_in_the_open(
    lforms: Page, live: dict[str, Any], definition: Definition
) -> None:
    show(lforms, live)

    expect(lforms.get_by_text(definition.questions[0].hint)).to_be_visible()


@pytest.fixture
def branching(check_data: dict[str, Any]) -> Definition:
    """The starting check with a condition of each kind."""
    data = copy.deepcopy(check_data)
    asked_when = {
        "injury": ["trigger-push-off or trigger-none", "2 of: calf-tender, side-one, fever"],
        "course": ["lasts-2-weeks-plus", "side-one"],
        "medicines": ["unsure:clot-risks or age-60-plus"],
        "feet": ["trigger-none"],
    }  # fmt: skip
    for row in data["questions"]:
        row["asked_when"] = asked_when.get(row["slug"], [])
        if row["slug"] == "course":
            row["shares_page"] = False
    return compile_definition(data)


@pytest.mark.parametrize("name", ["X02", "X04", "X06", "X11"])
def test_it_asks_there_what_the_check_asks(lforms: Page, branching: Definition, name: str) -> None:
    questionnaire = fhir.questionnaire(
        branching, url="https://calf.example/check/definition.json", version="0" * 64, publisher="Tests"
    )
    given = answers_of(branching, VIGNETTES[name])
    asked = enabled(questionnaire, given) & {*given}
    assert asked != {*given}
    show(lforms, questionnaire)

    fill_in(lforms, branching, given, asked)

    values = fhir.values_of(branching, response_of(lforms))
    assert {*values} == asked
    assert replay(branching, values).evidence == replay(branching, given).evidence
