"""Compile an article's draft rows into the plain content that a revision keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from causes import prose
from causes.lines import split
from causes.models import Article, CareAdvice, Level, Person, Section, SectionKind, Source


def compile_article(article: Article) -> dict[str, Any]:
    """Return everything the article's page shows, as JSON can hold it."""
    return {
        "slug": article.slug,
        "position": article.position,
        "title": article.title,
        "medical_name": article.medical_name,
        "also_called": split(article.also_called),
        "lead": article.lead,
        "description": article.description,
        "seriousness": article.seriousness,
        "how_common": article.how_common,
        "typical_duration": article.typical_duration,
        "key_facts": split(article.key_facts),
        "do": split(article.do),
        "avoid": split(article.avoid),
        "care": [_care(card) for card in _by_choice(article.care.all(), "level", Level.values)],
        "sections": [
            _section(section)
            for section in _by_choice(
                article.sections.prefetch_related("sources"), "kind", SectionKind.values
            )
        ],
        "sources": [_source(source) for source in article.sources.all()],
        "author": _person(article.author),
        "evidence_checked_on": article.evidence_checked_on.isoformat(),
        "next_review_due": _iso(article.next_review_due),
    }


def _by_choice(rows: Any, field: str, order: list[str]) -> list[Any]:
    return sorted(rows, key=lambda row: order.index(getattr(row, field)))


def _care(card: CareAdvice) -> dict[str, Any]:
    return {"level": card.level, "items": split(card.items), "note": card.note}


def _section(section: Section) -> dict[str, Any]:
    keys = sorted(source.key for source in section.sources.all())
    return {
        "kind": section.kind,
        "heading": section.heading,
        "body": prose.clean(section.body),
        "sources": keys,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "key": source.key,
        "citation": source.citation,
        "publisher": source.publisher,
        "year": source.year,
        "kind": source.kind,
        "url": source.url,
        "accessed_on": source.accessed_on.isoformat(),
    }


def _person(person: Person | None) -> dict[str, str] | None:
    if person is None:
        return None
    return {
        "name": person.name,
        "role": person.role,
        "qualifications": person.qualifications,
        "conflicts": person.conflicts,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
