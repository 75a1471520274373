"""Fold the answers through the definition from the start, each time. No cursor is ever stored.

So answers that are stale, off the path or not offered cannot reach a result. A question that can no
longer change the urgency or the first causes is left out; `ask_everything` asks those too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from triage.core.answers import Answer, AnswerError, read_answer
from triage.core.assess import Assessment, Evidence, assess, rule_urgency
from triage.core.definition import Definition, Page, Question
from triage.core.relevance import that_matter
from triage.core.urgency import Urgency


class Step(NamedTuple):
    """A page as one person meets it: the questions asked there and the valid answers given so far."""

    page: Page
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...]

    @property
    def is_complete(self) -> bool:
        return len(self.answers) == len(self.questions)


@dataclass(frozen=True)
class Progress:
    """How far the answers lead: the steps reached, the last being `current` unless the check is over."""

    definition: Definition
    given: Mapping[str, Sequence[str]]
    steps: tuple[Step, ...]
    current: Step | None
    evidence: Evidence
    urgency: Urgency
    """What the rules ask for so far."""
    pages_behind: int
    """How many pages of the definition are answered or left out."""

    @property
    def is_over(self) -> bool:
        """An emergency was found, or every question was answered."""
        return self.current is None

    @property
    def open_pages(self) -> tuple[Page, ...]:
        """What was not asked because an emergency ended the check, or is not answered yet."""
        return self.definition.pages[self.pages_behind :]

    @property
    def open_questions(self) -> tuple[Question, ...]:
        return tuple([question for page in self.open_pages for question in page.questions])

    @property
    def stopped_early(self) -> bool:
        """Whether an emergency ended the check before its last page."""
        return self.is_over and bool(self.open_pages)

    @property
    def is_emergency(self) -> bool:
        return self.urgency_so_far == Urgency.EMERGENCY

    @property
    def red_flags_asked(self) -> bool:
        """Whether every page is behind that asks for a sign which is an emergency by itself."""
        return self.pages_behind >= self.definition.red_flag_pages

    @property
    def may_stop(self) -> bool:
        """Whether a result may be shown: at the end, in an emergency, same-day with the red flags asked."""
        is_urgent = self.urgency_so_far >= Urgency.SAME_DAY and self.red_flags_asked
        return self.is_over or self.is_emergency or is_urgent

    @cached_property
    def said_ahead(self) -> tuple[Answer, ...]:
        """Answers given to open pages before an earlier one was opened again: still what was said."""
        if self.is_over:
            return ()
        ahead = [question for question in self.open_questions if question.slug in self.given]
        said = [answer for question in ahead if (answer := _answer(question, self.given[question.slug]))]
        everything = self.evidence.with_answers(said)
        return tuple([answer for answer in said if answer.question.is_asked(everything.present)])

    @cached_property
    def urgency_so_far(self) -> Urgency:
        """What the rules ask for of everything that was said, ahead too."""
        if not self.said_ahead:
            return self.urgency
        return rule_urgency(self.definition, self.evidence_said, self.evidence, self.urgency)

    @cached_property
    def evidence_said(self) -> Evidence:
        """The evidence of everything that was said, ahead too."""
        return self.evidence.with_answers(self.said_ahead)

    @cached_property
    def closing_evidence(self) -> Evidence:
        """The evidence for a result: a question closed without an answer is "not sure", never "no"."""
        if self.is_over:
            return self.evidence
        return self.evidence_said.unsure_of(self.silent_questions)

    @cached_property
    def assessment(self) -> Assessment:
        """What the answers ask for, were the check closed here."""
        return assess(self.definition, self.closing_evidence)

    @cached_property
    def silent_questions(self) -> tuple[Question, ...]:
        """The open questions to which nothing was said."""
        said = {answer.question for answer in self.said_ahead}
        return tuple(question for question in self.open_questions if question not in said)

    @cached_property
    def everything_said(self) -> tuple[Answer, ...]:
        return (*self.answers, *self.said_ahead)

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(answer for step in self.steps for answer in step.answers if step.is_complete)

    def step(self, slug: str) -> Step | None:
        """Return the reached step at this address, if there is one."""
        return next((step for step in self.steps if step.page.slug == slug), None)


def replay(
    definition: Definition,
    given: Mapping[str, Sequence[str]],
    *,
    until: str = "",
    since: Progress | None = None,
    ask_everything: bool = False,
) -> Progress:
    """Return how far the given values, by question slug, lead through the definition.

    `until` stops on the page with that slug, if it is reached, answered or not; `since` goes on from
    the current page of such a progress, so that what came before is not looked at twice. Raise
    ValueError for one that is over.
    """
    if since and since.is_over:
        raise ValueError("This progress is over: there is no page to go on from")
    given = dict(given)  # the progress goes on to ask it, whatever becomes of the caller's
    steps: list[Step] = list(since.steps[:-1]) if since else []
    evidence, urgency = (since.evidence, since.urgency) if since else (Evidence(), Urgency.SELF_CARE)
    for number in range(since.pages_behind if since else 0, len(definition.pages)):
        page = definition.pages[number]
        questions = page.questions
        if page.is_conditional:
            questions = tuple(question for question in questions if question.is_asked(evidence.present))
        if not ask_everything:
            questions = that_matter(definition, number, questions, evidence, urgency)
        if not questions:
            continue
        step = _step(page, questions, given)
        steps.append(step)
        if not step.is_complete or page.slug == until:
            return Progress(definition, given, tuple(steps), step, evidence, urgency, number)
        before, evidence = evidence, evidence.with_answers(step.answers)
        if evidence is not before:
            urgency = rule_urgency(definition, evidence, before, urgency)
        if urgency == Urgency.EMERGENCY:
            return Progress(definition, given, tuple(steps), None, evidence, urgency, number + 1)
    return Progress(definition, given, tuple(steps), None, evidence, urgency, len(definition.pages))


def _step(page: Page, questions: tuple[Question, ...], given: Mapping[str, Sequence[str]]) -> Step:
    answers = [_answer(question, given[question.slug]) for question in questions if question.slug in given]
    return Step(page, questions, tuple([answer for answer in answers if answer]))


def _answer(question: Question, values: Sequence[str]) -> Answer | None:
    if not values:
        return None
    try:
        return read_answer(question, values)
    except AnswerError:
        return None
