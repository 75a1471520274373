"""An article's main text, part by part, as a reader meets it."""

from __future__ import annotations

from dataclasses import dataclass

from calfsite.plain_language.sentences import blocks_of, sentences_of
from causes.content import Content

TREATMENT_COLUMNS = ("how", "benefits", "risks", "who_for")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part by the name that its editor knows, and its paragraphs and list items."""

    where: str
    blocks: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        return sentences_of(self.blocks)


def passages_of(content: Content) -> list[Passage]:
    """Return lead, key facts, cards, lists and sections, in the order of the page."""
    return [
        Passage("Lead", (content["lead"],)),
        Passage("Key facts", tuple(content["key_facts"])),
        *(Passage(f"Card “{card['level']}”", (*card["items"], card["note"])) for card in content["care"]),
        Passage("What helps", tuple(content["do"])),
        Passage("What to avoid", tuple(content["avoid"])),
        *(Passage(f"Picture “{row['title']}”", (row["caption"],)) for row in content["pictures"]),
        *(Passage(f"“{row['heading']}”", tuple(blocks_of(row["body"]))) for row in content["sections"]),
        *(
            Passage(f"Treatment “{row['name']}”", tuple(row[column] for column in TREATMENT_COLUMNS))
            for row in content["treatments"]
        ),
    ]


def names_of(content: Content) -> list[str]:
    """What the cause is called: long names say nothing of how the text reads."""
    return [content["title"], content["medical_name"], *content["also_called"]]
