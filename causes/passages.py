"""An article's main text, part by part, as a reader meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from calfsite.plain_language.sentences import blocks_of, sentences_of
from causes.content import Content
from causes.models import SectionKind

FIRST_KIND = SectionKind.SYMPTOMS
"""The section that stands above what helps; the others follow it."""
TREATMENT_COLUMNS = {
    "how": "How it works",
    "benefits": "How it may help",
    "risks": "Risks and limits",
    "who_for": "Who it is for",
}
"""The columns of the table of treatments, with their titles."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part by the name that its editor knows, and its paragraphs and list items."""

    where: str
    blocks: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        return sentences_of(self.blocks)


def passages_of(content: Content) -> list[Passage]:
    """Return every part of the text in the order of the page."""
    first = [row for row in content["sections"] if row["kind"] == FIRST_KIND]
    others = [row for row in content["sections"] if row["kind"] != FIRST_KIND]
    numbers = filter(None, (content["how_common"], content["typical_duration"]))
    return [
        Passage("Lead", (content["lead"],)),
        Passage("Key facts", tuple(content["key_facts"])),
        Passage("In numbers", tuple(numbers)),
        *(Passage(f"Card “{card['level']}”", (*card["items"], card["note"])) for card in content["care"]),
        *(passage for row in first for passage in _section(row, content)),
        Passage("What helps", tuple(content["do"])),
        Passage("What to avoid", tuple(content["avoid"])),
        *(passage for row in others for passage in _section(row, content)),
    ]


def _section(row: dict[str, Any], content: Content) -> Iterator[Passage]:
    """A section, and what stands in it: its picture, and the table of treatments in theirs."""
    yield Passage(f"“{row['heading']}”", tuple(blocks_of(row["body"])))
    for picture in content["pictures"]:
        if picture["kind"] == row["kind"]:
            yield Passage(f"Picture “{picture['title']}”", (picture["caption"],))
    if row["kind"] == SectionKind.TREATMENT:
        for choice in content["treatments"]:
            cells = tuple(choice[column] for column in TREATMENT_COLUMNS)
            yield Passage(f"Treatment “{choice['name']}”", cells)


def names_of(content: Content) -> list[str]:
    """What the cause is called: long names say nothing of how the text reads."""
    return [content["title"], content["medical_name"], *content["also_called"]]
