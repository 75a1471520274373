"""What the evidence asks of a check: people with just the signs of a rule, and what they must be told.

Nothing here is read from the check's own rules, so a fault in one of them cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tests.evidence_rules import EvidenceRule, evidence_rules
from triage.core.assess import MOST_CAUSES, Assessment, assess
from triage.core.definition import UNSURE_VALUE, Definition, Question
from triage.core.replay import Progress, replay
from triage.core.terms import UNSURE
from triage.core.urgency import Urgency
from triage.core.verify.answers import single_answers, tokens_of

RULES = evidence_rules()


@dataclass(frozen=True)
class Person:
    """Somebody with one of the smallest sets of signs that a rule asks for, and calm otherwise."""

    rule: EvidenceRule
    way: frozenset[str]
    given: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Shortcoming:
    """What somebody is not told. `in_result`: the urgency is too low, or a cause is not listed.

    Otherwise the result may still be right, by another rule or by points, and the reason is missing.
    """

    what: str
    in_result: bool


def people(questions: Sequence[Question], rule: EvidenceRule) -> list[Person]:
    """Return somebody for each way to satisfy the rule."""
    return [
        Person(rule, way, {question.slug: _answer(question, rule, way) for question in questions})
        for way in rule.sorted_ways
    ]


def shortcomings(definition: Definition, person: Person) -> Iterator[Shortcoming]:
    """Yield what this person should be told and is not: asked what matters, and asked everything."""
    for progress in ways_through(definition, person):
        result = assess(definition, progress.evidence)
        yield from _in_result(person, progress, result)
        yield from _in_reason(person, result)


def ways_through(definition: Definition, person: Person) -> list[Progress]:
    found = [replay(definition, person.given, ask_everything=everything) for everything in (False, True)]
    if not all(progress.is_over for progress in found):
        raise ValueError(f"{dict(person.given)} are not answers to every question")
    return found


def _in_result(person: Person, progress: Progress, result: Assessment) -> Iterator[Shortcoming]:
    rule = person.rule
    if result.urgency < rule.level:
        yield Shortcoming(f"told {result.urgency.code} where {rule.code} asks for {rule.level.code}", True)
    listed = {cause.slug for cause in result.causes}
    others = _suspects(progress.evidence.present)
    if rule.suspects <= others and len(others) <= MOST_CAUSES and len(listed) < MOST_CAUSES:
        for slug in sorted(rule.suspects - listed):
            yield Shortcoming(f"{slug} is not listed where {rule.code} suspects it", True)


def _in_reason(person: Person, result: Assessment) -> Iterator[Shortcoming]:
    rule = person.rule
    fired = next((fired for fired in result.fired if fired.code == rule.code), None)
    if fired is None:
        yield Shortcoming(f"{rule.code} did not fire", False)
        return
    if fired.urgency < rule.level:
        yield Shortcoming(f"{rule.code} asks for {fired.urgency.code} only", False)
    for slug in sorted(rule.suspects - set(fired.suspects)):
        yield Shortcoming(f"{rule.code} does not suspect {slug}", False)


def _suspects(said: frozenset[str]) -> frozenset[str]:
    """What the most urgent rules that hold suspect, by the evidence."""
    holding = [rule for rule in RULES.values() if rule.holds(said)]
    top = max((rule.level for rule in holding), default=Urgency.SELF_CARE)
    return frozenset(slug for rule in holding if rule.level == top for slug in rule.suspects)


# Answers


def _answer(question: Question, rule: EvidenceRule, way: frozenset[str]) -> tuple[str, ...]:
    codes = {code for option in question.options for code in option.findings}
    signs = way & (codes | {UNSURE + question.slug})
    if not signs:
        return _calmest(question, rule)
    values = [option.value for option in question.options if set(option.findings) <= signs]
    if not question.many:
        values = [max(values, key=len)] if values else []
    if UNSURE + question.slug in signs:
        values.append(UNSURE_VALUE)
    return tuple(values)


def _calmest(question: Question, rule: EvidenceRule) -> tuple[str, ...]:
    """The answer that says least to this rule, and then to the others."""

    def says(values: tuple[str, ...]) -> tuple[int, int, int]:
        tokens = tokens_of(question, values)
        return len(tokens & rule.tokens), _named_by_rules(tokens), len(tokens)

    return min(single_answers(question), key=says)


@cache
def _named_by_rules(tokens: frozenset[str]) -> int:
    return sum(bool(tokens & rule.tokens) for rule in RULES.values())
