"""Every fact of the article that the site began from is still told, in the words that the table quotes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

TABLE = (ROOT / "docs" / "clinical" / "seed-facts.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<fact>[^|]+) \| (?P<page>[^|]+) \| (?P<told>[^|]+) \|$", re.MULTILINE)
QUOTED = re.compile(r'"([^"]+)"')
TAG = re.compile(r"<[^>]+>")

FACTS = [row for row in ROW.finditer(TABLE) if row["page"].strip() not in ("Page", "---")]


def words(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def paths(page: str) -> list[str]:
    """The pages that a cell of the table names: `home`, or an article with its section in brackets."""
    names = re.sub(r"\([^)]*\)", "", page).split(",")
    return ["/" if name.strip() == "home" else f"/causes/{name.strip()}/" for name in names]


def test_the_table_has_every_part_of_the_seed() -> None:
    assert len(FACTS) >= 27
    headings = re.findall(r"^## (.+)$", TABLE, re.MULTILINE)
    assert headings[:6] == [
        "Introduction", "Muscle cramps", "Injury or overtraining", "Back pain", "Blood clots",
        "Diabetic neuropathy",
    ]  # fmt: skip


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["fact"][:50])
def test_a_fact_is_told_where_the_table_says(client: Client, row: re.Match[str]) -> None:
    shown = " ".join(words(client.get(path).content.decode()) for path in paths(row["page"]))

    quotes = QUOTED.findall(row["told"])
    assert quotes
    for quote in quotes:
        assert quote.rstrip(".") in shown
