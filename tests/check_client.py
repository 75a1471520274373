"""A browser whose posts to the check carry the token that its pages would have given it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from triage import answers as store


class CheckClient(Client):
    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        if path.startswith("/check/"):
            data = {store.TOKEN_FIELD: self.form_token, **(data or {})}
        return super().post(path, data, *args, **kwargs)

    @property
    def form_token(self) -> str:
        """The token in the forms of this browser's check; empty without a check."""
        cookie = self.cookies.get(store.COOKIE)
        try:
            return store._opened(cookie.value).token if cookie else ""
        except store.UnreadableAnswers:
            return ""
