"""The WSGI entry point: `gunicorn calfsite.wsgi`."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application

from calfsite.headers import HEADERS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfsite.settings")

logger = logging.getLogger(__name__)


class Utf8Request(WSGIRequest):
    """Read as UTF-8, whatever it says of itself; `posting.py` refuses a form that says otherwise.

    Django would decode the query by that before any view could answer for it.
    """

    @property
    def encoding(self) -> str:
        return settings.DEFAULT_CHARSET

    @encoding.setter
    def encoding(self, named: str) -> None:
        pass

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)
        except (LookupError, ValueError):
            # Not a type: what comes with it is no form.
            meta["CONTENT_TYPE"] = ""
            super()._set_content_type_params(meta)


_django = get_wsgi_application()
_django.request_class = Utf8Request

FAILURE = (settings.BASE_DIR / "templates" / "500.html").read_bytes()
FAILURE_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(FAILURE))),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    *HEADERS.items(),
]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    try:
        return _django(environ, start_response)
    except Exception:
        # Views and middleware are answered for by Django. What gets here the server would log with its query.
        logger.exception("A request could not be answered.")
        start_response("500 Internal Server Error", FAILURE_HEADERS, sys.exc_info())
        return [FAILURE]
