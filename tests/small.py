"""Small random definitions, and everybody who could answer them: what brute force can still check."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product

from triage.core.definition import (
    NONE_VALUE,
    UNSURE_VALUE,
    Cause,
    Definition,
    Option,
    Outcome,
    Question,
    Rule,
)
from triage.core.terms import Term
from triage.core.urgency import Urgency

FINDINGS = tuple("abcdefgh")


def small_definition(seed: int, *, most_questions: int = 3) -> Definition:
    """Return a definition of two or three questions, often an odd one: rules and options out of reach."""
    dice = random.Random(seed)  # noqa: S311
    questions: list[Question] = []
    for number in range(dice.randint(2, most_questions)):
        questions.append(_question(dice, number, questions))
    tokens = sorted({token for question in questions for token in question.tokens})
    causes = tuple(
        _cause(dice, name) for name in ("one", "two", "three", "four", "five")[: dice.randint(2, 5)]
    )
    rules = tuple(_rule(dice, f"R{number}", tokens, causes) for number in range(dice.randint(1, 5)))
    outcomes = {level: Outcome(level, level.code, level.code, ("do",), ("avoid",)) for level in Urgency}
    return Definition({code: code for code in FINDINGS}, tuple(questions), rules, causes, outcomes)


def everybody(definition: Definition) -> Iterator[Mapping[str, tuple[str, ...]]]:
    """Yield every set of complete answers, to the questions that are not asked as well."""
    slugs = [question.slug for question in definition.questions]
    for values in product(*(list(every_answer(question)) for question in definition.questions)):
        yield dict(zip(slugs, values, strict=True))


def every_answer(question: Question) -> Iterator[tuple[str, ...]]:
    """Yield every set of values that the question takes as an answer."""
    unsure = [UNSURE_VALUE] if question.unsure else []
    if not question.many:
        yield from ((value,) for value in [*(option.value for option in question.options), *unsure])
        return
    together = [option.value for option in question.options if not option.alone] + unsure
    sizes = range(1, len(together) + 1)
    yield from chain.from_iterable(combinations(together, size) for size in sizes)
    yield from ((option.value,) for option in question.options if option.alone)
    if question.none:
        yield (NONE_VALUE,)


def _question(dice: random.Random, number: int, earlier: list[Question]) -> Question:
    many = dice.random() < 0.6
    codes = dice.sample(FINDINGS, dice.randint(2, 3))
    options = [Option(code, (code,)) for code in codes]
    if dice.random() < 0.2:
        options[0] = Option("both", tuple(sorted(dice.sample(FINDINGS, 2))))
    if many and dice.random() < 0.3:
        options[-1] = Option(options[-1].label, options[-1].findings, alone=True)
    has_alone = any(option.alone for option in options)
    unsure = dice.random() < 0.4
    shares_page = bool(earlier) and dice.random() < 0.3
    before = earlier if not shares_page else earlier[: _page_start(earlier)]
    tokens = sorted({token for question in before for token in question.tokens})
    asked_when = (_term(dice, tokens),) if tokens and dice.random() < 0.4 else ()
    return Question(
        slug=f"q{number}",
        text=f"q{number}?",
        options=tuple({option.value: option for option in options}.values()),
        many=many,
        none="none" if many and (not has_alone or dice.random() < 0.5) else "",
        unsure="not sure" if unsure else "",
        unsure_counts_as=frozenset(dice.sample(FINDINGS, dice.randint(0, 1))) if unsure else frozenset(),
        asked_when=asked_when,
        shares_page=shares_page,
    )


def _page_start(questions: list[Question]) -> int:
    """The number of the first question on the last page."""
    return max(number for number, question in enumerate(questions) if number == 0 or not question.shares_page)


def _term(dice: random.Random, tokens: list[str]) -> Term:
    chosen = frozenset(dice.sample(tokens, min(len(tokens), dice.randint(1, 3))))
    return Term(chosen, 2 if len(chosen) > 1 and dice.random() < 0.3 else 1)


def _rule(dice: random.Random, code: str, tokens: list[str], causes: tuple[Cause, ...]) -> Rule:
    terms = tuple(_term(dice, tokens) for _ in range(dice.randint(1, 3)))
    level = dice.choice([Urgency.ROUTINE, Urgency.SAME_DAY, Urgency.SAME_DAY, Urgency.EMERGENCY])
    suspects = tuple(sorted(cause.slug for cause in dice.sample(causes, dice.randint(0, 2))))
    words = "a sign" if dice.random() < 0.7 else ""
    return Rule(code, level, terms, suspects, "reason", "basis", "source", words)


def _cause(dice: random.Random, slug: str) -> Cause:
    points = {code: dice.randint(-4, 5) for code in dice.sample(FINDINGS, dice.randint(2, 5))}
    gate = frozenset(dice.sample(FINDINGS, dice.choice([0, 0, 1, 2])))
    return Cause(slug, slug, dice.choice(list(Urgency)), "what it is", gate, points)
