"""The reading pages: home, the list of causes, and each article."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from calfsite.caching import public_page
from causes.pages import live_article, live_cards


@public_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"articles": live_cards()})


@public_page
def article_list(request: HttpRequest) -> HttpResponse:
    return render(request, "causes/list.html", {"articles": live_cards()})


@public_page
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    page = live_article(slug)
    if page is None:
        raise Http404(f"There is no live article “{slug}”.")
    return render(request, "causes/detail.html", {"page": page, "article": page.content})
