"""Every kind of page that the public can meet, and how to get it without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.starter import ORDER
from tests.check_client import CheckClient
from tests.people import answer_as
from tests.walks import page_by_page
from triage.core.definition import Definition

ROOT = Path(__file__).resolve().parent.parent
CHECKERS = ROOT / "tests" / "browser" / "checkers" / "node_modules"
"""Where `npm ci --prefix tests/browser/checkers` puts what other people made to find faults."""

ARTICLES = tuple(f"/causes/{slug}/" for slug in ORDER)
SITE_PAGES = ("/words/", "/about/", "/how-we-write/", "/privacy/", "/accessibility/")
COMPARISON = "/causes/compare/muscle-cramps/blood-clots/"
READING_PAGES = ("/", "/causes/", *ARTICLES, "/causes/compare/", COMPARISON, "/search/", *SITE_PAGES)
VERSION = "/causes/muscle-cramps/v/1/"
THANKS = "/causes/blood-clots/feedback/thanks/"
CHECK_PAGES = ("/check/", "/check/how-it-works/", "/check/chest/")
MISTAKEN = ("/nothing-here/", "/causes/compare/blood-clots/gout/", "/causes/blood-clots/v/9/")

PEOPLE = {
    "emergency": ("breathless", "swelling-one-calf"),
    "same-day": ("swelling-one-calf", "age-40-59"),
    "self-care": ("pattern-spasm", "feels-cramping", "age-16-39", "severity-mild", "improving"),
}
"""What somebody has whose result is so urgent."""


def all_pages(client: Client) -> dict[str, str]:
    """Return the HTML of every kind of public page by a name, errors and answers to forms among them."""
    addresses = (*READING_PAGES, VERSION, THANKS, *CHECK_PAGES, *MISTAKEN)
    pages = {path: client.get(path).content.decode() for path in addresses}
    posted: dict[str, tuple[str, dict[str, Any]]] = {
        "search": ("/search/", {"text": "swollen calf"}),
        "search for a sign to see to today": ("/search/", {"text": "calf sore after a flight"}),
        "search in danger": ("/search/", {"text": "can't breathe"}),
        "search for nothing": ("/search/", {"text": ""}),
        "search in vain": ("/search/", {"text": "zzzzqqqq"}),
        "feedback without an answer": ("/causes/blood-clots/feedback/", {"text": "x"}),
        "a form where none is taken": ("/causes/", {}),
    }
    for name, (path, data) in posted.items():
        pages[name] = client.post(path, data).content.decode()
    article = Document.objects.get(key="broken-bone")
    overdue = article.live.content | {"next_review_due": "2020-01-01", "lead": "Changed."}
    changed = workflow.save_revision(article.kind, article.key, overdue, author=None)
    workflow.publish(changed, note="A <note>.")
    pages["overdue"] = client.get("/causes/broken-bone/").content.decode()
    pages["a difference"] = client.get("/causes/broken-bone/v/2/").content.decode()
    workflow.withdraw(article)
    pages["withdrawn"] = client.get("/causes/broken-bone/").content.decode()
    return pages


def result_pages(definition: Definition) -> dict[str, str]:
    """Return a result for each urgency, one of them with an error on the way, as a browser would see it."""
    silent = CheckClient()
    silent.get("/check/chest/")
    return {
        **{f"result {name}": _result_of(definition, findings) for name, findings in PEOPLE.items()},
        "an unanswered question": silent.post("/check/chest/", {}).content.decode(),
    }


def _result_of(definition: Definition, findings: tuple[str, ...]) -> str:
    person = CheckClient()
    person.get("/check/chest/")
    for progress in page_by_page(definition, answer_as(definition, findings)):
        if progress.current is not None:
            given = answer_as(definition, findings)
            answers = {question.slug: list(given[question.slug]) for question in progress.current.questions}
            person.post(f"/check/{progress.current.page.slug}/", answers)
    return person.get("/check/result/").content.decode()
