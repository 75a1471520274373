"""Rules on the parts: what must be there, and what each must be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.timezone import localdate

from causes.content import Content
from causes.content_check.language import Place
from causes.links import leads_somewhere, links_in
from causes.models import Level, SectionKind, Source
from causes.passages import TREATMENT_COLUMNS
from causes.pictures import has_picture

MOST_WORDS_IN_ITEM = 20
MOST_WORDS_IN_LEAD = 40
MOST_LETTERS_IN_ALT = 125
MOST_UNTIL_REVIEW = timedelta(days=3 * 366)
KEY_FACTS = range(3, 6)
QUESTIONS_TO_ASK = range(4, 11)
CARDS = (Level.EMERGENCY, Level.SAME_DAY)
OPTIONAL = (SectionKind.COMPLICATIONS, SectionKind.LIVING_WITH)
WITHOUT_CLAIMS = (SectionKind.UNCERTAINTY, SectionKind.PREPARE)
REQUIRED = tuple(kind for kind in SectionKind if kind not in OPTIONAL)


def sections(content: Content) -> Iterator[Place]:
    kinds = {row["kind"] for row in content["sections"] if row["body"]}
    for kind in REQUIRED:
        if kind not in kinds:
            yield "Sections", f"there is none of the kind “{kind.label}”"


def claims(content: Content) -> Iterator[Place]:
    listed = {row["key"] for row in content["sources"] if row["kind"] != Source.Kind.ORGANISATION}
    advice = ("What helps, what to avoid", "", content["advice_sources"])
    sections = [(f"“{row['heading']}”", row["kind"], row["sources"]) for row in content["sections"]]
    treatments = [(f"Treatment “{row['name']}”", "", row["sources"]) for row in content["treatments"]]
    for where, kind, keys in (advice, *sections, *treatments):
        if not keys and kind not in WITHOUT_CLAIMS:
            yield where, "names no source"
        for key in sorted(set(keys) - listed):
            yield where, f"the source “{key}” is not listed"


def sources(content: Content) -> Iterator[Place]:
    rows = (*content["sections"], *content["treatments"])
    used = {key for row in rows for key in row["sources"]} | set(content["advice_sources"])
    for source in content["sources"]:
        if source["key"] not in used and source["kind"] != Source.Kind.ORGANISATION:
            yield f"Source “{source['key']}”", "nothing rests on it"
        if source["url"] and not source["url"].startswith("https://"):
            yield f"Source “{source['key']}”", source["url"]


def links(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        for link in links_in(row["body"]):
            if not leads_somewhere(link):
                yield f"“{row['heading']}”", f"the link to “{link}”"


def cards(content: Content) -> Iterator[Place]:
    levels = [card["level"] for card in content["care"]]
    for level in CARDS:
        if level not in levels:
            yield "When to get help", f"there is no card “{level}”"
    for card in content["care"]:
        if not card["items"]:
            yield f"Card “{card['level']}”", "no sign"
        yield from _long_items(f"Card “{card['level']}”", card["items"])


def top(content: Content) -> Iterator[Place]:
    words = len(content["lead"].split())
    if words > MOST_WORDS_IN_LEAD:
        yield "Lead", f"{words} words"
    if len(content["key_facts"]) not in KEY_FACTS:
        yield "Key facts", f"{len(content['key_facts'])} of them"
    yield from _long_items("Key facts", content["key_facts"])


def lines(content: Content) -> Iterator[Place]:
    for where, lines in (("What helps", content["do"]), ("What to avoid", content["avoid"])):
        for line in lines:
            if not (line[0].isupper() and line.endswith(".")):
                yield where, line
    for line in content["avoid"]:
        if not line.startswith(("Do not ", "Never ")):
            yield "What to avoid", line


def treatments(content: Content) -> Iterator[Place]:
    waiting = [row["name"] for row in content["treatments"] if row["is_waiting"]]
    if len(content["treatments"]) < 2:
        yield "Treatments", f"{len(content['treatments'])} choices"
    if len(waiting) != 1:
        yield "Treatments", f"{len(waiting)} rows on doing nothing"
    for row in content["treatments"]:
        for column in TREATMENT_COLUMNS:
            if not row[column]:
                yield f"Treatment “{row['name']}”", f"nothing under “{column}”"


def appointment(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        if row["kind"] == SectionKind.PREPARE and row["body"].count("<li>") not in QUESTIONS_TO_ASK:
            yield f"“{row['heading']}”", f"{row['body'].count('<li>')} lines to take along"


def further_help(content: Content) -> Iterator[Place]:
    if not any(source["kind"] == Source.Kind.LEAFLET and source["url"] for source in content["sources"]):
        yield "Sources", "no leaflet with an address"


def pictures(content: Content) -> Iterator[Place]:
    if not content["pictures"]:
        yield "Pictures", "there is none"
    kinds = {row["kind"] for row in content["sections"]}
    for row in content["pictures"]:
        where = f"Picture “{row['title']}”"
        if not has_picture(row["name"]):
            yield where, f"there is no drawing “{row['name']}”"
        if row["kind"] not in kinds:
            yield where, f"there is no section “{row['kind']}” for it"
        for field in ("title", "alt", "caption"):
            if not row[field]:
                yield where, f"no {field}"
        if len(row["alt"]) > MOST_LETTERS_IN_ALT:
            yield where, f"{len(row['alt'])} letters: {row['alt']}"


def dates(content: Content) -> Iterator[Place]:
    today = localdate()
    if date.fromisoformat(content["evidence_checked_on"]) > today:
        yield "Evidence checked on", content["evidence_checked_on"]
    due = content["next_review_due"]
    for source in content["sources"]:
        if source["year"] and source["year"] > today.year:
            yield f"Source “{source['key']}”", str(source["year"])
    if due and not today <= date.fromisoformat(due) <= today + MOST_UNTIL_REVIEW:
        yield "Next review due", due


def _long_items(where: str, items: list[str]) -> Iterator[Place]:
    return ((where, item) for item in items if len(item.split()) > MOST_WORDS_IN_ITEM)
