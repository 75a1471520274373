"""Two ways to write an article without HTML: Markdown, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin

from causes.pages import TreatmentRow
from causes.passages import TREATMENT_COLUMNS

OWN_LINK = re.compile(r'href="(/[^"]*)"')


class Markdown:
    """CommonMark, with the table of treatments as GitHub writes tables."""

    content_type = "text/markdown; charset=utf-8"

    def __init__(self, base: str) -> None:
        self.base = base

    def heading(self, level: int, text: str) -> str:
        return f"{'#' * level} {text}"

    def link(self, text: str, address: str) -> str:
        return f"[{text}]({urljoin(self.base, address)})"

    def body(self, html: str) -> str:
        """Return a section's HTML as it would be written by hand, links whole."""
        from markdownify import markdownify  # here: it takes a while to load, and few ask for this

        whole = OWN_LINK.sub(lambda link: f'href="{urljoin(self.base, link[1])}"', html)
        return markdownify(whole, heading_style="atx", bullets="-").strip()

    def treatments(self, treatments: Iterable[TreatmentRow]) -> str:
        rows = [("Choice", *TREATMENT_COLUMNS.values(), "Sources")]
        rows += [("---",) * len(rows[0])]
        rows += [(row.name, *_cells(row), _numbers(row)) for row in treatments]
        return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)


class Plain:
    """Text for anything that can show letters; headings are underlined."""

    content_type = "text/plain; charset=utf-8"

    def __init__(self, base: str) -> None:
        self.base = base

    def heading(self, level: int, text: str) -> str:
        return f"{text}\n{('=', '-', '.')[level - 1] * len(text)}"

    def link(self, text: str, address: str) -> str:
        return f"{text} <{urljoin(self.base, address)}>"

    def body(self, html: str) -> str:
        """Return a section's HTML as plain paragraphs and lists, without its links."""
        from markdownify import markdownify

        bare = {"strip": ["a", "strong", "em", "h3"], "escape_asterisks": False, "escape_underscores": False}
        return markdownify(html, bullets="-", escape_misc=False, **bare).strip()

    def treatments(self, treatments: Iterable[TreatmentRow]) -> str:
        return "\n\n".join("\n".join([row.name, *self._lines(row)]) for row in treatments)

    def _lines(self, row: TreatmentRow) -> list[str]:
        cells = zip(TREATMENT_COLUMNS.values(), _cells(row), strict=True)
        return [*(f"- {title}: {cell}" for title, cell in cells), f"- Sources: {_numbers(row)}"]


def _cells(row: TreatmentRow) -> list[str]:
    return [getattr(row, column) for column in TREATMENT_COLUMNS]


def _numbers(row: TreatmentRow) -> str:
    return ", ".join(str(source.number) for source in row.sources)
