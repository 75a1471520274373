"""Faults planted in the rules, one at a time, and whether the tests would see them.

`python -m tests.mutants` prints the table. A mutant is killed by the oracle if somebody whom the
evidence describes is not told what the evidence asks for. It is enough to ask those people whose rule
was changed: nothing else of the definition was, one of them is enough to kill it, and a mutant that
none of them kills is reported, not passed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import django

from tests.evidence_rules import ways_of_terms
from tests.oracle import RULES, Person, people, shortcomings
from triage.core.assess import Evidence, assess
from triage.core.definition import Definition, Question, Rule
from triage.core.terms import Term
from triage.core.urgency import Urgency


@dataclass(frozen=True)
class Mutant:
    """A definition with one rule changed, or gone."""

    kind: str
    name: str
    code: str
    definition: Definition


@dataclass(frozen=True)
class Verdict:
    mutant: Mutant
    is_killed: bool
    in_result: bool
    """Whether an urgency or the causes of a result are wrong, and not its reasons alone."""


# Weaker rules


def weaker(definition: Definition) -> Iterator[Mutant]:
    """Yield every rule with something taken from what it tells, or from whom it tells it."""
    for rule in definition.rules:
        yield Mutant("removed", rule.code, rule.code, _without(definition, rule))
        for level in reversed(Urgency):
            if level < rule.urgency:
                yield _mutant(definition, rule, "lowered", f"to {level.code}", urgency=level)
        yield from (
            _mutant(definition, rule, "narrowed", f"without {token}", terms=terms)
            for token, terms in _narrowed(rule)
        )
        for number, term in enumerate(rule.terms):
            if 1 < term.least < len(term.tokens):
                terms = _with_term(rule, number, Term(term.tokens, term.least + 1))
                yield _mutant(definition, rule, "more needed", f"{term.least + 1} of", terms=terms)
        more = _unrelated(definition, rule)
        further = (*rule.terms, Term(frozenset({more})))
        yield _mutant(definition, rule, "further term", f"and {more}", terms=further)
        for slug in rule.suspects:
            suspects = tuple(other for other in rule.suspects if other != slug)
            yield _mutant(definition, rule, "suspect removed", f"without {slug}", suspects=suspects)


def _narrowed(rule: Rule) -> Iterator[tuple[str, tuple[Term, ...]]]:
    for number, term in enumerate(rule.terms):
        if len(term.tokens) > term.least:
            for token in sorted(term.tokens):
                yield token, _with_term(rule, number, Term(term.tokens - {token}, term.least))


def _unrelated(definition: Definition, rule: Rule) -> str:
    """A finding that has nothing to do with the rule: the last that none of its questions ask for."""
    related = {
        code for question in definition.questions if question.tokens & rule.tokens for code in question.tokens
    }
    return next(
        code for question in reversed(definition.questions) for option in reversed(question.options)
        for code in option.findings if code not in related
    )  # fmt: skip


# Stronger rules


def stronger(definition: Definition) -> Iterator[Mutant]:
    """Yield every rule with something added: they alarm for nothing, which is a fault too."""
    for rule in definition.rules:
        for level in Urgency:
            if level > rule.urgency:
                yield _mutant(definition, rule, "raised", f"to {level.code}", urgency=level)
        if len(rule.terms) > 1:
            for number in range(len(rule.terms)):
                terms = rule.terms[:number] + rule.terms[number + 1 :]
                yield _mutant(definition, rule, "term dropped", f"line {number + 1}", terms=terms)


def _mutant(definition: Definition, rule: Rule, kind: str, what: str, **changes: Any) -> Mutant:
    rules = tuple(replace(rule, **changes) if other is rule else other for other in definition.rules)
    return Mutant(kind, f"{rule.code} {what}", rule.code, replace(definition, rules=rules))


def _without(definition: Definition, rule: Rule) -> Definition:
    return replace(definition, rules=tuple(other for other in definition.rules if other is not rule))


def _with_term(rule: Rule, number: int, term: Term) -> tuple[Term, ...]:
    return (*rule.terms[:number], term, *rule.terms[number + 1 :])


# Killing


def asked_of_the_oracle(mutant: Mutant) -> Verdict:
    found = [
        shortcoming.in_result
        for person in _people(mutant.definition.questions, mutant.code)
        for shortcoming in shortcomings(mutant.definition, person)
    ]
    return Verdict(mutant, bool(found), any(found))


@cache
def _people(questions: tuple[Question, ...], code: str) -> list[Person]:
    return people(questions, RULES[code])


def asked_of_the_cases(mutant: Mutant, cases: Iterable[dict[str, Any]]) -> Verdict:
    """Whether a check case of the evidence comes out another way: urgency, rules or first cause."""
    levels, reasons = False, False
    for case in cases:
        result = assess(mutant.definition, Evidence(frozenset(case["findings"])))
        first = result.causes[0].slug if result.causes else None
        levels |= (result.urgency.code, first) != (case["urgency"], case["cause"])
        fired = {"R3" if rule.code in ("R3a", "R3b", "R3c") else rule.code for rule in result.fired}
        reasons |= fired != set(case["rules"])
    return Verdict(mutant, levels or reasons, levels)


def differs_from_the_evidence(mutant: Mutant) -> Verdict:
    """Whether the rule, as it is written, is not the one of the evidence."""
    rule = next((rule for rule in mutant.definition.rules if rule.code == mutant.code), None)
    evidence = RULES[mutant.code]
    same = rule is not None and (ways_of_terms(rule.terms), rule.urgency, set(rule.suspects)) == (
        evidence.ways, evidence.level, evidence.suspects,
    )  # fmt: skip
    return Verdict(mutant, not same, False)


# The table


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.conftest import CONTENT, read_json
    from triage.core.compiling import compile_definition
    from triage.starter import read_check

    definition = compile_definition(read_check(CONTENT))
    cases = read_json("check-cases.json")
    weak, strong = list(weaker(definition)), list(stronger(definition))
    print("Weaker rules, asked of the people whom the evidence describes:")
    print_table(map(asked_of_the_oracle, weak))
    print("\nStronger rules, compared with the evidence as they are written:")
    print_table(map(differs_from_the_evidence, strong))
    print("\nStronger rules, asked of the 54 check cases of the evidence:")
    print_table(asked_of_the_cases(mutant, cases) for mutant in strong)


def print_table(verdicts: Iterable[Verdict]) -> None:
    by_kind: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_kind.setdefault(verdict.mutant.kind, []).append(verdict)
    everything = [verdict for found in by_kind.values() for verdict in found]
    print(f"{'kind':<16} {'made':>5} {'killed':>7} {'by result':>10}  surviving")
    for kind, found in {**by_kind, "all": everything}.items():
        killed = sum(verdict.is_killed for verdict in found)
        by_result = sum(verdict.in_result for verdict in found)
        alive = [verdict.mutant.name for verdict in found if not verdict.is_killed]
        names = "" if kind == "all" else "; ".join(alive)
        print(f"{kind:<16} {len(found):>5} {killed:>7} {by_result:>10}  {names}".rstrip())


if __name__ == "__main__":
    main()
