"""The content check finds what is planted in an article that keeps every rule, and names it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from calfsite.plain_language.phrases import banned_in
from causes.article_file import read_article
from causes.compile import compile_file
from causes.content_check import RULES, faults_of
from tests.conftest import CONTENT

Content = dict[str, Any]

GOOD = compile_file(read_article(CONTENT / "articles" / "muscle-cramps.md"))
LONG = "The calf can hurt " + "and the calf can hurt " * 5 + "at night."
HARD = "Musculoskeletal hyperexcitability characteristically necessitates multidisciplinary reconsideration."
"""What nobody of eleven reads with ease."""


def overload(content: Content) -> None:
    for row in content["sections"]:
        row["body"] = f"<p>{HARD}</p>" * 15


def stretch(content: Content) -> None:
    for row in content["sections"]:
        row["body"] = f"<p>{LONG}</p>" * 4


def drop_card(content: Content) -> None:
    content["care"] = [card for card in content["care"] if card["level"] != "emergency"]


def add(path: str, more: str) -> Callable[[Content], None]:
    """Add to a section's body, or to a list of lines."""

    def plant(content: Content) -> None:
        if path in content:
            content[path] = [*content[path], more]
        else:
            next(row for row in content["sections"] if row["kind"] == path)["body"] += more

    return plant


def drop_section(content: Content) -> None:
    content["sections"] = [row for row in content["sections"] if row["kind"] != "uncertainty"]


def drop_sources(content: Content) -> None:
    content["sections"][0]["sources"] = []


def drop_sources_of_a_treatment(content: Content) -> None:
    content["treatments"][1]["sources"] = []


def lose_source(content: Content) -> None:
    content["sources"] = [source for source in content["sources"] if source["key"] != "nhs-leg-cramps"]


def empty_card(content: Content) -> None:
    content["care"][-1]["items"] = []


def drop_waiting(content: Content) -> None:
    content["treatments"] = [row for row in content["treatments"] if not row["is_waiting"]]


def empty_cell(content: Content) -> None:
    content["treatments"][1]["risks"] = ""


def ask_nothing(content: Content) -> None:
    next(row for row in content["sections"] if row["kind"] == "prepare")["body"] = "<p>Go.</p>"


def drop_leaflets(content: Content) -> None:
    content["sources"] = [source for source in content["sources"] if source["kind"] != "leaflet"]


def lose_picture(content: Content) -> None:
    content["pictures"] = [row | {"name": "no-such-drawing"} for row in content["pictures"]]


def describe_at_length(content: Content) -> None:
    content["pictures"] = [row | {"alt": "A calf. " * 20} for row in content["pictures"]]


def add_source(content: Content) -> None:
    content["sources"].append({**content["sources"][0], "key": "unused"})


def make_an_organisation(content: Content) -> None:
    content["sources"][0] = content["sources"][0] | {"kind": "organisation"}


PLANTS = [
    ("claims", make_an_organisation, "is not listed"),
    ("sections", drop_section, "What we do not know"),
    ("claims", drop_sources, "What a cramp feels like"),
    ("claims", drop_sources_of_a_treatment, "names no source"),
    ("claims", lose_source, "the source “nhs-leg-cramps” is not listed"),
    ("sources", add_source, "unused"),
    ("sources", lambda content: content["sources"][0].update(url="http://a.example"), "http://a.example"),
    ("links", add("recovery", '<p><a href="http://a.example">a</a></p>'), "http://a.example"),
    ("links", add("recovery", '<p><a href="nhs.uk">a</a></p>'), "nhs.uk"),
    ("links", add("recovery", '<p><a href="/cause/gout/">a</a></p>'), "/cause/gout/"),
    ("markup", add("recovery", "<p>It **hurts**.</p>"), "It **hurts**."),
    ("markup", add("do", "Walk <b>a little</b>."), "Walk <b>a little</b>."),
    ("cards", drop_card, "emergency"),
    ("cards", empty_card, "no sign"),
    ("top", add("key_facts", "It " + "really " * 20 + "hurts."), "really"),
    ("lines", add("do", "walk a little"), "walk a little"),
    ("lines", add("avoid", "Walking far."), "Walking far."),
    ("treatments", drop_waiting, "0 rows on doing nothing"),
    ("treatments", empty_cell, "nothing under “risks”"),
    ("appointment", ask_nothing, "0 lines"),
    ("further help", drop_leaflets, "no leaflet"),
    ("pictures", lose_picture, "no-such-drawing"),
    ("pictures", describe_at_length, "160 letters"),
    ("words", add("self_care", "<p>Ask about dialysis.</p>"), "dialysis"),
    ("dates", lambda content: content.update(evidence_checked_on="2999-01-01"), "2999-01-01"),
    ("dates", lambda content: content.update(next_review_due="2020-02-01"), "2020-02-01"),
    ("dates", lambda content: content.update(next_review_due="2999-02-01"), "2999-02-01"),
    ("dates", lambda content: content["sources"][0].update(year=2999), "2999"),
    ("phrases", add("self_care", "<p>Simply wait a day.</p>"), "Simply wait a day."),
    ("reading", overload, "grade"),
    ("average", stretch, "words a sentence"),
    ("sentences", add("recovery", f"<p>{LONG.replace('at night', 'at night and by day')}</p>"), "by day"),
    ("paragraphs", add("recovery", "<p>It hurts. It goes. It stays. It comes.</p>"), "It comes."),
    ("lists", add("recovery", "<ul>" + "<li>It hurts.</li>" * 9 + "</ul>"), "9 items"),
    ("headings", add("recovery", "<h4>Day 3</h4>"), "level 4"),
]


def test_an_article_that_keeps_the_rules_has_no_fault() -> None:
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(("rule", "plant", "named"), PLANTS)
def test_a_planted_fault_is_found_and_named(rule: str, plant: Callable, named: str) -> None:
    content = deepcopy(GOOD)
    plant(content)

    found = [str(fault) for fault in faults_of(content) if fault.rule.name == rule]

    assert found
    assert any(named in fault for fault in found)


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule.name for rule in RULES} == {name for name, _, _ in PLANTS}


def test_the_names_of_a_cause_do_not_count_as_hard_words() -> None:
    content = deepcopy(GOOD)
    content["medical_name"] = "Musculoskeletal hyperexcitability"
    content["sections"][0]["body"] += "<p>Musculoskeletal hyperexcitability hurts.</p>" * 100
    found = {fault.rule.name for fault in faults_of(content)}
    content["medical_name"] = ""

    assert "reading" not in found
    assert "reading" in {fault.rule.name for fault in faults_of(content)}


@pytest.mark.parametrize(
    "sentence",
    [
        "You have a clot.",
        "A clot can be ruled out, because this rules out a clot.",
        "There is nothing to worry about.",
        "Seek medical attention.",
        "It is just a cramp.",
        "Many patients get better.",
        "Try the Homans test.",
        "Click here.",
        "Don't wait.",
        "You're safe.",
        "It helps 30% of people.",
        "Take 400 mg.",
        "Massage the sore calf.",
        "Use a foam roller.",
        "Drink tonic water.",
        "The skin turns red.",
    ],
)
def test_what_must_not_be_said_is_found(sentence: str) -> None:
    assert list(banned_in(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "A clot cannot be ruled out.",
        "Do not massage a swollen calf.",
        "In a clear cramp, you can massage the muscle.",
        "Do not drink tonic water for cramps.",
        "The skin turns red, or darker on brown and black skin.",
        "You have time: most cramps let go within 10 minutes.",
    ],
)
def test_what_is_said_safely_may_stand(sentence: str) -> None:
    assert not list(banned_in(sentence))
