"""Which articles can be compared: the live ones with signs. One on something that is no cause has none."""

from __future__ import annotations

from collections.abc import Collection

from calfsite.lately import lately
from causes.content import Content, content_of
from causes.live import live_revisions
from causes.pages import ArticlePage


def comparisons_of(page: ArticlePage) -> list[tuple[str, str]]:
    """Return the slugs and names of the similar causes that the page links to and can be compared with."""
    comparable = _comparable_slugs() - {page.content["slug"]}
    return [(slug, name) for slug, name in page.similar if slug in comparable]


def comparable_contents(slugs: Collection[str] | None = None) -> dict[str, Content]:
    """Return what can be compared, by slug, in the order of the list; only these slugs if given."""
    contents = [content_of(revision) for revision in live_revisions(slugs)]
    return {content["slug"]: content for content in contents if content["signs"]}


@lately
def _comparable_slugs() -> frozenset[str]:
    return frozenset(comparable_contents())
