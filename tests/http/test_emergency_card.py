"""Every article says when to call an ambulance, whatever its editors took away."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.danger_signs import DANGER_SIGNS, MEANWHILE
from causes.models import ARTICLE

pytestmark = pytest.mark.django_db

PAGE = "/causes/muscle-cramps/"
SPELLINGS = ["/causes/muscle-cramps.md", "/causes/muscle-cramps.txt"]
ALSO = "And with any calf pain, if:"
TAKEN_AWAY = ["the emergency card", "every card"]


def published(**changes: Any) -> None:
    content = Document.objects.get(key="muscle-cramps").live.content
    workflow.publish(workflow.save_revision(ARTICLE, "muscle-cramps", content | changes, author=None))


@pytest.fixture
def gone(request: pytest.FixtureRequest) -> None:
    care = Document.objects.get(key="muscle-cramps").live.content["care"]
    milder = [card for card in care if card["level"] != "emergency"]
    published(care=milder if request.param == "the emergency card" else [])


def text(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


@pytest.mark.parametrize("gone", TAKEN_AWAY, indirect=True)
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}v/2/"])
def test_a_page_without_an_emergency_card_shows_the_general_signs(
    client: Client, gone: None, path: str
) -> None:
    page = BeautifulSoup(client.get(path).content, "html.parser")

    card = page.select_one("#help ~ .care-cards > :first-child")
    assert card["data-level"] == "emergency"
    assert card.h3.get_text() == "Call an ambulance now if"
    assert [item.get_text() for item in card.select("li")] == list(DANGER_SIGNS)
    assert card.select_one(".note").get_text() == MEANWHILE
    assert card.select("a[href^='tel:']")
    assert ALSO not in card.get_text()
    assert page.select_one(".contents a[href='#help']")


@pytest.mark.parametrize("gone", TAKEN_AWAY, indirect=True)
@pytest.mark.parametrize("path", SPELLINGS)
def test_so_does_its_text(client: Client, gone: None, path: str) -> None:
    said = text(client, path).partition("When to get help")[2]

    assert re.search(r"Call an ambulance now if\n(?:\.+\n)?\n- ", said)
    for line in (*DANGER_SIGNS, MEANWHILE, "Numbers: "):
        assert line in said
    assert ALSO not in said


@pytest.mark.parametrize("path", [PAGE, *SPELLINGS])
def test_a_card_without_a_note_says_what_to_do_meanwhile(client: Client, path: str) -> None:
    published(care=[{"level": "emergency", "items": ["the leg is odd"], "note": ""}])

    said = text(client, path)
    assert said.index("the leg is odd") < said.index(ALSO) < said.index(DANGER_SIGNS[0])
    assert MEANWHILE in said


def test_what_editors_wrote_on_the_card_stands_alone(client: Client) -> None:
    assert MEANWHILE not in text(client, PAGE)
