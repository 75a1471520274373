"""What stands before a publication of the check: the proofs, and whom it would tell something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings

from calfsite.publishing.draft_forms import Example
from triage.core.answers import read_answer
from triage.core.definition import NONE_VALUE, Cause, Definition, Question
from triage.core.difference import Change, Difference, difference
from triage.core.people import answers_of
from triage.core.replay import Progress
from triage.core.verify import Verdict, verify
from triage.core.verify.answers import Given
from triage.core.verify.verdict import walk
from triage.starter import read_vignettes

LONGEST_LIST = 12
"""Changes of one kind that are told one by one; more are counted."""


def example_people(definition: Definition) -> Mapping[str, Given]:
    """Return the answers of the example vignettes' people, by the vignette's number."""
    vignettes = read_vignettes(settings.BASE_DIR / "content")
    return {
        vignette["id"]: answers_of(definition, vignette["findings"], vignette["unsure"])
        for vignette in vignettes
    }


def failed(definition: Definition) -> tuple[Example, ...]:
    """Return why this definition may not be published, each with an example person."""
    return tuple(_some([note for verdict in verify(definition) for note in notes_on(definition, verdict)]))


def notes_on(definition: Definition, verdict: Verdict) -> list[Example]:
    return [Example(failure.what, steps(definition, failure.given)) for failure in verdict.failures]


def compare(before: Definition, after: Definition) -> Difference:
    return difference(before, after, example_people(before))


def lowered(before: Definition, after: Definition, found: Difference) -> list[Example]:
    """Say who would be told to wait longer: an example person a rule, the vignettes, milder causes."""
    by_rule = [_told(before, change, f"Rule {_code(change)} asked for more.") for change in found.lowered]
    people = {name: change for name, change in found.people.items() if change.rise < 0}
    causes = [
        Example(f"The least urgency of “{cause.name}” falls below {cause.floor.code}.")
        for cause in found.less_urgent
    ]
    return _some([*causes, *by_rule, *_vignettes(before, people)])


def raised(before: Definition, after: Definition, found: Difference) -> list[Example]:
    """Say who would be told to get help sooner."""
    by_rule = [_told(after, change, f"Rule {_code(change)} asks for more now.") for change in found.raised]
    people = {name: change for name, change in found.people.items() if change.rise > 0}
    return _some([*by_rule, *_vignettes(before, people)])


def reordered(before: Definition, found: Difference) -> list[Example]:
    """Say which causes have other points, and for which vignettes only the list of causes changes."""
    people = {name: change for name, change in found.people.items() if change.rise == 0}
    points = [Example(f"The points or the gate of “{cause.name}” change.") for cause in found.reweighted]
    return _some([*points, *_vignettes(before, people)])


def steps(definition: Definition, given: Given) -> tuple[str, ...]:
    """Return the answers as anyone can click them through, a line a question.

    What the person would have said to a question that is not asked stands at the end.
    """
    progress = walk(definition, given)
    heard = [f"{answer.question.text} {' · '.join(answer.labels)}" for answer in progress.answers]
    unheard = [
        f"(not asked) {question.text} {' · '.join(read_answer(question, given[question.slug]).labels)}"
        for question in _unasked(definition, progress)
        if given.get(question.slug, (NONE_VALUE,)) != (NONE_VALUE,)
    ]
    return (*heard, *unheard)


def _unasked(definition: Definition, progress: Progress) -> list[Question]:
    asked = {question.slug for step in progress.steps for question in step.questions}
    still_open = {question.slug for question in progress.open_questions}
    return [question for question in definition.questions if question.slug not in asked | still_open]


def _code(change: Change) -> str:
    return change.rule.code if change.rule else ""


def _told(definition: Definition, change: Change, why: str) -> Example:
    before, after = change.asked
    result = change.results[1].urgency
    held = "" if result == after else f" The cause that comes first makes the result {result.code}."
    what = f"From {before.code} to {after.code}. {why}{held}"
    return Example(what, steps(definition, change.given))


def _vignettes(definition: Definition, people: Mapping[str, Change]) -> Iterable[Example]:
    for name, change in people.items():
        before, after = change.results
        yield Example(
            f"Vignette {name}: from {before.urgency.code} ({_causes(before.causes)}) "
            f"to {after.urgency.code} ({_causes(after.causes)})."
        )


def _causes(causes: Iterable[Cause]) -> str:
    return ", ".join(cause.slug for cause in causes) or "no cause"


def _some(notes: list[Example]) -> list[Example]:
    if len(notes) <= LONGEST_LIST:
        return notes
    return [*notes[:LONGEST_LIST], Example(f"And {len(notes) - LONGEST_LIST} more.")]
