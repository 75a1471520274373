"""Replay over the starting check, and over a small one with a question that is not always asked."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.people import answer_as
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.core.replay import replay

CALM = {
    "age-40-59", "side-both", "trigger-overuse", "onset-days", "pattern-movement", "feels-aching",
    "severity-mild", "lasts-under-2-weeks", "improving",
}  # fmt: skip


def test_nothing_answered_stands_at_the_first_page(definition: Definition) -> None:
    progress = replay(definition, {})

    assert progress.current.page.slug == "chest"
    assert not progress.is_over


def test_red_flags_are_asked_first(definition: Definition) -> None:
    assert [page.slug for page in definition.pages[:4]] == ["chest", "leg", "back", "infection"]


def test_all_answers_lead_to_the_end(definition: Definition) -> None:
    progress = replay(definition, answer_as(definition, CALM))

    assert progress.is_over
    assert len(progress.answers) == len(definition.questions)


def test_an_emergency_ends_the_check_at_once(definition: Definition) -> None:
    progress = replay(definition, answer_as(definition, {"foot-cold-pale"}))

    assert progress.is_over
    assert [step.page.slug for step in progress.steps] == ["chest", "leg"]


def test_a_page_with_one_answer_missing_is_the_current_one(definition: Definition) -> None:
    given = answer_as(definition, CALM)
    del given["side"]

    progress = replay(definition, given)

    assert progress.current.page.slug == "age"
    assert [answer.question.slug for answer in progress.current.answers] == ["age"]


@pytest.mark.parametrize("values", [(), ("made-up",), ("none", "breathless"), ("x" * 5000,)])
def test_a_stored_answer_that_is_not_valid_counts_as_none_given(
    definition: Definition, values: tuple[str, ...]
) -> None:
    progress = replay(definition, answer_as(definition, CALM) | {"chest": values})

    assert progress.current.page.slug == "chest"


def test_changing_an_early_answer_keeps_the_later_ones(definition: Definition) -> None:
    given = answer_as(definition, CALM)

    progress = replay(definition, given | {"swelling": ("calf-tender",)})

    assert progress.is_over
    assert "calf-tender" in progress.evidence.findings


def test_answers_past_an_emergency_do_not_reach_the_evidence(definition: Definition) -> None:
    given = answer_as(definition, CALM) | {"leg": ("deformity",)}

    assert replay(definition, given).evidence.findings == {"deformity"}


@pytest.fixture
def branching(check_data: dict[str, Any]) -> Definition:
    """The starting check, whose page on injuries is asked only after something set the pain off."""
    data = copy.deepcopy(check_data)
    injury = next(row for row in data["questions"] if row["slug"] == "injury")
    injury["asked_when"] = ["trigger-push-off or trigger-direct-injury"]
    return compile_definition(data)


def test_a_page_whose_condition_does_not_hold_is_passed_over(branching: Definition) -> None:
    progress = replay(branching, answer_as(branching, CALM))

    assert progress.is_over
    assert progress.step("injury") is None


def test_only_an_emergency_stops_early(branching: Definition) -> None:
    assert not replay(branching, answer_as(branching, CALM)).stopped_early
    assert replay(branching, answer_as(branching, {"deformity"})).stopped_early


def test_a_stale_answer_to_a_page_no_longer_asked_stays_out_of_the_evidence(branching: Definition) -> None:
    given = answer_as(branching, CALM) | {"injury": ("bruising",)}

    asked = replay(branching, given | {"trigger": ("trigger-push-off",)})
    not_asked = replay(branching, given)

    assert "bruising" in asked.evidence.findings
    assert "bruising" not in not_asked.evidence.findings


def test_a_progress_keeps_the_answers_it_was_made_of(definition: Definition) -> None:
    given = {"chest": ("none",)}
    progress = replay(definition, given)

    given["swelling"] = ("swelling-one-calf",)

    assert progress.said_ahead == ()


def test_there_is_no_going_on_from_a_check_that_is_over(definition: Definition) -> None:
    given = answer_as(definition, {"breathless"})
    over = replay(definition, given)

    assert over.is_over
    with pytest.raises(ValueError, match="over"):
        replay(definition, given, since=over)
