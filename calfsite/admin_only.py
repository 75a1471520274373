"""Sessions, users and messages belong to editors: outside the admin these middlewares do nothing.

So a public page has no session to open, and costs nothing for it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

ADMIN = "/admin/"


class AdminOnly:
    def __call__(self, request: HttpRequest) -> Any:
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        return super().__call__(request)


class AdminSessions(AdminOnly, SessionMiddleware):
    pass


class AdminUsers(AdminOnly, AuthenticationMiddleware):
    pass


class AdminMessages(AdminOnly, MessageMiddleware):
    pass
