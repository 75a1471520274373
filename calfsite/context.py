"""What every template may name: the site and its region. No query, no cookie."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from calfsite.htmx import is_htmx
from calfsite.licence import LICENCE
from calfsite.pages import SITE_PAGES
from calfsite.regions import REGIONS


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "region": REGIONS[settings.REGION],
        "is_htmx": is_htmx(request),
        # Called by the templates that need it: a request with a bad host has no such address.
        "canonical_url": partial(request.build_absolute_uri, request.path),
        "absolute_url": request.build_absolute_uri,
        "site_pages": SITE_PAGES,
        "licence": LICENCE,
        "funding": settings.FUNDING,
    }
