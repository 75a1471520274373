"""A form of the admin as a browser would read it, fill it in and send it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse


class FormReader(HTMLParser):
    """The values a browser would post for the page's main form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.textarea: str | None = None
        self.select: str | None = None
        self.feed(html)

    def add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        a = {key: value or "" for key, value in attrs}
        name, kind = a.get("name", ""), a.get("type", "text")
        if tag == "textarea":
            self.textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in a and self.select:
            self.add(self.select, a["value"])
        elif tag == "input" and name and kind not in ("submit", "button"):
            is_box = kind in ("checkbox", "radio")
            if not is_box or "checked" in a:
                self.add(name, a.get("value", "on" if is_box else ""))

    def handle_endtag(self, tag: str) -> None:
        self.textarea = None if tag == "textarea" else self.textarea
        self.select = None if tag == "select" else self.select

    def handle_data(self, data: str) -> None:
        if self.textarea:
            # A browser drops the newline right after the tag.
            self.values[self.textarea][0] += data.removeprefix("\n")


def change_url(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_in(response: Any) -> dict[str, list[str]]:
    """What a browser would send of the form that this answer shows."""
    values = FormReader(response.content.decode()).values
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def open_form(editor: Client, url: str) -> dict[str, list[str]]:
    return form_in(editor.get(url))


def save(editor: Client, url: str, form: dict[str, Any], button: str = "_publish", **changes: Any) -> Any:
    return editor.post(url, {**form, "change_note": "Changed.", **changes, button: "1"})


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def page(path: str) -> str:
    """A public page's text."""
    return text_of(Client().get(path))
