"""What the check is made of, as frozen values: questions, rules, causes and outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from triage.core.terms import UNSURE, Term, holds
from triage.core.urgency import Urgency

NONE_VALUE = "none"
UNSURE_VALUE = "unsure"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a person can tick, and the findings it stands for."""

    label: str
    findings: tuple[str, ...]
    alone: bool = False

    @property
    def value(self) -> str:
        return "+".join(self.findings)


@dataclass(frozen=True, eq=False)
class Question:
    """One question. `none` and `unsure` are those answers' words; empty words are not offered.

    `unsure_counts_as` are findings that the rules, but not the ranking, assume after "not sure".
    """

    slug: str
    text: str
    options: tuple[Option, ...]
    many: bool
    hint: str = ""
    why: str = ""
    none: str = ""
    unsure: str = ""
    unsure_counts_as: frozenset[str] = frozenset()
    asked_when: tuple[Term, ...] = ()
    shares_page: bool = False

    def is_asked(self, present: Set[str]) -> bool:
        return holds(self.asked_when, present)

    @cached_property
    def awaited(self) -> frozenset[str]:
        """The tokens that decide whether the question is asked."""
        return frozenset(token for term in self.asked_when for token in term.tokens)

    @cached_property
    def option_by_value(self) -> Mapping[str, Option]:
        return {option.value: option for option in self.options}

    @cached_property
    def values(self) -> frozenset[str]:
        """Every value that may be answered."""
        extra = {NONE_VALUE: self.none, UNSURE_VALUE: self.unsure}
        return frozenset(self.option_by_value) | {value for value, words in extra.items() if words}

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every token that an answer to this question can bring about."""
        unsure = {UNSURE + self.slug, *self.unsure_counts_as} if self.unsure else set()
        return frozenset(code for option in self.options for code in option.findings) | unsure


@dataclass(frozen=True, eq=False)
class Page:
    """Questions shown together, at the address of the first."""

    questions: tuple[Question, ...]

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Every token that an answer on this page can bring about."""
        return frozenset(token for question in self.questions for token in question.tokens)

    @cached_property
    def is_conditional(self) -> bool:
        """Whether some of its questions are not asked of everybody."""
        return any(question.asked_when for question in self.questions)

    @property
    def slug(self) -> str:
        return self.questions[0].slug


@dataclass(frozen=True)
class Rule:
    """All terms together ask for at least this urgency. There is no way to lower it.

    `sooner` says what to watch for to somebody for whom the rule has not fired.
    """

    code: str
    urgency: Urgency
    terms: tuple[Term, ...]
    suspects: tuple[str, ...]
    reason: str
    basis: str
    source: str
    sooner: str = ""

    def fires(self, present: Set[str]) -> bool:
        return holds(self.terms, present)

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for term in self.terms for token in term.tokens)


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that can be listed: how strongly each finding speaks for it (points) or against it."""

    slug: str
    name: str
    floor: Urgency
    summary: str
    gate: frozenset[str]
    points: Mapping[str, int]

    def passes_gate(self, findings: Set[str]) -> bool:
        return not self.gate or bool(self.gate & findings)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the result page says at one level of urgency."""

    urgency: Urgency
    heading: str
    how_soon: str
    steps: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Definition:
    """The whole check, immutable. `findings` gives each code's meaning in words, `groups` its kind.

    Two definitions are the same only if they are one object, so that what is computed once for a
    definition can be kept by it.
    """

    findings: Mapping[str, str]
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    causes: tuple[Cause, ...]
    outcomes: Mapping[Urgency, Outcome]
    groups: Mapping[str, str] = field(default_factory=dict)

    def scores(self, findings: Set[str]) -> dict[str, int]:
        """Return the points of each cause, by slug."""
        scores = {cause.slug: 0 for cause in self.causes}
        for finding in findings:
            for slug, points in self._points_by_finding.get(finding, ()):
                scores[slug] += points
        return scores

    @cached_property
    def _points_by_finding(self) -> Mapping[str, list[tuple[str, int]]]:
        by_finding: dict[str, list[tuple[str, int]]] = {}
        for cause in self.causes:
            for finding, points in cause.points.items():
                by_finding.setdefault(finding, []).append((cause.slug, points))
        return by_finding

    @cached_property
    def rules_by_urgency(self) -> tuple[Rule, ...]:
        """Most urgent first; of the same urgency, in the order of the definition."""
        return tuple(sorted(self.rules, key=lambda rule: -rule.urgency))

    @cached_property
    def rules_by_token(self) -> Mapping[str, tuple[Rule, ...]]:
        rules: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for token in rule.tokens:
                rules.setdefault(token, []).append(rule)
        return {token: tuple(named) for token, named in rules.items()}

    @cached_property
    def red_flag_pages(self) -> int:
        """How many pages there are up to the last that asks for a sign which is an emergency by itself."""
        flags = {
            token
            for rule in self.rules
            if rule.urgency == Urgency.EMERGENCY and len(rule.terms) == 1 and rule.terms[0].least == 1
            for token in rule.tokens
        }
        asking = [
            number
            for number, page in enumerate(self.pages, start=1)
            if any(flags.intersection(option.findings) for q in page.questions for option in q.options)
        ]
        return max(asking, default=0)

    @cached_property
    def page_by_slug(self) -> Mapping[str, Page]:
        return {page.slug: page for page in self.pages}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        starts = [i for i, question in enumerate(self.questions) if i == 0 or not question.shares_page]
        bounds = pairwise([*starts, len(self.questions)])
        return tuple(Page(self.questions[start:end]) for start, end in bounds)
