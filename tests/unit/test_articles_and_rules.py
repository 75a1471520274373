"""An article's cards ask for help as soon as the check's rules do, for what they are about.

Read by words (`tests/words_for_findings.py`), so it finds a sign that is missing, or stands on a card
that is too mild, and not one that is told badly.
"""

from __future__ import annotations

from typing import Any

import pytest

from causes.article_file import read_article
from causes.compile import compile_file
from causes.danger_signs import DANGER_SIGNS
from tests.conftest import CONTENT
from tests.words_for_findings import WORDS
from triage.core.compiling import compile_definition
from triage.core.definition import Rule
from triage.core.urgency import Urgency
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
# Without the rules on "not sure", of which an article cannot speak.
URGENT = [rule for rule in CHECK.rules if rule.urgency >= Urgency.SAME_DAY and not rule.code.startswith("U")]
FILES = sorted((CONTENT / "articles").glob("*.md"))
ARTICLES = {path.stem: compile_file(read_article(path)) for path in FILES}
FOR_EVERYBODY = (
    "E1", "E2", "E3", "E4", "E7", "E8", "E9", "E12", "E13", "E14", "E16", "E21", "E22", "E23",
)  # fmt: skip
"""Signs that stand on every emergency card, whatever its article is about."""

PAIRS = [
    pytest.param(slug, rule, id=f"{slug}-{rule.code}")
    for slug in ARTICLES
    for rule in URGENT
    if slug in rule.suspects
]


def told(content: dict[str, Any], urgency: Urgency) -> str:
    """The cards that ask for help at least this soon."""
    levels = {level.code for level in Urgency if level >= urgency}
    cards = [card for card in content["care"] if card["level"] in levels]
    return "\n".join([line for card in cards for line in (*card["items"], card["note"])])


def missing(rule: Rule, text: str) -> list[str]:
    """What of the rule the text does not name: of each of its lines one sign, of a line alone each sign."""
    gone = []
    for term in rule.terms:
        absent = sorted(token for token in term.tokens if not WORDS[token].search(text))
        is_each_enough = len(rule.terms) == 1 and term.least == 1
        if absent and (is_each_enough or len(absent) > len(term.tokens) - term.least):
            gone += absent
    return gone


@pytest.mark.parametrize(("slug", "rule"), PAIRS)
def test_what_a_rule_is_about_stands_on_a_card_as_urgent(slug: str, rule: Rule) -> None:
    assert missing(rule, told(ARTICLES[slug], rule.urgency)) == [], rule.reason


@pytest.mark.parametrize(
    "rule", [rule for rule in URGENT if rule.code in FOR_EVERYBODY], ids=lambda rule: rule.code
)
def test_the_signs_on_every_card_name_what_is_an_emergency_for_everybody(rule: Rule) -> None:
    assert missing(rule, "\n".join(DANGER_SIGNS)) == [], rule.reason


def test_a_sign_on_a_milder_card_does_not_count() -> None:
    rule = next(rule for rule in CHECK.rules if rule.code == "E2")
    content = {"care": [{"level": "same-day", "items": ["your foot turns cold"], "note": ""}]}

    assert missing(rule, told(content, Urgency.EMERGENCY)) == ["foot-cold-pale"]
    assert missing(rule, told(content, Urgency.SAME_DAY)) == []


@pytest.mark.parametrize("slug", sorted({cause.slug for cause in CHECK.causes} & set(ARTICLES)))
def test_an_article_is_never_milder_than_the_floor_of_its_cause(slug: str) -> None:
    floor = next(cause.floor for cause in CHECK.causes if cause.slug == slug)
    level = next(level for level in Urgency if level.code == ARTICLES[slug]["seriousness"])

    assert level >= floor
