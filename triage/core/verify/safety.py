"""Nothing urgent is missed: rules hold whatever else is said, and "not sure" is never "no"."""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.assess import Evidence, rule_urgency
from triage.core.definition import UNSURE_VALUE, Definition, Question, Rule
from triage.core.terms import Term
from triage.core.urgency import Urgency
from triage.core.verify.answers import Given, calmest, fullest_answers, single_answers, tokens_of
from triage.core.verify.search import find_person
from triage.core.verify.verdict import Failure
from triage.core.verify.wishes import Condition, Wish, conditions

NOT_SURE = (UNSURE_VALUE,)


def every_way_ends(definition: Definition) -> Iterator[Failure]:
    """A way is a row of pages, met in order and at most once: it ends if every question has an answer."""
    for question in definition.questions:
        if not single_answers(question):
            what = f"“{question.text}” ({question.slug}) has no answer to give."
            yield Failure(what, calmest(definition))


def every_rule_holds(definition: Definition) -> Iterator[Failure]:
    """A rule that fires on its own signs fires whatever is added, and the result is at least its level."""
    everything = frozenset(token for question in definition.questions for token in question.tokens)
    for rule in definition.rules:
        least = frozenset(token for term in rule.terms for token in sorted(term.tokens)[: term.least])
        if not _gives(definition, rule, least):
            yield Failure(f"Rule {rule.code} does not give its level.", _saying(definition, least))
        # A plain term counts what is there, and what is added cannot undo it.
        doubtful = everything if any(type(term) is not Term for term in rule.terms) else frozenset()
        undone = [token for token in sorted(doubtful) if not rule.fires(least | {token})]
        for token in undone[:1]:
            what = f"Rule {rule.code} does not hold any more once {token} is said too."
            yield Failure(what, _saying(definition, least | {token}))
        if not undone and not _gives(definition, rule, least | everything):
            what = f"Rule {rule.code} does not hold any more once everything is said."
            yield Failure(what, _saying(definition, least | everything))


def nothing_urgent_is_hidden(definition: Definition) -> Iterator[Failure]:
    """What the check hears asks for at least as much as all that the person would have said."""
    conditional = [question for question in definition.questions if question.asked_when]
    hideable = frozenset(token for question in conditional for token in question.tokens)
    for rule in definition.rules:
        if not rule.tokens & hideable:
            continue
        as_urgent = conditions([other for other in definition.rules if other.urgency >= rule.urgency])
        wish = Wish((Condition(rule.terms),), as_urgent, to_the_end=True, unheard=True)
        given = find_person(definition, wish)
        if given is not None:
            what = f"Rule {rule.code} would fire, but a question it needs is hidden from this person."
            yield Failure(what, given)


def not_sure_is_between(definition: Definition) -> Iterator[Failure]:
    """ "Not sure" asks for no less than the calmest answer, and for no more than the gravest."""
    for question in definition.questions:
        if not question.unsure:
            continue
        if (calmer := _not_sure_below_every_answer(definition, question)) is not None:
            what = f"“{question.unsure}” to “{question.text}” is milder than every other answer."
            yield Failure(what, calmer)
        if (graver := _not_sure_above_every_answer(definition, question)) is not None:
            what = f"“{question.unsure}” to “{question.text}” is more urgent than any other answer."
            yield Failure(what, graver)


def not_sure_of_danger_is_same_day(definition: Definition) -> Iterator[Failure]:
    for question in definition.questions:
        signs = [
            values for values in _signs(question) if _alone(definition, question, values) == Urgency.EMERGENCY
        ]
        if not signs:
            continue
        if not question.unsure:
            what = f"“{question.text}” asks for an emergency sign and offers no “not sure”."
            yield Failure(what, calmest(definition))
        elif _alone(definition, question, NOT_SURE) < Urgency.SAME_DAY:
            what = f"“{question.unsure}” to “{question.text}” asks for less than help the same day."
            yield Failure(what, calmest(definition) | {question.slug: NOT_SURE})


def danger_is_asked_first(definition: Definition, pages: int) -> Iterator[Failure]:
    for page in definition.pages[pages:]:
        for question in page.questions:
            for values in _signs(question):
                if _is_emergency(definition, question, values):
                    what = f"“{question.option_by_value[values[0]].label}” is an emergency, and asked late."
                    yield Failure(what, calmest(definition) | {question.slug: values})


