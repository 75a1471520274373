"""Measure how easily a starter article reads: words, Flesch-Kincaid grade and Flesch reading ease.

Run it over files to see the figures: `python -m tests.readability content/articles/*.md`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import textstat

from causes.article_file import ArticleText, read_article

BLOCK_END = re.compile(r"</(?:p|li|h3)>")
TAG = re.compile(r"<[^>]+>")


def sentences(article: ArticleText) -> list[str]:
    """Return every sentence of the main text: lead, key facts, lists, advice and sections."""
    head = article.head
    blocks = [head["lead"], *head["key_facts"], *head["do"], *head["avoid"]]
    for card in head["care"]:
        blocks += [*card["items"], card.get("note", "")]
    for section in article.sections:
        blocks += [unescape(TAG.sub("", block)) for block in BLOCK_END.split(section.body)]
    return split(blocks)


def measure(article: ArticleText) -> tuple[int, float, float]:
    """Return (words, Flesch-Kincaid grade, Flesch reading ease), each list item counting as a sentence."""
    return measure_sentences(sentences(article))


def split(blocks: Iterable[str]) -> list[str]:
    """Return the sentences of these blocks of text; a block without a full stop is one of its own."""
    parts = (part.strip() for block in blocks for part in re.split(r"(?<=[.!?:])\s+", block))
    return [part for part in parts if part]


def measure_sentences(found: Iterable[str]) -> tuple[int, float, float]:
    text = "\n".join(sentence.rstrip(".:;!?") + "." for sentence in found)
    return len(text.split()), textstat.flesch_kincaid_grade(text), textstat.flesch_reading_ease(text)


def main() -> None:
    for name in sys.argv[1:]:
        article = read_article(Path(name))
        words, grade, ease = measure(article)
        print(f"{article.slug}: {words} words, grade {grade:.1f}, ease {ease:.0f}")
        for sentence in sentences(article):
            if len(sentence.split()) > 25:
                print(f"  over 25 words: {sentence}")


if __name__ == "__main__":
    main()
