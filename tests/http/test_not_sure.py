""" "Not sure" in the place of any one answer of anybody we know: never milder than "none of these"."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import CONTENT, read_json
from tests.plain_browser import name_of, walk
from triage.core.assess import assess
from triage.core.compiling import compile_definition
from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Question
from triage.core.people import answers_of
from triage.core.replay import Progress, replay
from triage.core.urgency import Urgency
from triage.starter import read_check, read_vignettes

pytestmark = pytest.mark.django_db

CHECK = compile_definition(read_check(CONTENT))
PEOPLE = read_json("check-cases.json") + read_vignettes(CONTENT)
UNSURE_QUESTIONS = [question for question in CHECK.questions if question.unsure]


def replayed(person: dict[str, Any], **instead: tuple[str, ...]) -> Progress:
    progress = replay(CHECK, answers_of(CHECK, person["findings"], person.get("unsure", ())) | instead)
    assert progress.is_over
    return progress


def urgency_after(person: dict[str, Any], question: Question, value: str) -> Urgency:
    return assess(CHECK, replayed(person, **{question.slug: (value,)}).evidence).urgency


def calmest(person: dict[str, Any], question: Question) -> Urgency:
    """The urgency after "none", or after the mildest of the answers where there is no "none"."""
    values = [NONE_VALUE] if question.none else [option.value for option in question.options]
    return min(urgency_after(person, question, value) for value in values)


def test_not_sure_is_never_milder_than_none_for_anybody() -> None:
    lower = {
        (name_of(person), question.slug)
        for person in PEOPLE
        for question in UNSURE_QUESTIONS
        if urgency_after(person, question, UNSURE_VALUE) < calmest(person, question)
    }

    assert lower == set()


@pytest.mark.parametrize("slug", ["chest", "leg", "back"])
def test_not_sure_of_a_red_flag_is_at_least_same_day_for_anybody(slug: str) -> None:
    question = next(question for question in UNSURE_QUESTIONS if question.slug == slug)

    assert all(urgency_after(person, question, UNSURE_VALUE) >= Urgency.SAME_DAY for person in PEOPLE)


# The same on the screen, for some

ASKED = [
    (person, question)
    for question in UNSURE_QUESTIONS
    for person in PEOPLE
    if question in [answer.question for answer in replayed(person).answers]
]
SOME = ASKED[::14]


@pytest.mark.parametrize(
    ("person", "question"), SOME, ids=[f"{question.slug}: {name_of(person)}" for person, question in SOME]
)
def test_not_sure_on_the_screen_is_never_milder_than_none(
    person: dict[str, Any], question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    urgency = Urgency.from_code(walk(monkeypatch, person, unsure_of=question.slug)["urgency"])

    assert urgency == urgency_after(person, question, UNSURE_VALUE)
    assert urgency >= calmest(person, question)


def test_those_shown_cover_every_question_that_offers_not_sure() -> None:
    assert {question.slug for _, question in SOME} == {question.slug for question in UNSURE_QUESTIONS}
    assert 55 <= len(SOME) <= 65
