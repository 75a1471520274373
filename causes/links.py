"""Where the text of a section links to."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from calfsite.addresses import url
from causes.content import Content
from causes.live import live_revisions
from causes.prose import LINK_SCHEMES

HREF = re.compile(r'<a [^>]*href="([^"]*)"')


def links_in(body: str) -> list[str]:
    """Return the addresses that the HTML of a section links to."""
    return [unescape(href) for href in HREF.findall(body)]


def leads_somewhere(link: str) -> bool:
    """Whether this is an address of an allowed kind, a place on the page, or one that this site answers."""
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in LINK_SCHEMES
    try:
        return not parts.path or bool(resolve(parts.path))
    except Resolver404:
        return False


def dead_links(content: Content) -> list[str]:
    """Return what to say of each link to an article that nobody can read now."""
    linked = {
        slug: row["heading"]
        for row in content["sections"]
        for slug in filter(None, map(_article_linked, links_in(row["body"])))
    }
    live = {revision.content["slug"] for revision in live_revisions(linked)} | {content["slug"]}
    dead = {slug: heading for slug, heading in linked.items() if slug not in live}
    return [
        f"“{heading}”: no article is live at {url('causes:detail', slug)}" for slug, heading in dead.items()
    ]


def _article_linked(link: str) -> str | None:
    """Return the slug of the article that an address of this site leads to, if it leads to one."""
    if not link.startswith("/") or not leads_somewhere(link):
        return None
    found = resolve(urlsplit(link).path)
    return found.kwargs["slug"] if found.view_name == "causes:detail" else None
