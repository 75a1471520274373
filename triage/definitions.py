"""Find the definition a check runs on: the live one to begin with, its own until the end."""

from __future__ import annotations

from functools import cache, lru_cache

from django.db.models import QuerySet

from calfsite.lately import lately
from calfsite.publishing.models import Approval, Document, Revision
from triage.core.compiling import DefinitionError, compile_definition
from triage.core.definition import Definition
from triage.models import CHECK


class NoLiveCheck(LookupError):
    """No definition is published."""


class UnknownDefinition(LookupError):
    """No definition with that hash is kept here, or it is of a form that this version cannot run."""


def live_check() -> Document:
    """Return the check with its live revision, its content not read yet; raise NoLiveCheck without one."""
    document = Document.objects.of_kind(CHECK).live().defer("live__canonical").first()
    if document is None:
        raise NoLiveCheck
    return document


def live_hash() -> str:
    """Return the SHA-256 of the live definition; raise NoLiveCheck if there is none."""
    for sha256 in _live_hashes().all():
        return sha256
    raise NoLiveCheck


@cache
def _live_hashes() -> QuerySet:
    """The query for at most one: to build it takes three times as long as to ask it."""
    return Document.objects.of_kind(CHECK).live().values_list("live__sha256", flat=True)


def refuse_if_withdrawn() -> None:
    """Raise NoLiveCheck when the check was taken off the site, in the last few seconds perhaps."""
    if not _is_live():
        raise NoLiveCheck


@lately
def _is_live() -> bool:
    return Document.objects.of_kind(CHECK).live().exists()


@lately
def approval_of(sha256: str) -> Approval | None:
    """Return the clinician's approval of the definition with this hash, if there is one."""
    return Approval.objects.filter(revision__document__kind=CHECK, sha256=sha256).first()


@lru_cache(maxsize=8)
def definition_by_hash(sha256: str) -> Definition:
    """Return the definition with this hash; raise UnknownDefinition.

    A revision never changes, so a compiled one may be kept for as long as the process lives.
    """
    revision = Revision.objects.filter(document__kind=CHECK, sha256=sha256).order_by("pk").first()
    if revision is None:
        raise UnknownDefinition(sha256)
    try:
        return compile_definition(revision.content)
    except (DefinitionError, KeyError) as error:
        raise UnknownDefinition(sha256) from error
