"""Addresses by name, each looked up once: they never change while the site runs."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

MOST_ADDRESSES = 500


@lru_cache(maxsize=MOST_ADDRESSES)
def url(name: str, *args: str | int) -> str:
    """Return the path of a named route, such as `url("triage:step", "chest")`."""
    return reverse(name, args=args)
