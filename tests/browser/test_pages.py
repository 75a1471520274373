"""Reading pages and the admin in a real browser, and the example vignettes over plain HTTP."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EDITOR, Site, noting_complaints
from tests.conftest import CONTENT, ROOT
from tests.public_pages import CHECK_PAGES, MISTAKEN, READING_PAGES, VERSION
from tests.thoroughness import some_of

PATHS = (*READING_PAGES, VERSION, *CHECK_PAGES, *MISTAKEN)


@pytest.fixture
def desk(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base_url)
    yield noting_complaints(context.new_page())
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(browser: Browser, base_url: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, base_url=base_url, color_scheme=scheme
    )
    page = context.new_page()
    for path in some_of(PATHS):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_reading_sets_no_cookie_and_asks_nobody_else(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for path in READING_PAGES:
        page.goto(path)

    assert context.cookies() == []
    assert all(url.startswith(base_url) for url in asked)
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    context.close()


def test_targets_of_the_check_are_large_enough_for_a_thumb(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=base_url)
    page = context.new_page()
    page.goto("/check/chest/")

    for target in page.locator(".choice, .button").all():
        assert target.bounding_box()["height"] >= 44
    context.close()


def test_the_skip_link_is_first_and_leads_to_the_text(desk: Page) -> None:
    desk.goto("/causes/blood-clots/")

    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Skip to main content")).to_be_focused()
    desk.keyboard.press("Enter")

    expect(desk.locator("main")).to_be_focused()


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.locator("#id_username").fill(EDITOR[0])
    page.locator("#id_password").fill(EDITOR[1])
    page.get_by_role("button", name="Log in").click()


def open_article(page: Page, slug: str) -> None:
    page.goto("/admin/causes/article/")
    page.locator("tr", has_text=slug).locator("th a").click()


def test_an_editor_changes_a_sentence_and_sees_it_live(desk: Page) -> None:
    log_in(desk)
    open_article(desk, "diabetic-neuropathy")

    words = desk.locator(".ProseMirror:visible").first
    words.click()
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("A sentence typed by an editor.")
    desk.keyboard.press("Enter")
    desk.get_by_label("What you changed, and why").fill("One sentence more.")
    desk.get_by_role("button", name="Save and publish").click()
    expect(desk.locator(".messagelist")).to_contain_text("Published")

    desk.goto("/causes/diabetic-neuropathy/")
    expect(desk.locator("main")).to_contain_text("A sentence typed by an editor.")
    assert desk.complaints == []


def test_a_save_while_the_database_is_busy_loses_nothing(desk: Page, site: Site) -> None:
    log_in(desk)
    open_article(desk, "muscle-cramps")
    desk.locator("#id_lead").fill("Typed while the database was busy.")

    with closing(sqlite3.connect(site.database, isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        with desk.expect_response(re.compile("/change/$")) as answered:
            desk.get_by_role("button", name="Save draft").click()

    assert answered.value.status == 503
    expect(desk.locator(".errorlist").first).to_contain_text("nothing is saved yet")
    expect(desk.locator("#id_lead")).to_have_value("Typed while the database was busy.")
    desk.get_by_role("button", name="Save draft").click()
    expect(desk.locator(".messagelist")).to_contain_text("was changed successfully")


def test_the_example_vignettes_come_out_right_without_scripts(base_url: str) -> None:
    folder = ROOT / "tests" / "check"
    walked = subprocess.run(
        [
            sys.executable,
            folder / "walk_vignettes.py",
            base_url,
            CONTENT / "check" / "vignettes.json",
            "--verbose",
        ],
        capture_output=True,
        text=True,
    )

    assert walked.returncode == 0, walked.stdout
    assert "errors 0, without the warning 0" in walked.stdout
    assert "acceptable 16/16" in walked.stdout
    assert "under-triaged 0/16" in walked.stdout
    assert "right one first 16/16" in walked.stdout
    assert int(re.search(r"longest (\d+)", walked.stdout)[1]) <= 14
