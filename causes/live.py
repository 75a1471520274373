"""What the public sees of the library: live articles, their versions, and where old addresses lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import slugify

from calfsite.addresses import url
from calfsite.publishing.models import Approval, Document, Publication, Revision
from causes.content import Content, content_of
from causes.models import ARTICLE
from causes.pages import ArticlePage, page_of
from causes.passages import names_of


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """A live article in a list."""

    slug: str
    title: str
    lead: str
    seriousness: str
    url: str
    approval: Approval | None


def live_revisions(slugs: Collection[str] | None = None) -> list[Revision]:
    """Return the live revisions in the order of the list; only those of these slugs if given."""
    documents = Document.objects.of_kind(ARTICLE).live()
    if slugs is not None:
        documents = documents.filter(key__in=slugs)
    revisions = [document.live for document in documents]
    return sorted(revisions, key=lambda revision: _place(revision.content))


def live_state() -> frozenset[int]:
    """Return which revisions are live: another state, another library."""
    return frozenset(Document.objects.of_kind(ARTICLE).live().values_list("live_id", flat=True))


def live_cards() -> list[ArticleCard]:
    """Return the live articles, in the order of the list."""
    return [card_of(revision) for revision in live_revisions()]


def card_of(revision: Revision) -> ArticleCard:
    """Return a live revision as a list shows it."""
    content = revision.content
    return ArticleCard(
        content["slug"],
        content["title"],
        content["lead"],
        content["seriousness"],
        url("causes:detail", content["slug"]),
        getattr(revision, "approval", None),
    )


def live_article(slug: str) -> ArticlePage | None:
    """Return the live article with this slug, if there is one."""
    document = Document.objects.of_kind(ARTICLE).live().filter(key=slug).first()
    return page_of(document.live, publications_of(document)) if document else None


def is_withdrawn(slug: str) -> bool:
    """Whether there was such an article, and its editors took it off the site."""
    documents = Document.objects.of_kind(ARTICLE).filter(key=slug)
    return documents.filter(live=None, last_public__isnull=False).exists()


def publications_of(document: Document) -> list[Publication]:
    """Return what went out of this article, the newest first; what is live is always among it."""
    publications = Publication.objects.filter(revision__document=document)
    found = list(publications.select_related("revision__approval").defer("revision__canonical"))
    if document.live_id not in {publication.revision_id for publication in found}:
        # An earlier release may have published it after the record of publications began.
        found.insert(0, Publication(revision=document.live, published_at=document.published_at))
    return found


def live_publications() -> QuerySet[Publication]:
    """Return what went out of all articles that are live now, the newest first."""
    return Publication.objects.filter(
        revision__document__kind=ARTICLE, revision__document__live__isnull=False
    ).select_related("revision")


def live_contents() -> list[Content]:
    """Return what the live articles say, in the order of the list."""
    return [content_of(revision) for revision in live_revisions()]


def slug_by_former_address(slug: str, contents: Iterable[Content]) -> str | None:
    """Return the slug of the one article among these that had this address before, if there is one."""
    return _only_one(content["slug"] for content in contents if slug in content["former_slugs"])


def slug_by_other_name(name: str, contents: Iterable[Content]) -> str | None:
    """Return the slug of the one article among these that bears this name, as an address, if there is one."""
    return _only_one(
        content["slug"] for content in contents if name.lower() in map(slugify, names_of(content))
    )


def _only_one(slugs: Iterable[str]) -> str | None:
    found = list(slugs)
    return found[0] if len(found) == 1 else None


def _place(content: Content) -> tuple[int, str]:
    return content["position"], content["title"]
