"""Walk the check over HTTP as the site's own scorer does, with Django's client in the place of a network."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from tests.check import walk_vignettes
from tests.check.walk_vignettes import Page
from triage.core.definition import UNSURE_VALUE


class PlainBrowser:
    """What the walker asks of a browser, without scripts; to the question `unsure_of` it says "not sure"."""

    def __init__(self, url: str, unsure_of: str = "") -> None:
        self.url, self.unsure_of, self.is_unsure = url, unsure_of, False
        self.client = Client()

    def open(self, url: str, data: list[tuple[str, str]] | None = None) -> Page:
        self.url = urljoin(self.url, url)
        if data is None:
            response = self.client.get(self._path)
        else:
            response = self.client.post(self._path, self._posted(data))
        while response.status_code == 303:
            self.url = urljoin(self.url, response.headers["Location"])
            response = self.client.get(self._path)
        assert response.status_code in {200, 422}
        return Page(response.content.decode())

    @property
    def _path(self) -> str:
        return urlsplit(self.url).path

    def _posted(self, data: list[tuple[str, str]]) -> dict[str, list[str]]:
        posted: dict[str, list[str]] = {}
        for name, value in data:
            posted.setdefault(name, []).append(value)
        if self.unsure_of in posted:
            posted[self.unsure_of], self.is_unsure = [UNSURE_VALUE], True
        return posted


def walk(monkeypatch: pytest.MonkeyPatch, person: dict[str, Any], unsure_of: str = "") -> dict[str, Any]:
    """Return what the walker saw; whatever the person, it came to a result with the warning."""
    browser = PlainBrowser("http://testserver/", unsure_of)
    monkeypatch.setattr(walk_vignettes, "Browser", lambda base: browser)
    walked = walk_vignettes.walk(browser.url, "/check/", person)
    assert "error" not in walked, walked
    assert browser.is_unsure == bool(unsure_of)
    assert walked["warning"]
    assert walked["screens"] <= 14
    return walked


def name_of(person: dict[str, Any]) -> str:
    return person.get("name") or person["id"]
