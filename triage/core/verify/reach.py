"""Nothing in a definition is idle: every answer, rule, urgency and cause is somebody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, combinations, islice, product

from triage.core.assess import Assessment, assess
from triage.core.definition import UNSURE_VALUE, Cause, Definition, Question, Rule
from triage.core.urgency import Urgency
from triage.core.verify.answers import Given, calmest, single_answers, tokens_of
from triage.core.verify.search import find_person
from triage.core.verify.verdict import Failure, walk
from triage.core.verify.wishes import Condition, Wish, conditions

MOST_PEOPLE = 4000
"""How many people are tried where no argument singles one out. Up to there, the trial is exhaustive."""


def every_answer_is_reachable(definition: Definition) -> Iterator[Failure]:
    for question in definition.questions:
        if person_asked(definition, question) is None:
            what = f"Nobody is asked “{question.text}” ({question.slug})."
            yield Failure(what, calmest(definition) | _telling(definition, question.awaited))


def every_rule_is_reachable(definition: Definition) -> Iterator[Failure]:
    for rule in definition.rules:
        if person_with(definition, rule) is None:
            what = f"Rule {rule.code} never fires: something it needs is not asked, or the check ends before."
            yield Failure(what, calmest(definition) | _telling(definition, rule.tokens))


def every_urgency_is_reachable(definition: Definition) -> Iterator[Failure]:
    for level in Urgency:
        if person_at(definition, level) is None:
            yield Failure(f"Nobody's result is “{level.code}”.", calmest(definition))


def every_cause_is_reachable(definition: Definition) -> Iterator[Failure]:
    for cause in definition.causes:
        if person_shown(definition, cause) is None:
            what = f"“{cause.name}” ({cause.slug}) is on nobody's list of causes."
            speaking = frozenset(code for code, points in cause.points.items() if points > 0)
            yield Failure(what, calmest(definition) | _telling(definition, speaking | cause.gate))


def nobody_meets_more_pages(definition: Definition, most: int) -> Iterator[Failure]:
    if len(definition.pages) <= most:
        return
    given = person_with_longest_way(definition, most)
    if given is not None:
        yield Failure(f"Somebody meets {len(walk(definition, given).steps)} pages.", given)


# The people


def person_asked(definition: Definition, question: Question) -> Given | None:
    """Return somebody who is asked this question."""
    return find_person(
        definition,
        Wish(
            wanted=(Condition(question.asked_when),),
            unwanted=_emergencies(definition),
            reaching=question,
        ),
    )


def person_with(definition: Definition, rule: Rule) -> Given | None:
    """Return somebody for whom this rule fires."""
    return find_person(definition, Wish(wanted=(Condition(rule.terms),), unwanted=_emergencies(definition)))


def person_at(definition: Definition, level: Urgency) -> Given | None:
    """Return somebody whose result is at this level."""

    def is_at_level(given: Given) -> bool:
        return _result(definition, given).urgency == level

    rules = (rule for rule in definition.rules if rule.urgency == level)
    causes = (cause for cause in definition.causes if cause.floor == level)
    return _first(
        chain(
            [calmest(definition)],
            (found for rule in rules if (found := _person_decided_by(definition, rule, is_at_level))),
            (person for cause in causes for person in _leaning_to(definition, cause)),
            people(definition),
        ),
        is_at_level,
    )


def person_shown(definition: Definition, cause: Cause) -> Given | None:
    """Return somebody whose result lists this cause."""

    def is_shown(given: Given) -> bool:
        return cause in _result(definition, given).causes

    rules = (rule for rule in definition.rules if cause.slug in rule.suspects)
    return _first(
        chain(
            (found for rule in rules if (found := _person_decided_by(definition, rule, is_shown))),
            _leaning_to(definition, cause),
            people(definition),
        ),
        is_shown,
    )


def person_with_longest_way(definition: Definition, most: int) -> Given | None:
    """Return somebody who meets more than that many pages: who reaches one beyond them by a long way."""

    def is_long(given: Given) -> bool:
        return len(walk(definition, given).steps) > most

    calm = calmest(definition)
    if is_long(calm):
        return calm
    opening = frozenset(token for question in definition.questions for token in question.awaited)
    beyond = (question for page in definition.pages[most:] for question in page.questions)
    reached = (
        find_person(
            definition,
            Wish(
                wanted=(Condition(question.asked_when),),
                unwanted=_emergencies(definition),
                reaching=question,
                also_good=opening,
            ),
            is_long,
        )
        for question in beyond
    )
    return next((person for person in reached if person is not None), None)


def people(definition: Definition, most: int = MOST_PEOPLE) -> Iterator[Given]:
    """Yield people with every combination of answers, up to a number."""
    slugs = [question.slug for question in definition.questions]
    answers = [_answers(question) for question in definition.questions]
    for values in islice(product(*answers), most):
        yield dict(zip(slugs, values, strict=True))


def _person_decided_by(definition: Definition, rule: Rule, accept: Callable[[Given], bool]) -> Given | None:
    higher = conditions([other for other in definition.rules if other.urgency > rule.urgency])
    return find_person(
        definition, Wish(wanted=(Condition(rule.terms),), unwanted=higher, to_the_end=True), accept
    )


def _leaning_to(definition: Definition, cause: Cause) -> Iterator[Given]:
    """Yield people who say more and more of what speaks for the cause, the strongest sign first."""
    gates = sorted(cause.gate) or [""]
    speaking = sorted(
        (code for code, points in cause.points.items() if points > 0), key=lambda code: -cause.points[code]
    )
    for gate in gates:
        person = calmest(definition)
        for code in dict.fromkeys([gate, *speaking] if gate else speaking):
            person = person | _adding(definition, person, code)
            yield person


def _adding(definition: Definition, person: Given, code: str) -> dict[str, tuple[str, ...]]:
    for question in definition.questions:
        for option in question.options:
            if code not in option.findings:
                continue
            loose = {other.value for other in question.options if question.many and not other.alone}
            said = tuple(value for value in person[question.slug] if value in loose)
            together = option.value in loose and option.value not in said
            return {question.slug: (*said, option.value) if together and said else (option.value,)}
    return {}


def _answers(question: Question) -> list[tuple[str, ...]]:
    single = single_answers(question)
    if not question.many:
        return single
    together = [option.value for option in question.options if not option.alone]
    together += [UNSURE_VALUE] if question.unsure else []
    sizes = range(2, len(together) + 1)
    more = chain.from_iterable(combinations(together, size) for size in sizes)
    return [*single, *islice(more, MOST_PEOPLE)]


def _telling(definition: Definition, tokens: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The answers of somebody who says as many of these tokens as can be said."""
    answers = {}
    for question in definition.questions:
        fitting = [values for values in single_answers(question) if tokens_of(question, values) & tokens]
        if fitting:
            alone = {option.value for option in question.options if option.alone}
            together = tuple(values[0] for values in fitting if values[0] not in alone)
            answers[question.slug] = together if question.many and together else fitting[0]
    return answers


def _result(definition: Definition, given: Given) -> Assessment:
    progress = walk(definition, given)
    if not progress.is_over:
        raise ValueError(f"{given} are not the answers to every question that is asked")
    return assess(definition, progress.evidence)


def _first(people: Iterator[Given], accept: Callable[[Given], bool]) -> Given | None:
    return next((person for person in people if accept(person)), None)


@lru_cache(maxsize=16)
def _emergencies(definition: Definition) -> tuple[Condition, ...]:
    return conditions([rule for rule in definition.rules if rule.urgency == Urgency.EMERGENCY])
