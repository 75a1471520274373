"""Read a starter article from its text file: a TOML head between `+++` lines, then Markdown sections.

A section opens with `## kind: Heading`; a line `Sources: key, key` under it ties it to entries of
the head's `[[sources]]`. No Django here, so that anything may read a file, a test or a script.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

SECTION = re.compile(r"^## (?P<kind>[a-z_]+): (?P<heading>.+)$", re.MULTILINE)
SOURCES = re.compile(r"\ASources: *(?P<keys>[^\n]+)\n")

_markdown = MarkdownIt("zero").enable(["list", "emphasis", "link", "heading", "newline", "escape", "entity"])


@dataclass(frozen=True, slots=True)
class SectionText:
    """One section of a file; `body` is HTML, `sources` the keys of the sources it rests on."""

    kind: str
    heading: str
    body: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What a file holds: the head as TOML gave it, and the sections in order."""

    slug: str
    head: dict[str, Any]
    sections: tuple[SectionText, ...]


def read_article(path: Path) -> ArticleText:
    """Return the article in the file; its slug is the file's name.

    Raises ValueError, naming the file, where the head or a section cannot be read.
    """
    try:
        _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        return ArticleText(path.stem, tomllib.loads(head), tuple(_sections(body)))
    except ValueError as error:  # TOMLDecodeError is one of these
        raise ValueError(f"{path.name}: {error}") from error


def _sections(body: str) -> list[SectionText]:
    openings = list(SECTION.finditer(body))
    if not openings or body[: openings[0].start()].strip():
        raise ValueError("the text must begin with a section such as `## symptoms: What it feels like`")
    ends = [opening.start() for opening in openings[1:]] + [len(body)]
    return [_section(opening, body[opening.end() : end]) for opening, end in zip(openings, ends, strict=True)]


def _section(opening: re.Match[str], text: str) -> SectionText:
    text = text.strip() + "\n"
    named = SOURCES.match(text)
    keys = tuple(key.strip() for key in named["keys"].split(",")) if named else ()
    markdown = text[named.end() :] if named else text
    return SectionText(opening["kind"], opening["heading"].strip(), _markdown.render(markdown), keys)