def every_result_has_words(definition: Definition) -> Iterator[Failure]:
    """Also the signs to get help sooner for: one emergency sign, at least, is named on every result."""
    calm = calmest(definition)
    for level in Urgency:
        outcome = definition.outcomes.get(level)
        if outcome is None or not (outcome.heading and outcome.how_soon and outcome.steps):
            yield Failure(f"“{level.code}” has no words for its result.", calm)
    for cause in definition.causes:
        if not (cause.name and cause.summary):
            yield Failure(f"The cause “{cause.slug}” has no name or no text.", calm)
    emergencies = [rule for rule in definition.rules if rule.urgency == Urgency.EMERGENCY]
    if not any(rule.sooner and len(rule.terms) == 1 for rule in emergencies):
        yield Failure("No rule says in words of an emergency sign what to get help sooner for.", calm)


# "Not sure" against the other answers


def _not_sure_above_every_answer(definition: Definition, question: Question) -> Given | None:
    unsure = tokens_of(question, NOT_SURE)
    for rule in definition.rules:
        if not rule.tokens & unsure:
            continue
        as_urgent = [other for other in definition.rules if other.urgency >= rule.urgency]
        never = tuple(
            Condition(other.terms, tokens_of(question, values))
            for other in as_urgent
            for values in fullest_answers(question)
        )
        found = _with_not_sure(definition, question, (Condition(rule.terms, unsure),), never)
        if found is not None:
            return found
    return None


def _not_sure_below_every_answer(definition: Definition, question: Question) -> Given | None:
    unsure = tokens_of(question, NOT_SURE)
    answers = [tokens_of(question, values) for values in single_answers(question) if values != NOT_SURE]
    for level in (Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.ROUTINE):
        as_urgent = [rule for rule in definition.rules if rule.urgency >= level]
        never = tuple(Condition(rule.terms, unsure) for rule in as_urgent)
        # Where "not sure" asks for less, a rule that an answer fires must name what the answer says.
        by_answer = [[r for r in as_urgent if r.tokens & tokens - unsure] for tokens in answers]
        wanted = [
            [Condition(rule.terms, tokens) for rule in rules]
            for rules, tokens in zip(by_answer, answers, strict=True)
        ]
        found = _with_one_of_each(definition, question, wanted, (), never) if all(wanted) else None
        if found is not None:
            return found
    return None


def _with_one_of_each(
    definition: Definition,
    question: Question,
    wanted: list[list[Condition]],
    chosen: tuple[Condition, ...],
    never: tuple[Condition, ...],
) -> Given | None:
    """Find somebody for whom one condition of each list holds; give a choice up as soon as nobody fits."""
    found = _with_not_sure(definition, question, chosen, never)
    if found is None or len(chosen) == len(wanted):
        return found
    for condition in wanted[len(chosen)]:
        found = _with_one_of_each(definition, question, wanted, (*chosen, condition), never)
        if found is not None:
            return found
    return None


def _with_not_sure(
    definition: Definition,
    question: Question,
    wanted: tuple[Condition, ...],
    unwanted: tuple[Condition, ...],
) -> Given | None:
    # The question itself stays open in the search: its answers stand beside the conditions.
    wish = Wish(wanted, unwanted, to_the_end=True, all_asked=True, fixed={question.slug: ()})
    found = find_person(definition, wish)
    return None if found is None else {**found, question.slug: NOT_SURE}


# What the parts share


def _gives(definition: Definition, rule: Rule, present: frozenset[str]) -> bool:
    return rule.fires(present) and rule_urgency(definition, Evidence(present)) >= rule.urgency


def _saying(definition: Definition, tokens: frozenset[str]) -> Given:
    answers = calmest(definition)
    for question in definition.questions:
        fitting = [v for v in single_answers(question) if (t := tokens_of(question, v)) and t <= tokens]
        alone = {option.value for option in question.options if option.alone}
        together = tuple(values[0] for values in fitting if values[0] not in alone)
        if fitting:
            answers[question.slug] = together if question.many and together else fitting[0]
    return answers


def _signs(question: Question) -> Iterator[tuple[str, ...]]:
    return ((option.value,) for option in question.options)


def _is_emergency(definition: Definition, question: Question, values: tuple[str, ...]) -> bool:
    return _alone(definition, question, values) == Urgency.EMERGENCY


def _alone(definition: Definition, question: Question, values: tuple[str, ...]) -> Urgency:
    """What the rules ask of somebody who says this and nothing else."""
    return rule_urgency(definition, Evidence(tokens_of(question, values)))
