"""The library for other programs: each article as text, all of them as JSON, and a feed of what changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from calfsite.addresses import url
from calfsite.caching import public_page
from calfsite.licence import LICENCE
from calfsite.publishing.control_characters import without_control_characters
from calfsite.publishing.models import Publication
from causes.content import content_of
from causes.live import live_article, live_publications, live_revisions
from causes.spellings import Markdown, Plain
from causes.views.reading import instead_of

MOST_ENTRIES = 50


@public_page
def as_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    return _text(request, slug, "causes:markdown", Markdown(request.build_absolute_uri("/")))


@public_page
def as_text(request: HttpRequest, slug: str) -> HttpResponse:
    return _text(request, slug, "causes:text", Plain(request.build_absolute_uri("/")))


def _text(request: HttpRequest, slug: str, view: str, spelling: Markdown | Plain) -> HttpResponse:
    page = live_article(slug)
    if page is None:
        return instead_of(request, slug, view)
    context = {"page": page, "article": page.content, "spelling": spelling, "licence": LICENCE}
    response = render(request, "causes/article.txt", context, content_type=spelling.content_type)
    # Search engines list the page itself.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
def as_json(request: HttpRequest) -> HttpResponse:
    """All live articles by name, urgency, date and address, and who checked them."""
    causes = [_described(request, revision) for revision in live_revisions()]
    return JsonResponse(
        {
            "site": settings.SITE_NAME,
            "url": request.build_absolute_uri("/"),
            "licence": LICENCE.url,
            "note": "General information, no diagnosis. Each page names its sources and who has checked it.",
            "causes": causes,
        },
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _described(request: HttpRequest, revision: Any) -> dict[str, Any]:
    content, approval = content_of(revision), getattr(revision, "approval", None)
    slug = content["slug"]

    def address(name: str, *args: str | int) -> str:
        return request.build_absolute_uri(url(name, *args))

    return {
        "slug": slug,
        "title": content["title"],
        "medical_name": content["medical_name"],
        "also_called": content["also_called"],
        "lead": content["lead"],
        "urgency": content["seriousness"],
        "url": address("causes:detail", slug),
        "markdown": address("causes:markdown", slug),
        "text": address("causes:text", slug),
        "version": revision.number,
        "version_url": address("causes:version", slug, revision.number),
        "evidence_checked_on": content["evidence_checked_on"],
        "next_review_due": content["next_review_due"],
        "checked_by": f"{approval.name}, {approval.role}" if approval else None,
    }


class Changes(Feed):
    """What went out of the articles that are live, the newest first."""

    feed_type = Atom1Feed
    author_name = settings.SITE_NAME
    title = f"{settings.SITE_NAME}: what changed"
    subtitle = "New and changed articles on the causes of calf pain."
    feed_copyright = LICENCE.name

    def link(self) -> str:
        return url("causes:list")

    def items(self) -> list[Publication]:
        return live_publications()[:MOST_ENTRIES]

    def item_title(self, item: Publication) -> str:
        title = without_control_characters(item.revision.content["title"])
        return f"{title}, version {item.revision.number}"

    def item_description(self, item: Publication) -> str:
        return escape(without_control_characters(item.note)) or "Published."

    def item_link(self, item: Publication) -> str:
        return url("causes:version", item.revision.content["slug"], item.revision.number)

    def item_pubdate(self, item: Publication) -> datetime:
        return item.published_at

    item_updateddate = item_pubdate
