"""How pages may be kept: reading pages by anyone for a minute, the check by nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

View = Callable[..., HttpResponse]

MINUTE = 60


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
