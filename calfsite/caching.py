"""How pages may be kept: reading pages by anyone for a minute, the check by nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

T = TypeVar("T")
View = Callable[..., HttpResponse]

MINUTE = 60
FEW_SECONDS = 5
"""Within these, a change in the admin is noticed by pages that do not ask the database each time."""


def lately(key: str, ask: Callable[[], T]) -> T:
    """Return what was asked within the last few seconds, or ask anew. For what is public alone."""
    kept = cache.get(key)
    if kept is None:
        kept = (ask(),)
        cache.set(key, kept, FEW_SECONDS)
    return kept[0]


def public_page(view: View) -> View:
    """The same bytes for everyone: no cookie, compressed, with an ETag, kept for a minute."""
    return require_safe(gzip_page(conditional_page(cache_control(public=True, max_age=MINUTE)(view))))


def private_page(view: View) -> View:
    """Part of the check: never stored, never indexed; a page or a fragment by the HX-Request header."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers["Vary"] = "HX-Request, Cookie"
        return response

    return wrapped
