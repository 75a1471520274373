"""What software that reads our Questionnaire relies on: our own checks, and a reader of `enableWhen`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from triage.core.definition import Definition

R4_ITEM_TYPES = {
    "group", "display", "question", "boolean", "decimal", "integer", "date", "dateTime", "time", "string",
    "text", "url", "choice", "open-choice", "attachment", "reference", "quantity",
}  # fmt: skip


def all_items(within: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in within.get("item", ()):
        yield item
        yield from all_items(item)


def offered_codes(item: dict[str, Any]) -> set[str]:
    return {option["valueCoding"]["code"] for option in item.get("answerOption", ())}


def mistakes(questionnaire: dict[str, Any], definition: Definition) -> list[str]:
    """Return what is wrong that fhir.resources does not see."""
    items = list(all_items(questionnaire))
    return [*_of_items(items), *_of_conditions(items), *_of_codes(items, questionnaire, definition)]


def _of_items(items: list[dict[str, Any]]) -> Iterator[str]:
    for link_id, count in Counter(item["linkId"] for item in items).items():
        if count > 1:
            yield f"two items {link_id}"
    for item in items:
        if item["type"] not in R4_ITEM_TYPES:
            yield f"{item['linkId']}: no type {item['type']}"
        if (item["type"] == "choice") != bool(item.get("answerOption")):
            yield f"{item['linkId']}: answers belong to a choice"


def _of_conditions(items: list[dict[str, Any]]) -> Iterator[str]:
    earlier: dict[str, set[str]] = {}
    for item in items:
        conditions = item.get("enableWhen", ())
        for condition in conditions:
            code = condition["answerCoding"]["code"]
            if code not in earlier.get(condition["question"], ()):
                yield f"{item['linkId']}: {condition['question']} has no earlier answer {code}"
        if len(conditions) > 1 and item.get("enableBehavior") not in ("any", "all"):
            yield f"{item['linkId']}: any or all?"
        earlier[item["linkId"]] = offered_codes(item)


def _of_codes(
    items: list[dict[str, Any]], questionnaire: dict[str, Any], definition: Definition
) -> Iterator[str]:
    codes = {code for item in items for code in offered_codes(item)}
    parts = {part for code in codes for part in code.split("+")}
    for part in sorted(parts - set(definition.findings) - {"none", "unsure"}):
        yield f"no finding {part}"
    for finding in sorted(set(definition.findings) - parts):
        yield f"no answer says {finding}"
    related = [extension["valueRelatedArtifact"] for extension in questionnaire.get("extension", ())]
    for contained in questionnaire["contained"]:
        if f"#{contained['id']}" not in {artifact["resource"] for artifact in related}:
            yield f"nothing refers to #{contained['id']}"
        for code in sorted(codes - {concept["code"] for concept in contained["concept"]}):
            yield f"no meaning of {code}"


def enabled(questionnaire: dict[str, Any], given: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the items that software shows to somebody with these answers, as the standard has it.

    An answer to an item that is itself not shown counts as not given.
    """
    shown: set[str] = set()

    def holds(condition: dict[str, Any]) -> bool:
        asked = condition["question"]
        return asked in shown and condition["answerCoding"]["code"] in given.get(asked, ())

    def show(within: Mapping[str, Any]) -> None:
        for item in within.get("item", ()):
            conditions = [holds(condition) for condition in item.get("enableWhen", ())]
            joined = any if item.get("enableBehavior") == "any" else all
            if joined(conditions) or not conditions:
                shown.add(item["linkId"])
                show(item)

    show(questionnaire)
    return shown
