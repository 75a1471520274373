"""A browser with two windows and one jar of cookies, which compares whatever comes with the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.check.walk_vignettes import Page
from tests.check_model import Cookie, Reply, Site
from triage.answers import TOKEN_FIELD

READING_PAGE = "/check/how-it-works/"
"""Public like an article, and no part of going through the check."""


class Seen(Page):
    """A page or a fragment as a person sees it: also what is ticked, where one can go, and its token."""

    def __init__(self, html: str) -> None:
        self.is_whole = "<html" in html
        self.marked: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.addresses: list[str] = []
        super().__init__(html if self.is_whole else f"<main>{html}</main>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        given = {name: value or "" for name, value in attrs}
        address = given.get("href", given.get("action", ""))
        if address.startswith("/check/") and address != READING_PAGE:
            self.addresses.append(address)
            self.links += [address] if tag == "a" else []
        if "checked" in given:
            self.marked.append((given["name"], given["value"]))

    @property
    def offers(self) -> dict[str, frozenset[str]]:
        groups = (self.question() or {"groups": {}})["groups"]
        return {name: frozenset(values) for name, (_, values) in groups.items()}

    @property
    def ticked(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(v for n, v in self.marked if n == name) for name in self.offers}

    @property
    def action(self) -> str:
        return (self.question() or {"action": ""})["action"]

    @property
    def token(self) -> str:
        return next((value for form in self.forms for _, value in form["hidden"]), "")


@dataclass
class Window:
    """A page as it stands open, with the token that its forms should carry by the model."""

    path: str = "/check/"
    seen: Seen | None = None
    token: object | None = None


class Browser:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.client = Client()
        self.windows = [Window(), Window()]
        self.requests = 0
        self.urgencies: set[str | None] = set()
        self.kept: list[tuple[str, Cookie]] = []
        """Cookies that were set, each with what it holds."""
        self.codes = {code for definition in site.versions.values() for code in definition.findings}

    def peek(self, path: str, htmx: bool = False) -> None:
        """Look at an address without going there."""
        self.get(None, path, htmx)

    def get(self, window: Window | None, path: str, htmx: bool = False) -> None:
        cookies = self.jar("check"), self.site.cookie
        reply = self.site.reply("GET", path)
        response = self.client.get(path, headers=_headers(htmx))
        self._compare_cookie(*cookies)
        self._compare(window, path, reply, response, htmx)

    def post(self, window: Window, path: str, answers: Mapping[str, list[str]], htmx: bool = False) -> None:
        """Post with the token of the page that stands open there, however old it is."""
        cookies = self.jar("check"), self.site.cookie
        ticked = {name: frozenset(values) for name, values in answers.items()}
        reply = self.site.reply("POST", path, ticked, window.token)
        data = {**answers, TOKEN_FIELD: window.seen.token if window.seen else ""}
        response = self.client.post(path, data, headers=_headers(htmx))
        self._compare_cookie(*cookies)
        self._compare(window, path, reply, response, htmx)

    # Cookies

    def jar(self, name: str) -> str:
        return self.client.cookies[name].value if name in self.client.cookies else ""

    def put(self, token: str, cookie: Cookie) -> None:
        self.client.cookies["check"] = token
        self.site.cookie = cookie

    def drop(self) -> None:
        self.client.cookies.pop("check", None)
        self.site.cookie = None

    def _compare_cookie(self, token: str, cookie: Cookie | None) -> None:
        """It is set when the model holds something new, gone when it holds nothing, and else untouched."""
        self.requests += 1
        if "check" in self.client.cookies and not self.jar("check"):
            del self.client.cookies["check"]  # as a browser does
        assert set(self.client.cookies) <= {"check"}
        assert bool(self.jar("check")) == bool(self.site.cookie)
        assert (self.jar("check") == token) == (self.site.cookie is cookie)
        if self.site.cookie is not cookie and self.site.cookie:
            self.kept.append((self.jar("check"), self.site.cookie))

    # Pages

    def _compare(self, window: Window | None, path: str, reply: Reply, response: Any, htmx: bool) -> None:
        assert "no-store" in response.headers["Cache-Control"]
        pushed = response.headers.get("HX-Push-Url")
        if reply.is_accepted and htmx:
            # The page that the answer leads to comes at once.
            assert pushed == reply.leads_to
            path, reply = reply.leads_to, self.site.reply("GET", reply.leads_to)
        else:
            assert pushed == ("false" if reply.status in {409, 422} else None)
        assert (response.status_code, response.headers.get("Location", "")) == (reply.status, reply.leads_to)
        if reply.leads_to:
            if window:
                self.get(window, reply.leads_to, htmx)
        elif response.headers["Content-Type"].startswith("text/html"):
            seen = Seen(response.content.decode())
            self._compare_page(path, reply, seen, htmx)
            if window:
                window.path, window.seen = path, seen
                window.token = self.site.cookie.token if seen.token else None
        else:
            assert (path, reply.status) == ("/check/answers/", 200)

    def _compare_page(self, path: str, reply: Reply, seen: Seen, htmx: bool) -> None:
        result = reply.result
        self.urgencies.add(seen.urgency)
        assert seen.urgency == (result.urgency.code if result else None)
        assert seen.causes == ([cause.slug for cause in result.causes] if result else [])
        assert seen.warning == bool(result)
        assert (seen.offers, seen.ticked) == (reply.offers, reply.ticked)
        assert seen.is_whole == (not htmx or path == "/check/" or reply.status in {403, 404, 405, 503})
        if (path, reply.status) == ("/check/", 200):
            assert seen.way_in is not None and seen.way_in[1] == self.site.has_answers
        for address in seen.addresses:
            assert "?" not in address and not self.codes.intersection(address.split("/"))


def _headers(htmx: bool) -> dict[str, str]:
    return {"HX-Request": "true"} if htmx else {}
