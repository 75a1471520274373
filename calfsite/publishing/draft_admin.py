"""The admin for draft rows: a save makes a revision, “Save and publish” makes it live.

What cannot be compiled, and what somebody else has changed meanwhile, is refused with the reason
next to the field and everything typed still there. Both work by saving first, inside a transaction:
only the saved rows, inlines included, can be compiled. A refusal rolls the save back and shows the
form again with the problems in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from calfsite.publishing import workflow
from calfsite.publishing.control_characters import clean_post
from calfsite.publishing.draft_forms import (
    BothTexts,
    DraftForm,
    DraftFormSet,
    DraftRefused,
    FieldProblem,
    WithdrawalForm,
)
from calfsite.publishing.models import NOTE_LENGTH, Document, Revision, canonical_json, digest
from calfsite.publishing.readable import readable

BASED_ON = "draft_based_on"
CHANGE_NOTE = "change_note"
ACCEPTED = "accepted"
BRING_BACK = (
    "Neither published nor saved yet; what you typed is below. To publish it all the same, say at the foot "
    "of the form why it may come back. {withdrawal}"
)
OFF = "It goes off the public site within a minute. Publish it to bring it back."
OFF_ALREADY = (
    "Nobody can see this on the site now, so there was nothing to take off, and your reason is not kept: "
    "“{reason}”. Tell the others, or save it with the draft."
)
BUSY = "The database was busy, so nothing is saved yet. What you typed is all here: save again in a minute."


class DraftAdmin(admin.ModelAdmin):
    """Base of the admins whose rows are compiled and published."""

    form = DraftForm
    change_form_template = "admin/draft_change_form.html"
    actions = None

    # What a subclass says about its rows

    def document_name(self, draft: models.Model) -> tuple[str, str]:
        """Return the kind and key of the document that this row belongs to."""
        raise NotImplementedError

    def draft_content(self, draft: models.Model) -> dict[str, Any]:
        """Return this row and its inlines as plain data."""
        raise NotImplementedError

    def compile_document(self, draft: models.Model) -> dict[str, Any]:
        """Return the whole document's content; raise DraftRefused where it does not compile."""
        return self.draft_content(draft)

    def check_publication(self, revision: Revision, accepted: Collection[str], note: str) -> None:
        """Raise DraftRefused where this may not be published, or not before the editor has `accepted` it.

        `accepted` holds what refusals were `accepting`; `note` is what the editor says of the change.
        """

    def waiting_parts(self, document: Document) -> list[str]:
        """Name what else is saved and not live yet, and so goes out with the next publication."""
        return []

    # Saving

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        request.draft_problems = ()
        if request.method != "POST":
            return self._form_page(request, object_id, form_url, extra_context)
        request.POST = clean_post(request.POST)
        try:
            # What is saved now is read inside the transaction, so that two saves cannot cross.
            with transaction.atomic():
                return self._form_page(request, object_id, form_url, extra_context)
        except DraftRefused as error:
            refused, status = error, 409 if error.conflicts else 422
        except OperationalError:
            refused, status = DraftRefused([FieldProblem("", BUSY)]), 503
        request.draft_problems = refused.problems
        context = {
            **(extra_context or {}),
            "conflicts": refused.conflicts,
            "examples": refused.examples,
            "accepting": refused.accepting,
            "accepted": {*request.POST.getlist(ACCEPTED), refused.accepting} - {""},
        }
        response = self._form_page(request, object_id, form_url, context)
        response.status_code = status
        return response

    def _form_page(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        draft = self.get_object(request, unquote(object_id)) if object_id else None
        request.saved_content = self.draft_content(draft) if draft else None
        context = {**(extra_context or {}), "note_length": NOTE_LENGTH}
        context |= self._draft_context(draft, request) if draft else {}
        if request.method == "POST" and not context.get("conflicts"):
            # Only a form that shows both texts moves on to the newest: else what is saved now was never seen.
            context["based_on"] = request.POST.get(BASED_ON, "")
        # Django's form view within our transaction instead of its own: showing a refused form needs none.
        response = self._changeform_view(request, object_id, form_url, context)
        if request.method == "POST" and response.status_code == 200 and self._is_stale(request):
            # The form is wrong as well as old; a part it names may be gone. What was typed is all there.
            response.context_data["is_stale"] = True
            response.status_code = 409
        return response

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        draft = self.model._default_manager.get(pk=form.instance.pk)
        self._refuse_stale_save(request, draft)
        self._keep_revision(request, draft)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except DraftRefused as refused:
            # Django's own transaction around a POST has rolled the deletion back.
            messages.error(request, f"Not deleted. {refused}")
            return HttpResponseRedirect(self._change_url(object_id))

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        self._keep_revision(request, obj)

    def _is_stale(self, request: HttpRequest) -> bool:
        """Whether somebody saved after this editor opened the form."""
        saved = request.saved_content
        return saved is not None and request.POST.get(BASED_ON) != _digest(saved)

    def _refuse_stale_save(self, request: HttpRequest, draft: models.Model) -> None:
        """Refuse to overwrite what somebody saved after this editor opened the form."""
        saved, typed = request.saved_content, self.draft_content(draft)
        if saved == typed or not self._is_stale(request):
            return
        conflicts = [
            BothTexts(name, readable(saved[name]), readable(typed[name]))
            for name in typed
            if saved[name] != typed[name]
        ]
        problem = FieldProblem(
            "",
            "Somebody else saved this while you were editing, so it is not saved yet. "
            "Both texts are shown below. To keep what you typed, save again.",
        )
        raise DraftRefused([problem], conflicts)

    def _keep_revision(self, request: HttpRequest, draft: models.Model) -> None:
        kind, key = self.document_name(draft)
        revision = workflow.save_revision(
            kind,
            key,
            self.compile_document(draft),
            author=request.user,
            change_note=_note(request),
        )
        if "_publish" in request.POST:
            accepted, note = request.POST.getlist(ACCEPTED), _note(request)
            self._ask_before_bringing_back(revision.document, accepted, note)
            self.check_publication(revision, accepted, note)
            request.is_news = workflow.publish(revision, note)

    # Taking it off the site, and bringing it back

    def _ask_before_bringing_back(self, document: Document, accepted: Collection[str], note: str) -> None:
        """Refuse once, and without a note, to publish what somebody took off the site."""
        if not document.is_withdrawn:
            return
        withdrawal = document.withdrawal
        asked = f"withdrawal-{withdrawal.pk if withdrawal else 0}"
        if asked not in accepted or not note:
            problem = BRING_BACK.format(withdrawal=withdrawal or "It was taken off the site.")
            raise DraftRefused([FieldProblem("", problem)], accepting=asked)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        view = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, then take the document off the site. It needs nobody else: it is the safe direction."""
        draft = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, draft):
            raise PermissionDenied
        if draft is None:
            raise Http404
        kind, key = self.document_name(draft)
        document = get_object_or_404(Document, kind=kind, key=key)
        form = WithdrawalForm(clean_post(request.POST) if request.method == "POST" else None)
        if not form.is_valid():
            context = {**self.admin_site.each_context(request), "draft": draft, "document": document}
            context |= {"opts": self.opts, "title": "Take off the site", "form": form}
            status = 422 if form.is_bound else 200
            return TemplateResponse(request, "admin/withdraw_confirmation.html", context, status=status)
        if workflow.withdraw(document, by=request.user, reason=form.cleaned_data["reason"]):
            self.log_change(request, draft, "Taken off the site.")
            messages.warning(request, OFF)
        else:
            messages.error(request, OFF_ALREADY.format(reason=form.cleaned_data["reason"]))
        return HttpResponseRedirect(self._change_url(object_id))

    # What the form shows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"problems": getattr(request, "draft_problems", ())})

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: admin.options.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if issubclass(inline.formset, DraftFormSet):
            kwargs["problems"] = tuple(
                problem.message for problem in request.draft_problems if problem.field == prefix
            )
        return kwargs

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> Any:
        if "_publish" in request.POST:
            return self._after_publishing(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_publish" in request.POST:
            return self._after_publishing(request, obj)
        return super().response_change(request, obj)

    def _after_publishing(self, request: HttpRequest, draft: models.Model) -> HttpResponse:
        if request.is_news:
            messages.success(request, "Published: the public site shows it within a minute.")
        else:
            messages.info(request, "This text was already public, so nothing changed.")
        return HttpResponseRedirect(self._change_url(draft.pk))

    def _draft_context(self, draft: models.Model, request: HttpRequest) -> dict[str, Any]:
        kind, key = self.document_name(draft)
        document = Document.objects.select_related("head__author", "live").filter(kind=kind, key=key).first()
        revisions = reverse("admin:publishing_revision_changelist")
        return {
            "document": document,
            "waiting": self.waiting_parts(document) if document else [],
            "based_on": _digest(request.saved_content),
            "revisions_url": f"{revisions}?document__id__exact={document.pk}" if document else revisions,
        }

    def _change_url(self, object_id: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[object_id])


def _note(request: HttpRequest) -> str:
    """What the editor says of the change: one line, empty where it is only spaces."""
    return " ".join(request.POST.get(CHANGE_NOTE, "").split())[:NOTE_LENGTH]


def _digest(content: dict[str, Any]) -> str:
    return digest(canonical_json(content))
