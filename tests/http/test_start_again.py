"""The way in, for somebody whose browser still holds answers that nobody can read any more."""

from __future__ import annotations

import time

import pytest

from tests.check.walk_vignettes import Page
from tests.check_client import CheckClient
from triage import answers as store

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["an hour old", "altered"])
def test_the_way_in_leads_to_the_first_question(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    person = CheckClient()
    person.get("/check/chest/")
    person.post("/check/chest/", {"chest": "none"})
    if state == "altered":
        person.cookies["check"] = "altered"
    else:
        later = time.time() + store.MAX_AGE + 1
        monkeypatch.setattr("time.time", lambda: later)

    address, is_form = Page(person.get("/check/").content.decode()).way_in

    assert not is_form
    assert person.get(address).status_code == 200


def test_the_start_page_keeps_a_cookie_that_can_be_read() -> None:
    person = CheckClient()
    person.get("/check/chest/")

    assert "check" not in person.get("/check/").cookies
    assert person.post("/check/chest/", {"chest": "none"}).status_code == 303
