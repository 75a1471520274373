"""Questions that wait for each other, so that none of them would ever be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from triage.core.definition import Question


def circles(questions: Iterable[Question]) -> Mapping[str, str]:
    """Return each question that waits for itself, by slug, with the way round: `a, for b, for a`."""
    asked = list(questions)
    waits_for = {question.slug: _waits_for(question, asked, asked[:n]) for n, question in enumerate(asked)}
    found = {slug: _way_back(slug, waits_for) for slug in waits_for}
    return {slug: ", for ".join(f"“{name}”" for name in way) for slug, way in found.items() if way}


def _waits_for(question: Question, asked: list[Question], earlier: list[Question]) -> list[str]:
    """The questions that bring about what it waits for: the earlier ones, if there are any."""
    slugs = []
    for term in question.asked_when:
        before = [other.slug for other in earlier if term.tokens & other.tokens]
        slugs += before or [other.slug for other in asked if term.tokens & other.tokens]
    return slugs


def _way_back(start: str, waits_for: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from a question to itself, breadth first; empty if there is none."""
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop(0)
        for slug in waits_for[way[-1]]:
            if slug == start:
                return [*way, slug]
            if slug not in seen:
                seen.add(slug)
                ways.append([*way, slug])
    return []
