"""Compile the check's draft rows into the plain data that a revision keeps and the core runs on."""

from __future__ import annotations

from typing import Any

from causes.lines import split
from causes.models import Cause, Finding
from triage.core.compiling import compile_definition
from triage.models import Outcome, Question, Rule


def compile_check() -> dict[str, Any]:
    """Return the check as data; raise DefinitionError where it is no working definition."""
    data = {
        "findings": dict(Finding.objects.values_list("code", "meaning")),
        "groups": dict(Finding.objects.values_list("code", "group")),
        "questions": [question_data(question) for question in _questions()],
        "rules": [rule_data(rule) for rule in Rule.objects.prefetch_related("suspects")],
        "causes": [cause_data(cause) for cause in Cause.objects.prefetch_related("gate", "signs__finding")],
        "outcomes": [outcome_data(outcome) for outcome in Outcome.objects.all()],
    }
    compile_definition(data)
    return data


def _questions() -> Any:
    return Question.objects.prefetch_related("unsure_counts_as", "options__findings")


def _codes(findings: Any) -> list[str]:
    return sorted(finding.code for finding in findings.all())


def question_data(question: Question) -> dict[str, Any]:
    return {
        "slug": question.slug,
        "shares_page": question.shares_page,
        "text": question.text,
        "hint": question.hint,
        "why": question.why,
        "choice": question.choice,
        "none": question.none,
        "unsure": question.unsure,
        "unsure_counts_as": _codes(question.unsure_counts_as),
        "asked_when": split(question.asked_when),
        "options": [
            {"label": option.label, "findings": _codes(option.findings), "alone": option.alone}
            for option in question.options.all()
        ],
    }


def rule_data(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "urgency": rule.urgency,
        "all": split(rule.terms),
        "suspects": sorted(cause.slug for cause in rule.suspects.all()),
        "reason": rule.reason,
        "basis": rule.basis,
        "source": rule.source,
        "sooner": rule.sooner,
    }


def cause_data(cause: Cause) -> dict[str, Any]:
    return {
        "slug": cause.slug,
        "name": cause.name,
        "floor": cause.floor,
        "summary": cause.summary,
        "gate": _codes(cause.gate),
        "points": {sign.finding.code: sign.points for sign in cause.signs.all()},
    }


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "urgency": outcome.urgency,
        "heading": outcome.heading,
        "how_soon": outcome.how_soon,
        "steps": split(outcome.steps),
        "avoid": split(outcome.avoid),
    }
