"""Forms without a cookie: whose they are, and whether they can be read."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from calfsite.caching import public_page
from calfsite.errors import bad_request, csrf_failure, method_not_allowed
from calfsite.origin import is_from_elsewhere
from calfsite.view import View

ENCODINGS = ("utf-8", "utf8")


def refused(request: HttpRequest) -> HttpResponse | None:
    """Return the page for a form that another site made, or that cannot be read; None if it is all right."""
    if is_from_elsewhere(request):
        return csrf_failure(request)
    return None if _can_be_read(request) else bad_request(request)


def reading_form(view: View) -> View:
    """A form among the reading pages: the same page for everybody, and an answer that no cache shares.

    There is no token, as there is no cookie: such a form changes nothing that is anybody's.
    """
    shown = public_page(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            response = shown(request, *args, **kwargs)
            return method_not_allowed(request, "GET, HEAD, POST") if response.status_code == 405 else response
        response = refused(request) or view(request, *args, **kwargs)
        # Not no-store: a browser that may not keep the page cannot go back to it.
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return csrf_exempt(wrapped)


def _can_be_read(request: HttpRequest) -> bool:
    """Whether what was posted is a form: it may have broken off, or be in an encoding that is not ours."""
    if request.content_params.get("charset", "utf-8").lower() not in ENCODINGS:
        return False
    try:
        len(request.POST)
    except OSError:
        return False
    return True
