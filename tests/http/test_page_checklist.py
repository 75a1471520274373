"""The lines of the page checklist that a program can answer, for every article as it is served.

The numbers are those of the checklist; docs/content-audit.md lists all of them with what answers each.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import localdate

from calfsite.publishing import workflow
from calfsite.publishing.models import Revision
from causes.compile import compile_article
from causes.models import ARTICLE, Article, Person
from causes.starter import ORDER

pytestmark = pytest.mark.django_db

LEVELS = {"emergency": "Call an ambulance now if", "same-day": "Get medical advice today if"}


@pytest.fixture(params=ORDER)
def page(request: pytest.FixtureRequest, client: Client) -> BeautifulSoup:
    return read(client, request.param)


def read(client: Client, slug: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/causes/{slug}/").content, "html.parser")


def words(part: Tag | None) -> str:
    assert part is not None
    return re.sub(r" ([.,;:)])", r"\1", " ".join(part.get_text(" ").split()))


def described(page: BeautifulSoup) -> dict[str, str]:
    """The list at the foot of the page: who wrote it, who paid, and so on."""
    about = page.select_one(".about-page")
    return {words(row.dt): words(row.dd) for row in about.select("dl > div")}


def test_2_the_top_says_for_whom_it_is_and_what_they_learn(page: BeautifulSoup) -> None:
    top = words(page.article).partition("Key facts")[0]

    assert "For you if you may have this" in top
    assert "when to get help" in top


def test_3_57_the_contents_name_every_heading_and_lead_there(page: BeautifulSoup) -> None:
    listed = {link["href"][1:]: words(link) for link in page.select(".contents a")}
    headings = {heading["id"]: words(heading) for heading in page.select("article h2")}
    headings.pop("contents")

    assert listed == headings


def test_57_there_is_one_title_and_no_skipped_level(page: BeautifulSoup) -> None:
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_6_each_source_has_its_publisher_and_year_or_says_that_none_is_given(page: BeautifulSoup) -> None:
    sources = page.select("#sources + ol > li")

    assert len(sources) >= 3
    for source in sources:
        assert re.search(r", (?:\d{4}|no year given)\. Looked at on \d+ \w+ \d{4}\.$", words(source))


def test_7_every_section_and_treatment_with_claims_points_to_its_sources(page: BeautifulSoup) -> None:
    without = {"uncertainty", "prepare", "key-facts", "do", "invitation-title", "sources", "feedback"}
    for section in page.select("article > section"):
        if section["aria-labelledby"] not in without:
            assert section.select(".cites a[href^='#source-']"), section["aria-labelledby"]
    for row in page.select("#treatment ~ table tbody tr"):
        assert row.select("[data-label=Sources] a[href^='#source-']"), words(row.th)


def test_11_the_day_of_the_evidence_is_told_apart_from_that_of_the_text(page: BeautifulSoup) -> None:
    assert re.search(r"Sources last looked at on \d+ \w+ \d{4}\.", words(page.select_one(".trust")))
    assert page.select_one(".changes time")


def test_12_what_changed_in_each_version_is_public(page: BeautifulSoup) -> None:
    assert re.match(r"Version \d+, \d+ \w+ \d{4}", words(page.select_one(".changes li")))


def test_15_who_pays_is_told(page: BeautifulSoup) -> None:
    assert "No sponsor" in described(page)["Paid for by"]


def test_18_there_is_further_help(page: BeautifulSoup) -> None:
    links = page.select("article a[rel=external]")

    assert "To read on, and to find help" in words(page.article)
    assert all(link["href"].startswith("https://") for link in links)


def test_22_42_the_treatments_stand_in_a_table_with_doing_nothing(page: BeautifulSoup) -> None:
    table = page.select_one("table")
    columns = [words(cell) for cell in table.select("thead th[scope=col]")]

    assert words(table.caption)
    assert len(columns) == 6
    assert all(len(column.split()) <= 4 for column in columns)
    for row in table.select("tbody tr"):
        assert row.select_one("th[scope=row]")
        assert [cell["data-label"] for cell in row.select("td")] == columns[1:]


def test_25_47_there_is_something_to_take_along(page: BeautifulSoup) -> None:
    assert len(page.select("section[aria-labelledby=prepare] li")) >= 4


def test_40_43_each_picture_has_a_title_a_text_and_a_caption(page: BeautifulSoup) -> None:
    figures = page.select("figure")

    assert figures
    for figure in figures:
        named = figure.svg["aria-labelledby"].split()
        title, text = (page.find(id=name) for name in named)
        assert figure.svg["role"] == "img"
        assert words(title) and 0 < len(words(text)) <= 125
        assert words(figure.figcaption)


def test_50_51_53_cards_go_down_in_words_with_nothing_between_and_a_heading_after(
    page: BeautifulSoup,
) -> None:
    group = page.select_one(".care-cards")
    cards = group.find_all(recursive=False)
    levels = [card["data-level"] for card in cards]

    assert levels == sorted(set(levels), key=["emergency", "same-day", "routine", "self-care"].index)
    assert levels[:2] == list(LEVELS)
    for card in cards[:2]:
        assert words(card.h3) == LEVELS[card["data-level"]]
    after = group.find_next_sibling()
    assert after.find(re.compile("^h2$")) or after.name == "h2"


def test_56_it_says_once_that_it_replaces_nobody(page: BeautifulSoup) -> None:
    assert words(page).count("It cannot examine you and is no diagnosis.") == 1


def test_61_readers_can_say_what_they_think_and_know_that_no_reply_comes(page: BeautifulSoup) -> None:
    form = page.select_one("form.feedback")

    assert form["method"] == "post"
    assert "We cannot reply" in words(form)


def test_9_10_13_14_author_reviewer_and_dates_are_named_once_they_are_there(client: Client) -> None:
    article = Article.objects.get(slug="blood-clots")
    article.author = Person.objects.create(
        name="B. Writer", role="test writer", qualifications="none, a test", conflicts="None declared"
    )
    article.next_review_due = localdate() + timedelta(days=300)
    article.save()
    editor = User.objects.create_user("editor")
    revision: Revision = workflow.save_revision(
        ARTICLE, article.slug, compile_article(article), author=editor
    )
    clinician = User.objects.create_user("clinician")
    workflow.approve(revision, approved_by=clinician, name="A. Tester", role="test clinician, none")
    workflow.publish(revision)

    page = read(client, "blood-clots")

    trust = words(page.select_one(".trust"))
    assert "Checked by A. Tester, test clinician, none, on" in trust
    assert "Next check due" in trust
    about = described(page)
    assert about["Written by"].startswith(
        "B. Writer, test writer (none, a test). Conflicts of interest: None"
    )
    assert about["Checked by"].startswith("A. Tester")
