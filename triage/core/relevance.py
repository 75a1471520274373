"""Which questions can still change the result. The others are not asked.

A question matters unless it is certain that none of its answers, whatever is answered elsewhere or
left open, changes the urgency or the first three causes. What is certain is computed with bounds: on
the rules that can still fire, and on the points that each cause can still gain or lose. Bounds err
one way only: a question that cannot matter may be asked, one that can matter never goes unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache

from triage.core.assess import LISTED_FROM, MOST_CAUSES, Evidence
from triage.core.definition import Cause, Definition, Question, Rule
from triage.core.urgency import Urgency

Range = tuple[int, int]
"""The least and the most points that may be added; zero, for an open question, always lies between."""


def that_matter(
    definition: Definition,
    page: int,
    questions: tuple[Question, ...],
    evidence: Evidence,
    urgency: Urgency,
) -> tuple[Question, ...]:
    """Return those of the page's questions that can matter to somebody with this evidence so far.

    `page` is its number, from 0; `urgency` is what the rules ask for so far.
    """
    index = _index(definition)
    if index.least_ahead[page] > urgency:
        return questions
    ahead = index.ahead[page]
    doubtful = [question for question in questions if ahead[question.slug] <= urgency]
    if not doubtful:
        return questions
    outlooks = [_Outlook(definition, page, evidence, urgency)]
    if evidence.assumed:
        # What is assumed after "not sure" counts for the urgency of the first cause: a list of its own.
        taken = Evidence(evidence.findings | evidence.assumed, unsure=evidence.unsure)
        outlooks.append(_Outlook(definition, page, taken, urgency))
    idle = [question for question in doubtful if not any(view.matters(question) for view in outlooks)]
    return tuple(question for question in questions if question not in idle) if idle else questions


@dataclass(frozen=True)
class _Outlook:
    """What may still come from this page on."""

    definition: Definition
    page: int
    evidence: Evidence
    urgency: Urgency

    def matters(self, question: Question) -> bool:
        index = _index(self.definition)
        rules = index.rules[question.slug]
        if any(rule.urgency > self.urgency and rule.fires(self.possible) for rule in rules):
            return True
        if question.slug in index.openers:
            return True
        peers = (rule for rule in rules if rule.urgency == self.urgency and self._may_fire(rule))
        if any(not self.suspects.issuperset(rule.suspects) for rule in peers):
            return True
        touched = index.points[question.slug]
        return any(self._place_is_open(cause) for cause in self.definition.causes if cause.slug in touched)

    # Rules

    @cached_property
    def present(self) -> frozenset[str]:
        return self.evidence.present

    @cached_property
    def possible(self) -> Set[str]:
        return self.present | _index(self.definition).tokens[self.page]

    @cached_property
    def suspects(self) -> frozenset[str]:
        """The suspects of the rules that decide so far."""
        deciding = (rule for rule in self.definition.rules if rule.urgency == self.urgency)
        return frozenset(slug for rule in deciding if rule.fires(self.present) for slug in rule.suspects)

    @cached_property
    def possible_suspects(self) -> frozenset[str]:
        rules = (rule for rule in self.definition.rules if rule.urgency >= self.urgency)
        return frozenset(slug for rule in rules if rule.fires(self.possible) for slug in rule.suspects)

    @cached_property
    def is_level_settled(self) -> bool:
        higher = (rule for rule in self.definition.rules if rule.urgency > self.urgency)
        return not any(self._may_fire(rule) for rule in higher)

    def _may_fire(self, rule: Rule) -> bool:
        return rule.fires(self.possible) and not rule.fires(self.present)

    # Causes

    @cached_property
    def scores(self) -> Mapping[str, Range]:
        """The least and the most points that each cause can end with."""
        future = _index(self.definition).future_points[self.page]
        now = self.definition.scores(self.evidence.findings)
        return {slug: (now[slug] + least, now[slug] + most) for slug, (least, most) in future.items()}

    def _place_is_open(self, cause: Cause) -> bool:
        """Whether the cause can stand among the first causes at a place that is not certain."""
        if not self._may_be_listed(cause):
            return False
        others = [other for other in self.definition.causes if other is not cause]
        above = [other for other in others if self._is_above(other, cause)]
        if len(above) >= MOST_CAUSES:
            return False
        is_settled = self._is_listed(cause) and all(
            other in above or self._is_above(cause, other) or not self._may_be_listed(other)
            for other in others
        )
        return not is_settled

    def _may_be_listed(self, cause: Cause) -> bool:
        by_points = cause.floor < Urgency.EMERGENCY and self.scores[cause.slug][1] >= LISTED_FROM
        return (by_points and cause.passes_gate(self.possible)) or cause.slug in self.possible_suspects

    def _is_listed(self, cause: Cause) -> bool:
        """Whether it is certain that the cause will be listed, though perhaps after others."""
        by_rule = self.is_level_settled and cause.slug in self.suspects
        by_points = cause.floor < Urgency.EMERGENCY and self.scores[cause.slug][0] >= LISTED_FROM
        return by_rule or (by_points and cause.passes_gate(self.evidence.findings))

    def _is_above(self, higher: Cause, lower: Cause) -> bool:
        """Whether it is certain that the one stands before the other, if the other is listed at all."""
        if not self._is_listed(higher) or not self.is_level_settled:
            return False
        if self.urgency >= Urgency.SAME_DAY:
            if higher.slug in self.suspects and lower.slug not in self.possible_suspects:
                return True
            if (higher.slug in self.possible_suspects) != (lower.slug in self.suspects):
                return False
            if (higher.slug in self.suspects) != (lower.slug in self.possible_suspects):
                return False
        least, most = self.scores[higher.slug][0], self.scores[lower.slug][1]
        causes = self.definition.causes
        return least > most or (least == most and causes.index(higher) < causes.index(lower))


@dataclass(frozen=True)
class _Index:
    """What does not depend on answers: by question, and by page what is still to come from there on."""

    ahead: tuple[Mapping[str, Urgency], ...]
    """By page: the most that a rule on the question asks for which what is ahead can fire by itself."""
    least_ahead: tuple[Urgency, ...]
    """By page: the least of those of its questions."""
    rules: Mapping[str, tuple[Rule, ...]]
    openers: frozenset[str]
    points: Mapping[str, Mapping[str, Range]]
    tokens: tuple[frozenset[str], ...]
    future_points: tuple[Mapping[str, Range], ...]


@lru_cache(maxsize=16)
def _index(definition: Definition) -> _Index:
    rules = {
        question.slug: tuple(rule for rule in definition.rules_by_urgency if rule.tokens & question.tokens)
        for question in definition.questions
    }
    points = {question.slug: _points(question, definition.causes) for question in definition.questions}
    tokens: list[frozenset[str]] = []
    future: list[Mapping[str, Range]] = []
    seen: frozenset[str] = frozenset()
    sums = {cause.slug: (0, 0) for cause in definition.causes}
    for page in reversed(definition.pages):
        for question in page.questions:
            seen |= question.tokens
            added = points[question.slug]
            sums = {
                slug: (least + added.get(slug, (0, 0))[0], most + added.get(slug, (0, 0))[1])
                for slug, (least, most) in sums.items()
            }
        tokens.insert(0, seen)
        future.insert(0, sums)
    ahead = tuple(
        {slug: _most_urgent(rule for rule in on if rule.fires(possible)) for slug, on in rules.items()}
        for possible in tokens
    )
    return _Index(
        ahead=ahead,
        least_ahead=tuple(
            min(by_question[question.slug] for question in page.questions)
            for page, by_question in zip(definition.pages, ahead, strict=True)
        ),
        rules=rules,
        openers=frozenset(
            question.slug
            for question in definition.questions
            if any(question.tokens & other.awaited for other in definition.questions)
        ),
        points=points,
        tokens=tuple(tokens),
        future_points=tuple(future),
    )


def _most_urgent(rules: Iterable[Rule]) -> Urgency:
    return max((rule.urgency for rule in rules), default=Urgency.SELF_CARE)


def _points(question: Question, causes: Iterable[Cause]) -> Mapping[str, Range]:
    """What an answer can add to each cause that it touches, by points or by its gate."""
    found = question.tokens
    return {
        cause.slug: _range(question, cause)
        for cause in causes
        if found & cause.gate or any(cause.points.get(code) for code in found)
    }


def _range(question: Question, cause: Cause) -> Range:
    """Sums of the points against and of those for: a finding told already may add nothing again."""
    answers = [{code for option in question.options if not option.alone for code in option.findings}]
    if not question.many:
        answers = [set(option.findings) for option in question.options]
    answers += [set(option.findings) for option in question.options if option.alone]
    if question.unsure:
        answers = [answer | question.unsure_counts_as for answer in answers]
    points = [[cause.points.get(code, 0) for code in answer] for answer in answers]
    least = min(sum(point for point in answer if point < 0) for answer in points)
    most = max(sum(point for point in answer if point > 0) for answer in points)
    return least, most
