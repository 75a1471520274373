"""What there is to meet in a definition: every answer, rule, urgency, cause and way between pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from triage.core.assess import Evidence, assess, rule_urgency
from triage.core.definition import Definition
from triage.core.replay import Progress, replay
from triage.core.urgency import Urgency
from triage.core.verify.answers import Given, single_answers

END = "the result, at the end"
EMERGENCY = "the result, by an emergency"
EARLY = "an early result"


@dataclass(frozen=True, slots=True, order=True)
class Aim:
    """One thing that a walk can meet: of an answer its question and value, of a way where it leads."""

    kind: str
    name: str
    to: str = ""

    def __str__(self) -> str:
        joint = " -> " if self.kind == "way" else "=" if self.to else ""
        return f"{self.kind} {self.name}{joint}{self.to}"


def met(definition: Definition, given: Given) -> frozenset[Aim]:
    """Return what a person meets on the real walk, where a question that cannot matter is left out."""
    return frozenset(_met(definition, replay(definition, given)))


def aims(definition: Definition) -> frozenset[Aim]:
    """Return what somebody should meet.

    A way past pages is not among these: whether anybody is spared a page, only people can show.
    """
    return frozenset(_parts(definition)) | frozenset(_ways(definition))


def spared(definition: Definition, given: Given) -> Iterator[str]:
    """Yield the pages that a person is not asked, though the check goes on behind them."""
    progress = replay(definition, given)
    asked = {step.page.slug for step in progress.steps}
    later = {question.slug for question in progress.open_questions}
    return (page.slug for page in definition.pages if page.slug not in asked | later)


def _met(definition: Definition, progress: Progress) -> Iterator[Aim]:
    if not progress.is_over:
        raise ValueError("These are not the answers to every question that is asked")
    for answer in progress.answers:
        yield from (Aim("answer", answer.question.slug, value) for value in answer.values)
    assessment = assess(definition, progress.evidence)
    yield from (Aim("rule", rule.code) for rule in assessment.fired)
    yield from (Aim("cause", cause.slug) for cause in assessment.causes)
    yield Aim("urgency", assessment.urgency.code)
    pages = [step.page.slug for step in progress.steps]
    yield from (Aim("way", page, following) for page, following in pairwise(pages))
    yield from (Aim("way", page, EARLY) for page in _stoppable(definition, progress))
    if pages:
        yield Aim("way", pages[-1], EMERGENCY if progress.urgency == Urgency.EMERGENCY else END)


def _stoppable(definition: Definition, progress: Progress) -> Iterator[str]:
    """Yield the pages on which an early result is offered instead of an answer."""
    evidence, urgency = Evidence(), Urgency.SELF_CARE
    for step in progress.steps:
        if urgency >= Urgency.SAME_DAY and definition.pages.index(step.page) >= definition.red_flag_pages:
            yield step.page.slug
        before, evidence = evidence, evidence.with_answers(step.answers)
        urgency = rule_urgency(definition, evidence, before, urgency)


def _parts(definition: Definition) -> Iterator[Aim]:
    for question in definition.questions:
        yield from (Aim("answer", question.slug, value) for (value,) in single_answers(question))
    yield from (Aim("rule", rule.code) for rule in definition.rules)
    yield from (Aim("cause", cause.slug) for cause in definition.causes)
    yield from (Aim("urgency", level.code) for level in Urgency)


def _ways(definition: Definition) -> Iterator[Aim]:
    """Yield the ways from each page that the rules allow, were every answer given on the pages before."""
    pages = definition.pages
    said: frozenset[str] = frozenset()
    followers = [*(page.slug for page in pages[1:]), END]
    for number, (page, following) in enumerate(zip(pages, followers, strict=True)):
        yield Aim("way", page.slug, following)
        urgent = any(rule.urgency == Urgency.SAME_DAY and rule.fires(said) for rule in definition.rules)
        if urgent and number >= definition.red_flag_pages:
            yield Aim("way", page.slug, EARLY)
        told = frozenset(token for question in page.questions for token in question.tokens)
        said |= told
        emergencies = (rule for rule in definition.rules if rule.urgency == Urgency.EMERGENCY)
        if any(rule.tokens & told and rule.fires(said) for rule in emergencies):
            yield Aim("way", page.slug, EMERGENCY)
