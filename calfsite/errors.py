"""Error pages that say what to do. Each carries the emergency line and is stored nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@never_cache
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: the page is old, cookies are off, or it is another site's."""
    return render(request, "403_csrf.html", status=403)


@never_cache
def method_not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """An address that a button posts to was opened; `allow` names the methods that it takes."""
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = allow
    return response


@never_cache
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)
