"""Tell a form of this site from one that another site made a browser send.

Browsers say so themselves: by Fetch Metadata, older ones by the Origin header. No cookie and no token
takes part, so it also holds where a browser keeps the cookie back from such a post.
"""

from __future__ import annotations

from django.http import HttpRequest

OURS = {"same-origin", "none"}
"""`none` is a form sent again by the person's own hand, such as a reload."""


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site is behind the request; one that says nothing is ours."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site not in OURS
    origin = request.META.get("HTTP_ORIGIN")
    return bool(origin) and origin.partition("://")[2] != request.get_host()
