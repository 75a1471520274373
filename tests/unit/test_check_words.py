"""What the words of the check must be, as far as a machine can tell: safe, complete, short and plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import measure
from calfsite.plain_language.sentences import sentences_of
from tests.conftest import CONTENT
from triage import models
from triage.core.compiling import compile_definition
from triage.core.definition import Outcome, Question, Rule
from triage.core.urgency import Urgency
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
RULES = {rule.code: rule for rule in CHECK.rules}
OPTIONS = {option.value: option.label for question in CHECK.questions for option in question.options}


def question_words() -> Iterator[str]:
    for question in CHECK.questions:
        yield from (question.text, question.hint, question.why, question.none, question.unsure)
        yield from (option.label for option in question.options)


def result_words() -> Iterator[str]:
    yield from (rule.reason for rule in CHECK.rules)
    yield from (rule.sooner for rule in CHECK.rules)
    for outcome in CHECK.outcomes.values():
        yield from (outcome.heading, outcome.how_soon, *outcome.steps, *outcome.avoid)


ALL_WORDS = [*question_words(), *result_words()]

by_slug = pytest.mark.parametrize("question", CHECK.questions, ids=lambda question: question.slug)
by_code = pytest.mark.parametrize("rule", CHECK.rules, ids=lambda rule: rule.code)
by_level = pytest.mark.parametrize("outcome", CHECK.outcomes.values(), ids=lambda outcome: outcome.heading)


# Questions


@by_slug
def test_a_question_says_why_it_is_asked_in_one_or_two_sentences(question: Question) -> None:
    assert 1 <= len(sentences_of([question.why])) <= 2
    assert question.why.endswith(".")


@by_slug
def test_a_question_to_tick_all_that_fit_says_so(question: Question) -> None:
    assert not question.many or question.hint.count("Tick ") == 1


@by_slug
def test_a_question_and_its_answers_are_short(question: Question) -> None:
    assert len(question.text.split()) <= 20
    assert len(question.hint.split()) <= 25
    assert all(len(option.label.split()) <= 21 for option in question.options)


def test_no_two_questions_ask_in_the_same_words_on_the_list_of_answers() -> None:
    texts = [question.text for question in CHECK.questions]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("value", "safeguard"),
    [
        ("foot-cold-pale", "has become"),
        ("foot-cold-pale", "not only from cold weather"),
        ("calf-tense-severe", "not a cramp that lets go"),
        ("skin-black-blistered", "not a plain bruise or shoe blister"),
        ("both-legs-weak", "not only sore or tired"),
        ("swelling-one-calf", "has become"),
        ("swelling-one-calf", "not one that was always"),
        ("calf-tender", "after a cramp: still the next day"),
        ("long-journey", "3 hours or more"),
        ("severity-severe", "not one short cramp"),
        ("medicine-anticoagulant", "not aspirin alone"),
    ],
)
def test_an_answer_keeps_its_safeguard(value: str, safeguard: str) -> None:
    assert safeguard in OPTIONS[value]


def test_nobody_is_asked_to_test_an_injured_leg() -> None:
    hint = next(question.hint for question in CHECK.questions if question.slug == "injury")

    assert "Do not try tiptoes if you felt a pop" in hint
    assert "do not try to pull the toes up" in hint


def test_not_sure_how_bad_it_is_never_counts_as_mild() -> None:
    severity = next(question for question in CHECK.questions if question.slug == "severity")

    assert severity.unsure
    assert severity.unsure_counts_as == {"severity-moderate"}


# Reasons


@by_code
def test_a_reason_is_at_most_thirty_words_and_reads_easily(rule: Rule) -> None:
    reading = measure(sentences_of([rule.reason]))

    assert reading.words <= 30
    assert reading.grade <= 9


def test_a_blow_to_the_shin_is_called_a_possible_break() -> None:
    assert "possible break" in RULES["S15"].reason


@pytest.mark.parametrize("code", ["S13", "S34"])
def test_a_quinolone_is_stopped_and_steroid_tablets_never_are(code: str) -> None:
    assert "-floxacin" in RULES[code].reason
    assert re.search(r"stop it and ring your doctor today", RULES[code].reason)
    assert "Never stop steroid tablets suddenly" in RULES[code].reason


def test_a_blood_thinner_is_not_said_to_exclude_a_clot() -> None:
    assert "clot cannot be ruled out" in RULES["S21"].reason


# Outcomes


@by_level
def test_an_outcome_has_few_lines_each_true_on_its_own(outcome: Outcome) -> None:
    assert 1 <= len(outcome.steps) <= 8
    assert 1 <= len(outcome.avoid) <= 8
    for line in (*outcome.steps, *outcome.avoid):
        assert line[0].isupper() and line.endswith("."), line
    assert all(line.startswith("Do not ") for line in outcome.avoid)


def test_the_same_day_outcome_says_what_to_do_when_no_doctor_is_free() -> None:
    assert any("nobody can see you today" in line for line in CHECK.outcomes[Urgency.SAME_DAY].steps)


# All words


def test_questions_read_at_grade_five_and_results_at_grade_six() -> None:
    for words, most in ((question_words(), 5), (result_words(), 6)):
        reading = measure(sentences_of(words))
        assert reading.grade <= most
        assert reading.ease >= 75


def test_no_sentence_is_longer_than_25_words() -> None:
    # A reason may join two short sentences by a semicolon.
    parts = [part for sentence in sentences_of(ALL_WORDS) for part in sentence.split("; ")]

    assert not [part for part in parts if len(part.split()) > 25]


def test_the_check_says_nothing_that_must_not_be_said() -> None:
    assert not [(text, why) for text in ALL_WORDS for why in banned_in(text)]


def test_quinine_tonic_water_and_magnesium_are_not_mentioned() -> None:
    assert not [
        text for text in ALL_WORDS if re.search("quinine|tonic water|magnesium|potassium", text, re.I)
    ]


def test_massage_is_only_ever_advised_against() -> None:
    mentions = [text for text in ALL_WORDS if re.search(r"massage|\brub\b|foam roller", text)]

    assert mentions
    assert all("o not " in text for text in mentions)


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        (models.Question, CHECK.questions),
        (models.Rule, CHECK.rules),
        (models.Outcome, CHECK.outcomes.values()),
    ],
)
def test_words_fit_the_fields_they_are_edited_in(model: type[Model], rows: Any) -> None:
    for field in model._meta.get_fields():
        most = getattr(field, "max_length", None)
        for row in rows:
            value = getattr(row, field.name, "")
            if most and isinstance(value, str):
                assert len(value) <= most, (field.name, value)
