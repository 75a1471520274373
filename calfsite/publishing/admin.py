"""Revisions in the admin: to read, and for a clinician to approve. They are never edited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from calfsite.publishing import workflow
from calfsite.publishing.models import Approval, Revision
from calfsite.publishing.readable import readable


class ApprovalForm(forms.ModelForm):
    class Meta:
        model = Approval
        fields = ("name", "role")


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    list_display = ("document", "number", "state", "author_name", "created_at", "change_note")
    list_filter = ("document",)
    list_select_related = ("document", "author", "approval")
    fields = ("document", "number", "state", "author_name", "created_at", "change_note", "sha256", "text")
    readonly_fields = fields
    change_form_template = "admin/revision_change_form.html"
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).prefetch_related("withdrawals__by")

    @admin.display(description="state")
    def state(self, revision: Revision) -> str:
        approval = getattr(revision, "approval", None)
        parts = ["live" if revision.is_live else "", f"approved by {approval.name}" if approval else ""]
        parts += [str(withdrawal) for withdrawal in revision.withdrawals.all()]
        return ", ".join(filter(None, parts)) or "kept"

    @admin.display(description="author")
    def author_name(self, revision: Revision) -> str:
        return str(revision.author) if revision.author else "starter content"

    @admin.display(description="text")
    def text(self, revision: Revision) -> str:
        return readable(revision.content)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the revision; a POST by somebody who may approves it."""
        form = ApprovalForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and self._approve(request, object_id, form):
            return HttpResponseRedirect(request.path)
        request.method = "GET"  # what is left to do is to show it
        may_approve = request.user.has_perm("publishing.add_approval")
        return super().change_view(
            request, object_id, form_url, {"approval_form": form if may_approve else None}
        )

    def _approve(self, request: HttpRequest, object_id: str, form: ApprovalForm) -> bool:
        if not request.user.has_perm("publishing.add_approval"):
            raise PermissionDenied
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            raise Http404
        try:
            workflow.approve(revision, approved_by=request.user, **form.cleaned_data)
        except workflow.WorkflowError as error:
            messages.error(request, str(error))
            return False
        messages.success(request, "Approved. The page names you while exactly this text is live.")
        return True
