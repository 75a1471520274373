"""Find the definition a check runs on: the live one to begin with, its own until the end."""

from __future__ import annotations

from functools import lru_cache

from calfsite.publishing.models import Approval, Document, Revision
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.models import CHECK


class NoLiveCheck(LookupError):
    """No definition has been published yet."""


def live_hash() -> str:
    """Return the SHA-256 of the live definition; raise NoLiveCheck if there is none."""
    document = Document.objects.of_kind(CHECK).live().first()
    if document is None:
        raise NoLiveCheck
    return document.live.sha256


def approval_of(sha256: str) -> Approval | None:
    """Return the clinician's approval of the definition with this hash, if there is one."""
    return Approval.objects.filter(revision__document__kind=CHECK, sha256=sha256).first()


@lru_cache(maxsize=8)
def definition_by_hash(sha256: str) -> Definition:
    """Return the definition with this hash; raise Revision.DoesNotExist if it is not kept here.

    A revision never changes, so a compiled one may be kept for as long as the process lives.
    """
    revision = Revision.objects.filter(document__kind=CHECK, sha256=sha256).order_by("pk").first()
    if revision is None:
        raise Revision.DoesNotExist(f"No definition has the hash {sha256}.")
    return compile_definition(revision.content)
