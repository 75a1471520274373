"""Name a version of the check: `live`, `draft`, `content` (the files), or a revision's number."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from calfsite.publishing.models import Document, Revision, canonical_json, digest
from triage.compile import compile_check
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.models import CHECK
from triage.starter import read_check


class NoSuchVersion(LookupError):
    """No version goes by that name; the message names those that do."""


@dataclass(frozen=True, slots=True)
class Version:
    name: str
    sha256: str
    definition: Definition


def version(name: str) -> Version:
    """Return the named version, compiled; raise NoSuchVersion, or DefinitionError where it is no check."""
    content = _content(name)
    return Version(name, digest(canonical_json(content)), compile_definition(content))


def _content(name: str) -> dict:
    if name == "content":
        return read_check(settings.BASE_DIR / "content")
    if name == "draft":
        return compile_check()
    document = Document.objects.of_kind(CHECK).select_related("live").first()
    if name == "live":
        if document is None or document.live is None:
            raise NoSuchVersion("No check is live. Publish one, or name another version.")
        return document.live.content
    revision = Revision.objects.filter(document=document, number=name).first() if name.isdigit() else None
    if revision is None:
        raise NoSuchVersion(
            f"There is no version “{name}” of the check. Name live, draft, content, or a version's number."
        )
    return revision.content
