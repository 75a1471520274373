"""Pages about the site itself: who makes it, what it keeps, for whom it works, how it is written."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import TemplateView

from calfsite.caching import public_page

SITE_PAGES = {
    "about": "About",
    "how-we-write": "How we write and check",
    "privacy": "Privacy",
    "accessibility": "Accessibility",
}
"""The name of each page's route, and what links to it say."""


def _route(name: str) -> URLPattern:
    template = f"site/{name.replace('-', '_')}.html"
    return path(f"{name}/", public_page(TemplateView.as_view(template_name=template)), name=name)


urlpatterns = [_route(name) for name in SITE_PAGES]
