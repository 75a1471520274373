"""The public page on the check's logic: the same for everyone, complete, and honest."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.text import slugify

from calfsite.lately import forget_lately
from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from triage.core.definition import Definition

pytestmark = pytest.mark.django_db

URL = "/check/how-it-works/"
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@pytest.fixture
def html(client: Client) -> str:
    return unescape(client.get(URL).content.decode())


def test_it_sets_no_cookie_and_runs_no_script(client: Client, html: str) -> None:
    response = client.get(URL)

    assert response.status_code == 200
    assert not client.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "script-src" not in response.headers["Content-Security-Policy"]
    for word in ("<script", "<style", " style=", "csrfmiddlewaretoken", "data-urgency"):
        assert word not in html


def test_it_is_the_same_for_an_editor_and_in_the_middle_of_a_check(
    client: Client, admin_client: Client
) -> None:
    answering = Client()
    answering.get("/check/chest/")

    assert client.get(URL).content == admin_client.get(URL).content == answering.get(URL).content


def test_it_is_not_sent_twice_and_may_be_kept_and_found(client: Client) -> None:
    headers = client.get(URL).headers

    assert client.get(URL, headers={"If-None-Match": headers["ETag"]}).status_code == 304
    assert headers["Cache-Control"] == "public, max-age=60"
    assert "X-Robots-Tag" not in headers
    assert f"http://testserver{URL}</loc>" in client.get("/sitemap.xml").content.decode()


def test_it_has_a_title_a_description_and_one_address(html: str) -> None:
    assert "<title>How the check works" in html
    assert f'<link rel="canonical" href="http://testserver{URL}">' in html
    assert len(re.search(r'name="description" content="([^"]*)"', html)[1]) > 50


def test_it_is_worked_out_once(client: Client, django_assert_num_queries, monkeypatch) -> None:
    client.get(URL)
    monkeypatch.setattr("triage.explain.verify", None)

    with django_assert_num_queries(1):
        assert client.get(URL).status_code == 200


def test_it_stands_in_the_page_of_the_site(html: str) -> None:
    for part in ('class="emergency-line"', 'class="skip"', 'class="site-header"', 'class="site-footer"'):
        assert part in html
    assert '<a href="/check/">The check</a>' in html


def test_the_start_of_the_check_links_to_it(client: Client) -> None:
    assert f'<a href="{URL}">How the check works</a>' in client.get("/check/").content.decode()


def test_it_names_the_live_version_by_its_hash(html: str) -> None:
    revision = Document.objects.get(kind="check").live

    assert f"<code>{revision.sha256}</code>" in html
    assert f"Version {revision.number}, published on" in html
    assert '<a href="/check/definition.json">' in html


def test_another_version_has_a_page_of_its_own(client: Client) -> None:
    content = Document.objects.get(kind="check").live.content
    content["rules"][0]["reason"] = "A reason that was written today."
    workflow.publish(workflow.save_revision("check", "check", content, author=None))

    html = client.get(URL).content.decode()

    assert "A reason that was written today." in html
    assert Document.objects.get(kind="check").live.sha256 in html


def test_the_list_says_in_words_all_that_is_in_the_picture(html: str, definition: Definition) -> None:
    words = SVG.sub("", html)
    for question in definition.questions:
        for said in (question.text, question.hint, question.none, question.unsure):
            assert said in words
        for option in question.options:
            assert f"<li>{option.label}</li>" in words
    in_list = re.search(r'<ol class="pages">(.*?)</ol>', words, re.DOTALL)[1]
    linked = Counter(re.findall(r'<a href="#rule-[^"]+">([^<]+)</a>', in_list))
    texts = Counter(re.findall(r">([^<]+)</text>", SVG.search(html)[0]))
    assert linked == {rule.code: texts[rule.code] for rule in definition.rules}


def test_the_picture_has_a_name_and_a_description_and_no_style_of_its_own(html: str) -> None:
    svg = SVG.search(html)[0]

    assert 'role="img" aria-labelledby="drawing-title drawing-text"' in svg
    assert '<title id="drawing-title">' in svg and '<desc id="drawing-text">' in svg
    assert "style" not in svg and "#" not in svg


def test_every_rule_is_there_with_its_reason_basis_and_source(html: str, definition: Definition) -> None:
    for rule in definition.rules:
        told = re.search(rf'<li id="rule-{slugify(rule.code)}">.*?</dl>', html, re.DOTALL)[0]
        for words in (rule.reason, rule.basis, rule.source, *sorted(rule.tokens)):
            assert words in told


def test_it_says_that_no_clinician_has_approved_it_until_one_has(client: Client, html: str) -> None:
    assert "No clinician has approved the questions and rules yet." in html
    assert "No clinician has approved it yet." in html

    clinician = get_user_model().objects.create_user("clinician")
    live = Document.objects.get(kind="check").live
    workflow.approve(live, approved_by=clinician, name="Dr Ada Example", role="general practitioner")
    forget_lately()  # stands for the few seconds until it is noticed
    html = client.get(URL).content.decode()

    assert "No clinician has approved" not in html
    assert "Dr Ada Example, general practitioner" in html


def test_it_says_what_it_is_for_and_claims_nothing_else(html: str) -> None:
    for words in (
        "is no diagnosis",
        "not offered as a medical device",
        "2017/745, rule 11",
        "Medical Devices Regulations 2002",
    ):
        assert words in html


def test_headings_go_down_one_step_at_a_time(html: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]

    assert levels[0] == 1 and levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_links_within_the_page_lead_to_ids_that_are_there_once(html: str) -> None:
    ids = Counter(re.findall(r'\bid="([^"]+)"', html))

    assert set(ids.values()) == {1}
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_without_a_live_check_it_is_unavailable_and_kept_by_nobody(client: Client) -> None:
    Document.objects.filter(kind="check").update(live=None)

    response = client.get(URL)

    assert response.status_code == 503
    assert "The check is not ready" in response.content.decode()
    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_definition_that_cannot_be_read_any_more_is_unavailable(client: Client) -> None:
    workflow.publish(workflow.save_revision("check", "check", {"from": "another age"}, author=None))

    assert client.get(URL).status_code == 503


def test_posting_to_it_is_refused(client: Client) -> None:
    assert client.post(URL).status_code == 405
