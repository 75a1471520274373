"""Split text into its sentences, from lines or from the allowed HTML of a section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

BLOCK_END = re.compile(r"</(?:p|li|h3)>|<br>")
TAG = re.compile(r"<[^>]+>")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")


def blocks_of(html: str) -> list[str]:
    """Return the paragraphs, list items and headings of this HTML, as text."""
    blocks = (unescape(TAG.sub("", block)).strip() for block in BLOCK_END.split(html))
    return [block for block in blocks if block]


def sentences_of(blocks: Iterable[str]) -> list[str]:
    """Return the sentences of these blocks of text; a block without a full stop is one of its own."""
    parts = (part.strip() for block in blocks for part in SENTENCE_END.split(block))
    return [part for part in parts if part]
