"""Walk the check page by page, as a browser does: each page is answered before the next is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from triage.core.assess import assess
from triage.core.definition import Definition
from triage.core.replay import Progress, replay
from triage.core.urgency import Urgency

Given = Mapping[str, tuple[str, ...]]


def page_by_page(definition: Definition, given: Given) -> Iterator[Progress]:
    """Yield how far the answers lead before each page that is met, and at the end."""
    told: dict[str, tuple[str, ...]] = {}
    while True:
        progress = replay(definition, told)
        yield progress
        if progress.current is None:
            return
        told |= {question.slug: given[question.slug] for question in progress.current.questions}


def met_on_the_way(definition: Definition, given: Given) -> set[str]:
    """Return what this person meets, in the words of `triage.core.verify.aims`."""
    *before, end = page_by_page(definition, given)
    pages = [progress.current.page.slug for progress in before]
    stoppable = [progress.current.page.slug for progress in before if progress.may_stop]
    by = "by an emergency" if end.urgency == Urgency.EMERGENCY else "at the end"
    asked = [question.slug for progress in before for question in progress.current.questions]
    result = assess(definition, end.evidence)
    return {
        *(f"way {page} -> {following}" for page, following in pairwise(pages)),
        *(f"way {page} -> an early result" for page in stoppable),
        *(f"way {page} -> the result, {by}" for page in pages[-1:]),
        *(f"answer {slug}={value}" for slug in asked for value in given[slug]),
        *(f"rule {rule.code}" for rule in result.fired),
        *(f"cause {cause.slug}" for cause in result.causes),
        f"urgency {result.urgency.code}",
    }
