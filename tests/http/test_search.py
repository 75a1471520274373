"""The search: forty queries that were written before it, signs of danger, odd input, and nothing kept."""

from __future__ import annotations

import inspect
import logging
import tomllib
from html import unescape
from types import ModuleType
from typing import Any

import pytest
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, Revision
from causes.search import danger, dangers_in, find, finding, library, spelling, words
from causes.search.words import FOLDER, MOST_LETTERS
from tests.conftest import CONTENT, ROOT
from triage.core.compiling import compile_definition
from triage.core.urgency import Urgency
from triage.starter import read_check

pytestmark = pytest.mark.django_db

QUERIES = tomllib.loads((ROOT / "tests" / "search-queries.toml").read_text(encoding="utf-8"))["query"]
LEAST_RIGHT = 38
BOX = "If this is happening to you, call an ambulance now"
ODD = {
    "nothing": "",
    "spaces": " \t\n ",
    "punctuation": "!?*** --- ... \\ / ' \"",
    "operators": 'calf AND (pain OR NOT cramp) +cramp -clot title:x~2^9 "a b"',
    "wildcards": "* c* *f c%_f ?",
    "emoji": "🦵🔥😭",
    "right to left": "ألم في الساق",
    "direction marks": "\u202ecalf\u202c pain\u200f",
    "NUL": "calf\x00pain",
    "SQL": "'; DROP TABLE causes_article; --",
    "markup": "<script>alert(1)</script>",
    "10,000 letters": "calf " * 2000,
    "one long word": "a" * 10_000,
    "combining marks": "c\u0301a\u0301l\u0301f\u0301",
}

KEPT = {
    ODD["spaces"]: "    ",
    ODD["NUL"]: "calf pain",
    ODD["direction marks"]: "calf pain",
}
"""What cannot be shown as it was typed: spaces of other kinds become plain, marks without a shape go."""


def search(client: Client, text: str) -> Any:
    return client.post("/search/", {"text": text})


def test_of_forty_queries_written_before_it_nearly_all_find_their_page() -> None:
    wrong = [query["text"] for query in QUERIES if not set(find(query["text"])[:2]) & set(query["want"])]

    assert len(QUERIES) == 40
    assert len(wrong) <= len(QUERIES) - LEAST_RIGHT, wrong


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\u3000", "\u2009", "\n"])
def test_danger_is_seen_whatever_parts_its_words(client: Client, space: str) -> None:
    assert BOX in search(client, f"chest{space}pain").content.decode()


def test_danger_is_seen_at_the_end_of_many_words(client: Client) -> None:
    assert BOX in search(client, "a b c d e " * 8 + "and chest pain").content.decode()


@pytest.mark.parametrize(
    "module", [danger, finding, library, spelling, words], ids=lambda module: module.__name__
)
def test_nothing_that_is_typed_is_cached(module: ModuleType) -> None:
    cached = [function for function in vars(module).values() if hasattr(function, "cache_info")]

    assert [function for function in cached if inspect.signature(function).parameters] == []


@pytest.mark.parametrize("text", [query["text"] for query in QUERIES if query["kind"] == "danger"])
def test_words_of_danger_pin_the_emergency_box(client: Client, text: str) -> None:
    html = search(client, text).content.decode()

    assert BOX in html
    assert html.index('href="tel:999"', html.index("<main")) < html.index('class="cards"')


@pytest.mark.parametrize(
    "text", ["calf pain", "cramp at night", "shin splints", "cold weather cramp", "back pain"]
)
def test_plain_words_set_off_no_alarm(client: Client, text: str) -> None:
    assert BOX not in search(client, text).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "can't breathe",
        "CANT BREATH",
        "can\u2019t breathe",
        "brethe cant",
        "i am short of breath",
        "couhging up blood",
    ],
)
def test_danger_is_seen_however_it_is_spelt(text: str) -> None:
    assert [found.code for found in dangers_in(text)] == ["E1"]


def test_each_sign_of_danger_is_a_rule_of_the_check_and_an_emergency() -> None:
    dangers = tomllib.loads((FOLDER / "danger.toml").read_text(encoding="utf-8"))["danger"]
    rules = {rule.code: rule for rule in compile_definition(read_check(CONTENT)).rules}

    assert len(dangers) >= 10
    for row in dangers:
        assert rules[row["code"]].urgency == Urgency.EMERGENCY, row["code"]
        assert len(row["say"].split()) <= 20
        assert all(row["words"])


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_is_answered_with_what_was_typed_kept(client: Client, text: str) -> None:
    response = search(client, text)

    html = response.content.decode()
    kept = KEPT.get(text, text)[:MOST_LETTERS]

    assert response.status_code in (200, 422)
    assert f'value="{kept}"' in unescape(html)
    assert "<script>" not in html


def test_a_search_for_nothing_says_what_to_type(client: Client) -> None:
    response = search(client, "  ")

    assert response.status_code == 422
    assert "Type what you feel or see" in response.content.decode()


def test_words_that_no_page_has_lead_on(client: Client) -> None:
    html = search(client, "zzzzqqqq").content.decode()

    assert "No page fits these words" in html
    assert "/check/" in html and "/causes/" in html


def test_a_long_text_is_cut_and_that_is_said(client: Client) -> None:
    for text in ("swollen calf " * 50, "a " * 26 + "calf"):
        assert "by its first 25 words and 200 letters" in search(client, text).content.decode()
    assert "by its first 25 words" not in search(client, "swollen calf").content.decode()


def test_what_is_typed_stands_in_no_address_cookie_log_or_shared_cache(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    response = search(client, "swollen secret calf")

    assert 'value="swollen secret calf"' in response.content.decode()
    assert "secret" not in caplog.text
    assert not client.cookies
    assert "private" in response.headers["Cache-Control"]
    assert "secret" not in client.get("/search/?text=secret").content.decode()


def test_another_site_cannot_make_a_browser_search(client: Client) -> None:
    response = client.post("/search/", {"text": "clot"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused_with_a_page(client: Client, method: str) -> None:
    response = getattr(client, method)("/search/")

    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


def test_a_new_text_is_found_and_a_withdrawn_one_is_not(client: Client) -> None:
    content = Revision.objects.get(document__key="bakers-cyst").content
    content["search_words"] = ["wobblyknee"]
    workflow.publish(workflow.save_revision("article", "bakers-cyst", content, author=None))
    assert find("wobblyknee") == ["bakers-cyst"]

    workflow.withdraw(Document.objects.get(key="bakers-cyst"))

    assert "bakers-cyst" not in find("wobblyknee")


def test_synonyms_are_plain_and_lead_to_words_that_articles_use() -> None:
    groups = tomllib.loads((FOLDER / "synonyms.toml").read_text(encoding="utf-8"))["groups"]

    assert len(groups) >= 60
    for group in groups:
        assert len(group) == len(set(group)) >= 2
        assert any(find(phrase) for phrase in group), group
        assert all(phrase == phrase.lower().replace("'", "") for phrase in group)
