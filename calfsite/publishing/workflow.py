"""The verbs of publishing: save a revision, approve it, make it live, withdraw it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from calfsite.publishing.models import (
    Approval,
    Document,
    Publication,
    Revision,
    Withdrawal,
    canonical_json,
    digest,
)


class WorkflowError(ValueError):
    """The step is not allowed; the message says why, to an editor."""


@transaction.atomic
def save_revision(
    kind: str,
    key: str,
    content: dict[str, Any],
    *,
    author: AbstractBaseUser | None,
    change_note: str = "",
) -> Revision:
    """Keep this content as the document's newest revision; return it, or the head if nothing changed.

    `author` is None only for the text a new site starts with.
    """
    document, _ = Document.objects.select_for_update().get_or_create(kind=kind, key=key)
    canonical = canonical_json(content)
    head = document.head
    if head and head.sha256 == digest(canonical):
        return head
    revision = Revision.objects.create(
        document=document,
        number=head.number + 1 if head else 1,
        canonical=canonical,
        sha256=digest(canonical),
        author=author,
        change_note=change_note,
        based_on=head,
    )
    document.head = revision
    document.save(update_fields=["head"])
    return revision


@transaction.atomic
def publish(revision: Revision, note: str = "") -> bool:
    """Make this revision what the public sees; `note` says in public what changed.

    Return whether that is anything new: what is live already goes out no second time.
    """
    document = Document.objects.select_for_update().get(pk=revision.document_id)
    if document.live_id == revision.pk:
        return False
    document.live = document.last_public = revision
    document.published_at = timezone.now()
    document.save(update_fields=["live", "last_public", "published_at"])
    Publication.objects.create(
        revision=revision, published_at=document.published_at, note=note or revision.change_note
    )
    return True


@transaction.atomic
def withdraw(document: Document, *, by: AbstractBaseUser | None = None, reason: str = "") -> bool:
    """Take the document off the public site; its revisions stay. Return whether it was on it."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.live_id is None:
        return False
    Withdrawal.objects.create(revision_id=document.live_id, by=by, reason=reason)
    document.live = None
    document.save(update_fields=["live"])
    return True


@transaction.atomic
def approve(revision: Revision, *, approved_by: AbstractBaseUser, name: str, role: str) -> Approval:
    """Record that a clinician checked exactly this text; nobody approves their own."""
    # One at a time: of two who approve together, the second is told so.
    Document.objects.select_for_update().get(pk=revision.document_id)
    same_text = Revision.objects.filter(document=revision.document_id, sha256=revision.sha256)
    if same_text.filter(author=approved_by).exists():
        raise WorkflowError("You wrote this version, so somebody else has to approve it.")
    if Approval.objects.filter(revision=revision).exists():
        raise WorkflowError("This version is approved already.")
    return Approval.objects.create(
        revision=revision, sha256=revision.sha256, approved_by=approved_by, name=name, role=role
    )
