"""Every generated script by a browser without JavaScript: the site says what the core says, page by page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.check.walk_vignettes import Page
from tests.check_client import CheckClient
from tests.walks import page_by_page
from triage.core.definition import Definition, Question
from triage.core.replay import Progress
from triage.core.verify.answers import single_answers
from triage.core.verify.scripts import scripts

pytestmark = pytest.mark.django_db

STOP = 'name="then" value="result"'


def test_the_site_leads_every_script_as_the_core_does(definition: Definition) -> None:
    found = scripts(definition)
    assert len(found) > 10

    for script in found:
        person = CheckClient()
        address = "/check/chest/"
        for progress in page_by_page(definition, script.given):
            assert address == address_of(progress)
            if progress.current is not None:
                shows_the_questions(person, progress)
            shows_the_result(person, definition, progress)
            if progress.current is not None:
                address = post(person, progress, script.given)


def shows_the_questions(person: Client, progress: Progress) -> None:
    """The page has the questions that matter to this person, each with every answer, and no other."""
    response = person.get(address_of(progress))
    form = read(response).question()

    assert response.status_code == 200
    assert form is not None
    assert {name: set(values) for name, (_, values) in form["groups"].items()} == {
        question.slug: offered(question) for question in progress.current.questions
    }
    assert (STOP in response.content.decode()) == progress.may_stop


def shows_the_result(person: Client, definition: Definition, progress: Progress) -> None:
    """From same-day on there is a result on every page, and before that none without all the answers."""
    response = person.get("/check/result/")
    if not progress.may_stop:
        assert (response.status_code, response.headers["Location"]) == (303, address_of(progress))
        return
    page, expected = read(response), progress.assessment

    assert response.status_code == 200
    assert page.urgency == expected.urgency.code
    assert page.causes == [cause.slug for cause in expected.causes]
    assert page.warning


def post(person: Client, progress: Progress, given: Any) -> str:
    """Answer the page, and return where that leads."""
    answers = {question.slug: list(given[question.slug]) for question in progress.current.questions}
    response = person.post(address_of(progress), answers)
    assert response.status_code == 303
    return response.headers["Location"]


def address_of(progress: Progress) -> str:
    return f"/check/{progress.current.page.slug}/" if progress.current else "/check/result/"


def offered(question: Question) -> set[str]:
    return {value for (value,) in single_answers(question)}


def read(response: Any) -> Page:
    return Page(response.content.decode())
