"""The library for programs: structured data, text, JSON and the feed say what the page says, and no more."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from calfsite.publishing import workflow
from calfsite.publishing.models import Revision
from causes.starter import ORDER

pytestmark = pytest.mark.django_db
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
ATOM = "{http://www.w3.org/2005/Atom}"
SPOKEN = ("name", "description", "alternateName")


def html_of(client: Client, slug: str) -> str:
    return client.get(f"/causes/{slug}/").content.decode()


def structured(html: str) -> dict[str, Any]:
    (found,) = JSON_LD.findall(html)
    return json.loads(found)


def words_in(data: Any, names: tuple[str, ...] = SPOKEN) -> list[str]:
    """Every text of the data that a reader would be told, wherever it stands."""
    if isinstance(data, list):
        return [word for part in data for word in words_in(part, names)]
    if not isinstance(data, dict):
        return []
    spoken = [data[name] for name in names if name in data]
    flat = [word for part in spoken for word in (part if isinstance(part, list) else [part])]
    return flat + [word for part in data.values() for word in words_in(part, names)]


@pytest.mark.parametrize("slug", ORDER)
def test_structured_data_says_what_the_page_shows(client: Client, slug: str) -> None:
    html = html_of(client, slug)
    data = structured(html)
    visible = unescape(TAG.sub(" ", JSON_LD.sub("", html))) + " ".join(re.findall(r'content="([^"]*)"', html))

    assert data["@type"] == "MedicalWebPage"
    for word in words_in(data):
        assert word in unescape(visible), word
    for part in data["hasPart"]:
        assert f'id="{part["url"].partition("#")[2]}"' in html
    assert len(data["citation"]) == html.count('<li id="source-')
    assert [cited["url"] for cited in data["citation"] if "url" in cited] == [
        unescape(url) for url in re.findall(r'<li id="source-\d+"><a href="([^"]*)"', html)
    ]
    assert data["url"] == f"http://testserver/causes/{slug}/"
    dates = re.findall(r'<ol class="changes">.*?</ol>', html, re.DOTALL)[0]
    assert [data["dateModified"], data["datePublished"]] == [
        found[0] for found in (re.findall(r'datetime="([\d-]+)"', dates)[::step] for step in (1, -1))
    ]


def test_structured_data_claims_no_review_that_was_not_made(client: Client) -> None:
    assert not {"reviewedBy", "lastReviewed", "author"} & structured(html_of(client, "blood-clots")).keys()

    revision = Revision.objects.get(document__key="blood-clots")
    clinician = User.objects.create_superuser("clinician", password="x")
    workflow.approve(revision, approved_by=clinician, name="A. Tester", role="test clinician")
    data = structured(html_of(client, "blood-clots"))

    assert data["reviewedBy"] == {"@type": "Person", "name": "A. Tester", "jobTitle": "test clinician"}
    assert data["lastReviewed"]


def test_dates_of_the_first_and_the_newest_version_are_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = Revision.objects.get(document__key="blood-clots").content | {"lead": "Clots can kill."}
    later = timezone.now() + timedelta(days=400)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    workflow.publish(workflow.save_revision("article", "blood-clots", content, author=None))

    data = structured(html_of(client, "blood-clots"))

    assert data["version"] == "2"
    assert data["dateModified"] > data["datePublished"]
    waiting = [row["name"] for row in content["treatments"] if row["is_waiting"]]
    assert waiting[0] not in [row["name"] for row in data["about"]["possibleTreatment"]]


def test_text_cannot_break_out_of_structured_data(client: Client) -> None:
    revision = Revision.objects.get(document__key="blood-clots")
    content = revision.content | {"description": "</script><b>&"}
    workflow.publish(workflow.save_revision("article", "blood-clots", content, author=None))

    html = html_of(client, "blood-clots")

    assert "</script><b>" not in html
    assert structured(html)["description"] == "</script><b>&"


@pytest.mark.parametrize("slug", ORDER)
@pytest.mark.parametrize(("ending", "content_type"), [("md", "text/markdown"), ("txt", "text/plain")])
def test_an_article_is_there_as_text(client: Client, slug: str, ending: str, content_type: str) -> None:
    response = client.get(f"/causes/{slug}.{ending}")
    text = response.content.decode()
    content = Revision.objects.get(document__key=slug).content

    assert response.headers["Content-Type"] == f"{content_type}; charset=utf-8"
    assert "Set-Cookie" not in response.headers
    assert "Not checked by a clinician yet." in text
    items = [item for card in content["care"] for item in card["items"]]
    for words in [content["lead"], *content["key_facts"], *items, *content["do"], *content["avoid"]]:
        assert words in text
    for row in content["treatments"]:
        assert row["benefits"] in text
    for number in ("112", "999", "911"):
        assert number in text
    assert f"http://testserver/causes/{slug}/v/1/" in text
    assert not re.search(r"<(?!http)[a-z/]", text)
    assert "&amp;" not in text
    assert "\n\n\n\n" not in text


def test_markdown_keeps_links_whole_and_text_leaves_them_out(client: Client) -> None:
    markdown = client.get("/causes/muscle-cramps.md").content.decode()
    plain = client.get("/causes/muscle-cramps.txt").content.decode()

    assert re.search(r"\]\(http://testserver/causes/blood-clots/\)", markdown)
    assert "](" not in plain
    assert "**" not in plain


@pytest.mark.parametrize("slug", ["muscle-cramps", "acute-limb-ischaemia"])
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_what_stands_around_the_text_is_worded_as_on_the_page(client: Client, slug: str, ending: str) -> None:
    page = BeautifulSoup(html_of(client, slug), "html.parser")
    titles = [title.get_text() for title in page.select("#treatment ~ table th[scope=col]")]
    above_the_table = page.select_one("#treatment ~ table").find_previous_sibling("p")
    text = client.get(f"/causes/{slug}.{ending}").content.decode()

    for words in (page.select_one(".for-whom").get_text(), above_the_table.get_text(), *titles[1:]):
        assert words in text


def test_all_causes_are_there_as_json(client: Client) -> None:
    response = client.get("/causes.json")
    data = json.loads(response.content)

    assert [cause["slug"] for cause in data["causes"]] == list(ORDER)
    clot = next(cause for cause in data["causes"] if cause["slug"] == "blood-clots")
    assert clot["urgency"] == "same-day"
    assert clot["checked_by"] is None
    for address in ("url", "markdown", "text", "version_url"):
        assert client.get(clot[address].removeprefix("http://testserver")).status_code == 200


def test_the_feed_names_what_changed_newest_first(client: Client) -> None:
    content = Revision.objects.get(document__key="blood-clots").content | {"lead": "Clots can kill."}
    revision = workflow.save_revision("article", "blood-clots", content, author=None)
    workflow.publish(revision, note="A plainer lead.")

    response = client.get("/changes.atom")
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 - our own

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert "Set-Cookie" not in response.headers
    assert entries[0].findtext(f"{ATOM}title") == "Blood clots in the leg, version 2"
    assert entries[0].findtext(f"{ATOM}summary") == "A plainer lead."
    assert len(entries) == len(ORDER) + 1


@pytest.mark.parametrize("path", ["/causes/no-such.md", "/causes/no-such.txt"])
def test_no_text_of_what_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
