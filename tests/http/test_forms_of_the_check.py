"""The forms of the check carry its token, and nothing is taken from a form without it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.check.walk_vignettes import Page
from tests.check_client import CheckClient
from triage import answers as store
from triage import urls

pytestmark = pytest.mark.django_db

POSTED = ["restart", "delete", "answers", "step"]
TOKENS = {"none": {}, "empty": {store.TOKEN_FIELD: ""}, "of another check": {store.TOKEN_FIELD: "x" * 22},
          "of no ASCII": {store.TOKEN_FIELD: "é" * 22}}  # fmt: skip


def address(name: str) -> str:
    return "/check/leg/" if name == "step" else f"/check/{name}/"


@pytest.fixture
def person() -> Client:
    """Somebody on the second page."""
    person = CheckClient()
    person.get("/check/chest/")
    person.post("/check/chest/", {"chest": "none"})
    return person


@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_no_other_address_takes_a_form(person: Client, pattern: URLPattern) -> None:
    slug = {"slug": "leg"} if pattern.name == "step" else {}
    path = reverse(f"triage:{pattern.name}", kwargs=slug)

    assert (Client.post(person, path).status_code != 405) == (pattern.name in POSTED)


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("name", POSTED)
def test_a_form_without_the_token_changes_nothing(person: Client, name: str, token: str) -> None:
    before = person.cookies["check"].value

    response = Client.post(person, address(name), {"leg": "calf-cold", **TOKENS[token]})

    assert response.status_code == 403
    assert not response.cookies
    assert person.cookies["check"].value == before


def test_a_page_of_a_check_that_was_deleted_is_not_answered_into_the_next(person: Client) -> None:
    old = person.form_token
    person.post("/check/delete/")
    person.get("/check/chest/")

    assert person.post("/check/chest/", {"chest": "none", store.TOKEN_FIELD: old}).status_code == 403
    assert person.post("/check/chest/", {"chest": "none"}).status_code == 303


def test_a_page_that_stands_open_is_answered_after_starting_anew(person: Client) -> None:
    old = person.form_token
    person.post("/check/restart/")

    assert person.post("/check/chest/", {"chest": "none", store.TOKEN_FIELD: old}).status_code == 303


def test_two_tabs_that_begin_together_can_both_be_answered() -> None:
    person = CheckClient()
    tabs = [Page(person.get("/check/chest/").content.decode()) for _ in range(2)]
    tokens = {dict(form["hidden"])[store.TOKEN_FIELD] for tab in tabs for form in tab.forms}

    assert tokens == {person.form_token}


def test_two_people_have_two_tokens() -> None:
    people = CheckClient(), CheckClient()
    for person in people:
        person.get("/check/chest/")

    assert people[0].form_token != people[1].form_token
