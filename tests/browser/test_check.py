"""The check as people meet it: with scripts and without, with Back, reload and a change of mind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import noting_complaints
from tests.people import answer_as
from triage.core.definition import Definition

DVT = {
    "age-40-59", "side-one", "trigger-none", "onset-days", "pattern-constant", "feels-aching",
    "severity-moderate", "lasts-under-2-weeks", "not-improving", "calf-tender",
}  # fmt: skip
PHONE = {"width": 360, "height": 740}


@pytest.fixture(params=["with scripts", "without scripts"])
def phone(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE, base_url=base_url, java_script_enabled=request.param == "with scripts"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, base_url=base_url)
    yield noting_complaints(context.new_page())
    context.close()


def start(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Check how soon to get help").click()
    page.locator("#start-check").click()
    expect(page.locator("h1")).to_have_text("Is any of these new for you, now or in the last 4 weeks?")


def answer(page: Page, definition: Definition, findings: set[str]) -> None:
    """Answer the page that is shown as somebody with these findings, and wait for the next."""
    given = answer_as(definition, findings)
    slug = page.url.rstrip("/").rsplit("/", 1)[-1]
    shown = next(item for item in definition.pages if item.slug == slug)
    for question in shown.questions:
        for value in given[question.slug]:
            page.locator(f'input[name="{question.slug}"][value="{value}"]').check()
    page.get_by_role("button", name="Continue").click()
    expect(page).not_to_have_url(re.compile(rf"/check/{slug}/$"))


def walk(page: Page, definition: Definition, findings: set[str], until: str = "result") -> int:
    pages = 0
    while not page.url.endswith(f"/check/{until}/"):
        answer(page, definition, findings)
        pages += 1
    return pages


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText")


def test_from_home_to_an_emergency_in_at_most_four_pages(phone: Page, definition: Definition) -> None:
    start(phone)

    assert walk(phone, definition, {"fever", "skin-red-hot"}) <= 4

    expect(phone.locator("[data-urgency]")).to_have_attribute("data-urgency", "emergency")
    expect(phone.locator("h1")).to_have_text("Get emergency help now")
    expect(phone.locator("#medical-advice")).to_be_visible()


def test_a_full_path_ends_at_the_article_that_fits(phone: Page, definition: Definition) -> None:
    start(phone)

    assert walk(phone, definition, DVT) <= 14

    expect(phone.locator("[data-urgency]")).to_have_attribute("data-urgency", "same-day")
    phone.locator('[data-cause="blood-clots"]').click()
    expect(phone.locator("h1")).to_contain_text("Blood clots")


def test_back_and_reload_keep_what_was_answered(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT, until="age")

    phone.go_back()
    expect(phone.locator("h1")).to_have_text("Is there any swelling, tender spot or lump?")
    expect(phone.locator('input[value="calf-tender"]')).to_be_checked()
    phone.reload()
    expect(phone.locator('input[value="calf-tender"]')).to_be_checked()

    walk(phone, definition, DVT)
    expect(phone.locator("[data-urgency]")).to_have_attribute("data-urgency", "same-day")
    phone.reload()
    expect(phone.locator("[data-urgency]")).to_have_attribute("data-urgency", "same-day")


def test_the_back_link_leads_to_the_page_before(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT, until="back")

    phone.get_by_role("link", name="Back", exact=True).click()

    expect(phone).to_have_url(re.compile("/check/leg/$"))
    expect(phone.locator('input[value="none"]')).to_be_checked()


def test_an_answer_can_be_changed_from_the_result(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT)

    phone.get_by_role("link", name="Change the answer to: Look at your leg and foot").click()
    expect(phone).to_have_url(re.compile("/check/leg/$"))
    phone.locator('input[value="none"]').uncheck()
    phone.locator('input[value="foot-cold-pale"]').check()
    phone.get_by_role("button", name="Continue").click()

    expect(phone).to_have_url(re.compile("/check/result/$"))
    expect(phone.locator("[data-urgency]")).to_have_attribute("data-urgency", "emergency")


def test_deleted_answers_do_not_come_back(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT)

    phone.get_by_role("button", name="Delete my answers").click()
    expect(phone.locator("h1")).to_have_text("Your answers are deleted")
    phone.go_back()

    expect(phone.locator("[data-urgency]")).to_have_count(0)


def test_starting_again_begins_with_nothing_ticked(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT)

    phone.get_by_role("link", name="Start again").click()
    phone.get_by_role("button", name="Start anew").click()

    expect(phone).to_have_url(re.compile("/check/chest/$"))
    expect(phone.locator("input:checked")).to_have_count(0)


def test_nothing_ticked_is_explained_at_the_top_and_at_the_question(phone: Page) -> None:
    start(phone)

    phone.get_by_role("button", name="Continue").click()

    expect(phone.locator(".error-summary")).to_contain_text("If nothing fits, choose “None of these”.")
    expect(phone.locator("#chest-error")).to_contain_text("If nothing fits, choose “None of these”.")
    expect(phone).to_have_title(re.compile("^Error: "))
    expect(phone.locator(".error-summary")).to_be_focused()


def test_focus_lands_on_the_new_heading_and_the_title_follows(scripted: Page, definition: Definition) -> None:
    start(scripted)

    while not scripted.url.endswith("/check/result/"):
        answer(scripted, definition, DVT)
        expect(scripted.locator("h1")).to_be_focused()
        assert scripted.title().startswith(focused(scripted))
        scripted.wait_for_function("window.scrollY === 0")


def test_the_keyboard_alone_is_enough(scripted: Page) -> None:
    start(scripted)
    scripted.locator("h1").focus()

    scripted.keyboard.press("Tab")
    scripted.keyboard.press("Space")
    expect(scripted.locator('input[value="breathless"]')).to_be_checked()
    scripted.keyboard.press("Enter")

    expect(scripted.locator("h1")).to_have_text("Get emergency help now")


def test_the_browser_keeps_nothing_and_asks_nobody_else(
    browser: Browser, base_url: str, definition: Definition
) -> None:
    context = browser.new_context(viewport=PHONE, base_url=base_url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start(page)
    walk(page, definition, DVT)
    page.goto("/")  # a page without the check's own scripts, in the same tab

    kept = page.evaluate("[sessionStorage.length, localStorage.length]")
    databases = page.evaluate("indexedDB.databases()")

    assert (kept, databases) == ([0, 0], [])
    assert all(url.startswith(base_url) for url in asked)
    assert not any(code in url for url in asked for code in DVT)
    assert {cookie["name"] for cookie in context.cookies()} == {"check"}
    context.close()


def test_the_strict_policy_is_never_broken(scripted: Page, definition: Definition) -> None:
    start(scripted)
    walk(scripted, definition, DVT)

    assert scripted.complaints == []


def test_a_failing_network_falls_back_to_a_page_that_can_be_tried_again(
    scripted: Page, definition: Definition
) -> None:
    start(scripted)
    scripted.locator('input[value="none"]').check()
    scripted.route("**/check/chest/", lambda route: route.abort() if is_htmx(route) else route.continue_())

    scripted.get_by_role("button", name="Continue").click()

    expect(scripted).to_have_url(re.compile("/check/leg/$"))


def test_an_error_page_replaces_the_whole_page_from_its_top(scripted: Page) -> None:
    start(scripted)
    scripted.locator('input[value="none"]').check()
    scripted.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'of an earlier check'")

    scripted.get_by_role("button", name="Continue").click()

    expect(scripted.locator("h1")).to_have_text("That form has expired")
    expect(scripted.locator("h1")).to_be_focused()
    expect(scripted.locator(".emergency-line")).to_be_in_viewport()
    expect(scripted.locator(".site-header")).to_have_count(1)


def is_htmx(route: Any) -> bool:
    return "hx-request" in route.request.headers


def test_the_check_works_when_its_scripts_do_not_arrive(
    browser: Browser, base_url: str, definition: Definition
) -> None:
    context: BrowserContext = browser.new_context(viewport=PHONE, base_url=base_url)
    page = context.new_page()
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    start(page)

    walk(page, definition, DVT)

    expect(page.locator("[data-urgency]")).to_have_attribute("data-urgency", "same-day")
    context.close()


MANY_SIGNS = DVT | {
    "sexual-function-change", "foot-drop", "skin-red-hot", "skin-broken", "rash-not-fading",
    "muscle-weak-all-over", "swelling-one-calf", "swelling-whole-leg", "veins-visible", "tender-cord",
    "lump-behind-knee", "lump-growing",
    "recent-surgery-bed", "leg-immobile", "long-journey", "oestrogen", "previous-clot", "family-clot",
    "snap-felt", "cannot-tiptoe", "pain-above-heel", "bruising", "shin-bone-tender", "pattern-spasm",
    "worse-at-night", "worse-cough-sit", "feels-cramping", "feels-burning", "diabetes", "heart-circulation",
    "varicose-veins", "smoker", "alcohol-high", "dehydrated", "medicine-diuretic", "medicine-statin",
    "feet-numb-burning", "rest-pain-foot", "sore-not-healing", "weight-loss-sweats", "twitching-wasting",
}  # fmt: skip


@pytest.mark.parametrize("findings", [DVT, MANY_SIGNS, {"foot-cold-pale"}], ids=["few", "many", "emergency"])
def test_a_result_prints_on_one_sheet(scripted: Page, definition: Definition, findings: set[str]) -> None:
    start(scripted)
    walk(scripted, definition, findings)

    sheet = scripted.pdf(format="A4")

    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_somebody_who_knows_enough_sees_the_result_and_can_go_on(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, DVT | {"swelling-one-calf"}, until="age")

    phone.get_by_role("button", name="Show my result now").click()
    expect(phone.locator("[data-urgency=same-day]")).to_be_visible()
    phone.get_by_role("link", name="Go on with the questions").click()
    expect(phone.locator("h1")).to_have_text("How old are you?")


def test_the_answers_can_be_kept_as_a_file(phone: Page, definition: Definition) -> None:
    start(phone)
    walk(phone, definition, {"foot-cold-pale"})

    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Download my answers").click()

    kept = json.loads(downloading.value.path().read_text(encoding="utf-8"))
    assert kept["resourceType"] == "QuestionnaireResponse"
    assert "foot-cold-pale" in json.dumps(kept)
