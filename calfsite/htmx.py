"""Tell a request of htmx, which takes a fragment into the page that is open, from a browser's own."""

from __future__ import annotations

from django.http import HttpRequest


def is_htmx(request: HttpRequest) -> bool:
    """As `request.htmx` of django-htmx, whose middleware would copy the headers of every request first."""
    return request.META.get("HTTP_HX_REQUEST") == "true"
