"""What was asked lately is not asked again, and for a few seconds only."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from calfsite import lately


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(lately, "monotonic", lambda: clock.now)
    return clock


def test_it_is_asked_again_after_a_few_seconds(clock: SimpleNamespace) -> None:
    asked = []
    ask = lately.lately(lambda: asked.append(clock.now) or len(asked))

    answers = []
    for seconds in (0, 4.9, 0.1, 4.9, 0.1):
        clock.now += seconds
        answers.append(ask())

    assert answers == [1, 1, 2, 2, 3]


def test_each_question_has_its_own_answer(clock: SimpleNamespace) -> None:
    double, negative = lately.lately(lambda n: 2 * n), lately.lately(lambda n: -n)

    assert [double(1), double(2), negative(1), double(1)] == [2, 4, -1, 2]


def test_what_fails_is_asked_again(clock: SimpleNamespace) -> None:
    found: list[str] = []
    ask = lately.lately(lambda: found[0])

    with pytest.raises(IndexError):
        ask()
    found.append("there now")

    assert ask() == "there now"


def test_all_can_be_forgotten_at_once(clock: SimpleNamespace) -> None:
    values = [1]
    ask = lately.lately(lambda: values[0])
    ask()
    values[0] = 2

    lately.forget_lately()

    assert ask() == 2
