"""The check in the admin: questions with their options, rules, and the words of each outcome.

Every save compiles the whole check; what would not work is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from calfsite.publishing.draft_admin import DraftAdmin
from calfsite.publishing.draft_forms import DraftFormSet, DraftRefused, Example, FieldProblem
from calfsite.publishing.models import Document, Revision
from causes.lines import split
from triage import compile as compiler
from triage import review
from triage.core.compiling import DefinitionError, Problem, compile_definition
from triage.core.definition import Definition
from triage.definitions import UnknownDefinition, definition_by_hash
from triage.models import CHECK, Option, Outcome, Question, Rule

REFUSED = (
    "Not published, and not saved yet: a proof fails for the check as it would be. "
    "What you typed is all here; “Save draft” keeps it without publishing."
)
LOWERS = (
    "Not published yet: some people would be told to wait longer than now. Look at them below. "
    "If that is right, say why at the bottom and publish again; “Save draft” keeps it without publishing."
)
WHY = (
    "Not published yet: say at the bottom what you changed and why people may wait longer, and publish again."
)


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

    def check_publication(self, revision: Revision, accepted: Collection[str], note: str) -> None:
        """Refuse what a proof fails for; ask once more, and why, where somebody would wait longer."""
        draft = compile_definition(revision.content)
        if failures := review.failed(draft):
            raise DraftRefused([FieldProblem("", REFUSED)], examples=failures)
        found = self._lowered(revision.document, draft)
        if found and revision.sha256 not in accepted:
            raise DraftRefused([FieldProblem("", LOWERS)], examples=found, accepting=revision.sha256)
        if found and not note:
            raise DraftRefused([FieldProblem("", WHY)], examples=found, accepting=revision.sha256)

    def _lowered(self, document: Document, draft: Definition) -> list[Example]:
        """Who would be told to wait longer than by what the public saw last."""
        try:
            before = _last_public(document)
        except UnknownDefinition:
            return [Example("What is live is of an older form, so nobody can say whom this lowers.")]
        return review.lowered(before, draft, review.compare(before, draft)) if before else []

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.changes_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_changes"
        return [path("changes/", view, name=name), *super().get_urls()]

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """Show what publishing everything that is saved would change, and for whom."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = compile_definition(compiler.compile_check())
        document = Document.objects.of_kind(CHECK).first()
        try:
            live = _last_public(document)
        except UnknownDefinition:
            live = None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "What publishing would change",
            "live": live,
            "failed": review.failed(draft),
        }
        if live:
            found = review.compare(live, draft)
            context |= {
                "lowered": review.lowered(live, draft, found),
                "raised": review.raised(live, draft, found),
                "reordered": review.reordered(live, found),
            }
        return TemplateResponse(request, "admin/check_changes.html", context)

    def _draft_context(self, draft: models.Model, request: HttpRequest) -> dict[str, Any]:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changes"
        return {**super()._draft_context(draft, request), "changes_url": reverse(name)}

    def waiting_parts(self, document: Document) -> list[str]:
        if document.live_id in (None, document.head_id):
            return []
        return changed_parts(document.live.content, document.head.content)

    def _field_problem(self, problem: Problem, name: str) -> FieldProblem:
        if (problem.part, problem.name) == (self.part, name):
            return FieldProblem(problem.field, problem.message)
        return FieldProblem("", f"This would break another part of the check. {problem}")


def _last_public(document: Document | None) -> Definition | None:
    """What the public saw last, also after it was taken off the site; raise UnknownDefinition."""
    if document is None or document.last_public is None:
        return None
    return definition_by_hash(document.last_public.sha256)


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
