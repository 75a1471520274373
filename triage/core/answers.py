"""Read one posted answer against its question, and say in plain words what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Option, Question


class AnswerError(ValueError):
    """The answer cannot be taken; the message tells the person what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A valid answer: the options ticked, and whether "not sure" was. Neither means "none of these"."""

    question: Question
    options: tuple[Option, ...]
    unsure: bool

    @property
    def values(self) -> tuple[str, ...]:
        ticked = tuple(option.value for option in self.options)
        return (*ticked, UNSURE_VALUE) if self.unsure else ticked or (NONE_VALUE,)

    @property
    def labels(self) -> tuple[str, ...]:
        """The answer in the person's own words."""
        ticked = tuple(option.label for option in self.options)
        return (*ticked, self.question.unsure) if self.unsure else ticked or (self.question.none,)


def read_answer(question: Question, values: Sequence[str]) -> Answer:
    """Return the answer these values give; raise AnswerError where they cannot be one."""
    if len(values) == 1 and values[0] in question.values:
        return _single(question, values[0])
    ticked = set(values)
    if not ticked:
        raise AnswerError(_what_to_tick(question))
    if ticked - question.values:
        raise AnswerError("Choose from the answers shown here. What was sent is not one of them.")
    if not question.many and len(ticked) > 1:
        raise AnswerError("Choose one answer only.")
    for lone, words in _lone_answers(question):
        if lone in ticked and len(ticked) > 1:
            others = [option.label for option in question.options if option.value in ticked - {lone}]
            other = others[0] if others else question.unsure
            raise AnswerError(
                f"You chose “{words}” together with another answer. "
                f"If “{other}” is true, take the tick off “{words}”."
            )
    options = tuple(option for option in question.options if option.value in ticked)
    return Answer(question, options, UNSURE_VALUE in ticked)


@lru_cache(maxsize=2000)
def _single(question: Question, value: str) -> Answer:
    """The answer of one value: always a valid one, and the most common."""
    option = question.option_by_value.get(value)
    return Answer(question, (option,) if option else (), value == UNSURE_VALUE)


def _what_to_tick(question: Question) -> str:
    if not question.many:
        return "Choose the answer that fits best."
    closing = f" If nothing fits, choose “{question.none}”." if question.none else ""
    return f"Tick every answer that fits.{closing}"


def _lone_answers(question: Question) -> list[tuple[str, str]]:
    alone = [(option.value, option.label) for option in question.options if option.alone]
    return [*alone, (NONE_VALUE, question.none)]
