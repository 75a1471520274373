"""The check in words: what each page asks, which rules it feeds, and where it can lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.core.assess import Evidence, rule_urgency
from triage.core.definition import Definition, Page, Question
from triage.core.terms import UNSURE, Term
from triage.core.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Sign:
    """What a rule looks for: its code, and the answers that bring it about."""

    code: str
    answers: tuple[str, ...]

    @property
    def words(self) -> str:
        return " or ".join(f"“{answer}”" for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Need:
    """One line of a rule or condition: at least this many of the signs."""

    signs: tuple[Sign, ...]
    least: int

    @property
    def words(self) -> str:
        if self.least == 1:
            return " or ".join(sign.words for sign in self.signs)
        return f"{self.least} of these: " + "; ".join(sign.words for sign in self.signs)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question under its short name, what must be said before it is asked, and how "not sure" counts."""

    name: str
    question: Question
    needs: tuple[Need, ...]
    not_sure_counts_as: tuple[Sign, ...]

    @property
    def condition(self) -> str:
        return "; and ".join(need.words for need in self.needs)


@dataclass(frozen=True, slots=True)
class Fed:
    """The rules of one level that look at a page's answers."""

    level: Urgency
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOutline:
    number: int
    questions: tuple[AskedQuestion, ...]
    feeds: tuple[Fed, ...]
    has_emergency_signs: bool
    """Whether an answer here is an emergency whatever else is said."""
    can_end: bool
    """Whether an answer here can make an emergency complete, which ends the check."""
    may_stop: bool
    """Whether somebody can come here whose answers ask for help the same day already."""

    @property
    def name(self) -> str:
        return " · ".join(asked.name for asked in self.questions)

    @property
    def is_conditional(self) -> bool:
        """Whether somebody may never see this page, because of what was answered before."""
        return all(asked.needs for asked in self.questions)


def outline(definition: Definition) -> tuple[PageOutline, ...]:
    """Return the pages in the order they are met."""
    return tuple(_page(definition, number) for number in range(len(definition.pages)))


def short_name(question: Question) -> str:
    return question.slug.replace("-", " ").capitalize()


def needs_of(definition: Definition, terms: Iterable[Term]) -> tuple[Need, ...]:
    """Return the terms in words, each sign where the questions come to it."""
    order = {token: place for place, token in enumerate(_tokens_in_order(definition))}

    def need(term: Term) -> Need:
        codes = sorted(term.tokens, key=lambda token: (order.get(token, len(order)), token))
        return Need(tuple(sign_of(definition, code) for code in codes), term.least)

    return tuple(need(term) for term in terms)


def sign_of(definition: Definition, code: str) -> Sign:
    answers: list[str] = []
    for question in definition.questions:
        answers += [option.label for option in question.options if code in option.findings]
        if code == UNSURE + question.slug or code in question.unsure_counts_as:
            answers.append(f"{short_name(question)}: {question.unsure}")
    return Sign(code, tuple(answers) or (definition.findings.get(code, code),))


def _page(definition: Definition, number: int) -> PageOutline:
    page = definition.pages[number]
    told = _tokens(page.questions)
    before = _tokens(question for earlier in definition.pages[:number] for question in earlier.questions)
    rules = [rule for rule in definition.rules if rule.tokens & told]
    levels = sorted({rule.urgency for rule in rules}, reverse=True)
    return PageOutline(
        number=number + 1,
        questions=tuple(_asked(definition, question) for question in page.questions),
        feeds=tuple(Fed(level, tuple(r.code for r in rules if r.urgency == level)) for level in levels),
        has_emergency_signs=_has_emergency_signs(definition, page),
        can_end=any(r.urgency == Urgency.EMERGENCY and r.fires(before | told) for r in rules),
        may_stop=any(r.urgency == Urgency.SAME_DAY and r.fires(before) for r in definition.rules),
    )


def _asked(definition: Definition, question: Question) -> AskedQuestion:
    counts_as = sorted(question.unsure_counts_as) if question.unsure else []
    return AskedQuestion(
        name=short_name(question),
        question=question,
        needs=needs_of(definition, question.asked_when),
        not_sure_counts_as=tuple(_taken_as(definition, question, code) for code in counts_as),
    )


def _taken_as(definition: Definition, question: Question, code: str) -> Sign:
    """The question's own answer that says this and nothing else, or else the finding's meaning."""
    labels = tuple(option.label for option in question.options if option.findings == (code,))
    return Sign(code, labels or (definition.findings.get(code, code),))


def _has_emergency_signs(definition: Definition, page: Page) -> bool:
    alone = (frozenset(option.findings) for question in page.questions for option in question.options)
    return any(rule_urgency(definition, Evidence(said)) == Urgency.EMERGENCY for said in alone)


def _tokens(questions: Iterable[Question]) -> frozenset[str]:
    return frozenset(token for question in questions for token in question.tokens)


def _tokens_in_order(definition: Definition) -> list[str]:
    tokens: list[str] = []
    for question in definition.questions:
        tokens += [code for option in question.options for code in option.findings]
        tokens.append(UNSURE + question.slug)
    return list(dict.fromkeys(tokens))
