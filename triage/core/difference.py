"""What another definition would tell the same people: whom it lowers, whom it raises, and who changes.

By rules this is proven: for each rule of one definition, either everybody for whom it fires is told
at least as much by the other, or somebody is found who is not. What comes from points, the order of
causes and the least urgency of the first, is compared on people who are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.core.answers import AnswerError, read_answer
from triage.core.assess import Assessment, assess
from triage.core.definition import UNSURE_VALUE, Definition, Question, Rule
from triage.core.people import answers_of
from triage.core.terms import Term
from triage.core.verify.answers import Given, tokens_of
from triage.core.verify.search import find_person
from triage.core.verify.verdict import walk
from triage.core.verify.wishes import Condition, Wish

MOST_TRIED = 200
"""How many people a rule is tried on where the other's result never is milder, though its rules are."""


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who is told something else; `rule` is the one that asks for more, if a rule does."""

    rule: Rule | None
    given: Given
    before: Assessment
    after: Assessment


@dataclass(frozen=True, slots=True)
class Difference:
    """`lowered` and `raised` by rules, one example person a rule; `people` given of whom a result changes."""

    lowered: tuple[Change, ...]
    raised: tuple[Change, ...]
    people: Mapping[str, Change]

    @property
    def lowers(self) -> bool:
        return bool(self.lowered) or any(_is_lower(change) for change in self.people.values())

    @property
    def is_empty(self) -> bool:
        return not (self.lowered or self.raised or self.people)


def difference(before: Definition, after: Definition, people: Mapping[str, Given]) -> Difference:
    """Compare two definitions; `people` are answers to the first, by the name they go under."""
    lowered = (_told_less(before, after, rule) for rule in before.rules)
    raised = (_told_less(after, before, rule) for rule in after.rules)
    compared = {name: _compared(before, after, given) for name, given in people.items()}
    return Difference(
        tuple(change for change in lowered if change is not None),
        tuple(_turned(change) for change in raised if change is not None),
        {name: change for name, change in compared.items() if _differs(change)},
    )


def carried_over(source: Definition, target: Definition, given: Given) -> Given:
    """Return what somebody with these answers to one definition would answer to the other."""
    questions = {question.slug: question for question in source.questions}
    tokens = {token for slug, values in given.items() for token in tokens_of(questions[slug], _told(values))}
    honest = answers_of(target, tokens)
    return {
        question.slug: given[question.slug] if _takes(question, given) else honest[question.slug]
        for question in target.questions
    }


def _told_less(definition: Definition, other: Definition, rule: Rule) -> Change | None:
    """Find somebody for whom this rule fires and whom the other definition tells to wait longer."""
    as_urgent = [mine for mine in other.rules if mine.urgency >= rule.urgency]
    sayable = frozenset(token for question in other.questions for token in question.tokens)
    never = tuple(condition for mine in as_urgent if (condition := _sayable(mine, sayable)) is not None)
    tried = 0

    def waits_longer(given: Given) -> bool:
        nonlocal tried
        tried += 1
        change = _compared(definition, other, given)
        return tried > MOST_TRIED or change.after.urgency < change.before.urgency

    wish = Wish((Condition(rule.terms),), never, to_the_end=True, all_asked=True)
    given = find_person(definition, wish, waits_longer)
    if given is None or tried > MOST_TRIED:
        return None
    change = _compared(definition, other, given)
    return Change(rule, given, change.before, change.after)


def _sayable(rule: Rule, tokens: frozenset[str]) -> Condition | None:
    """The rule over what the other definition can hear; None if it can never fire there."""
    terms = tuple(Term(term.tokens & tokens, term.least) for term in rule.terms)
    return Condition(terms) if all(len(term.tokens) >= term.least for term in terms) else None


def _compared(before: Definition, after: Definition, given: Given) -> Change:
    return Change(None, given, _result(before, given), _result(after, carried_over(before, after, given)))


def _turned(change: Change) -> Change:
    return Change(change.rule, change.given, change.after, change.before)


def _result(definition: Definition, given: Given) -> Assessment:
    return assess(definition, walk(definition, given).closing_evidence)


def _differs(change: Change) -> bool:
    before, after = change.before, change.after
    return before.urgency != after.urgency or _listed(before) != _listed(after)


def _is_lower(change: Change) -> bool:
    return change.after.urgency < change.before.urgency


def _listed(assessment: Assessment) -> list[str]:
    return [cause.slug for cause in assessment.causes]


def _takes(question: Question, given: Given) -> bool:
    try:
        read_answer(question, given.get(question.slug, ()))
    except AnswerError:
        return False
    return True


def _told(values: Iterable[str]) -> list[str]:
    return [value for value in values if value != UNSURE_VALUE]
