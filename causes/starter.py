"""Load the library a new site starts with from content/, without ever touching an editor's work."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.article_file import ArticleText, read_article
from causes.compile import LINES_FIELDS, compile_article
from causes.models import (
    ARTICLE,
    Article,
    CareAdvice,
    Cause,
    Finding,
    Picture,
    Section,
    Sign,
    Source,
    Treatment,
)

Row = TypeVar("Row", bound=Model)

ORDER = (
    "muscle-cramps",
    "injury-or-overtraining",
    "referred-back-pain",
    "blood-clots",
    "diabetic-neuropathy",
    "peripheral-arterial-disease",
    "venous-insufficiency",
    "superficial-vein-clot",
    "bakers-cyst",
    "cellulitis",
    "achilles-tendon-rupture",
    "bone-stress-injury",
    "broken-bone",
    "exertional-compartment-syndrome",
    "compartment-syndrome",
    "acute-limb-ischaemia",
    "cauda-equina-syndrome",
    "muscle-breakdown",
    "pulmonary-embolism",
)
"""The order in which a new site lists its articles."""


def read_vocabulary(folder: Path) -> dict[str, Any]:
    """Return the findings by code, and the causes with their points, as the files in the folder give them."""
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        findings = list(csv.DictReader(file))
    points: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "signs.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            points[row["cause"]][row["finding"]] = int(row["points"])
    causes = tomllib.loads((folder / "causes.toml").read_text(encoding="utf-8"))["causes"]
    return {
        "findings": findings,
        "causes": [cause | {"points": points[cause["slug"]]} for cause in causes],
    }


@transaction.atomic
def load_vocabulary(folder: Path) -> str:
    """Add findings and causes that are not there yet, all or none; return what was done.

    A finding is also renewed, unless an editor has changed it.
    """
    vocabulary = read_vocabulary(folder)
    edited = _edited_findings()
    for row in vocabulary["findings"]:
        words = {"group": row["group"], "meaning": row["meaning"]}
        Finding.objects.update_or_create(
            code=row["code"], defaults={} if row["code"] in edited else words, create_defaults=words
        )
    findings = {finding.code: finding for finding in Finding.objects.all()}
    added = [
        _add_cause(position, row, findings)
        for position, row in enumerate(vocabulary["causes"], start=1)
        if not Cause.objects.filter(slug=row["slug"]).exists()
    ]
    return f"causes: {len(added)} added, {Cause.objects.count() - len(added)} there already"


def load_articles(folder: Path) -> Iterator[str]:
    """Make or renew each article that no editor has touched, publish it, and yield what was done."""
    for path in sorted(folder.glob("*.md")):
        yield f"{path.stem}: {_load_article(read_article(path))}"


def _edited_findings() -> set[str]:
    """The codes of the findings that somebody changed in the admin, as its own record has it."""
    record = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Finding))
    changed = record.values_list("object_id", flat=True)
    return set(Finding.objects.filter(pk__in=list(changed)).values_list("code", flat=True))


def _add_cause(position: int, row: dict[str, Any], findings: dict[str, Finding]) -> Cause:
    cause = Cause.objects.create(
        slug=row["slug"], name=row["name"], position=position, floor=row["floor"], summary=row["summary"]
    )
    cause.gate.set(findings[code] for code in row["gate"])
    Sign.objects.bulk_create(
        Sign(cause=cause, finding=findings[code], points=points) for code, points in row["points"].items()
    )
    return cause


@transaction.atomic
def _load_article(text: ArticleText) -> str:
    document = Document.objects.of_kind(ARTICLE).filter(key=text.slug).select_related("head").first()
    if document and not document.head.is_starter:
        return "left alone, an editor has worked on it"
    try:
        with transaction.atomic():
            Article.objects.filter(slug=text.slug).delete()
            content = compile_article(_write_rows(text))
            if document and _says_the_same(document.head.content, content):
                raise _Unchanged
    except _Unchanged:
        # The rows stay as they were, so that a form open in the admin still fits them.
        return "unchanged"
    note = "Renewed with the site's software." if document else "First published."
    revision = workflow.save_revision(ARTICLE, text.slug, content, author=None, change_note=note)
    if document and document.is_withdrawn:
        return "renewed, and not published: it was taken off the site"
    workflow.publish(revision)
    return "published"


def _says_the_same(kept: dict[str, Any], content: dict[str, Any]) -> bool:
    """Whether only the signs differ: an editor's change of those goes out when an editor publishes."""
    return kept == {**content, "signs": kept["signs"]} if "signs" in kept else False


class _Unchanged(Exception):
    """The file says what the newest revision says already."""


def _write_rows(text: ArticleText) -> Article:
    head = dict(text.head)
    care, sources, treatments = head.pop("care"), head.pop("sources"), head.pop("treatments", [])
    advice_sources, pictures = head.pop("advice_sources", []), head.pop("pictures", [])
    for field in LINES_FIELDS:
        head[field] = "\n".join(head.get(field, []))
    position = ORDER.index(text.slug) + 1 if text.slug in ORDER else len(ORDER) + 1
    article = _made(Article(slug=text.slug, position=position, **head))
    for card in care:
        _made(CareAdvice(article=article, **card | {"items": "\n".join(card["items"])}))
    for picture in pictures:
        _made(Picture(article=article, **picture))
    by_key = {source["key"]: _made(Source(article=article, **source)) for source in sources}
    for treatment in treatments:
        keys = treatment.pop("sources", [])
        _made(Treatment(article=article, **treatment)).sources.set(by_key[key] for key in keys)
    article.advice_sources.set(by_key[key] for key in advice_sources)
    for section in text.sections:
        row = Section(article=article, kind=section.kind, heading=section.heading, body=section.body)
        _made(row).sources.set(by_key[key] for key in section.sources)
    return article


def _made(row: Row) -> Row:
    """Save a row that an editor could save as well; raise ValidationError where none could."""
    row.full_clean()
    row.save()
    return row
