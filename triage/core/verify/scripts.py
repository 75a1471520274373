"""A small set of people who together meet all that a definition can show: scripts to walk it with.

Scripts are grown. Each begins as somebody who meets something new, and says more and more of what
others say for as long as that meets more. In the end no script can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Page, Question, Rule
from triage.core.terms import Term
from triage.core.urgency import Urgency
from triage.core.verify import reach
from triage.core.verify.aims import EMERGENCY, Aim, aims, met, spared
from triage.core.verify.answers import Given, calmest, single_answers
from triage.core.verify.search import find_person
from triage.core.verify.wishes import Condition, Wish, conditions

MOST_PAIRS = 1000
"""How many people in whom two same-day rules fire are tried, to find somebody who is spared a page."""


@dataclass(frozen=True, slots=True)
class Script:
    """The answers of one person, to every question, and what they meet."""

    given: Given
    met: frozenset[Aim]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Scripts that meet all that anybody tried meets."""

    scripts: tuple[Script, ...]
    missed: tuple[Aim, ...]
    """What should be met and is not, by anybody tried."""
    always_asked: tuple[str, ...]
    """Pages that nobody tried is spared: no way past them is met."""
    is_exhaustive: bool
    """Whether everybody was tried, so that what is missed is out of everybody's reach."""


def scripts(definition: Definition) -> tuple[Script, ...]:
    """Return people who together meet every answer, rule, urgency, cause and way between pages."""
    return cover(definition).scripts


def cover(definition: Definition, most_people: int = reach.MOST_PEOPLE) -> Coverage:
    """Return scripts with what they leave unmet. Up to that many people who could answer, all are tried."""
    everybody = list(reach.people(definition, most_people + 1))
    is_exhaustive = len(everybody) <= most_people
    seen = _Seen(definition)
    for person in everybody if is_exhaustive else _looked_for(definition, seen):
        seen.meet(person)
    found = _irreducible(_grown(definition, seen))
    return Coverage(
        tuple(found),
        tuple(sorted(aims(definition) - seen.witness.keys())),
        tuple(page.slug for page in definition.pages if page.slug not in seen.spared),
        is_exhaustive,
    )


class _Seen:
    """What the people tried so far meet, with the first to meet each."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.witness: dict[Aim, Script] = {}
        self.spared: set[str] = set()

    def meet(self, person: Given) -> Script:
        script = Script(person, met(self.definition, person))
        if script.met - self.witness.keys():
            self.spared.update(spared(self.definition, person))
        for aim in script.met:
            self.witness.setdefault(aim, script)
        return script


def _grown(definition: Definition, seen: _Seen) -> list[Script]:
    found: list[Script] = []
    covered: set[Aim] = set()
    while left := seen.witness.keys() - covered:
        script = max(_witnesses(seen, left), key=lambda script: len(script.met & left))
        for other in _witnesses(seen, left - script.met):
            if not (other.met & left) - script.met:
                continue
            larger = seen.meet(together(definition, script.given, other.given))
            if len(larger.met & left) > len(script.met & left):
                script = larger
        found.append(script)
        covered |= script.met
    return found


def _witnesses(seen: _Seen, left: Iterable[Aim]) -> list[Script]:
    return list({id(seen.witness[aim]): seen.witness[aim] for aim in sorted(left)}.values())


def _irreducible(found: Sequence[Script]) -> list[Script]:
    kept = list(found)
    for script in found:
        others = frozenset(chain.from_iterable(other.met for other in kept if other is not script))
        if script.met <= others:
            kept.remove(script)
    return kept


def together(definition: Definition, one: Given, other: Given) -> dict[str, tuple[str, ...]]:
    """Return the answers of somebody who says what both say; where that cannot be, what the other says."""
    calm = calmest(definition)
    return {
        question.slug: _together(question, one[question.slug], other[question.slug], calm[question.slug])
        for question in definition.questions
    }


def _together(
    question: Question, one: tuple[str, ...], other: tuple[str, ...], calm: tuple[str, ...]
) -> tuple[str, ...]:
    if other == calm:
        return one
    lonely = {NONE_VALUE, *(option.value for option in question.options if option.alone)}
    if one == calm or not question.many or lonely & {*one, *other}:
        return other
    values = (*question.option_by_value, UNSURE_VALUE)
    return tuple(value for value in values if value in one or value in other)


# The people


def _looked_for(definition: Definition, seen: _Seen) -> Iterator[Given]:
    """Yield people of whom each is likely to meet something, then others for what is still missed."""
    found = {rule.code: reach.person_with(definition, rule) for rule in definition.rules}
    with_rule = {code: person for code, person in found.items() if person is not None}
    yield calmest(definition)
    yield from _singled_out(definition)
    yield from with_rule.values()
    same_day = [rule.code for rule in definition.rules if rule.urgency == Urgency.SAME_DAY]
    deciding = [with_rule[code] for code in same_day if code in with_rule]
    # Where two rules of one level have spoken, there may be nothing left to ask for.
    for one, other in islice(combinations(deciding, 2), MOST_PAIRS):
        yield together(definition, one, other)
    for aim in sorted(aims(definition) - seen.witness.keys()):
        # Whoever was to meet it is spared a question: somebody else may be asked.
        for script in _witnesses(seen, seen.witness.keys()):
            if aim.kind == "answer":
                yield {**script.given, aim.name: (aim.to,)}
            elif aim.kind == "rule" and aim.name in with_rule:
                yield together(definition, script.given, with_rule[aim.name])


def _singled_out(definition: Definition) -> Iterator[Given]:
    for question in definition.questions:
        person = reach.person_asked(definition, question)
        if person is not None:
            yield from ({**person, question.slug: values} for values in single_answers(question))
    others = chain(
        (reach.person_at(definition, level) for level in Urgency),
        (reach.person_shown(definition, cause) for cause in definition.causes),
        (_person_ended_on(definition, page) for page in definition.pages),
    )
    yield from (person for person in others if person is not None)


def _person_ended_on(definition: Definition, page: Page) -> Given | None:
    """Return somebody whom an emergency stops on this page."""
    emergencies = [rule for rule in definition.rules if rule.urgency == Urgency.EMERGENCY]
    until = definition.pages.index(page) + 1
    said = _tokens(definition.pages[:until])

    def is_stopped_here(given: Given) -> bool:
        return Aim("way", page.slug, EMERGENCY) in met(definition, given)

    for rule in emergencies:
        for terms in _completed_on(rule, _tokens([page]), said):
            wish = Wish((Condition(terms),), unwanted=conditions(emergencies))
            person = find_person(definition, wish, is_stopped_here)
            if person is not None:
                return person
    return None


def _completed_on(rule: Rule, told: frozenset[str], said: frozenset[str]) -> Iterator[tuple[Term, ...]]:
    """Yield the rule's terms, narrowed so that one of them needs a token that is told last."""
    for last in rule.terms:
        terms = tuple(
            Term(term.tokens & (told if term is last and term.least == 1 else said), term.least)
            for term in rule.terms
        )
        if last.tokens & told and all(len(term.tokens) >= term.least for term in terms):
            yield terms


def _tokens(pages: Iterable[Page]) -> frozenset[str]:
    return frozenset(token for page in pages for question in page.questions for token in question.tokens)
