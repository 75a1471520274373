"""Live revisions as the templates need them: an article's page, and cards that lead to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from calfsite.addresses import url
from calfsite.publishing.models import Approval, Document, Revision
from causes import prose
from causes.models import ARTICLE

CARE_HEADINGS = {
    "emergency": "Call an ambulance now if",
    "same-day": "Get medical advice today if",
    "routine": "See a doctor or physiotherapist if",
    "self-care": "You can look after it yourself if",
}


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """A live article in a list."""

    slug: str
    title: str
    lead: str
    seriousness: str
    url: str
    approval: Approval | None


@dataclass(frozen=True, slots=True)
class CareCard:
    level: str
    heading: str
    items: list[str]
    note: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    number: int
    key: str
    citation: str
    publisher: str
    year: int | None
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
class ArticlePage:
    """Everything one article's page shows. `content` holds the plain fields as the revision has them."""

    content: dict[str, Any]
    care: list[CareCard]
    sections: list[PageSection]
    sources: list[SourceEntry]
    evidence_checked_on: date
    next_review_due: date | None
    approval: Approval | None
    version: int
    published_on: date

    @property
    def symptoms(self) -> list[PageSection]:
        return [section for section in self.sections if section.kind == "symptoms"]

    @property
    def other_sections(self) -> list[PageSection]:
        return [section for section in self.sections if section.kind != "symptoms"]


def live_cards(slugs: Collection[str] | None = None) -> list[ArticleCard]:
    """Return the live articles, in the order of the list; only those with these slugs if given."""
    documents = Document.objects.of_kind(ARTICLE).live()
    if slugs is not None:
        documents = documents.filter(key__in=slugs)
    pairs = [(document.live.content, document.live) for document in documents]
    pairs.sort(key=lambda pair: (pair[0]["position"], pair[0]["title"]))
    return [_card(content, revision) for content, revision in pairs]


def live_article(slug: str) -> ArticlePage | None:
    """Return the live article with this slug, if there is one."""
    document = Document.objects.of_kind(ARTICLE).live().filter(key=slug).first()
    return _page(document) if document else None


def _card(content: dict[str, Any], revision: Revision) -> ArticleCard:
    return ArticleCard(
        content["slug"],
        content["title"],
        content["lead"],
        content["seriousness"],
        url("causes:detail", content["slug"]),
        getattr(revision, "approval", None),
    )


def _page(document: Document) -> ArticlePage:
    revision = document.live
    content = revision.content
    sources = [_source(number, row) for number, row in enumerate(content["sources"], start=1)]
    by_key = {source.key: source for source in sources}
    due = content["next_review_due"]
    return ArticlePage(
        content=content,
        care=[
            CareCard(c["level"], CARE_HEADINGS[c["level"]], c["items"], c["note"]) for c in content["care"]
        ],
        sections=[_section(row, by_key) for row in content["sections"]],
        sources=sources,
        evidence_checked_on=date.fromisoformat(content["evidence_checked_on"]),
        next_review_due=date.fromisoformat(due) if due else None,
        approval=getattr(revision, "approval", None),
        version=revision.number,
        published_on=document.published_at.date(),
    )


def _source(number: int, row: dict[str, Any]) -> SourceEntry:
    accessed_on = date.fromisoformat(row["accessed_on"])
    return SourceEntry(
        number, row["key"], row["citation"], row["publisher"], row["year"], row["url"], accessed_on
    )


def _section(row: dict[str, Any], by_key: dict[str, SourceEntry]) -> PageSection:
    sources = sorted((by_key[key] for key in row["sources"]), key=lambda source: source.number)
    return PageSection(row["kind"], row["heading"], prose.render(row["body"]), sources)
