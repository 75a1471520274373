"""The check in the admin: questions with their options, rules, and the words of each outcome.

Every save compiles the whole check; what would not work is refused.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models

from calfsite.publishing.draft_admin import DraftAdmin
from calfsite.publishing.draft_forms import DraftFormSet, DraftRefused, FieldProblem
from calfsite.publishing.models import Document
from causes.lines import split
from triage import compile as compiler
from triage.core.compiling import DefinitionError, Problem
from triage.models import CHECK, Option, Outcome, Question, Rule


class CheckPartAdmin(DraftAdmin):
    """A part of the check. All parts belong to one document, which a save compiles as a whole."""

    part: str
    name_field: str

    def document_name(self, draft: models.Model) -> tuple[str, str]:
        return CHECK, CHECK

    def compile_document(self, draft: models.Model) -> dict[str, Any]:
        try:
            return compiler.compile_check()
        except DefinitionError as error:
            name = getattr(draft, self.name_field)
            raise DraftRefused(self._field_problem(problem, name) for problem in error.problems) from error

    def waiting_parts(self, document: Document) -> list[str]:
        if document.live_id in (None, document.head_id):
            return []
        return changed_parts(document.live.content, document.head.content)

    def _field_problem(self, problem: Problem, name: str) -> FieldProblem:
        if (problem.part, problem.name) == (self.part, name):
            return FieldProblem(problem.field, problem.message)
        return FieldProblem("", f"This would break another part of the check. {problem}")


NAMED_BY = {"questions": "slug", "rules": "code", "causes": "slug", "outcomes": "urgency"}


def changed_parts(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Name the parts of the check that differ between two contents: `rule S1`, `question chest`."""
    changed = []
    for parts, field in NAMED_BY.items():
        old, new = ({row[field]: row for row in content[parts]} for content in (before, after))
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        changed += [f"{parts.removesuffix('s')} {name}" for name in names]
    return changed


class OptionInline(admin.TabularInline):
    model = Option
    formset = DraftFormSet
    extra = 0
    autocomplete_fields = ("findings",)


@admin.register(Question)
class QuestionAdmin(CheckPartAdmin):
    part, name_field = "question", "slug"
    list_display = ("text", "slug", "position", "shares_page", "choice")
    search_fields = ("text", "slug", "options__label")
    autocomplete_fields = ("unsure_counts_as",)
    inlines = (OptionInline,)

    def draft_content(self, draft: Question) -> dict[str, Any]:
        return {"position": draft.position, **compiler.question_data(draft)}


@admin.register(Rule)
class RuleAdmin(CheckPartAdmin):
    part, name_field = "rule", "code"
    list_display = ("code", "urgency", "fires_when", "reason")
    list_filter = ("urgency",)
    search_fields = ("code", "terms", "reason", "basis", "source")
    autocomplete_fields = ("suspects",)

    @admin.display(description="fires when")
    def fires_when(self, rule: Rule) -> str:
        return " AND ".join(f"({line})" if " or " in line else line for line in split(rule.terms))

    def draft_content(self, draft: Rule) -> dict[str, Any]:
        return {"position": draft.position, **compiler.rule_data(draft)}


@admin.register(Outcome)
class OutcomeAdmin(CheckPartAdmin):
    part, name_field = "outcome", "urgency"
    list_display = ("heading", "urgency")

    def draft_content(self, draft: Outcome) -> dict[str, Any]:
        return compiler.outcome_data(draft)
