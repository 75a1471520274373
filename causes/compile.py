"""Compile an article's draft rows, or a starter file, into the plain content that a revision keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

from causes import prose
from causes.article_file import ArticleText
from causes.lines import split
from causes.models import Article, CareAdvice, Level, Person, Section, SectionKind, Sign, Source, Treatment

PLAIN_FIELDS = (
    "title", "medical_name", "lead", "description", "seriousness", "how_common", "typical_duration",
)  # fmt: skip
LINES_FIELDS = ("also_called", "search_words", "former_slugs", "key_facts", "do", "avoid")
PICTURE_FIELDS = ("kind", "name", "title", "alt", "caption")
TREATMENT_FIELDS = ("name", "is_waiting", "how", "benefits", "risks", "who_for")


def compile_article(article: Article) -> dict[str, Any]:
    """Return everything the article's page shows, as JSON can hold it."""
    return {
        "slug": article.slug,
        "position": article.position,
        **{field: getattr(article, field) for field in PLAIN_FIELDS},
        **{field: split(getattr(article, field)) for field in LINES_FIELDS},
        "care": [_care(card) for card in _by_choice(article.care.all(), "level", Level.values)],
        "sections": [
            _section(section)
            for section in _by_choice(
                article.sections.prefetch_related("sources"), "kind", SectionKind.values
            )
        ],
        "advice_sources": _keys(article.advice_sources),
        "pictures": [
            {field: getattr(picture, field) for field in PICTURE_FIELDS} for picture in article.pictures.all()
        ],
        "treatments": [_treatment(treatment) for treatment in article.treatments.prefetch_related("sources")],
        "sources": [_source(source) for source in article.sources.all()],
        "signs": _signs(article.slug),
        "author": _person(article.author),
        "evidence_checked_on": article.evidence_checked_on.isoformat(),
        "next_review_due": _iso(article.next_review_due),
    }


def compile_file(text: ArticleText) -> dict[str, Any]:
    """Return what `compile_article` would, but for the position and the signs: no file knows them."""
    head = text.head
    return {
        "slug": text.slug,
        **{field: head.get(field, "") for field in PLAIN_FIELDS},
        **{field: head.get(field, []) for field in LINES_FIELDS},
        "care": [{"note": "", **card} for card in head["care"]],
        "sections": [
            {
                "kind": section.kind,
                "heading": section.heading,
                "body": prose.clean(section.body),
                "sources": sorted(section.sources),
            }
            for section in sorted(text.sections, key=lambda section: SectionKind.values.index(section.kind))
        ],
        "advice_sources": sorted(head.get("advice_sources", [])),
        "pictures": head.get("pictures", []),
        "treatments": [
            {"is_waiting": False, **row, "sources": sorted(row.get("sources", []))}
            for row in head.get("treatments", [])
        ],
        "sources": [
            {"year": None, "url": "", **source, "accessed_on": source["accessed_on"].isoformat()}
            for source in head["sources"]
        ],
        "author": None,
        "evidence_checked_on": head["evidence_checked_on"].isoformat(),
        "next_review_due": _iso(head.get("next_review_due")),
    }


def _by_choice(rows: Any, field: str, order: list[str]) -> list[Any]:
    return sorted(rows, key=lambda row: order.index(getattr(row, field)))


def _care(card: CareAdvice) -> dict[str, Any]:
    return {"level": card.level, "items": split(card.items), "note": card.note}


def _section(section: Section) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "heading": section.heading,
        "body": prose.clean(section.body),
        "sources": _keys(section.sources),
    }


def _treatment(treatment: Treatment) -> dict[str, Any]:
    cells = {field: getattr(treatment, field) for field in TREATMENT_FIELDS}
    return {**cells, "sources": _keys(treatment.sources)}


def _keys(sources: Any) -> list[str]:
    return sorted(source.key for source in sources.all())


def _signs(slug: str) -> list[dict[str, Any]]:
    """What speaks for and against the cause of this name, so that two live articles can be compared."""
    signs = Sign.objects.filter(cause__slug=slug).select_related("finding")
    return [
        {
            "finding": sign.finding.code,
            "group": sign.finding.group,
            "meaning": sign.finding.meaning,
            "points": sign.points,
        }
        for sign in signs
    ]


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
