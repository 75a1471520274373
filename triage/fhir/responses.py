"""One person's answers as a FHIR R4 QuestionnaireResponse, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from triage.core.answers import Answer
from triage.core.definition import Definition
from triage.core.replay import Progress
from triage.fhir.questionnaires import Json, code_system, items


def response(progress: Progress, *, questionnaire_url: str, authored: str | None = None) -> Json:
    """Return the answers on the path, nested as the questions are. No name, no identifier.

    `questionnaire_url` may pin the definition: `address|version`.
    """
    answered = {answer.question.slug: answer for answer in progress.answers}
    return {
        "resourceType": "QuestionnaireResponse",
        "language": "en-GB",
        "questionnaire": questionnaire_url,
        "status": _status(progress, answered),
        **({"authored": authored} if authored else {}),
        "item": list(_answered(_items(progress.definition, code_system(questionnaire_url)), answered)),
    }


def values_of(definition: Definition, response: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the values given by question, to be replayed. Nothing is checked here: replaying does that.

    An answer that is no code becomes one that no question offers, so that it is refused, not left out.
    """
    slugs = {question.slug for question in definition.questions}
    given: dict[str, tuple[str, ...]] = {}
    for item in _all_items(response):
        if item["linkId"] in slugs and item.get("answer"):
            codes = (answer.get("valueCoding", {}).get("code", "") for answer in item["answer"])
            given[item["linkId"]] = (*given.get(item["linkId"], ()), *codes)
    return given


def _status(progress: Progress, answered: Mapping[str, Answer]) -> str:
    """`completed` only if no required question lacks its answer, as FHIR has it.

    A check that is over without, as after an emergency, was `stopped`.
    """
    if not progress.is_over:
        return "in-progress"
    enabled_by = progress.evidence.present
    for question in progress.definition.questions:
        if question.slug not in answered and question.is_asked(enabled_by):
            return "stopped"
    return "completed"


@lru_cache(maxsize=8)
def _items(definition: Definition, system: str) -> list[Json]:
    return items(definition, system)


def _answered(offered: list[Json], answered: Mapping[str, Answer]) -> Iterator[Json]:
    for item in offered:
        if item["linkId"] in answered:
            values = answered[item["linkId"]].values
            codings = (option["valueCoding"] for option in item["answerOption"])
            answers = [{"valueCoding": coding} for coding in codings if coding["code"] in values]
            yield {"linkId": item["linkId"], "text": item["text"], "answer": answers}
        elif item["type"] == "group" and (inside := list(_answered(item["item"], answered))):
            yield {"linkId": item["linkId"], "item": inside}


def _all_items(within: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in within.get("item", ()):
        yield item
        yield from _all_items(item)
        for answer in item.get("answer", ()):
            yield from _all_items(answer)
