"""The library in the admin: articles with their parts, people, and the vocabulary behind the check."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple, ChoiceField, Textarea
from django.http import HttpRequest
from js_asset import Media

from calfsite import csp
from calfsite.publishing.draft_admin import DraftAdmin
from calfsite.publishing.draft_forms import DraftRefused, Example, FieldProblem
from calfsite.publishing.models import Revision
from causes.compile import compile_article
from causes.content_check import faults_of, reading_of
from causes.links import dead_links
from causes.models import (
    ARTICLE,
    Article,
    CareAdvice,
    Cause,
    Feedback,
    Finding,
    Person,
    Picture,
    Section,
    Sign,
    Source,
    Treatment,
)
from causes.pictures import picture_names

TO_MEND = (
    "Not published yet: the content check found what is listed below, with the rule that each breaks. "
    "Mend it, or publish it all the same if it cannot wait."
)

SAY_WHAT_CHANGED = (
    "Not published yet: say at the foot of the form what you changed. Readers see it in the page's changes."
)


class CareAdviceInline(admin.StackedInline):
    model = CareAdvice
    extra = 0
    verbose_name_plural = "when to get help: one card a level"


class OwnSources:
    """Only this article's own sources can be chosen, and no organisation, which is none."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        article = request.resolver_match.kwargs.get("object_id")
        kwargs["widget"] = CheckboxSelectMultiple
        own = Source.objects.filter(article=article) if article else Source.objects.none()
        kwargs["queryset"] = own.exclude(kind=Source.Kind.ORGANISATION)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class SectionInline(OwnSources, admin.StackedInline):
    model = Section
    extra = 0


class PictureInline(admin.StackedInline):
    model = Picture
    extra = 0

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "name":
            choices = [(name, name) for name in picture_names()]
            return ChoiceField(label="Drawing", choices=choices, help_text=db_field.help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class TreatmentInline(OwnSources, admin.StackedInline):
    model = Treatment
    extra = 0
    verbose_name_plural = "treatments compared: a row each"


class SourceInline(admin.StackedInline):
    model = Source
    extra = 0
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Article)
class ArticleAdmin(OwnSources, DraftAdmin):
    list_display = ("title", "slug", "seriousness", "evidence_checked_on", "next_review_due")
    list_filter = ("seriousness",)
    search_fields = ("title", "medical_name", "also_called", "lead")
    inlines = (CareAdviceInline, SectionInline, TreatmentInline, PictureInline, SourceInline)
    fieldsets = (
        ("Name", {"fields": ("title", "medical_name", "also_called", "search_words")}),
        ("Address", {"fields": ("slug", "former_slugs", "position")}),
        (
            "At the top of the page",
            {"fields": ("lead", "key_facts", "seriousness", "how_common", "typical_duration", "description")},
        ),
        ("What helps and what to avoid", {"fields": ("do", "avoid", "advice_sources")}),
        ("Who and when", {"fields": ("author", "evidence_checked_on", "next_review_due")}),
    )
    formfield_overrides = {models.TextField: {"widget": Textarea(attrs={"rows": 4, "cols": 90})}}

    def document_name(self, draft: Article) -> tuple[str, str]:
        return ARTICLE, draft.slug

    def draft_content(self, draft: Article) -> dict[str, Any]:
        return compile_article(draft)

    def check_publication(self, revision: Revision, accepted: Collection[str], note: str) -> None:
        """Refuse a change without a word on it, and a text that breaks a rule unless the editor insists."""
        before = revision.document.last_public
        if before and before.sha256 != revision.sha256 and not note:
            raise DraftRefused([FieldProblem("", SAY_WHAT_CHANGED)])
        faults = _faults(revision.content)
        if faults and revision.sha256 not in accepted:
            found = list(map(Example, faults))
            raise DraftRefused([FieldProblem("", TO_MEND)], examples=found, accepting=revision.sha256)

    def _draft_context(self, draft: models.Model, request: HttpRequest) -> dict[str, Any]:
        content = compile_article(draft)
        return {
            **super()._draft_context(draft, request),
            "faults": _faults(content),
            "reading": reading_of(content),
        }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # The slug is the page's address and the name of its versions.
        return ("slug",) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        # The prose editor's import map is an inline script, which the policy lets in by its nonce.
        context["media"] = Media.from_media(context["media"], nonce=csp.get_nonce(request))
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    """To read, and to delete once it is dealt with."""

    list_display = ("article", "version", "answer", "text", "day")
    list_filter = ("answer", "article", "day")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "qualifications")


class VocabularyAdmin(admin.ModelAdmin):
    """Words that questions and rules refer to: they are changed and added to, and never deleted."""

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Finding)
class FindingAdmin(VocabularyAdmin):
    list_display = ("code", "group", "meaning")
    list_filter = ("group",)
    search_fields = ("code", "meaning")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


class SignInline(admin.TabularInline):
    model = Sign
    extra = 0
    autocomplete_fields = ("finding",)
    verbose_name_plural = "signs (they reach the check when it is next published)"


@admin.register(Cause)
class CauseAdmin(VocabularyAdmin):
    list_display = ("name", "slug", "floor")
    list_filter = ("floor",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("gate",)
    inlines = (SignInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()


def _faults(content: dict[str, Any]) -> list[str]:
    """What the content check found, and links that lead to nobody's page now."""
    return [*map(str, faults_of(content)), *dead_links(content)]
