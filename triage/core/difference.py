"""What another definition would tell the same people: whom it lowers, whom it raises, and who changes.

By rules this is proven: for each rule of one definition, either everybody for whom it fires is told
at least as much by the other, or somebody is found who is not. What comes from points, the order of
causes and the least urgency of the first, is compared on people who are given, and every cause whose
least urgency falls, or whose points change, is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from triage.core.answers import AnswerError, read_answer
from triage.core.assess import Assessment, Evidence, rule_urgency
from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Cause, Definition, Question, Rule
from triage.core.people import answer_of
from triage.core.terms import UNSURE
from triage.core.urgency import Urgency
from triage.core.verify.answers import Given, tokens_of
from triage.core.verify.search import find_person
from triage.core.verify.verdict import walk
from triage.core.verify.wishes import Condition, Wish, conditions


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody whom the rules ask something else of: `asked` before and after, and the results.

    `rule` is one that asks for more, if there is one. A result may stay the same all the same, where
    the least urgency of the first cause holds it up.
    """

    rule: Rule | None
    given: Given
    asked: tuple[Urgency, Urgency]
    results: tuple[Assessment, Assessment]

    @property
    def rise(self) -> int:
        """By how many levels the result rises, below zero where it falls."""
        return self.results[1].urgency - self.results[0].urgency


@dataclass(frozen=True, slots=True)
class Difference:
    """`lowered` and `raised` by rules, one example person a rule; `people` given of whom a result changes.

    `less_urgent` are causes whose least urgency falls or that are gone, `reweighted` those whose
    points or gate change.
    """

    lowered: tuple[Change, ...]
    raised: tuple[Change, ...]
    people: Mapping[str, Change]
    less_urgent: tuple[Cause, ...]
    reweighted: tuple[Cause, ...]


def difference(before: Definition, after: Definition, people: Mapping[str, Given]) -> Difference:
    """Compare two definitions; `people` are answers to the first, by the name they go under."""
    lowered = (_told_less(before, after, rule) for rule in before.rules)
    raised = (_told_less(after, before, rule) for rule in after.rules)
    compared = {name: _compared(before, after, given) for name, given in people.items()}
    return Difference(
        tuple(change for change in lowered if change is not None),
        tuple(_turned(change) for change in raised if change is not None),
        {name: change for name, change in compared.items() if _differs(change)},
        *_changed_causes(before, after),
    )


def carried_over(source: Definition, target: Definition, given: Given) -> Given:
    """Return what somebody with these answers to one definition would answer to the other.

    To a question of the same name they say the same, as far as it still takes that; what else they
    told there they say anew in its words. A question that is new they answer by all they told.
    """
    by_slug = {question.slug: question for question in source.questions}
    everything = _told(tokens_of(by_slug[slug], values) for slug, values in given.items())
    return {
        question.slug: _carried(by_slug[question.slug], question, given[question.slug])
        if question.slug in given
        else answer_of(question, everything)
        for question in target.questions
    }


def _carried(source: Question, target: Question, said: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(value for value in said if value in target.values)
    kept = kept if target.many else kept[:1]
    lost = tuple(value for value in said if value not in target.values)
    return _together(target, kept, answer_of(target, _told([tokens_of(source, lost)]))) if lost else kept


def _together(question: Question, kept: tuple[str, ...], anew: tuple[str, ...]) -> tuple[str, ...]:
    if not question.many or not kept:
        return kept or anew
    both = tuple(dict.fromkeys(value for value in (*kept, *anew) if value != NONE_VALUE))
    return both if _is_taken(question, both) else kept


def _told(tokens: Iterable[frozenset[str]]) -> frozenset[str]:
    """The findings among these tokens: a "not sure" belongs to its own question."""
    return frozenset(token for told in tokens for token in told if not token.startswith(UNSURE))


def _changed_causes(before: Definition, after: Definition) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    new = {cause.slug: cause for cause in after.causes}
    less_urgent = (
        cause for cause in before.causes if cause.slug not in new or new[cause.slug].floor < cause.floor
    )
    reweighted = (
        cause for cause in before.causes if cause.slug in new and _weights(new[cause.slug]) != _weights(cause)
    )
    return tuple(less_urgent), tuple(reweighted)


def _weights(cause: Cause) -> tuple[frozenset[str], Mapping[str, int]]:
    return cause.gate, cause.points


def _told_less(definition: Definition, other: Definition, rule: Rule) -> Change | None:
    """Find somebody for whom this rule fires and of whom the other's rules ask less."""
    as_urgent = conditions([mine for mine in other.rules if mine.urgency >= rule.urgency])
    kept = {question.slug: question for question in other.questions}
    asked_anew = [question for question in other.questions if question.slug not in _slugs(definition)]
    # A new question of one answer hears one thing of several, so nothing is sure to be heard there.
    anew = frozenset(token for question in asked_anew if question.many for token in question.tokens)

    changed = frozenset(q.slug for q in definition.questions if not _hears_as_much(q, kept.get(q.slug)))

    @cache
    def hears(question: Question, values: tuple[str, ...]) -> frozenset[str]:
        told_anew = _told([tokens_of(question, values)]) & anew
        if question.slug in changed:
            return told_anew
        target = kept[question.slug]
        return told_anew | tokens_of(target, _carried(question, target, values))

    def asks_less(given: Given) -> bool:
        return _asked(other, carried_over(definition, other, given)) < rule.urgency

    wish = Wish(
        (Condition(rule.terms),),
        as_urgent,
        to_the_end=True,
        unheard=True,
        all_asked=True,
        look_at_all=changed,
        hears=hears,
    )
    given = find_person(definition, wish, asks_less)
    return None if given is None else replace(_compared(definition, other, given), rule=rule)


def _hears_as_much(question: Question, target: Question | None) -> bool:
    """Whether every answer to the one tells the other at least as much."""
    if target is None or target.many != question.many:
        return False
    options = {option.value: option.alone for option in target.options}
    takes_all = all(options.get(option.value) == option.alone for option in question.options)
    unsure = tokens_of(question, (UNSURE_VALUE,)) if question.unsure else frozenset()
    return takes_all and unsure <= (tokens_of(target, (UNSURE_VALUE,)) if target.unsure else frozenset())


def _slugs(definition: Definition) -> frozenset[str]:
    return frozenset(question.slug for question in definition.questions)


def _compared(before: Definition, after: Definition, given: Given) -> Change:
    carried = carried_over(before, after, given)
    return Change(
        None,
        given,
        (_asked(before, given), _asked(after, carried)),
        (_result(before, given), _result(after, carried)),
    )


def _turned(change: Change) -> Change:
    return replace(change, asked=change.asked[::-1], results=change.results[::-1])


def _asked(definition: Definition, given: Given) -> Urgency:
    """What the rules ask of everything that this person says."""
    questions = {question.slug: question for question in definition.questions}
    tokens = (tokens_of(questions[slug], values) for slug, values in given.items())
    return rule_urgency(definition, Evidence(frozenset().union(*tokens)))


def _result(definition: Definition, given: Given) -> Assessment:
    return walk(definition, given).assessment


def _differs(change: Change) -> bool:
    before, after = change.results
    return before.urgency != after.urgency or _listed(before) != _listed(after)


def _listed(assessment: Assessment) -> list[str]:
    return [cause.slug for cause in assessment.causes]


def _is_taken(question: Question, values: tuple[str, ...]) -> bool:
    try:
        read_answer(question, values)
    except AnswerError:
        return False
    return True
