"""Whom another definition would tell something else: found by argument, agreed with by brute force."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brute import Crowd
from tests.conftest import CONTENT
from tests.small import small_definition
from tests.thoroughness import examples
from triage.core.assess import Evidence, assess, rule_urgency
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.core.difference import carried_over, difference
from triage.core.people import answers_of
from triage.core.terms import Term
from triage.core.urgency import Urgency
from triage.core.verify.answers import tokens_of
from triage.core.verify.verdict import walk
from triage.starter import read_check, read_vignettes

CHECK = compile_definition(read_check(CONTENT))
PEOPLE = {
    vignette["id"]: answers_of(CHECK, vignette["findings"], vignette["unsure"])
    for vignette in read_vignettes(CONTENT)
}


def with_rule(code: str, **changes: Any) -> Definition:
    rules = (replace(rule, **changes) if rule.code == code else rule for rule in CHECK.rules)
    return replace(CHECK, rules=tuple(rules))


def without_rule(code: str) -> Definition:
    return replace(CHECK, rules=tuple(rule for rule in CHECK.rules if rule.code != code))


def test_the_same_definition_tells_nobody_anything_else() -> None:
    found = difference(CHECK, CHECK, PEOPLE)

    assert (found.lowered, found.raised, found.people) == ((), (), {})
    assert (found.less_urgent, found.reweighted) == ((), ())


@pytest.mark.parametrize("code", ["E2", "E14", "S1", "S4", "R14", "U1"])
def test_a_rule_taken_out_is_found_with_somebody_who_would_wait_longer(code: str) -> None:
    after = without_rule(code)

    (change,) = difference(CHECK, after, {}).lowered

    assert change.rule.code == code
    assert change.asked[1] < change.asked[0]
    told = walk(after, carried_over(CHECK, after, change.given))
    assert told.urgency == change.asked[1]
    assert assess(after, told.evidence) == change.results[1]


def test_a_rule_put_in_is_found_with_somebody_who_would_hurry() -> None:
    (change,) = difference(without_rule("S4"), CHECK, {}).raised

    assert change.rule.code == "S4"
    assert change.asked[0] < Urgency.SAME_DAY <= change.asked[1]


def test_a_rule_that_another_covers_lowers_nobody() -> None:
    """E19 is E21 for a child: without it the same child is as urgent."""
    assert difference(CHECK, without_rule("E19"), PEOPLE).lowered == ()


def test_a_question_taken_out_lowers_those_who_told_of_danger_there() -> None:
    after = replace(CHECK, questions=tuple(q for q in CHECK.questions if q.slug != "injury"))

    codes = {change.rule.code for change in difference(CHECK, after, {}).lowered}

    assert {"S11", "S14", "S25"} <= codes


def test_not_sure_taken_back_lowers_those_who_were_not_sure() -> None:
    after = replace(
        CHECK, questions=tuple(replace(q, unsure="") if q.slug == "chest" else q for q in CHECK.questions)
    )

    assert "U1" in {change.rule.code for change in difference(CHECK, after, {}).lowered}


def with_question(slug: str, **changes: Any) -> Definition:
    questions = (replace(q, **changes) if q.slug == slug else q for q in CHECK.questions)
    return replace(CHECK, questions=tuple(questions))


def test_assuming_less_after_not_sure_lowers_those_who_are_not_sure() -> None:
    after = with_question("onset", unsure_counts_as=frozenset())

    assert "E10" in {change.rule.code for change in difference(CHECK, after, {}).lowered}


def test_an_option_taken_out_lowers_those_it_alone_fitted() -> None:
    options = next(q for q in CHECK.questions if q.slug == "side").options
    after = with_question("side", options=options[:2])

    assert "E10" in {change.rule.code for change in difference(CHECK, after, {}).lowered}


def test_allowing_one_answer_only_lowers_those_who_had_two() -> None:
    assert "E5" in {
        change.rule.code for change in difference(CHECK, with_question("injury", many=False), {}).lowered
    }


def test_vignettes_that_change_are_named() -> None:
    assert list(difference(CHECK, without_rule("E2"), PEOPLE).people) == ["X08"]


def test_a_milder_cause_and_other_points_are_named() -> None:
    causes = {cause.slug: cause for cause in CHECK.causes}
    clots = replace(causes["blood-clots"], floor=Urgency.ROUTINE)
    cramps = replace(causes["muscle-cramps"], points={"pattern-spasm": 1})
    after = replace(CHECK, causes=tuple((causes | {c.slug: c for c in (clots, cramps)}).values()))

    found = difference(CHECK, after, {})

    assert [cause.slug for cause in found.less_urgent] == ["blood-clots"]
    assert [cause.slug for cause in found.reweighted] == ["muscle-cramps"]


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_somebody_is_found_exactly_if_the_rules_ask_less_of_somebody(seed: int) -> None:
    before = small_definition(seed)
    after = changed(before, random.Random(seed))  # noqa: S311

    found = difference(before, after, {})

    asked = [
        (asked_of(before, person), asked_of(after, carried_over(before, after, person)))
        for person in chain.from_iterable(in_any_order(person) for person in Crowd(before).everybody)
    ]
    assert bool(found.lowered) == any(now < then for then, now in asked)


def in_any_order(person: Mapping[str, tuple[str, ...]]) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Whoever may give one answer only, of several that are true, gives any of them."""
    orders = (list(permutations(values)) for values in person.values())
    for values in product(*orders):
        yield dict(zip(person, values, strict=True))


def asked_of(definition: Definition, person: Mapping[str, tuple[str, ...]]) -> Urgency:
    by_slug = {question.slug: question for question in definition.questions}
    said = frozenset(token for slug, values in person.items() for token in tokens_of(by_slug[slug], values))
    return rule_urgency(definition, Evidence(said))


def changed(definition: Definition, dice: random.Random) -> Definition:
    """The definition with one change that could make it milder."""
    kind = dice.choice(["rule out", "rule lower", "rule narrower", "option out", "unsure", "one", "alone"])
    rules = list(definition.rules)
    number = dice.randrange(len(rules))
    if kind == "rule out":
        del rules[number]
    elif kind == "rule lower":
        rules[number] = replace(rules[number], urgency=Urgency.ROUTINE)
    elif kind == "rule narrower":
        first = rules[number].terms[0]
        narrower = Term(frozenset(sorted(first.tokens)[:1]), 1)
        rules[number] = replace(rules[number], terms=(narrower, *rules[number].terms[1:]))
    questions = definition.questions
    if kind == "option out":
        # Not where an option stands alone: whether it says what is lost depends on what is ticked beside it.
        questions = tuple(
            question
            if len(question.options) < 3 or any(option.alone for option in question.options)
            else replace(question, options=question.options[1:])
            for question in questions
        )
    if kind == "unsure":
        questions = tuple(replace(question, unsure_counts_as=frozenset()) for question in questions)
    if kind == "one":
        questions = tuple(replace(question, many=False) for question in questions)
    if kind == "alone":
        questions = tuple(
            replace(question, options=(replace(question.options[0], alone=True), *question.options[1:]))
            if question.many
            else question
            for question in questions
        )
    return replace(definition, rules=tuple(rules), questions=questions)
