"""The search: forty queries that were written before it, odd input, and nothing kept."""

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
from causes.search import danger, find, finding, library, signs, spelling, words
from causes.search.words import FOLDER, MOST_LETTERS
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

QUERIES = tomllib.loads((ROOT / "tests" / "search-queries.toml").read_text(encoding="utf-8"))["query"]
LEAST_RIGHT = 38
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
    wrong = [
        query["text"] for query in QUERIES if not set(find(query["text"]).pages[:2]) & set(query["want"])
    ]

    assert len(QUERIES) == 40
    assert len(wrong) <= len(QUERIES) - LEAST_RIGHT, wrong


@pytest.mark.parametrize(
    "module", [danger, finding, library, signs, spelling, words], ids=lambda module: module.__name__
)
def test_nothing_that_is_typed_is_cached(module: ModuleType) -> None:
    cached = [function for function in vars(module).values() if hasattr(function, "cache_info")]

    assert [function for function in cached if inspect.signature(function).parameters] == []


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
    assert find("wobblyknee").pages == ["bakers-cyst"]

    workflow.withdraw(Document.objects.get(key="bakers-cyst"))

    assert "bakers-cyst" not in find("wobblyknee").pages


def test_synonyms_are_plain_and_lead_to_words_that_articles_use() -> None:
    groups = tomllib.loads((FOLDER / "synonyms.toml").read_text(encoding="utf-8"))["groups"]

    assert len(groups) >= 60
    for group in groups:
        assert len(group) == len(set(group)) >= 2
        assert any(find(phrase).pages for phrase in group), group
        assert all(phrase == phrase.lower().replace("'", "") for phrase in group)
