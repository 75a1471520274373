"""Articles as people read them: by rule of accessibility, by keyboard, on paper, and back from a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import noting_complaints
from tests.public_pages import ARTICLES, CHECK_PAGES, CHECKERS, MISTAKEN, READING_PAGES, VERSION
from tests.thoroughness import some_of

AXE = CHECKERS / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOST_SHEETS = 4
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=base_url)
    yield context
    context.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", RULES)["violations"]
    return [f"{page.url}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci --prefix tests/browser/checkers`")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser: Browser, base_url: str, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, base_url=base_url, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found: list[str] = []
    for path in some_of((*CHECK_PAGES, VERSION, *MISTAKEN, *READING_PAGES)):
        page.goto(path)
        found += violations(page)
    for text in some_of(("can't breathe", "swollen calf", "")):
        page.goto("/search/")
        page.get_by_role("searchbox").fill(text)
        page.get_by_role("button", name="Search").click()
        found += violations(page)
    context.close()

    assert found == []


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci --prefix tests/browser/checkers`")
def test_axe_finds_a_planted_fault(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/about/")
    page.evaluate("document.querySelector('h1').outerHTML = '<img src=x>'")

    assert violations(page)


@pytest.mark.parametrize("path", some_of(ARTICLES))
def test_what_it_is_and_what_to_do_first_stand_above_the_fold(phone: BrowserContext, path: str) -> None:
    page = phone.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(path)

    lead = page.locator("p.lead").bounding_box()

    assert lead and lead["y"] + lead["height"] <= 640


@pytest.mark.parametrize("path", some_of(ARTICLES))
def test_an_article_prints_on_four_sheets_with_its_address_and_date(
    phone: BrowserContext, path: str, tmp_path: Path
) -> None:
    page = phone.new_page()
    page.goto(path)

    printed = page.pdf(format="A4", margin={side: "15mm" for side in ("top", "bottom", "left", "right")})

    assert len(SHEET.findall(printed)) <= MOST_SHEETS
    page.emulate_media(media="print")
    expect(page.get_by_text(f"{path}v/1/ as it was on")).to_be_visible()
    for heading in page.get_by_role("heading", level=2).all():
        if heading.text_content() not in ("On this page", "Not sure what it is?", "Tell us about this page"):
            expect(heading).to_be_visible()
    for drawing in page.locator("figure svg").all():
        expect(drawing).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()


def test_an_article_is_read_without_a_script_a_cookie_or_a_complaint(phone: BrowserContext) -> None:
    page = noting_complaints(phone.new_page())
    for path in ARTICLES:
        page.goto(path)
        assert page.locator("script:not([type='application/ld+json'])").count() == 0

    assert page.complaints == []
    assert phone.cookies() == []


def test_a_search_can_be_gone_back_to(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/search/")
    page.get_by_role("searchbox").fill("cramp at night")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pages that may fit")
    assert page.url.endswith("/search/")

    page.get_by_role("link", name="Muscle cramps").first.click()
    expect(page).to_have_url(re.compile("/causes/muscle-cramps/"))
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Pages that may fit")


def test_two_causes_are_chosen_and_compared_by_keyboard(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/causes/compare/")
    page.get_by_label("The first cause").select_option("muscle-cramps")
    page.get_by_label("The second cause").select_option("blood-clots")
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Muscle cramps or blood clots in the leg?")


def test_feedback_is_sent_and_thanked_for(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/causes/muscle-cramps/#feedback")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Choose whether the page answered your question.")).to_be_visible()

    page.get_by_label("Partly").check()
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
