"""Signs of danger in what somebody types: what the search answers before it names a page."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from django.test import Client

from causes.live import live_contents
from causes.models import Level
from causes.passages import names_of
from causes.search import find
from causes.search.words import FOLDER
from causes.starter import ORDER
from tests.conftest import CONTENT, ROOT
from triage.core.compiling import compile_definition
from triage.core.urgency import Urgency
from triage.starter import read_check

pytestmark = pytest.mark.django_db

TYPED = tomllib.loads((ROOT / "tests" / "search-dangers.toml").read_text(encoding="utf-8"))
QUERIES = tomllib.loads((ROOT / "tests" / "search-queries.toml").read_text(encoding="utf-8"))["query"]
WRITTEN = tomllib.loads((FOLDER / "danger.toml").read_text(encoding="utf-8"))
AMBULANCE = "If this is happening to you, call an ambulance now"
TODAY = "If this is happening to you, get medical advice today"
URGENCY = {Level.EMERGENCY: Urgency.EMERGENCY, Level.SAME_DAY: Urgency.SAME_DAY}
WORD = re.compile(r"[A-Z_]+|[a-z0-9]+")


def search(client: Client, text: str) -> str:
    return client.post("/search/", {"text": text}).content.decode()


def rows(urgency: str) -> list[dict[str, Any]]:
    return WRITTEN[urgency]


@pytest.mark.parametrize("name", TYPED["emergency"])
def test_every_emergency_sets_off_its_box(name: str) -> None:
    """By the code of its rule; what no rule of the check is about has its row's name."""
    say = {row["say"] for row in rows("emergency") if name in (row.get("code"), row["about"])}
    missed = [text for text in TYPED["emergency"][name] if not say & {d.say for d in find(text).emergencies}]

    assert len(TYPED["emergency"][name]) >= 4
    assert missed == []


@pytest.mark.parametrize("code", TYPED["same-day"])
def test_every_sign_for_today_is_said(code: str) -> None:
    missed = [text for text in TYPED["same-day"][code] if code not in {d.code for d in find(text).dangers}]

    assert missed == []


def test_plain_words_set_off_no_alarm() -> None:
    assert len(TYPED["calm"]["typed"]) >= 120
    assert [text for text in TYPED["calm"]["typed"] if find(text).emergencies] == []


def test_an_emergency_is_one_by_its_own_name_too() -> None:
    contents = [c for c in live_contents() if c["seriousness"] == Level.EMERGENCY]
    # Two letters stand for too many things.
    names = [name for c in contents for name in names_of(c) if len(name) > 2]
    silent = [name for name in names if not find(name).emergencies]

    assert len(contents) >= 5
    assert silent == []


@pytest.mark.parametrize("text", [query["text"] for query in QUERIES if query["kind"] == "danger"])
def test_words_of_danger_pin_the_emergency_box(client: Client, text: str) -> None:
    html = search(client, text)

    assert AMBULANCE in html
    assert html.index('href="tel:999"', html.index("<main")) < html.index('class="cards"')


def test_a_sign_for_today_is_named_above_the_pages(client: Client) -> None:
    html = search(client, "calf sore after flight")

    assert AMBULANCE not in html
    assert (
        html.index(TODAY)
        < html.index("one calf aches or stays sore, with pregnancy")
        < html.index('class="cards"')
    )


def test_an_emergency_keeps_its_heading_beside_a_sign_for_today(client: Client) -> None:
    html = search(client, "short of breath, calf sore after flight")

    assert AMBULANCE in html and TODAY not in html
    assert "one calf aches or stays sore, with pregnancy" in html


def test_nothing_is_said_twice(client: Client) -> None:
    html = search(client, "my leg is blue and my foot is cold")

    assert html.count("A foot or lower leg that turns cold") == 1
    assert search(client, "zzzzqqqq").count("Get medical advice today") == 1


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("chest pain", "pulmonary-embolism"),
        ("chest pain and calf pain", "pulmonary-embolism"),
        ("calf hard as rock", "compartment-syndrome"),
        ("pregnant calf pain", "blood-clots"),
        ("calf cramp after flite", "blood-clots"),
        ("kicked in the back of the leg", "achilles-tendon-rupture"),
        ("broken leg", "broken-bone"),
        ("cant pee", "cauda-equina-syndrome"),
        ("brown pee", "muscle-breakdown"),
    ],
)
def test_the_page_on_the_danger_comes_first(text: str, page: str) -> None:
    assert find(text).pages[0] == page


@pytest.mark.parametrize(
    "text",
    [
        "can't breathe",
        "CANT BREATH",
        "can\u2019t breathe",
        "brethe cant",
        "i am short of breath",
        "couhging up blood",
        "a b c d e " * 8 + "and chest pain",
        *(f"chest{space}pain" for space in "\u00a0\t\u3000\u2009\n"),
    ],
)
def test_danger_is_seen_however_it_is_spelt(text: str) -> None:
    assert [found.code for found in find(text).emergencies] == ["E1"]


def test_each_sign_rests_on_a_rule_as_urgent_or_on_a_source() -> None:
    urgencies = {rule.code: rule.urgency for rule in compile_definition(read_check(CONTENT)).rules}

    for urgency in (Level.EMERGENCY, Level.SAME_DAY):
        for row in rows(urgency):
            assert ("code" in row) != ("source" in row), row["about"]
            assert "source" in row or urgencies[row["code"]] == URGENCY[urgency], row["about"]


def test_each_emergency_rule_of_the_check_has_its_signs() -> None:
    emergencies = {
        rule.code
        for rule in compile_definition(read_check(CONTENT)).rules
        if rule.urgency == Urgency.EMERGENCY
    }

    assert emergencies == {row["code"] for row in rows("emergency") if "code" in row}
    assert emergencies <= set(TYPED["emergency"])


def test_what_is_said_is_short_and_leads_to_articles() -> None:
    for row in (*rows("emergency"), *rows("same-day")):
        assert set(row["pages"]) <= set(ORDER), row["about"]
        assert row["signs"], row["about"]
    for row in rows("emergency"):
        assert len(row["say"].split()) <= 20, row["say"]
        assert row["say"].endswith("."), row["say"]
    for row in rows("same-day"):
        assert row["say"][0].islower() and not row["say"].endswith("."), row["say"]


def test_signs_are_written_as_typed_words_are_read() -> None:
    """A capital among small letters, or an apostrophe, would be found by nobody."""
    everything = [
        line
        for row in (*rows("emergency"), *rows("same-day"))
        for line in (*row["signs"], *row.get("apart_from", ()))
    ]
    everything += [line for lines in WRITTEN["words"].values() for line in lines]

    for line in everything:
        assert all(WORD.fullmatch(word) for word in re.split("[ -]", line)), line


def test_every_list_of_words_is_used() -> None:
    used = set(re.findall(r"[A-Z_]{2,}", str([WRITTEN[urgency] for urgency in URGENCY])))
    used |= set(re.findall(r"[A-Z_]{2,}", str(list(WRITTEN["words"].values()))))

    assert set(WRITTEN["words"]) <= used


def test_no_line_only_says_more_than_another() -> None:
    for row in (*rows("emergency"), *rows("same-day")):
        lines = [set(line.split()) for line in row["signs"]]
        idle = [line for line in lines if any(other < line for other in lines)]
        assert idle == [], row["about"]
