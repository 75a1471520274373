"""An article as the templates need it, made from one revision of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from calfsite.addresses import url
from calfsite.publishing.models import Approval, Publication, Revision
from causes import prose
from causes.content import Content, content_of
from causes.danger_signs import DANGER_SIGNS, MEANWHILE
from causes.passages import FIRST_KIND, TREATMENT_COLUMNS

ARTICLE_LINK = re.compile(r'<a href="/causes/([\w-]+)/">([^<]+)</a>', re.ASCII)
EMERGENCY = "emergency"
ORGANISATION = "organisation"
MOST_LEAFLETS = 5
"""The first of the list are nearest to the article; all of them stand among its sources."""


@dataclass(frozen=True, slots=True)
class CareCard:
    level: str
    items: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    number: int
    key: str
    citation: str
    publisher: str
    year: int | None
    kind: str
    url: str
    accessed_on: date


@dataclass(frozen=True, slots=True)
class PageSection:
    kind: str
    heading: str
    body: SafeString
    sources: list[SourceEntry]

    @property
    def anchor(self) -> str:
        return self.kind.replace("_", "-")


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """A choice in the table of treatments, and what its claims rest on."""

    name: str
    is_waiting: bool
    how: str
    benefits: str
    risks: str
    who_for: str
    sources: list[SourceEntry]


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change log: what went out, when, and what its editor said of it."""

    number: int
    published_on: date
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything one article's page shows. `content` holds the plain fields as the revision has them."""

    content: Content
    care: list[CareCard]
    sections: list[PageSection]
    treatments: list[TreatmentRow]
    sources: list[SourceEntry]
    advice_sources: list[SourceEntry]
    organisations: list[SourceEntry]
    evidence_checked_on: date
    next_review_due: date | None
    approval: Approval | None
    changes: list[Change]

    @property
    def symptoms(self) -> list[PageSection]:
        return [section for section in self.sections if section.kind == FIRST_KIND]

    @property
    def other_sections(self) -> list[PageSection]:
        return [section for section in self.sections if section.kind != FIRST_KIND]

    @property
    def further_help(self) -> list[SourceEntry]:
        """Where a reader may read on, or find people who help."""
        leaflets = [source for source in self.sources if source.kind == "leaflet" and source.url]
        return [*self.organisations, *leaflets[:MOST_LEAFLETS]]

    @property
    def danger_signs(self) -> tuple[str, ...]:
        """What the emergency card says on every page."""
        return DANGER_SIGNS

    @property
    def is_emergency(self) -> bool:
        return self.content["seriousness"] == EMERGENCY

    @property
    def for_whom(self) -> str:
        return (
            "For you if you may have this, or look after somebody who may. "
            "It says what it is like, when to get help, and what helps."
        )

    @property
    def before_choosing(self) -> str:
        """What stands above the table of treatments: what to do with it."""
        if self.is_emergency:
            return (
                "There may be little time to choose. Show this to somebody with you, "
                "and ask the team which of these they plan, and why."
            )
        return "Go through these with the person who treats you, and ask which choice suits your life."

    @property
    def treatment_columns(self) -> dict[str, str]:
        return TREATMENT_COLUMNS

    @property
    def similar(self) -> list[tuple[str, str]]:
        """The slugs and names of whatever the section on similar causes links to, live or not."""
        bodies = [section.body for section in self.sections if section.kind == "looks_like"]
        links = dict(found for body in bodies for found in ARTICLE_LINK.findall(body))
        return [(slug, unescape(name)) for slug, name in links.items()]

    @property
    def is_overdue(self) -> bool:
        """Whether a clinician should have looked again by now."""
        return self.next_review_due is not None and self.next_review_due < localdate()

    @property
    def version(self) -> Change:
        """The publication that this page shows."""
        return self.changes[0]


def page_of(revision: Revision, publications: Iterable[Publication]) -> ArticlePage:
    """Return the page of a revision that has been public, with what went out until then, the newest first."""
    content = content_of(revision)
    listed = [row for row in content["sources"] if row["kind"] != ORGANISATION]
    sources = [_source(number, row) for number, row in enumerate(listed, start=1)]
    by_key = {source.key: source for source in sources}
    due = content["next_review_due"]
    return ArticlePage(
        content=content,
        care=_care(content["care"]),
        sections=[_section(row, by_key) for row in content["sections"]],
        treatments=[_treatment(row, by_key) for row in content["treatments"]],
        sources=sources,
        advice_sources=_cited(content["advice_sources"], by_key),
        organisations=[_source(0, row) for row in content["sources"] if row["kind"] == ORGANISATION],
        evidence_checked_on=date.fromisoformat(content["evidence_checked_on"]),
        next_review_due=date.fromisoformat(due) if due else None,
        approval=getattr(revision, "approval", None),
        changes=[
            _change(content["slug"], publication)
            for publication in publications
            if publication.revision.number <= revision.number
        ],
    )


def _care(rows: list[dict[str, Any]]) -> list[CareCard]:
    """The cards that were written, and always one for an emergency: the general signs stand on it."""
    if all(row["level"] != EMERGENCY for row in rows):
        rows = [{"level": EMERGENCY, "items": [], "note": ""}, *rows]
    return [_card(row["level"], row["items"], row["note"]) for row in rows]


def _card(level: str, items: list[str], note: str) -> CareCard:
    return CareCard(level, items, note or (MEANWHILE if level == EMERGENCY else ""))


def _change(slug: str, publication: Publication) -> Change:
    number = publication.revision.number
    return Change(
        number,
        localdate(publication.published_at),
        publication.note,
        url("causes:version", slug, number),
    )


def _source(number: int, row: dict[str, Any]) -> SourceEntry:
    accessed_on = date.fromisoformat(row["accessed_on"])
    return SourceEntry(number=number, **row | {"accessed_on": accessed_on})


def _section(row: dict[str, Any], by_key: dict[str, SourceEntry]) -> PageSection:
    return PageSection(row["kind"], row["heading"], prose.render(row["body"]), _cited(row["sources"], by_key))


def _treatment(row: dict[str, Any], by_key: dict[str, SourceEntry]) -> TreatmentRow:
    # A revision of an earlier release names sources by section only.
    return TreatmentRow(**row | {"sources": _cited(row.get("sources", []), by_key)})


def _cited(keys: list[str], by_key: dict[str, SourceEntry]) -> list[SourceEntry]:
    # An editor may have made an organisation of what was a source.
    return sorted((by_key[key] for key in keys if key in by_key), key=lambda source: source.number)
