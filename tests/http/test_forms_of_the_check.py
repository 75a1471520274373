"""What the check takes from a form: only what comes from its own pages, and never with a crash."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.check.walk_vignettes import Page
from tests.check_client import CheckClient
from tests.http.test_check import DVT, walk
from triage import answers as store
from triage import urls
from triage.core.definition import Definition

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


ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://sibling.testserver"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://testserver.elsewhere.example"},
    {"Origin": "http://testserver:8001"},
    {"Origin": "null"},
    {"Origin": "[http://"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
@pytest.mark.parametrize("with_cookie", [True, False])
@pytest.mark.parametrize("name", POSTED)
def test_another_site_can_neither_change_nor_delete_a_check(
    person: Client, name: str, with_cookie: bool, headers: dict[str, str]
) -> None:
    """Without the cookie, as a browser keeps it back: the answer to such a post may still set one."""
    sender = person if with_cookie else Client()

    response = sender.post(address(name), {"leg": "calf-cold"}, headers=headers)

    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://testserver"},
        {"Origin": "https://testserver"},
        {},
    ],
    ids=str,
)
def test_a_form_of_this_site_is_taken(person: Client, headers: dict[str, str]) -> None:
    assert person.post("/check/leg/", {"leg": "none"}, headers=headers).status_code == 303


def test_every_form_on_a_page_carries_the_token(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)
    for path in ("/check/", "/check/leg/", "/check/feet/", "/check/result/"):
        forms = Page(person.get(path).content.decode()).forms

        assert forms
        for form in forms:
            assert dict(form["hidden"])[store.TOKEN_FIELD] == person.form_token


# Odd bodies


@pytest.mark.parametrize(
    "charset", ["utf-7", "unicode_escape", "hex", "rot13", "idna", "undefined", "punycode", "x"]
)
@pytest.mark.parametrize("token", [b"+2AA-", b"\\ud800", b"\xff"])
@pytest.mark.parametrize("name", POSTED)
def test_a_form_in_an_odd_encoding_is_refused(person: Client, name: str, charset: str, token: bytes) -> None:
    field = (
        b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + token
        + b"\r\n--x--\r\n"
    )
    content_type = f"multipart/form-data; boundary=x; charset={charset}"

    response = person.generic("POST", address(name), field, content_type)

    assert response.status_code in {400, 403}
    assert not response.cookies


@pytest.mark.parametrize("name", POSTED)
def test_a_form_that_breaks_off_is_refused(person: Client, name: str) -> None:
    class Broken(BytesIO):
        def read(self, *args: int) -> bytes:
            raise OSError("The connection was closed")

    response = person.generic(
        "POST", address(name), b"x=y", "application/x-www-form-urlencoded", **{"wsgi.input": Broken()}
    )

    assert response.status_code == 400
    assert not response.cookies


# Two tabs


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
