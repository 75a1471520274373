"""A question that is left out changes nothing, shown on everybody who could answer a small definition."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CONTENT, read_json
from tests.people import answer_as
from tests.small import every_answer, everybody, small_definition
from tests.thoroughness import examples
from triage.core.assess import assess
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.core.replay import Progress, replay
from triage.starter import read_check, read_vignettes

CHECK = compile_definition(read_check(CONTENT))
PEOPLE = read_json("check-cases.json") + read_vignettes(CONTENT)


def said(definition: Definition, progress: Progress) -> tuple[Any, ...]:
    assessment = assess(definition, progress.evidence)
    return assessment.urgency, tuple(cause.slug for cause in assessment.causes)


@settings(max_examples=examples(2000), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_leaving_questions_out_changes_nobodys_result(seed: int) -> None:
    definition = small_definition(seed)

    for person in everybody(definition):
        short, whole = replay(definition, person), replay(definition, person, ask_everything=True)
        assert said(definition, short) == said(definition, whole)


def test_small_definitions_do_leave_questions_out() -> None:
    def is_shorter(seed: int) -> bool:
        definition = small_definition(seed)
        return any(
            len(replay(definition, person).answers)
            < len(replay(definition, person, ask_everything=True).answers)
            for person in everybody(definition)
        )

    assert sum(is_shorter(seed) for seed in range(100)) > 10


@settings(max_examples=examples(300), deadline=None)
@given(st.data())
def test_leaving_questions_out_of_the_starting_check_changes_nobodys_result(data: st.DataObject) -> None:
    person = {
        question.slug: data.draw(st.sampled_from(list(every_answer(question))[:60]))
        for question in CHECK.questions
    }

    short, whole = replay(CHECK, person), replay(CHECK, person, ask_everything=True)
    assert said(CHECK, short) == said(CHECK, whole)


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case.get("name") or case["id"])
def test_a_known_person_gets_the_same_result_from_the_questions_that_matter(case: dict[str, Any]) -> None:
    person = answer_as(CHECK, case["findings"])

    assert said(CHECK, replay(CHECK, person)) == said(CHECK, replay(CHECK, person, ask_everything=True))


def test_how_bad_it_is_is_not_asked_where_that_can_change_nothing() -> None:
    """A snap felt in sport is same-day, and severe pain there would ask for no more than that."""
    squash = next(case for case in PEOPLE if case.get("name", "").startswith("Squash"))
    progress = replay(CHECK, answer_as(CHECK, squash["findings"]))

    assert "severity" not in [answer.question.slug for answer in progress.answers]
