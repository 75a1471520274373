"""Fold the answers through the definition from the start, each time. No cursor is ever stored.

So answers that are stale, off the path or not offered cannot reach a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.core.answers import Answer, AnswerError, read_answer
from triage.core.assess import Evidence, rule_urgency
from triage.core.definition import Definition, Page, Question
from triage.core.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Step:
    """A page as one person meets it: the questions asked there and the valid answers given so far."""

    page: Page
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]

    @property
    def is_complete(self) -> bool:
        return len(self.answers) == len(self.questions)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answers lead: the steps reached, the last being `current` unless the check is over."""

    steps: tuple[Step, ...]
    current: Step | None
    evidence: Evidence
    stopped_early: bool = False
    """An emergency ended the check before its last page."""

    @property
    def is_over(self) -> bool:
        """An emergency was found, or every question was answered."""
        return self.current is None

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(answer for step in self.steps for answer in step.answers if step.is_complete)

    def step(self, slug: str) -> Step | None:
        """Return the reached step at this address, if there is one."""
        return next((step for step in self.steps if step.page.slug == slug), None)


def replay(definition: Definition, given: Mapping[str, Sequence[str]]) -> Progress:
    """Return how far the given values, by question slug, lead through the definition."""
    steps: list[Step] = []
    evidence = Evidence()
    for page in definition.pages:
        step = _step(page, evidence, given)
        if not step.questions:
            continue
        steps.append(step)
        if not step.is_complete:
            return Progress(tuple(steps), step, evidence)
        evidence = evidence.with_answers(step.answers)
        if rule_urgency(definition, evidence) == Urgency.EMERGENCY:
            return Progress(tuple(steps), None, evidence, stopped_early=page is not definition.pages[-1])
    return Progress(tuple(steps), None, evidence)


def _step(page: Page, evidence: Evidence, given: Mapping[str, Sequence[str]]) -> Step:
    asked = tuple(question for question in page.questions if question.is_asked(evidence.present))
    answers = (_answer(question, given.get(question.slug, ())) for question in asked)
    return Step(page, asked, tuple(answer for answer in answers if answer))


def _answer(question: Question, values: Sequence[str]) -> Answer | None:
    try:
        return read_answer(question, values)
    except AnswerError:
        return None
