"""The generated scripts: together they meet all that a definition can show, and none can be left out."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import chain, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CONTENT, ROOT
from tests.evidence_rules import evidence_rules
from tests.small import everybody, small_definition
from tests.thoroughness import examples
from tests.walks import met_on_the_way
from triage.core.assess import assess
from triage.core.compiling import compile_definition
from triage.core.definition import Definition, Rule
from triage.core.replay import replay
from triage.core.terms import parse_term
from triage.core.urgency import Urgency
from triage.core.verify.scripts import Script, cover, scripts
from triage.starter import read_check

CHECK = compile_definition(read_check(CONTENT))
SCRIPTS = scripts(CHECK)
MOST_SCRIPTS = 25
MOST_SECONDS = 5


def words(found: tuple[Script, ...]) -> set[str]:
    return {str(aim) for script in found for aim in script.met}


def test_nothing_of_the_starting_check_is_missed_and_only_the_last_page_is_ever_spared() -> None:
    began = time.process_time()
    coverage = cover(CHECK)

    assert time.process_time() - began < MOST_SECONDS
    assert coverage.missed == ()
    assert coverage.always_asked == tuple(page.slug for page in CHECK.pages[:-1])
    assert len(coverage.scripts) <= MOST_SCRIPTS


def test_the_scripts_give_every_answer_fire_every_rule_and_list_every_cause() -> None:
    answers = {f"answer {question.slug}={value}" for question in CHECK.questions for value in question.values}
    rules = {f"rule {rule.code}" for rule in CHECK.rules}
    causes = {f"cause {cause.slug}" for cause in CHECK.causes}
    urgencies = {f"urgency {level.code}" for level in Urgency}

    assert answers | rules | causes | urgencies <= words(SCRIPTS)


def test_the_scripts_go_every_way_between_pages() -> None:
    pages = [page.slug for page in CHECK.pages]
    onward = {f"way {page} -> {following}" for page, following in pairwise(pages)}
    # Red flags are asked before an early result is offered. What is asked on two pages alone ends no check.
    early = {f"way {page} -> an early result" for page in pages[3:]}
    stopped = {f"way {page} -> the result, by an emergency" for page in set(pages) - {"swelling", "pattern"}}
    ended = {f"way {page} -> the result, at the end" for page in ("health", "feet")}

    assert {word for word in words(SCRIPTS) if word.startswith("way ")} == onward | early | stopped | ended


def test_no_script_of_the_starting_check_can_be_left_out() -> None:
    for left_out in SCRIPTS:
        assert words(tuple(script for script in SCRIPTS if script is not left_out)) < words(SCRIPTS)


def test_a_script_meets_page_by_page_what_it_says() -> None:
    for script in SCRIPTS:
        assert {str(aim) for aim in script.met} == met_on_the_way(CHECK, script.given)


def test_the_rules_that_fire_in_a_script_are_those_of_the_evidence() -> None:
    for script in SCRIPTS:
        evidence = replay(CHECK, script.given).evidence
        expected = {rule.code for rule in evidence_rules().values() if rule.holds(evidence.present)}

        assert {rule.code for rule in assess(CHECK, evidence).fired} == expected


# Brute force


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_what_anybody_meets_is_met_by_a_script(seed: int) -> None:
    definition = small_definition(seed)
    coverage = cover(definition, most_people=10_000)
    people = list(everybody(definition))

    assert coverage.is_exhaustive
    met = words(coverage.scripts)
    assert met == set(chain.from_iterable(met_on_the_way(definition, person) for person in people))
    assert not met & {str(aim) for aim in coverage.missed}
    assert set(coverage.always_asked) == pages(definition) - spared(definition)
    for left_out in coverage.scripts:
        assert words(tuple(script for script in coverage.scripts if script is not left_out)) < met


def test_of_more_people_than_can_be_tried_those_who_are_looked_for_meet_nearly_all() -> None:
    looked_for, all_there_is = 0, 0
    for seed in range(100):
        definition = small_definition(seed)
        met = words(cover(definition).scripts)
        all_there_is += len(met)
        looked_for += len(met & words(cover(definition, most_people=0).scripts))

    assert all_there_is > 1500
    assert looked_for / all_there_is > 0.995


def pages(definition: Definition) -> set[str]:
    return {page.slug for page in definition.pages}


def spared(definition: Definition) -> set[str]:
    """Pages that somebody is not asked, though the check goes on behind them."""
    slugs = [page.slug for page in definition.pages]
    found: set[str] = set()
    for person in everybody(definition):
        progress = replay(definition, person)
        asked = [step.page.slug for step in progress.steps]
        stopped = progress.urgency == Urgency.EMERGENCY
        found |= set(slugs[: slugs.index(asked[-1])] if stopped else slugs) - set(asked)
    return found


# What is named


def test_what_nobody_meets_is_named() -> None:
    never = Rule("X1", Urgency.ROUTINE, (parse_term("chest-pain"), parse_term("fever")), (), "", "", "")
    coverage = cover(replace(CHECK, rules=(*CHECK.rules, never)))

    assert [str(aim) for aim in coverage.missed] == ["rule X1"]
    assert not coverage.is_exhaustive


def test_the_same_definition_has_the_same_scripts_in_every_process() -> None:
    code = (
        "from tests.small import small_definition; from triage.core.verify.scripts import cover; "
        "print([sorted(script.given.items()) for seed in range(20) for most in (0, 4000) "
        "for script in cover(small_definition(seed), most).scripts])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip

    assert runs[0] == runs[1]
    assert len(runs[0]) > 1000
