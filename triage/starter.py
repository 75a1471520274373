"""Load the check a new site starts with from content/check/, without touching an editor's work."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, canonical_json
from causes.models import Cause, Finding
from causes.starter import read_vocabulary
from triage.compile import compile_check
from triage.core.compiling import compile_definition
from triage.core.verify import verify
from triage.models import CHECK, Option, Outcome, Question, Rule

QUESTION = {
    "hint": "",
    "why": "",
    "none": "",
    "unsure": "",
    "shares_page": False,
    "unsure_counts_as": [],
    "asked_when": [],
}
"""What a question in the file is where it does not say."""

RULE = {"sooner": ""}
"""What a rule in the file is where it does not say."""


def read_check(content: Path) -> dict[str, Any]:
    """Return the starting check as data, from the files alone, as compiling its rows gives it."""
    vocabulary = read_vocabulary(content / "vocabulary")
    return {
        "findings": {row["code"]: row["meaning"] for row in vocabulary["findings"]},
        "groups": {row["code"]: row["group"] for row in vocabulary["findings"]},
        "questions": [_question(row) for row in _read(content, "questions")],
        "rules": [RULE | row | {"suspects": sorted(row["suspects"])} for row in _read(content, "rules")],
        "causes": [row | {"gate": sorted(row["gate"])} for row in vocabulary["causes"]],
        "outcomes": _read(content, "outcomes"),
    }


def read_vignettes(content: Path) -> list[dict[str, Any]]:
    """Return the example people: a story, the findings in it, and the urgency and causes that are right."""
    return json.loads((content / "check" / "vignettes.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_check(content: Path) -> str:
    """Make or renew the check unless an editor has touched it, publish it, and return what was done."""
    document = Document.objects.of_kind(CHECK).select_related("head").first()
    if document and not document.head.is_starter:
        return "left alone, an editor has worked on it"
    data = read_check(content)
    if document and document.head.canonical == canonical_json(data):
        return "unchanged"
    _prove(data)
    for model in (Question, Rule, Outcome):
        model.objects.all().delete()
    _write_rows(data)
    revision = workflow.save_revision(
        CHECK, CHECK, compile_check(), author=None, change_note="Starting definition"
    )
    if document and document.is_withdrawn:
        return "renewed, and not published: it was taken off the site"
    workflow.publish(revision)
    return "published"


def _prove(data: dict[str, Any]) -> None:
    """Raise ValueError where a proof fails: nothing is published unproven, the starting check included."""
    failures = [failure.what for verdict in verify(compile_definition(data)) for failure in verdict.failures]
    if failures:
        raise ValueError(f"the check may not be published. {' '.join(failures)}")


def _read(content: Path, name: str) -> list[dict[str, Any]]:
    return tomllib.loads((content / "check" / f"{name}.toml").read_text(encoding="utf-8"))[name]


def _question(row: dict[str, Any]) -> dict[str, Any]:
    options = [
        option | {"alone": option.get("alone", False), "findings": sorted(option["findings"])}
        for option in row["options"]
    ]
    assumed = sorted(row.get("unsure_counts_as", []))
    return QUESTION | row | {"options": options, "unsure_counts_as": assumed}


def _write_rows(data: dict[str, Any]) -> None:
    findings = {finding.code: finding for finding in Finding.objects.all()}
    causes = {cause.slug: cause for cause in Cause.objects.all()}
    for position, row in enumerate(data["questions"], start=1):
        _write_question(position * 10, row, findings)
    for position, row in enumerate(data["rules"], start=1):
        fields = {name: row[name] for name in ("code", "urgency", "reason", "basis", "source", "sooner")}
        rule = Rule.objects.create(position=position * 10, terms="\n".join(row["all"]), **fields)
        rule.suspects.set(causes[slug] for slug in row["suspects"])
    for row in data["outcomes"]:
        Outcome.objects.create(**row | {"steps": "\n".join(row["steps"]), "avoid": "\n".join(row["avoid"])})


def _write_question(position: int, row: dict[str, Any], findings: dict[str, Finding]) -> None:
    fields = {name: row[name] for name in ("slug", "text", "hint", "why", "choice", "none", "unsure")}
    question = Question.objects.create(
        position=position,
        shares_page=row["shares_page"],
        asked_when="\n".join(row["asked_when"]),
        **fields,
    )
    question.unsure_counts_as.set(findings[code] for code in row["unsure_counts_as"])
    for place, option in enumerate(row["options"], start=1):
        made = Option.objects.create(
            question=question, position=place * 10, label=option["label"], alone=option["alone"]
        )
        made.findings.set(findings[code] for code in option["findings"])
