"""What the words for findings must be, as far as a machine can tell: a reader's, plain, and no milder."""

from __future__ import annotations

import re

import pytest

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import measure
from causes.models import Finding
from causes.starter import ORDER, read_vocabulary
from tests.conftest import CONTENT
from triage.starter import read_check

MEANINGS = {row["code"]: row["meaning"] for row in read_vocabulary(CONTENT / "vocabulary")["findings"]}
OF_THE_SKIN = (
    "foot-cold-pale",
    "skin-red-hot",
    "redness-spreading",
    "skin-black-blistered",
    "rash-not-fading",
)
JOURNEY = re.compile(r"journey of [^.,]*?hours?[^.,\n]*")

each = pytest.mark.parametrize("meaning", MEANINGS.values(), ids=MEANINGS.keys())


@each
def test_a_meaning_is_one_short_clause_that_can_stand_in_a_list(meaning: str) -> None:
    assert meaning[0].isupper()
    assert not re.search(r"[.;]", meaning)
    assert len(meaning.split()) <= 20
    assert len(meaning) <= (Finding._meta.get_field("meaning").max_length or 0)


@each
def test_a_meaning_speaks_to_the_reader(meaning: str) -> None:
    assert not re.match(r"(?:The person|Has|Have|Takes?|Drinks?|Smokes?|Cannot)\b", meaning)
    assert re.search(r"\b(?:you|yours?|pain|skin)\b", meaning, re.IGNORECASE)


@each
def test_what_is_listed_has_commas_and_one_or(meaning: str) -> None:
    assert not re.search(r"\bor(?: \w+){1,2} or\b", meaning.replace("brown or black", "brown"))


@each
def test_a_meaning_says_nothing_that_must_not_be_said(meaning: str) -> None:
    assert list(banned_in(meaning)) == []


def test_meanings_read_at_grade_six() -> None:
    reading = measure(MEANINGS.values())

    assert reading.grade <= 6
    assert reading.ease >= 75


@pytest.mark.parametrize("code", OF_THE_SKIN)
def test_a_colour_of_the_skin_is_named_for_brown_and_black_skin_too(code: str) -> None:
    assert "brown or black skin" in MEANINGS[code]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("side-one", "new or much worse in one"),
        ("calf-tense-severe", "growing, or far worse than you would expect"),
        ("leg-immobile", "in a boot"),
        ("medicine-anticoagulant", "not aspirin alone"),
        ("medicine-quinolone-steroid", "took in the last few months"),
        ("very-unwell", "stiff jaw"),
    ],
)
def test_a_meaning_is_as_wide_as_the_answers_that_stand_for_it(code: str, words: str) -> None:
    assert words in MEANINGS[code]


def test_a_long_journey_is_the_same_wherever_its_hours_are_named() -> None:
    options = [option for question in read_check(CONTENT)["questions"] for option in question["options"]]
    texts = [
        MEANINGS["long-journey"],
        *(option["label"] for option in options if "long-journey" in option["findings"]),
        *((CONTENT / "articles" / f"{slug}.md").read_text(encoding="utf-8") for slug in ORDER),
    ]
    named = [words for text in texts for words in JOURNEY.findall(text)]

    assert len(named) >= 4
    assert set(named) == {"journey of 3 hours or more in the last 4 weeks"}
