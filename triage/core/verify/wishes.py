"""Who is looked for: conditions that must come to hold, and conditions that must not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property

from triage.core.definition import Question, Rule
from triage.core.terms import Term, holds
from triage.core.verify.answers import Given, tokens_of


@dataclass(frozen=True)
class Condition:
    """Terms that hold together; `besides` are tokens taken as present beside what is answered."""

    terms: tuple[Term, ...]
    besides: frozenset[str] = frozenset()

    def holds(self, present: Set[str]) -> bool:
        return holds(self.terms, present | self.besides if self.besides else present)

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for term in self.terms for token in term.tokens)

    @property
    def most_needed(self) -> int:
        return sum(term.least for term in self.terms)

    @cached_property
    def missing(self) -> tuple[Term, ...]:
        """The terms that `besides` does not satisfy, reduced to what is still missing."""
        reduced = (
            Term(term.tokens - self.besides, term.least - len(term.tokens & self.besides))
            for term in self.terms
        )
        return tuple(term for term in reduced if term.least > 0)

    def follows_from(self, terms: Collection[Term]) -> bool:
        """Whether this must hold where those terms do: each missing term is named by one of them."""
        return all(
            any(term.tokens <= missing.tokens and term.least >= missing.least for term in terms)
            for missing in self.missing
        )


@dataclass(frozen=True)
class Wish:
    """Who is looked for.

    `wanted` must come to hold, `unwanted` must not before. With `to_the_end`, unwanted ones must never
    hold. With `unheard`, wanted ones look at all that the person would say, asked or not; unwanted
    ones always look at what the check hears. With `all_asked`, no question is ever hidden.
    """

    wanted: tuple[Condition, ...] = ()
    unwanted: tuple[Condition, ...] = ()
    to_the_end: bool = False
    unheard: bool = False
    all_asked: bool = False
    reaching: Question | None = None
    """The question that must be asked; the search ends on its page."""
    fixed: Given = field(default_factory=dict)
    """Answers that are given."""
    also_good: frozenset[str] = frozenset()
    """Tokens worth bringing about although no condition names them."""
    look_at_all: frozenset[str] = frozenset()
    """Questions, by slug, of which every answer is tried, for none is known to be better to try."""
    hears: Callable[[Question, tuple[str, ...]], frozenset[str]] = tokens_of
    """What unwanted conditions see of an answer: all that it brings about, if nothing else is said."""


def conditions(rules: Iterable[Rule]) -> tuple[Condition, ...]:
    """Return what makes each of these rules fire."""
    return tuple(Condition(rule.terms) for rule in rules)
