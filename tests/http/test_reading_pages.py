"""Home, the list and the articles: what they show, what they cost, and that they keep to themselves."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html import unescape

import brotli
import pytest
from django.contrib.auth.models import User
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, Revision
from causes.article_file import read_article
from causes.models import Level
from causes.starter import ORDER, read_vocabulary
from tests.conftest import CONTENT, ROOT

pytestmark = pytest.mark.django_db

SLUGS = [path.stem for path in sorted((CONTENT / "articles").glob("*.md"))]
ARTICLES = [f"/causes/{slug}/" for slug in SLUGS]
SITE_PAGES = ["/words/", "/about/", "/how-we-write/", "/privacy/", "/accessibility/"]
COMPARISONS = ["/causes/compare/", "/causes/compare/muscle-cramps/blood-clots/"]
PAGES = ["/", "/causes/", *ARTICLES, *COMPARISONS, "/search/", *SITE_PAGES]
SUBRESOURCE = re.compile(
    r'<(?:link|script|img|iframe|source|video|audio|object|embed)\b[^>]*?(?:href|src)="([^"]*)"'
)

ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>')
SCRIPT = re.compile(r"<script\b *([^>]*)>")


def test_every_cause_of_the_check_has_its_article() -> None:
    assert set(SLUGS) == {cause["slug"] for cause in read_vocabulary(CONTENT / "vocabulary")["causes"]}


def test_the_list_has_an_order_for_every_article() -> None:
    assert set(ORDER) == set(SLUGS)


@pytest.mark.parametrize("path", PAGES)
def test_a_reading_page_answers_and_sets_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert not client.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", PAGES)
def test_a_reading_page_is_the_same_for_a_logged_in_editor(
    client: Client, admin_client: Client, path: str
) -> None:
    assert client.get(path).content == admin_client.get(path).content


@pytest.mark.parametrize("path", PAGES)
def test_a_reading_page_loads_only_from_this_site_and_runs_no_script(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    html = ALTERNATE.sub("", html)
    links = [link for link in SUBRESOURCE.findall(html) if "testserver" not in link]
    assert links
    assert all(link.startswith("/static/") for link in links)
    assert set(SCRIPT.findall(html)) <= {'type="application/ld+json"'}
    assert "style=" not in html


@pytest.mark.parametrize("path", ["/", "/causes/", *ARTICLES, COMPARISONS[1], "/about/", "/how-we-write/"])
def test_a_reading_page_says_that_no_clinician_has_checked_it(client: Client, path: str) -> None:
    html = client.get(path).content.decode().lower()

    assert re.search(r"not checked by a clinician yet|not clinically checked yet|no clinician has", html)


@pytest.mark.parametrize("path", [*PAGES, "/check/", "/check/chest/", "/nothing-here/"])
def test_every_page_carries_the_emergency_numbers(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert 'class="emergency-line"' in html
    for number in ("112", "999", "911", "000", "111"):
        assert f'href="tel:{number}"' in html


def test_the_list_is_in_the_order_of_how_soon_to_get_help(client: Client) -> None:
    html = client.get("/causes/").content.decode()

    levels = re.findall(r'class="level" data-level="([\w-]+)"', html)
    assert len(levels) == len(SLUGS)
    assert levels == sorted(levels, key=Level.values.index)


def test_the_list_says_who_checked_what_once_somebody_did(client: Client) -> None:
    assert "Not clinically checked yet" not in client.get("/causes/").content.decode()
    clinician = User.objects.create_user("clinician")
    live = Revision.objects.get(document__key="muscle-cramps")
    workflow.approve(live, approved_by=clinician, name="A. Tester", role="test clinician")

    html = client.get("/causes/").content.decode()
    assert "Checked by A. Tester" in html
    assert html.count("Not clinically checked yet") == len(SLUGS) - 1


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_fits_one_round_trip(client: Client, settings, slug: str) -> None:
    """Behind a name as long as a real one: it stands in many addresses of the page."""
    settings.ALLOWED_HOSTS = [host := "www.causes-of-calf-pain.example"]
    css = (ROOT / "static" / "css" / "site.css").read_bytes()
    headers = {"Accept-Encoding": "gzip, deflate, br, zstd", "Host": host}
    served = client.get(f"/causes/{slug}/", headers=headers, secure=True)

    assert served.headers["Content-Encoding"] == "br"
    assert len(served.content) + len(brotli.compress(css)) <= 14_000


@pytest.mark.parametrize("slug", SLUGS)
def test_an_article_shows_everything_its_file_says(client: Client, slug: str) -> None:
    article = read_article(CONTENT / "articles" / f"{slug}.md")
    html = unescape(client.get(f"/causes/{slug}/").content.decode())

    items = [item for card in article.head["care"] for item in card["items"]]
    cells = [row[part] for row in article.head["treatments"] for part in ("name", "how", "benefits", "risks")]
    picture = [row[part] for row in article.head["pictures"] for part in ("title", "alt", "caption")]
    lines = [line for field in ("key_facts", "do", "avoid") for line in article.head[field]]
    for words in [*cells, *picture, *lines, *items]:
        assert words in html
    for section in article.sections:
        assert section.heading in html
    for source in article.head["sources"]:
        assert source["publisher"] in html


@pytest.mark.parametrize("slug", SLUGS)
def test_the_contents_list_leads_to_headings_that_are_there(client: Client, slug: str) -> None:
    html = client.get(f"/causes/{slug}/").content.decode()

    anchors = re.findall(r'href="#([\w-]+)"', html)
    assert len(anchors) > 10
    for anchor in anchors:
        assert f'id="{anchor}"' in html


@pytest.mark.parametrize("path", PAGES)
def test_links_within_the_site_lead_somewhere(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    for link in set(re.findall(r'href="(/[^"#]*)"', html)):
        if not link.startswith("/static/"):
            assert client.get(link).status_code == 200, link


def test_care_cards_go_from_the_severest_down(client: Client) -> None:
    html = client.get("/causes/muscle-cramps/").content.decode()

    order = [html.index(f'id="care-{level}"') for level in ("emergency", "same-day", "routine", "self-care")]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "path",
    [*PAGES, "/sitemap.xml", "/robots.txt", "/changes.atom", "/causes.json", "/causes/muscle-cramps.md"],
)
def test_every_page_is_the_same_page_compressed(client: Client, path: str) -> None:
    served = client.get(path, headers={"Accept-Encoding": "br"})

    assert served.status_code == 200
    content = served.content
    plain = brotli.decompress(content) if "Content-Encoding" in served.headers else content
    assert plain == client.get(path).content


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("br", "br", brotli.decompress),
        ("gzip, deflate, br;q=0.8", "br", brotli.decompress),
        ("gzip, br;q=0", "gzip", gzip.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_page_comes_as_small_as_the_browser_takes_it(
    client: Client, accepted: str, encoding: str | None, decode: Callable[[bytes], bytes]
) -> None:
    plain = client.get("/causes/")
    served = client.get("/causes/", headers={"Accept-Encoding": accepted})

    assert served.headers.get("Content-Encoding") == encoding
    assert decode(served.content) == plain.content
    assert int(served.headers["Content-Length"]) == len(served.content)
    assert "Accept-Encoding" in served.headers["Vary"]
    again = {"Accept-Encoding": accepted, "If-None-Match": served.headers["ETag"]}
    assert client.get("/causes/", headers=again).status_code == 304


def test_an_unchanged_page_is_not_sent_twice(client: Client) -> None:
    etag = client.get("/causes/blood-clots/").headers["ETag"]

    assert client.get("/causes/blood-clots/", headers={"If-None-Match": etag}).status_code == 304


def test_reading_costs_one_query_and_an_article_another_for_its_changes(
    client: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        client.get("/")
    client.get("/causes/muscle-cramps/")  # looks up which articles can be compared, for a few seconds
    with django_assert_num_queries(2):
        client.get("/causes/blood-clots/")


def test_an_unknown_article_is_a_helpful_404(client: Client) -> None:
    response = client.get("/causes/no-such-cause/")

    assert response.status_code == 404
    assert "/check/" in response.content.decode()


def test_a_withdrawn_article_is_gone_from_the_list(client: Client) -> None:
    Document.objects.filter(key="muscle-cramps").update(live=None)
    gone = client.get("/causes/muscle-cramps/")

    assert gone.status_code == 410
    assert "was taken off the site" in gone.content.decode()
    assert client.get("/causes/muscle-cramps/v/1/").status_code == 410
    assert client.get("/causes/muscle-cramps.txt").status_code == 410
    assert "/causes/muscle-cramps/" not in client.get("/causes/").content.decode()


def test_posting_to_a_reading_page_is_refused(client: Client) -> None:
    assert client.post("/causes/").status_code == 405


def test_sitemap_and_robots_name_the_public_pages(client: Client) -> None:
    sitemap = client.get("/sitemap.xml").content.decode()

    for path in ("/", "/causes/", "/causes/compare/", *ARTICLES, *SITE_PAGES, "/check/"):
        assert f"http://testserver{path}</loc>" in sitemap
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
