"""Question pages that nobody has answered yet are the same for everyone: rendered once, kept in memory.

What is kept holds no answers: a page is known by its questions, its number and what leads back from
it. Only the form's token differs from person to person, so a mark stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from django.http import HttpResponse

TOKEN_MARK = "the-token-goes-here"  # noqa: S105
MOST_PAGES = 500
"""A check has some dozens of such pages; more than this many mean that definitions have come and gone."""

_pages: dict[Hashable, bytes] = {}


def blank_page(key: Hashable, token: str, render: Callable[[str], str]) -> HttpResponse:
    """Return the page kept under this key; `render` makes it, given what to put for the form's token."""
    page = _pages.get(key)
    if page is None:
        if len(_pages) >= MOST_PAGES:
            _pages.clear()
        page = _pages[key] = render(TOKEN_MARK).encode()
    return HttpResponse(page.replace(TOKEN_MARK.encode(), token.encode()))
