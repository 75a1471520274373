"""Evidence in, assessment out: how urgent it is, why, and which causes to read about.

The urgency is that of the highest rule that fires, raised to the floor of the first cause. The
causes are a reading list, never a diagnosis; they can raise the urgency and never lower it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from triage.core.answers import Answer
from triage.core.definition import Cause, Definition, Question, Rule
from triage.core.terms import UNSURE
from triage.core.urgency import Urgency

LISTED_FROM = 5
"""Points from which a cause is listed without a rule naming it (evidence, section 5)."""

MOST_CAUSES = 3


@dataclass(frozen=True)
class Evidence:
    """What the answers amount to: findings, findings assumed after "not sure", questions not sure of."""

    findings: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()

    @property
    def present(self) -> frozenset[str]:
        """What the rules see."""
        if not self.unsure and not self.assumed:
            return self.findings
        return self.findings | self.assumed | {UNSURE + slug for slug in self.unsure}

    def with_answers(self, answers: Iterable[Answer]) -> Evidence:
        telling = [answer for answer in answers if answer.options or answer.unsure]
        if not telling:
            return self
        findings, assumed, unsure = set(self.findings), set(self.assumed), set(self.unsure)
        for answer in telling:
            findings.update(code for option in answer.options for code in option.findings)
            if answer.unsure:
                unsure.add(answer.question.slug)
                assumed.update(answer.question.unsure_counts_as)
        return Evidence(frozenset(findings), frozenset(assumed), frozenset(unsure))

    def unsure_of(self, questions: Iterable[Question]) -> Evidence:
        """The same, with "not sure" to each of these questions that offers it."""
        open_ones = [question for question in questions if question.unsure]
        assumed = {code for question in open_ones for code in question.unsure_counts_as}
        unsure = {question.slug for question in open_ones}
        return Evidence(self.findings, self.assumed | assumed, self.unsure | unsure)


NOTHING = Evidence()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The result: an urgency, the rules that fired (most urgent first), and at most three causes."""

    urgency: Urgency
    fired: tuple[Rule, ...]
    causes: tuple[Cause, ...]

    @property
    def deciding(self) -> tuple[Rule, ...]:
        """The rules of the highest level that fired."""
        return tuple(rule for rule in self.fired if rule.urgency == self.fired[0].urgency)


def assess(definition: Definition, evidence: Evidence) -> Assessment:
    """Return what the evidence asks for under this definition."""
    fired = _fired(definition, evidence)
    causes = _ranking(definition, evidence.findings, fired)
    urgency = max((rule.urgency for rule in fired), default=Urgency.SELF_CARE)
    # What is assumed after "not sure" gives no points in the list, but must not make the result milder.
    taken = evidence.findings | evidence.assumed
    floors = [_floor(causes), _floor(_ranking(definition, taken, fired) if evidence.assumed else causes)]
    return Assessment(max(urgency, *floors), fired, causes)


def _floor(causes: tuple[Cause, ...]) -> Urgency:
    """Nobody is sent to self-care without a cause that allows it."""
    return causes[0].floor if causes else Urgency.ROUTINE


def rule_urgency(
    definition: Definition,
    evidence: Evidence,
    before: Evidence = NOTHING,
    urgency: Urgency = Urgency.SELF_CARE,
) -> Urgency:
    """Return the highest urgency that a rule asks for so far.

    Where `urgency` is known of the evidence `before`, only rules on what came since are looked at:
    rules have no "not", so one that fired before still does.
    """
    present = evidence.present
    for token in present - before.present:
        for rule in definition.rules_by_token.get(token, ()):
            if rule.urgency > urgency and rule.fires(present):
                urgency = rule.urgency
    return urgency


def _fired(definition: Definition, evidence: Evidence) -> tuple[Rule, ...]:
    present = evidence.present
    touched = {rule.code for token in present for rule in definition.rules_by_token.get(token, ())}
    candidates = [rule for rule in definition.rules_by_urgency if rule.code in touched]
    return tuple([rule for rule in candidates if rule.fires(present)])


def _ranking(definition: Definition, findings: Set[str], fired: tuple[Rule, ...]) -> tuple[Cause, ...]:
    """Suspects of the deciding rules, and causes with enough points, by points.

    Where something is urgent the suspects come first, whatever their points.
    """
    top = fired[0].urgency if fired else Urgency.SELF_CARE
    suspects = {slug for rule in fired if rule.urgency == top for slug in rule.suspects}
    first = suspects if top >= Urgency.SAME_DAY else set()
    scores = definition.scores(findings)

    def is_listed(cause: Cause) -> bool:
        # A cause that is always an emergency is listed only when an emergency rule names it.
        likely = scores[cause.slug] >= LISTED_FROM and cause.passes_gate(findings)
        return cause.slug in suspects or (likely and cause.floor < Urgency.EMERGENCY)

    listed = [cause for cause in definition.causes if is_listed(cause)]
    listed.sort(key=lambda cause: (cause.slug not in first, -scores[cause.slug]))
    return tuple(listed[:MOST_CAUSES])
