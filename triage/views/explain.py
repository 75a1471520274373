"""The check's logic, open to everyone: the same bytes for all, like any page to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calfsite.caching import public_page
from triage.definitions import NoLiveCheck, UnknownDefinition, approval_of, live_check
from triage.explain import explanation_of


def how_it_works(request: HttpRequest) -> HttpResponse:
    try:
        return _how_it_works(request)
    except (NoLiveCheck, UnknownDefinition):
        # Outside of `public_page`, so that nobody keeps it.
        return render(request, "triage/unavailable.html", status=503)


@public_page
def _how_it_works(request: HttpRequest) -> HttpResponse:
    document = live_check()
    context = {
        "document": document,
        "revision": document.live,
        "approval": approval_of(document.live.sha256),
        "explanation": explanation_of(document.live.sha256),
    }
    return render(request, "triage/how_it_works.html", context)
