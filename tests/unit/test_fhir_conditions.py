"""`enableWhen` asks exactly whom `asked_when` asks: tried on every answer to a small branching check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CONTENT
from tests.fhir_form import all_items, enabled, mistakes
from triage import fhir
from triage.core.answers import AnswerError, read_answer
from triage.core.assess import Evidence
from triage.core.compiling import compile_definition
from triage.core.definition import Definition, Question
from triage.starter import read_check

OUTCOMES = read_check(CONTENT)["outcomes"]

Given = dict[str, tuple[str, ...]]


def question(slug: str, *answers: str, **fields: Any) -> dict[str, Any]:
    """A question as data; an answer stands for the findings it joins by `+`."""
    return {
        "slug": slug, "text": f"{slug}?", "hint": "", "why": "", "choice": "many", "none": "None of these",
        "unsure": "I am not sure", "unsure_counts_as": [], "asked_when": [], "shares_page": False,
        "options": [
            {"label": answer, "findings": answer.split("+"), "alone": False} for answer in answers
        ],
    } | fields  # fmt: skip


def branching(*asked_when: str) -> Definition:
    """`a` and `d` come from several answers, `second` is not always asked, `last` under this condition."""
    questions = [
        question("first", "a", "b", "a+c", unsure_counts_as=["b"]),
        question("second", "d", "e", choice="one", none="", asked_when=["a or b"]),
        question("beside", "d+f", "g", shares_page=True, unsure=""),
        question("last", "h", "i", asked_when=list(asked_when)),
    ]
    findings = {code: f"What {code} means" for code in "abcdefghi"}
    data = {"findings": findings, "questions": questions, "rules": [], "causes": [], "outcomes": OUTCOMES}
    return compile_definition(data)


def exported(definition: Definition) -> dict[str, Any]:
    return fhir.questionnaire(
        definition, url="https://example.org/check/definition.json", version="0" * 64, publisher="Tests"
    )


def every_answer(question: Question) -> Iterator[tuple[str, ...]]:
    """Every valid answer, and none given."""
    values = sorted(question.values)
    for ticked in product([False, True], repeat=len(values)):
        chosen = tuple(value for value, is_ticked in zip(values, ticked, strict=True) if is_ticked)
        try:
            read_answer(question, chosen)
        except AnswerError:
            if chosen:
                continue
        yield chosen


EVERYTHING: list[Given] = [
    dict(zip(("first", "second", "beside"), answers, strict=True))
    for answers in product(*map(every_answer, branching().questions[:3]))
]


def asked(definition: Definition, given: Given) -> set[str]:
    """The questions that the check itself asks, page after page."""
    evidence, slugs = Evidence(), set()
    for page in definition.pages:
        questions = [question for question in page.questions if question.is_asked(evidence.present)]
        slugs.update(question.slug for question in questions)
        answered = [question for question in questions if given.get(question.slug)]
        evidence = evidence.with_answers(read_answer(item, given[item.slug]) for item in answered)
    return slugs


def differences(definition: Definition, questionnaire: dict[str, Any]) -> list[Given]:
    slugs = {question.slug for question in definition.questions}
    return [
        given for given in EVERYTHING if enabled(questionnaire, given) & slugs != asked(definition, given)
    ]


@pytest.mark.parametrize(
    "asked_when",
    [
        [],
        ["a"],
        ["a or e"],
        ["c or unsure:first"],
        ["b"],
        ["unsure:second"],
        ["a", "e"],
        ["a or e", "b or d"],
        ["a or b or d", "b", "c or g", "f"],
        ["2 of: a, b"],
        ["2 of: a, c, d"],
        ["2 of: a, b, c, d, e"],
        ["3 of: a, b, d, g"],
        ["4 of: a, b, d, g"],
        ["2 of: a, d, unsure:first", "b or e"],
        ["2 of: d, e, f"],
    ],
    ids=" AND ".join,
)
def test_each_kind_of_condition_asks_the_same_people(asked_when: list[str]) -> None:
    definition = branching(*asked_when)
    questionnaire = exported(definition)

    assert differences(definition, questionnaire) == []
    assert mistakes(questionnaire, definition) == []
    Questionnaire.model_validate(questionnaire)


TOKENS = [*"abcdefg", "unsure:first", "unsure:second"]


@st.composite
def lines(draw: st.DrawFn) -> str:
    tokens = draw(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=5, unique=True))
    least = draw(st.integers(1, len(tokens)))
    return " or ".join(tokens) if least == 1 else f"{least} of: {', '.join(tokens)}"


@settings(max_examples=100, deadline=None)
@given(st.lists(lines(), min_size=1, max_size=3))
def test_any_condition_asks_the_same_people(asked_when: list[str]) -> None:
    definition = branching(*asked_when)

    assert differences(definition, exported(definition)) == []


def test_a_finding_that_several_answers_bring_about_counts_once() -> None:
    questionnaire = exported(branching("2 of: a, b"))

    assert "last" not in enabled(questionnaire, {"first": ("a", "a+c")})
    assert "last" in enabled(questionnaire, {"first": ("a+c", "b")})


def test_a_condition_that_is_left_out_or_too_wide_would_be_seen() -> None:
    definition = branching("a or e", "b or d")
    for change in ("enableBehavior", "enableWhen"):
        questionnaire = exported(definition)
        outermost = questionnaire["item"][-1]
        del outermost[change]

        assert differences(definition, questionnaire) != []


def test_the_plainest_form_is_used() -> None:
    def depth(*asked_when: str) -> int:
        return sum("enableWhen" in item for item in all_items(exported(branching(*asked_when)))) - 1

    assert depth("a or b", "a or b or c") == 1  # the second follows from the first
    assert depth("c", "e", "f") == 1
    assert depth("a or e", "c") == 1  # c comes with a
    assert depth("a or e", "f") == 2


def test_a_condition_that_nothing_brings_about_is_refused_rather_than_dropped() -> None:
    definition = branching("d")
    without = replace(definition, questions=(definition.questions[0], definition.questions[-1]))

    with pytest.raises(fhir.CannotBeSaid, match="nothing brings about d"):
        exported(without)


def test_more_groups_than_software_can_nest_are_refused() -> None:
    codes = [f"x{number}" for number in range(12)]
    data = {
        "findings": dict.fromkeys(["y", "z", *codes], "Something"),
        "questions": [
            question("first", *codes),
            question("last", "y", "z", asked_when=[f"6 of: {', '.join(codes)}"]),
        ],
        "rules": [], "causes": [], "outcomes": OUTCOMES,
    }  # fmt: skip

    with pytest.raises(fhir.CannotBeSaid, match="“last” is asked under more conditions"):
        exported(compile_definition(data))
