"""The reading pages: home, the list of causes, each article and its earlier versions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from calfsite.addresses import url
from calfsite.caching import public_page
from causes.comparable import comparisons_of
from causes.danger_signs import DANGER_SIGNS
from causes.feelings import feelings
from causes.glossary import glossary
from causes.live import (
    is_withdrawn,
    live_article,
    live_cards,
    live_contents,
    live_revisions,
    slug_by_former_address,
    slug_by_other_name,
)
from causes.models import Feedback
from causes.pages import ArticlePage
from causes.structured_data import structured_data
from causes.versions import version_of


@public_page
def home(request: HttpRequest) -> HttpResponse:
    context = {"feelings": feelings(live_revisions()), "danger_signs": DANGER_SIGNS}
    return render(request, "home.html", context)


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    return render(request, "causes/list.html", {"articles": live_cards()})


@public_page
def words(request: HttpRequest) -> HttpResponse:
    return render(request, "causes/words.html", {"words": glossary()})


@public_page
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    page = live_article(slug)
    if page is None:
        return instead_of(request, slug)
    context = _shown(page) | {"structured_data": structured_data(request, page)}
    return render(request, "causes/detail.html", context)


@public_page
def article_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = version_of(slug, number)
    if version is None:
        if is_withdrawn(slug):
            return _withdrawn(request)
        raise Http404(f"No version {number} of “{slug}” has been public.")
    context = _shown(version.page) | {"version": version}
    response = render(request, "causes/version.html", context)
    # Search engines list the newest text only.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(page: ArticlePage) -> dict[str, Any]:
    return {
        "page": page,
        "article": page.content,
        "comparisons": comparisons_of(page),
        "answers": Feedback.Answer.choices,
    }


def instead_of(request: HttpRequest, slug: str, view: str = "causes:detail") -> HttpResponse:
    """Where an article was taken off the site, or is known by another name, say so or lead there.

    `view` names the address to lead to: that of the page, or of one of its texts.
    """
    contents = live_contents()
    if moved_to := slug_by_former_address(slug, contents):
        return HttpResponsePermanentRedirect(url(view, moved_to))
    if is_withdrawn(slug):
        return _withdrawn(request)
    if known := slug_by_other_name(slug, contents):
        return HttpResponsePermanentRedirect(url(view, known))
    raise Http404(f"There is no live article “{slug}”.")


def _withdrawn(request: HttpRequest) -> HttpResponse:
    return render(request, "causes/withdrawn.html", {"articles": live_cards()}, status=410)
