"""The proofs: they hold for the starting check, find what is planted, and agree with brute force."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
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
from triage.core.definition import Cause, Definition, Option, Outcome, Question, Rule
from triage.core.terms import Term, parse_term
from triage.core.urgency import Urgency
from triage.core.verify import PROPERTIES, reach, verify, verify_quickly
from triage.core.verify.answers import tokens_of
from triage.core.verify.verdict import Failure, walk
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
MOST_SECONDS = 2


@pytest.mark.parametrize("prop", PROPERTIES, ids=lambda prop: prop.name)
def test_the_starting_check_has_the_property(prop: Any) -> None:
    assert prop.verdict(CHECK).failures == ()


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the best of three runs: another process on the core slows one down."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _ in range(3))


def test_the_proofs_of_the_starting_check_take_less_than_two_seconds() -> None:
    assert seconds(lambda: verify(CHECK)) < MOST_SECONDS


def test_the_quick_proofs_take_a_fraction_of_a_second() -> None:
    assert all(verdict.holds for verdict in verify_quickly(CHECK))
    assert seconds(lambda: verify_quickly(CHECK)) < MOST_SECONDS / 4


def test_a_definition_of_sixty_questions_with_twelve_options_takes_less_than_two_seconds() -> None:
    definition = large_definition()

    assert seconds(lambda: verify(definition)) < MOST_SECONDS
    failing = [verdict.name for verdict in verify(definition) if not verdict.holds]
    assert failing == ["danger-first", "short"]


# Brute force


@settings(max_examples=examples(2000), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_proofs_agree_with_brute_force(seed: int) -> None:
    definition = small_definition(seed)
    truth = Crowd(definition).truth()

    proven = {verdict.name: verdict.holds for verdict in verify(definition) if verdict.name in truth}

    assert proven == truth


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_longest_way_agrees_with_brute_force(seed: int) -> None:
    definition = small_definition(seed)
    longest = Crowd(definition).longest()

    assert not list(reach.nobody_meets_more_pages(definition, most=longest))
    assert list(reach.nobody_meets_more_pages(definition, most=longest - 1))


def test_brute_force_meets_both_verdicts_of_each_property() -> None:
    verdicts = [Crowd(small_definition(seed)).truth() for seed in range(150)]

    for name in verdicts[0]:
        assert {verdict[name] for verdict in verdicts} == {True, False}, name


# Planted violations


def planted(name: str, **changes: Any) -> tuple[Definition, tuple[Failure, ...]]:
    definition = replace(CHECK, **changes)
    prop = next(prop for prop in PROPERTIES if prop.name == name)
    return definition, prop.verdict(definition).failures


def with_question(slug: str, **changes: Any) -> tuple[Question, ...]:
    return tuple(
        replace(question, **changes) if question.slug == slug else question for question in CHECK.questions
    )


def with_rule(code: str, **changes: Any) -> tuple[Rule, ...]:
    return tuple(replace(rule, **changes) if rule.code == code else rule for rule in CHECK.rules)


def terms(*lines: str) -> tuple[Term, ...]:
    return tuple(parse_term(line) for line in lines)


def what(failures: Iterable[Failure]) -> str:
    return " ".join(failure.what for failure in failures)


def test_a_question_without_an_answer_is_found() -> None:
    _, failures = planted("ends", questions=with_question("feel", options=(), none="", unsure=""))

    assert "(feel) has no answer to give" in what(failures)


def test_an_emergency_sign_asked_late_is_found_with_somebody_who_has_it() -> None:
    rules = (*CHECK.rules, rule("X1", Urgency.EMERGENCY, "twitching-wasting"))
    definition, failures = planted("danger-first", rules=rules)

    assert "is an emergency, and asked late" in what(failures)
    progress = walk(definition, failures[0].given)
    assert (progress.urgency, progress.steps[-1].page.slug) == (Urgency.EMERGENCY, "feet")


def test_a_way_of_fifteen_pages_is_found_with_somebody_who_walks_it() -> None:
    extra = Question("more", "More?", (Option("Yes", ("fever",)), Option("No", ("back-pain",))), many=False)
    definition, failures = planted("short", questions=(*CHECK.questions, extra))

    assert "Somebody meets 15 pages" in what(failures)
    assert len(walk(definition, failures[0].given).steps) == 15


@dataclass(frozen=True, slots=True)
class NotTerm(Term):
    """What the rules do not have: a term that more signs undo."""

    def holds(self, present: Any) -> bool:
        return "improving" not in present and not self.tokens.isdisjoint(present)


def test_a_rule_that_another_sign_undoes_is_found_with_somebody_who_has_both() -> None:
    rules = with_rule("S1", terms=(NotTerm(frozenset({"swelling-one-calf"})),))
    definition, failures = planted("rules-hold", rules=rules)

    assert "Rule S1 does not hold any more once" in what(failures)
    said = walk(definition, failures[0].given).evidence.findings
    assert {"swelling-one-calf", "improving"} <= said


def test_a_question_that_hides_a_danger_is_found_with_somebody_who_has_it() -> None:
    questions = with_question("injury", asked_when=terms("trigger-direct-injury or trigger-push-off"))
    definition, failures = planted("nothing-hidden", questions=questions)

    assert "Rule S11 would fire" in what(failures)
    given = next(failure.given for failure in failures if "S11" in failure.what)
    assert "snap-felt" in given["injury"] or "gap-above-heel" in given["injury"]
    assert walk(definition, given).urgency < Urgency.SAME_DAY


def test_a_question_hidden_only_from_those_it_cannot_concern_passes() -> None:
    """Without a question that asks for it, a condition may hide what no rule reads."""
    questions = with_question("feel", asked_when=terms("pattern-spasm or pattern-constant"))
    _, failures = planted("nothing-hidden", questions=questions, rules=(CHECK.rules[0],))

    assert failures == ()


def test_not_sure_milder_than_every_answer_is_found() -> None:
    rules = (*CHECK.rules, *(rule(f"X{n}", Urgency.SAME_DAY, code) for n, code in enumerate(DURATIONS)))
    questions = with_question("duration", unsure_counts_as=frozenset())
    definition, failures = planted("not-sure-between", rules=rules, questions=questions)

    assert "“I am not sure” to “How long" in what(failures)
    assert "milder than every other answer" in what(failures)
    assert walk(definition, failures[0].given).urgency < Urgency.SAME_DAY


def test_not_sure_more_urgent_than_any_answer_is_found() -> None:
    rules = (*CHECK.rules, rule("X1", Urgency.EMERGENCY, "unsure:onset", "back-pain"))
    definition, failures = planted("not-sure-between", rules=rules)

    assert "more urgent than any other answer" in what(failures)
    assert walk(definition, failures[0].given).urgency == Urgency.EMERGENCY


@pytest.mark.parametrize("slug", ["chest", "leg", "back"])
def test_not_sure_about_danger_without_help_the_same_day_is_found(slug: str) -> None:
    _, failures = planted("not-sure-of-danger", rules=with_rule("U1", terms=terms("unsure:feel")))
    assert CHECK.questions[0].unsure in what(failures)

    _, failures = planted("not-sure-of-danger", questions=with_question(slug, unsure=""))
    assert "offers no “not sure”" in what(failures)


def test_a_question_that_nobody_is_asked_is_found() -> None:
    """Chest pain ends the check, so what waits for it never comes."""
    questions = with_question("feet", asked_when=terms("chest-pain"))
    definition, failures = planted("questions", questions=questions)

    assert "(feet)" in what(failures)
    assert walk(definition, failures[0].given).urgency == Urgency.EMERGENCY


def test_a_rule_that_never_fires_is_found() -> None:
    rules = (*CHECK.rules, rule("X1", Urgency.ROUTINE, "chest-pain", "fever"))
    definition, failures = planted("rules", rules=rules)

    assert [failure.what[:17] for failure in failures] == ["Rule X1 never fir"]
    assert walk(definition, failures[0].given).stopped_early


def test_an_urgency_that_nobody_gets_is_found() -> None:
    rules = (*CHECK.rules, *(rule(f"X{n}", Urgency.ROUTINE, code) for n, code in enumerate(AGES)))
    _, failures = planted("urgencies", rules=rules)

    assert what(failures) == "Nobody's result is “self-care”."


def test_a_cause_that_is_never_listed_is_found() -> None:
    cause = Cause("gout", "Gout", Urgency.ROUTINE, "What it is.", frozenset({"fever"}), {"fever": 1})
    _, failures = planted("causes", causes=(*CHECK.causes, cause))

    assert what(failures) == "“Gout” (gout) is on nobody's list of causes."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outcomes": {}}, "“emergency” has no words"),
        ({"causes": (replace(CHECK.causes[0], summary=""),)}, "has no name or no text"),
        ({"rules": tuple(replace(rule, sooner="") for rule in CHECK.rules)}, "what to get help sooner for"),
    ],
)
def test_missing_words_are_found(changes: dict[str, Any], words: str) -> None:
    _, failures = planted("words", **changes)

    assert words in what(failures)


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_every_failure_carries_somebody_with_whom_it_is_seen(seed: int) -> None:
    definition = small_definition(seed)

    for verdict in verify(definition):
        for failure in verdict.failures:
            assert is_seen(definition, verdict.name, failure), (verdict.name, failure)


def is_seen(definition: Definition, name: str, failure: Failure) -> bool:
    """Whether somebody who clicks through with these answers meets what is said to fail."""
    progress = walk(definition, failure.given)
    result = assess(definition, progress.evidence)
    asked = {question.slug: question for step in progress.steps for question in step.questions}
    said = frozenset(
        token for q in definition.questions for token in tokens_of(q, failure.given.get(q.slug, ()))
    )
    seen = {
        "questions": not any(f"({slug})" in failure.what for slug in asked),
        "rules": failure.what.split()[1] not in {rule.code for rule in result.fired},
        "urgencies": f"“{result.urgency.code}”" not in failure.what,
        "causes": not any(f"({cause.slug})" in failure.what for cause in result.causes),
        "nothing-hidden": progress.urgency < rule_urgency(definition, Evidence(said)),
        "not-sure-between": any(values == ("unsure",) for values in failure.given.values()),
    }
    return progress.is_over and seen.get(name, True)


AGES = ("age-under-16", "age-16-39", "age-40-59", "age-60-plus")
DURATIONS = ("lasts-under-2-weeks", "lasts-2-weeks-plus")


def rule(code: str, urgency: Urgency, *lines: str) -> Rule:
    return Rule(code, urgency, terms(*lines), (), "A reason.", "", "A source.")


def large_definition() -> Definition:
    """Sixty questions of twelve options with two hundred rules, a third of the questions conditional."""
    dice = random.Random(7)  # noqa: S311
    findings = [f"f{number}" for number in range(60 * 12)]
    questions = []
    for number in range(60):
        codes = findings[number * 12 : number * 12 + 12]
        asked_when = ()
        if number % 3 == 2:
            certain = [code for n, code in enumerate(findings[: number * 12]) if n // 12 % 3 != 2]
            asked_when = (Term(frozenset(dice.sample(certain, 6))),)
        questions.append(
            Question(
                slug=f"q{number}",
                text=f"Question {number}?",
                options=tuple(Option(code, (code,)) for code in codes),
                many=number % 5 != 4,
                none="None" if number % 5 != 4 else "",
                unsure="Not sure",
                unsure_counts_as=frozenset() if number % 5 != 4 else frozenset(codes[:1]),
                asked_when=asked_when,
            )
        )
    conditional = {code for question in questions if question.asked_when for code in question.tokens}
    certain = [code for code in findings if code not in conditional]
    causes = tuple(
        Cause(f"c{n}", f"Cause {n}", Urgency(n % 3), "Text.", frozenset(), dict.fromkeys(findings[n::30], 3))
        for n in range(30)
    )
    rules = []
    for number in range(200):
        level = [Urgency.ROUTINE, Urgency.SAME_DAY, Urgency.EMERGENCY][number % 3]
        picked = [frozenset(dice.sample(certain, dice.randint(1, 4))) for _ in range(2 + number % 3)]
        rules.append(
            Rule(
                f"R{number}", level, tuple(map(Term, picked)), (f"c{number % 30}",), "Reason.", "", "Source."
            )
        )
    for question in questions:
        if question.asked_when:
            revealed = (question.asked_when[0], Term(frozenset({question.options[3].findings[0]})))
            rules.append(Rule(question.slug, Urgency.SAME_DAY, revealed, (), "Reason.", "", "Source."))
    danger = Rule("E", Urgency.EMERGENCY, (Term(frozenset({"f0"})),), (), "Reason.", "", "Source.", "a sign")
    doubt = Rule("U", Urgency.SAME_DAY, (Term(frozenset({"unsure:q0"})),), (), "Reason.", "", "Source.")
    late = Rule("L", Urgency.EMERGENCY, (Term(frozenset({"f84"})),), (), "Reason.", "", "Source.")
    late_doubt = Rule("V", Urgency.SAME_DAY, (Term(frozenset({"unsure:q7"})),), (), "Reason.", "", "Source.")
    outcomes = {level: Outcome(level, level.code, "soon", ("do",), ()) for level in Urgency}
    return Definition(
        dict.fromkeys(findings, "meaning"),
        tuple(questions),
        (*rules, danger, doubt, late, late_doubt),
        causes,
        outcomes,
    )
