"""The running server, asked without a browser's manners: what it answers, and what it writes down."""

from __future__ import annotations

import socket
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Site

ARTICLE = "/causes/blood-clots/"


def ask(site: Site, method: str, path: str, body: str | None = None, **headers: str) -> HTTPResponse:
    connection = HTTPConnection(urlsplit(site.url).netloc, timeout=10)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.body = response.read()
    connection.close()
    return response


def say(site: Site, raw: bytes) -> bytes:
    """Return all that the server answers to these bytes before it hangs up."""
    address = urlsplit(site.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("path", [ARTICLE, "/check/chest/", "/no-such-page/", "/health/live/"])
def test_head_is_answered_without_a_body(site: Site, path: str) -> None:
    answer = say(site, f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ") and b"\r\nContent-Length: " in head
    assert body == b""


def test_what_visitors_do_is_not_logged(site: Site) -> None:
    before = site.log.read_text()

    assert ask(site, "GET", ARTICLE).status == 200
    assert ask(site, "HEAD", ARTICLE).status == 200
    assert ask(site, "GET", "/causes/gout/?a=secret").status == 404
    assert ask(site, "POST", f"{ARTICLE}feedback/").status == 422
    assert ask(site, "POST", "/check/chest/").status == 409
    assert ask(site, "GET", "/about/?a=%80", **{"Content-Type": "text/plain; charset =hex"}).status == 200
    assert ask(site, "GET", "/" + "a" * 3000).status == 414
    assert b" 400 " in say(site, b"GET / HTTP/9.9\r\n\r\n")
    assert b" 400 " in say(site, b"POST /search/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n")

    assert site.log.read_text() == before


def test_no_client_says_under_which_path_the_site_lies(site: Site) -> None:
    assert ask(site, "GET", "/causes/about/", **{"SCRIPT_NAME": "/causes"}).status == 404
    assert b'href="/causes/about/"' not in ask(site, "GET", "/about/").body
