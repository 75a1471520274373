"""Rules on the words: how they read, and what must not be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import Readability, measure
from calfsite.plain_language.sentences import sentences_of
from causes.content import Content
from causes.glossary import glossary
from causes.passages import names_of, passages_of

MOST_GRADE = 7
LEAST_EASE = 65
MOST_WORDS = 25
MOST_WORDS_ON_AVERAGE = 15
MOST_SENTENCES = 3
MOST_ITEMS = 8

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
LIST = re.compile(r"<[ou]l>(.*?)</[ou]l>", re.DOTALL)
MARKUP = re.compile(r"</?[a-z][^<>]*>|\*\*|\]\(|&[a-z]+;")
"""Signs that a page shows as they are, where somebody meant a bold word or a link."""
HEADING = re.compile(r"<h([1-6])>")
FULL_STOP = re.compile(r"[.!?](?:\s|$)")

Place = tuple[str, str]
"""Where something is wrong, and what: the sentence itself if there is one."""


def reading_of(content: Content) -> Readability:
    """Return how the main text reads, with the names of its cause left out."""
    return measure(_sentences(content), names_of(content))


def reading(content: Content) -> Iterator[Place]:
    found = reading_of(content)
    if found.grade > MOST_GRADE or found.ease < LEAST_EASE:
        yield "Whole text", f"grade {found.grade:.1f}, ease {found.ease:.0f}"


def long_on_average(content: Content) -> Iterator[Place]:
    lengths = [len(sentence.split()) for sentence in _sentences(content)]
    mean = sum(lengths) / max(1, len(lengths))
    if mean > MOST_WORDS_ON_AVERAGE:
        yield "Whole text", f"{mean:.1f} words a sentence"


def long_sentences(content: Content) -> Iterator[Place]:
    for passage in passages_of(content):
        for sentence in passage.sentences:
            if len(sentence.split()) > MOST_WORDS:
                yield passage.where, f"“{sentence}”"


def long_paragraphs(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        for paragraph in PARAGRAPH.findall(row["body"]):
            if len(FULL_STOP.findall(paragraph)) > MOST_SENTENCES:
                yield f"“{row['heading']}”", paragraph


def long_lists(content: Content) -> Iterator[Place]:
    lists = {"What helps": content["do"], "What to avoid": content["avoid"]}
    lists |= {f"Card “{card['level']}”": card["items"] for card in content["care"]}
    for where, items in lists.items():
        if len(items) > MOST_ITEMS:
            yield where, f"{len(items)} items"
    for row in content["sections"]:
        for items in LIST.findall(row["body"]):
            if items.count("<li>") > MOST_ITEMS:
                yield f"“{row['heading']}”", f"{items.count('<li>')} items"


def headings(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        for level in HEADING.findall(row["body"]):
            if level != "3":
                yield f"“{row['heading']}”", f"a heading of level {level}"


def markup(content: Content) -> Iterator[Place]:
    for passage in passages_of(content):
        for block in passage.blocks:
            if MARKUP.search(block):
                yield passage.where, block


def unexplained(content: Content) -> Iterator[Place]:
    """A medical word whose first sentence explains nothing in brackets."""
    for word in glossary():
        for passage in passages_of(content) if not word.is_everyday else ():
            found = next(filter(word.is_in, passage.sentences), None)
            if found:
                if "(" not in found and not any(map(word.is_in, names_of(content))):
                    yield passage.where, f"“{found}” does not explain “{word.term}”"
                break


def phrases(content: Content) -> Iterator[Place]:
    for passage in passages_of(content):
        for block in passage.blocks:
            for sentence in sentences_of([block]):
                yield from ((passage.where, f"“{sentence}” {why}") for why in banned_in(sentence, block))


def _sentences(content: Content) -> list[str]:
    return [sentence for passage in passages_of(content) for sentence in passage.sentences]
