"""What the result page shows: an assessment joined with the person's own answers and live articles."""

from __future__ import annotations

from dataclasses import dataclass

from calfsite.lately import lately
from causes.live import ArticleCard, live_cards
from triage.core.answers import Answer
from triage.core.assess import Assessment
from triage.core.definition import Cause, Outcome, Question, Rule
from triage.core.replay import Progress
from triage.core.safety_net import safety_net
from triage.core.terms import UNSURE
from triage.core.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Told:
    """Something the person told us: the question, and their answer in its own words."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a deciding rule fired: its reason and the answers that led to it."""

    rule: Rule
    told: list[Told]


@dataclass(frozen=True, slots=True)
class SuggestedCause:
    """A cause to read about; without a live article it has a summary and no address."""

    slug: str
    name: str
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Signs:
    """What to watch for, and the level of care that it asks for."""

    urgency: str
    signs: list[str]


@dataclass(frozen=True, slots=True)
class Result:
    urgency: str
    outcome: Outcome
    reasons: list[Reason]
    causes: list[SuggestedCause]
    safety_net: list[Signs]


def result_of(progress: Progress) -> Result:
    """Return the result of a check that may stop. The live articles are those of the last few seconds."""
    assessment = progress.assessment
    return Result(
        urgency=assessment.urgency.code,
        outcome=progress.definition.outcomes[assessment.urgency],
        reasons=_reasons(progress),
        causes=_suggested(assessment),
        safety_net=_signs(progress),
    )


def _reasons(progress: Progress) -> list[Reason]:
    """The deciding rules; one that rests only on answers shown already is left out.

    A rule that rests on a question without an answer is told only where no other decides.
    """
    said = progress.evidence_said.present
    deciding = progress.assessment.deciding
    rules = [rule for rule in deciding if rule.fires(said)] or list(deciding)
    reasons: list[Reason] = []
    shown: set[Told] = set()
    for rule in rules:
        told = [item for answer in progress.everything_said for item in _told(answer, rule)]
        if not rule.fires(said):
            told += [item for question in progress.silent_questions for item in _open(question, rule)]
        if not reasons or not shown.issuperset(told):
            reasons.append(Reason(rule, told))
            shown.update(told)
    return reasons


def _told(answer: Answer, rule: Rule) -> list[Told]:
    """The parts of this answer that the rule rests on."""
    question, tokens = answer.question, rule.tokens
    labels = [option.label for option in answer.options if not tokens.isdisjoint(option.findings)]
    if answer.unsure and tokens & {UNSURE + question.slug, *question.unsure_counts_as}:
        labels.append(question.unsure)
    return [Told(question.text, label) for label in labels]


def _open(question: Question, rule: Rule) -> list[Told]:
    """A question without an answer is "not sure": say where the rule rests on that."""
    assumed = {UNSURE + question.slug, *question.unsure_counts_as}
    return [Told(question.text, "Not answered yet")] if question.unsure and rule.tokens & assumed else []


def _signs(progress: Progress) -> list[Signs]:
    near = safety_net(progress.definition, progress.closing_evidence, progress.assessment.urgency)
    return [
        Signs(level.code, list(dict.fromkeys(rule.sooner for rule in rules))) for level, rules in near.items()
    ]


@lately
def _live_cards() -> dict[str, ArticleCard]:
    return {card.slug: card for card in live_cards()}


def _suggested(assessment: Assessment) -> list[SuggestedCause]:
    """The causes to read about. Where help is urgent, one that is not always so stands without its text.

    It may say "today", or "usually not serious", where the page says "now"; or "rest" where it says "today".
    """
    live = _live_cards()
    is_urgent = assessment.urgency >= Urgency.SAME_DAY

    def suggested(cause: Cause) -> SuggestedCause:
        card = live.get(cause.slug)
        name, text, url = (card.title, card.lead, card.url) if card else (cause.name, cause.summary, None)
        is_milder = is_urgent and cause.floor < assessment.urgency
        return SuggestedCause(cause.slug, name, "" if is_milder else text, url)

    return [suggested(cause) for cause in assessment.causes]
