"""The W3C's own checker finds no error in any page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.public_pages import CHECKERS, all_pages, result_pages
from triage.core.definition import Definition

VNU = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (JAVA and VNU.exists()),
        reason="needs Java and `npm ci --prefix tests/browser/checkers`",
    ),
]


def errors_in(folder: Path) -> list[str]:
    command = [JAVA, "-jar", str(VNU), "--format", "json", "--skip-non-html", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(ran.stderr)["messages"]
    return [
        f"{Path(message['url']).stem}, line {message.get('lastLine')}: {message['message']}"
        for message in messages
        if message["type"] == "error"
    ]


def write(folder: Path, pages: dict[str, str]) -> None:
    for number, (name, html) in enumerate(pages.items()):
        (folder / f"{number}-{re.sub(r'[^a-z]+', '-', name)}.html").write_text(html, encoding="utf-8")


def test_every_page_is_valid_html(client: Client, definition: Definition, tmp_path: Path) -> None:
    pages = all_pages(client) | result_pages(definition)
    write(tmp_path, pages)

    assert all(html.startswith("<!doctype html>") for html in pages.values())
    assert errors_in(tmp_path) == []


def test_the_checker_finds_a_planted_fault(client: Client, tmp_path: Path) -> None:
    html = client.get("/about/").content.decode()
    write(tmp_path, {"planted": html.replace("<h2>", '<h2><p id="main">', 1)})

    assert errors_in(tmp_path)
