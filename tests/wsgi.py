"""A request as the server would hand it to the site, past what Django's own test client makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from django.core.signals import request_started
from django.db import close_old_connections

from calfsite.wsgi import application


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(path: str, query: str = "", body: bytes | None = None, content_type: str = "") -> Answer:
    """Return the site's answer to a GET, or to a POST of this body."""
    told: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body or b"")),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "203.0.113.7",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body or b""),
    }
    with _connection_kept():
        sent = application(environ, lambda status, headers, error=None: told.append((status, headers)))
    status, headers = told[-1]
    return Answer(int(status.partition(" ")[0]), dict(headers), b"".join(sent))


@contextmanager
def _connection_kept() -> Iterator[None]:
    """A request closes what an earlier one left open, and with it the transaction that a test runs in."""
    request_started.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_started.connect(close_old_connections)
