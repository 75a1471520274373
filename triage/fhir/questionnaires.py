"""The check as a FHIR R4 Questionnaire: the questions and when each is asked, not the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Definition, Page, Question
from triage.fhir.conditions import Condition, Level, levels

Json = dict[str, Any]

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"
ITEM_CONTROL = STRUCTURE + "questionnaire-itemControl"
ITEM_CONTROL_CODES = "http://hl7.org/fhir/questionnaire-item-control"
OPTION_EXCLUSIVE = STRUCTURE + "questionnaire-optionExclusive"
RELATED_ARTIFACT = STRUCTURE + "artifact-relatedArtifact"

DESCRIPTION = (
    "Questions to an adult about pain in the calf, signs of danger first. The rules that turn the answers "
    "into advice are not part of this resource."
)
PURPOSE = (
    "Information and advice on when to seek care for calf pain. Not a diagnosis, not an all-clear, and no "
    "substitute for being examined by a health professional."
)
NOT_APPROVED = " No clinician has approved the questions yet."


def questionnaire(
    definition: Definition,
    *,
    url: str,
    version: str,
    publisher: str,
    published: datetime | None = None,
    approved: date | None = None,
) -> Json:
    """Return the Questionnaire. `url` is its canonical address, `version` the definition's hash.

    While no clinician has approved the questions, `approved` is None and it is experimental.
    """
    system = code_system(url)
    about = {
        "version": version,
        "status": "active",
        "experimental": approved is None,
        **({"date": published.isoformat(timespec="seconds")} if published else {}),
        "publisher": publisher,
    }
    return {
        "resourceType": "Questionnaire",
        "language": "en-GB",
        "contained": [_findings(definition, system, about)],
        # What is contained must be referred to, and `Coding.system` is no reference.
        "extension": [
            {
                "url": RELATED_ARTIFACT,
                "valueRelatedArtifact": {"type": "depends-on", "resource": "#findings"},
            }
        ],
        "url": url,
        "name": "CalfPainCheck",
        "title": "Calf pain: how soon to get help",
        **about,
        "subjectType": ["Patient"],
        "description": DESCRIPTION if approved else DESCRIPTION + NOT_APPROVED,
        "purpose": PURPOSE,
        **({"approvalDate": approved.isoformat()} if approved else {}),
        "item": items(definition, system),
    }


def code_system(questionnaire_url: str) -> str:
    """Return the address that names the codes of the answers, with or without `|version` given."""
    return urljoin(questionnaire_url, "findings")


def items(definition: Definition, system: str) -> list[Json]:
    """Return the pages as items: a question, or a group of those that share a page.

    A question's `linkId` is its slug. No slug has a dot, so what is made here cannot clash with one.
    """
    return [_page(definition, number, page, system) for number, page in enumerate(definition.pages)]


def _page(definition: Definition, number: int, page: Page, system: str) -> Json:
    earlier = [question for before in definition.pages[:number] for question in before.questions]
    asked = [_conditioned(question, levels(question, earlier), system) for question in page.questions]
    return asked[0] if len(asked) == 1 else _group(f"{page.slug}.page", asked)


def _conditioned(question: Question, conditions: list[Level], system: str) -> Json:
    item = _question(question, system)
    for depth in range(len(conditions), 0, -1):
        if depth < len(conditions):
            item = _group(f"{question.slug}.when.{depth}", [item])
        item |= _enable_when(conditions[depth - 1], system)
    return item


def _group(link_id: str, inside: list[Json]) -> Json:
    return {"linkId": link_id, "type": "group", "item": inside}


def _enable_when(level: Level, system: str) -> Json:
    def said(condition: Condition) -> Json:
        answer = {"system": system, "code": condition.value}
        return {"question": condition.question, "operator": "=", "answerCoding": answer}

    conditions = [said(condition) for condition in level.conditions]
    behaviour = {"enableBehavior": level.behaviour} if len(conditions) > 1 else {}
    return {"enableWhen": conditions, **behaviour}


def _question(question: Question, system: str) -> Json:
    # A hint stands in the open, as a display item does by default: it may say to call for help.
    beside = [
        {"linkId": f"{question.slug}.{name}", "text": words, "type": "display", **control}
        for name, words, control in (("hint", question.hint, {}), ("why", question.why, _control("help")))
        if words
    ]
    return {
        "linkId": question.slug,
        "text": question.text,
        "type": "choice",
        "required": True,
        "repeats": question.many,
        **_control("check-box" if question.many else "radio-button"),
        "answerOption": list(_options(question, system)),
        **({"item": beside} if beside else {}),
    }


def _control(code: str) -> Json:
    coding = {"system": ITEM_CONTROL_CODES, "code": code}
    return {"extension": [{"url": ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}]}


def _options(question: Question, system: str) -> Iterator[Json]:
    offered = [(option.value, option.label, option.alone) for option in question.options]
    extra = [(NONE_VALUE, question.none, True), (UNSURE_VALUE, question.unsure, False)]
    for value, label, alone in [*offered, *(row for row in extra if row[1])]:
        option: Json = {"valueCoding": {"system": system, "code": value, "display": label}}
        if alone and question.many:
            option["extension"] = [{"url": OPTION_EXCLUSIVE, "valueBoolean": True}]
        yield option


def _findings(definition: Definition, system: str, about: Json) -> Json:
    """Return what each code means: every finding, those that one answer joins by `+`, none and unsure."""
    options = [option for question in definition.questions for option in question.options]
    joined = {
        option.value: "; ".join(definition.findings[code] for code in option.findings) for option in options
    }
    meanings = {
        **definition.findings,
        **joined,
        NONE_VALUE: "None of the findings asked about",
        UNSURE_VALUE: "Not sure: never to be read as no",
    }
    return {
        "resourceType": "CodeSystem",
        "id": "findings",
        "url": system,
        "name": "CalfPainFindings",
        "title": "Findings that answers to the check stand for",
        **about,
        "caseSensitive": True,
        "content": "complete",
        "count": len(meanings),
        "concept": [{"code": code, "display": meaning} for code, meaning in meanings.items()],
    }
