"""Thousands of random steps through the check, all as the model says; and planted faults that are found."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from calfsite.publishing import workflow
from calfsite.publishing.models import Revision
from tests.check_machine import START, CheckInUse
from tests.thoroughness import examples
from triage import answers as store
from triage.core.replay import Progress
from triage.core.urgency import Urgency
from triage.definitions import definition_by_hash, live_hash
from triage.views import check as views

pytestmark = pytest.mark.django_db

LEAST_STEPS, MOST_PEOPLE = examples(2000), examples(56)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=START)
    monkeypatch.setattr("time.time", lambda: clock.now)
    return clock


@pytest.fixture
def revisions(check_data: dict[str, Any]) -> list[Revision]:
    """The starting check, and one with pages swapped, an address and a rule changed, a page conditional."""
    other = copy.deepcopy(check_data)
    rows = {row["slug"]: row for row in other["questions"]}
    other["questions"][:2] = rows["leg"], rows["chest"]
    rows["feel"]["slug"] = "kind-of-pain"
    rows["injury"]["asked_when"] = ["trigger-push-off or trigger-direct-injury"]
    next(row for row in other["rules"] if row["code"] == "R14")["urgency"] = "same-day"
    return [workflow.save_revision("check", "check", data, author=None) for data in (check_data, other)]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Each refusal would be a line in the log."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def run(revisions: list[Revision], clock: SimpleNamespace) -> SimpleNamespace:
    """Return what came to pass: how many steps were taken, and which urgencies were shown.

    A failure is shown as it was found: to shrink it takes minutes (add Phase.shrink, and wait).
    """
    seen = SimpleNamespace(steps=0, urgencies=set())
    run_state_machine_as_test(
        lambda: CheckInUse(revisions, clock, seen),
        settings=settings(
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            max_examples=MOST_PEOPLE,
            stateful_step_count=40,
            phases=[Phase.generate],
            report_multiple_bugs=False,
        ),
    )
    return seen


def test_the_check_answers_whatever_people_do_as_the_model_says(
    revisions: list[Revision], clock: SimpleNamespace
) -> None:
    seen = run(revisions, clock)

    assert seen.steps >= LEAST_STEPS
    assert seen.urgencies == {None, *(level.code for level in Urgency)}


PLANTS: dict[str, tuple[Any, str, Any]] = {
    "a result is shown from partial answers": (Progress, "may_stop", True),
    "a changed answer is not stored": (
        store.Answers,
        "with_values",
        lambda self, values: store.Answers(self.definition_hash, {**values, **self.given}, self.token),
    ),
    "any form is taken": (store, "_is_token", lambda posted, token: True),
    "the age of a cookie is not checked": (store, "MAX_AGE", 10**9),
    "what is open counts as no": (Progress, "closing_evidence", property(lambda self: self.evidence)),
    "a started check moves on to what is live": (
        views,
        "definition_by_hash",
        lambda sha256: definition_by_hash(live_hash()),
    ),
    "a withdrawn check goes on": (views, "refuse_if_withdrawn", lambda: None),
    "no answers are ever forgotten": (store, "forget", lambda response: None),
}


@pytest.mark.parametrize("fault", PLANTS)
def test_the_machine_finds_a_planted_fault(
    fault: str, revisions: list[Revision], clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*PLANTS[fault])

    with pytest.raises(AssertionError):
        run(revisions, clock)
