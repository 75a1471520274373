"""The answers a question takes: the calmest, the fullest, and what each brings about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Question
from triage.core.terms import UNSURE

Given = Mapping[str, tuple[str, ...]]
"""The values a person gives, by question: to every question, whether it is asked or not."""


def calmest(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return the answers of somebody who says as little as can be said, and least to the rules."""
    return dict(_calmest(definition))


@lru_cache(maxsize=16)
def _calmest(definition: Definition) -> Given:
    return {
        question.slug: _calmest_answer(definition, question)
        for question in definition.questions
        if single_answers(question)
    }


def _calmest_answer(definition: Definition, question: Question) -> tuple[str, ...]:
    def says(values: tuple[str, ...]) -> tuple[int, int]:
        tokens = tokens_of(question, values)
        return sum(token in definition.rules_by_token for token in tokens), len(tokens)

    return min(single_answers(question), key=says)


def single_answers(question: Question) -> list[tuple[str, ...]]:
    """Return the answers of one value each, "none" and "not sure" among them."""
    extra = [(NONE_VALUE, question.none), (UNSURE_VALUE, question.unsure)]
    values = [option.value for option in question.options] + [value for value, words in extra if words]
    return [(value,) for value in values]


def fullest_answers(question: Question) -> list[tuple[str, ...]]:
    """Return the answers that say most: everything that can be ticked together, and what stands alone."""
    alone = [option.value for option in question.options if option.alone or not question.many]
    together = tuple(option.value for option in question.options if option.value not in alone)
    return [answer for answer in (together, *((value,) for value in alone)) if answer]


def tokens_of(question: Question, values: Iterable[str]) -> frozenset[str]:
    """Return the tokens that this answer brings about."""
    return _tokens_of(question, tuple(values))


@lru_cache(maxsize=50_000)
def _tokens_of(question: Question, values: tuple[str, ...]) -> frozenset[str]:
    tokens: set[str] = set()
    for value in values:
        if value == UNSURE_VALUE:
            tokens |= {UNSURE + question.slug, *question.unsure_counts_as}
        elif value != NONE_VALUE:
            tokens.update(question.option_by_value[value].findings)
    return frozenset(tokens)
