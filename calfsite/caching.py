"""How pages may be kept: reading pages by anyone for a minute, the check by nobody."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from calfsite.compression import compressed_page
from calfsite.errors import method_not_allowed
from calfsite.view import View

SAFE_METHODS = ("GET", "HEAD")
MINUTE = 60


def public_page(view: View) -> View:
    """The same bytes for everyone: no cookie, compressed, with an ETag, kept for a minute."""
    shown = compressed_page(conditional_page(cache_control(public=True, max_age=MINUTE)(view)))

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return method_not_allowed(request, ", ".join(SAFE_METHODS))
        return shown(request, *args, **kwargs)

    return wrapped


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
