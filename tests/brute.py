"""The proven properties by brute force: everybody who could answer walks the whole definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from tests.small import every_answer, everybody
from triage.core.assess import Assessment, Evidence, assess, rule_urgency
from triage.core.definition import UNSURE_VALUE, Definition, Question
from triage.core.replay import Progress, replay
from triage.core.urgency import Urgency
from triage.core.verify.answers import tokens_of

Person = Mapping[str, tuple[str, ...]]


class Crowd:
    """Everybody who could answer a definition, each with the way through it and the result."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition

    @cached_property
    def people(self) -> list[tuple[Person, Progress, Assessment]]:
        walks = ((person, replay(self.definition, person, ask_everything=True)) for person in self.everybody)
        return [(person, way, assess(self.definition, way.evidence)) for person, way in walks]

    @cached_property
    def everybody(self) -> list[Person]:
        return list(everybody(self.definition))

    def truth(self) -> dict[str, bool]:
        """Return by name whether each property holds that a search decides."""
        return {
            "questions": self.questions_are_asked(),
            "rules": self.rules_fire(),
            "urgencies": {result.urgency for _, _, result in self.people} == set(Urgency),
            "causes": {cause.slug for _, _, result in self.people for cause in result.causes}
            == {cause.slug for cause in self.definition.causes},
            "nothing-hidden": self.nothing_is_hidden(),
            "not-sure-between": all(
                self.not_sure_is_between(question)
                for question in self.definition.questions
                if question.unsure
            ),
        }

    def longest(self) -> int:
        return max(len(way.steps) for _, way, _ in self.people)

    def questions_are_asked(self) -> bool:
        asked = {
            question.slug for _, way, _ in self.people for step in way.steps for question in step.questions
        }
        return asked == {question.slug for question in self.definition.questions}

    def rules_fire(self) -> bool:
        fired = {rule.code for _, _, result in self.people for rule in result.fired}
        return fired == {rule.code for rule in self.definition.rules}

    def nothing_is_hidden(self) -> bool:
        return all(
            way.urgency >= rule_urgency(self.definition, self._evidence(self._said(person)))
            for person, way, _ in self.people
        )

    def not_sure_is_between(self, question: Question) -> bool:
        answers = [values for values in every_answer(question) if UNSURE_VALUE not in values]
        for others in self._others(question):
            not_sure = self._urgency(others | tokens_of(question, (UNSURE_VALUE,)))
            levels = [self._urgency(others | tokens_of(question, values)) for values in answers]
            if not min(levels) <= not_sure <= max(levels):
                return False
        return True

    def _others(self, question: Question) -> Iterator[frozenset[str]]:
        seen = set()
        for person in self.everybody:
            tokens = self._said({slug: values for slug, values in person.items() if slug != question.slug})
            if tokens not in seen:
                seen.add(tokens)
                yield tokens

    def _said(self, person: Person) -> frozenset[str]:
        by_slug = {question.slug: question for question in self.definition.questions}
        return frozenset(
            token for slug, values in person.items() for token in tokens_of(by_slug[slug], values)
        )

    def _urgency(self, tokens: frozenset[str]) -> Urgency:
        return rule_urgency(self.definition, self._evidence(tokens))

    def _evidence(self, tokens: frozenset[str]) -> Evidence:
        return Evidence(tokens)
