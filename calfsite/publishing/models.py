"""Documents, their immutable revisions, who approved which text, and what went out when."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime

NOTE_LENGTH = 300
"""The longest note on a change, in characters."""


class DocumentQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> DocumentQuerySet:
        return self.filter(kind=kind)

    def live(self) -> DocumentQuerySet:
        """Documents the public can see, each with its live revision and that revision's approval."""
        return self.filter(live__isnull=False).select_related("live__approval")


class Document(models.Model):
    """Something that is published: one article, or the check. Holds the live pointer."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    head = models.ForeignKey(
        "Revision", null=True, on_delete=models.PROTECT, related_name="+", help_text="The newest saved text."
    )
    live = models.ForeignKey(
        "Revision", null=True, on_delete=models.PROTECT, related_name="+", help_text="What the public sees."
    )
    last_public = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What the public saw last, also after it was taken off the site.",
    )
    published_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_document_a_key")]

    def __str__(self) -> str:
        return self.kind if self.kind == self.key else f"{self.kind} {self.key}"

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was public and was taken off the site."""
        return self.live_id is None and self.last_public_id is not None

    @property
    def withdrawal(self) -> Withdrawal | None:
        """Who took it off the site and why; None where it is not withdrawn, or an earlier release did it."""
        if not self.is_withdrawn:
            return None
        of_this = Withdrawal.objects.filter(revision=self.last_public_id, at__gte=self.published_at)
        return of_this.select_related("by").first()


class ImmutableError(TypeError):
    """A revision or an approval was about to be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **changes: Any) -> int:
        raise ImmutableError("Revisions and approvals are never changed; save a new one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ImmutableError("Revisions and approvals are never deleted.")


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError(f"{self} is never changed; save a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ImmutableError(f"{self} is never deleted.")


class Revision(AppendOnly):
    """One saved text, as canonical JSON. `author` is empty for the text a new site starts with."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    canonical = models.TextField("content")
    sha256 = models.CharField(max_length=64, db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="revisions"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    change_note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        abstract = False
        ordering = ["-created_at", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_revision_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.number}"

    @cached_property
    def content(self) -> dict[str, Any]:
        return json.loads(self.canonical)

    @property
    def is_starter(self) -> bool:
        """Nobody's edit: the text that came with the software."""
        return self.author_id is None

    @property
    def is_live(self) -> bool:
        return self.document.live_id == self.pk


class Approval(AppendOnly):
    """A named clinician, not the author, checked exactly this text."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="approval")
    sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, help_text="As it stands on the page, for example Dr Ada Example.")
    role = models.CharField("role and qualifications", max_length=160)
    approved_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"approval of {self.revision} by {self.name}"


class Publication(AppendOnly):
    """A revision went out to the public. What never did has no address and no line in the change log."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    published_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(
        max_length=NOTE_LENGTH, blank=True, help_text="What changed, as the public reads it."
    )

    class Meta(AppendOnly.Meta):
        abstract = False
        ordering = ["-published_at", "-pk"]

    def __str__(self) -> str:
        return f"publication of {self.revision}"


class Withdrawal(AppendOnly):
    """A revision was taken off the public site."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="withdrawals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(
        "why it comes off",
        max_length=NOTE_LENGTH,
        help_text="For the other editors: what is wrong, and what has to happen before it may come back.",
    )

    class Meta(AppendOnly.Meta):
        abstract = False
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        who = self.by or "Somebody"
        reason = f": “{self.reason}”" if self.reason else ""
        return f"{who} took this off the site on {date_format(localtime(self.at), 'j F Y')}{reason}"


def canonical_json(content: Any) -> str:
    """Return the one spelling of this content: sorted keys, no spaces, real letters."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(canonical: str) -> str:
    """Return the SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical.encode()).hexdigest()
