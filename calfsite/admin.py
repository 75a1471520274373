"""The admin site: Django's own, under a strict content security policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from calfsite import csp


class AdminSite(admin.AdminSite):
    site_header = "Calf pain: editors"
    site_title = "Editors"
    index_title = "Articles and the check"
    enable_nav_sidebar = False

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return csp.with_admin_policy(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return csp.with_admin_policy(super().login)(request, extra_context)
