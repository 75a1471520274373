"""How pages may be kept: reading pages by anyone for a minute, the check by nobody."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from time import monotonic
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from calfsite.compression import compressed_page
from calfsite.errors import method_not_allowed

T = TypeVar("T")
View = Callable[..., HttpResponse]

SAFE_METHODS = ("GET", "HEAD")
MINUTE = 60
FEW_SECONDS = 5
"""Within these, a change in the admin is noticed by pages that do not ask the database each time."""


_kept: dict[Hashable, tuple[float, Any]] = {}


def lately(ask: Callable[..., T]) -> Callable[..., T]:
    """Answer as within the last few seconds, or ask anew. For what is public, and what nobody changes.

    Kept in the memory of the process: a shared cache would take longer than the rest of a step.
    """

    @wraps(ask)
    def asked(*args: Hashable) -> T:
        key, now = (ask, args), monotonic()
        until, answer = _kept.get(key, (now, None))
        if until <= now:
            answer = ask(*args)
            _kept[key] = (now + FEW_SECONDS, answer)
        return answer

    return asked


def forget_lately() -> None:
    """Ask everything anew."""
    _kept.clear()


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
