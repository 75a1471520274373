"""Say a question's `asked_when` by `enableWhen`, exactly, in plain R4.

`asked_when` is an AND of terms. An item has one list of conditions, joined by `any` or by `all`, and
whatever stands in a disabled group is disabled. So an any-of becomes one list joined by `any`, and
where several must hold each has a level of its own: groups around the question.

"At least n of k" holds exactly when, whichever k - n + 1 of the k you pick, one of them is present.
So it too is an AND of any-ofs, and a finding that several answers bring about counts once in it. The
SDC extension enableWhenExpression would be shorter, but software that does not know it would ask
everybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from triage.core.definition import UNSURE_VALUE, Question
from triage.core.terms import UNSURE, Term

MOST_ANY_OFS = 50
"""Groups around one question. Software that reads JSON has limits to nesting, our own too."""


class CannotBeSaid(ValueError):
    """`asked_when` has no equal that software could read; the message says why."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when this answer was given to that question."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Level:
    """Conditions on one item, joined by `any` or by `all`."""

    behaviour: str
    conditions: tuple[Condition, ...]


def levels(question: Question, earlier: Sequence[Question]) -> list[Level]:
    """Return the levels that must all hold for the question to be asked, the outermost first.

    `earlier` are the questions of the pages before its own.
    """
    any_ofs = _needed([_answers(question, tokens, earlier) for tokens in _any_ofs(question)])
    certain = tuple(conditions[0] for conditions in any_ofs if len(conditions) == 1)
    outermost = [Level("all", certain)] if certain else []
    return outermost + [Level("any", conditions) for conditions in any_ofs if len(conditions) > 1]


def _any_ofs(question: Question) -> Iterator[tuple[str, ...]]:
    if sum(map(_how_many, question.asked_when)) > MOST_ANY_OFS:
        raise CannotBeSaid(f"“{question.slug}” is asked under more conditions than can be nested.")
    for term in question.asked_when:
        yield from combinations(sorted(term.tokens), _picked(term))


def _picked(term: Term) -> int:
    return len(term.tokens) - term.least + 1


def _how_many(term: Term) -> int:
    return comb(len(term.tokens), _picked(term))


def _answers(question: Question, tokens: Sequence[str], earlier: Sequence[Question]) -> tuple[Condition, ...]:
    """Return every earlier answer that brings about one of the tokens."""
    answers = tuple(Condition(asked.slug, value) for asked in earlier for value in _values(asked, {*tokens}))
    if not answers:
        # An empty list would mean "always", the opposite.
        raise CannotBeSaid(f"“{question.slug}” is never asked: nothing brings about {' or '.join(tokens)}.")
    return answers


def _values(question: Question, tokens: set[str]) -> Iterator[str]:
    for option in question.options:
        if tokens.intersection(option.findings):
            yield option.value
    if question.unsure and tokens & {UNSURE + question.slug, *question.unsure_counts_as}:
        yield UNSURE_VALUE


def _needed(any_ofs: list[tuple[Condition, ...]]) -> list[tuple[Condition, ...]]:
    """Leave out what follows from a narrower any-of."""
    distinct = list(dict.fromkeys(any_ofs))
    return [wide for wide in distinct if not any({*narrow} < {*wide} for narrow in distinct)]
