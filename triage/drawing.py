"""The check as a tall, narrow picture: where each box, line and word of it stands.

A page is a box on a line from top to bottom; the line on the right leads out at an emergency, the one
on the left is “Show my result now”. Widths of words are estimated generously: the browser's font is
not known here, so nothing may depend on their exact size.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from textwrap import wrap

from triage.core.definition import Definition
from triage.core.urgency import Urgency
from triage.outline import Fed, PageOutline, outline
from triage.shapes import Box, Drawing, End, Label, Line, Plate, Rectangle, Row, Way

WIDTH = 320
"""About as many units as a phone's column has pixels, so that a unit there is a pixel."""
TEXT, TITLE = 13, 15
"""Sizes of the letters."""
LINE, GAP, PAD = 19, 18, 10
BOX_LEFT, BOX_WIDTH = 26, 268
INDENT = 16
KEY_LEFT = BOX_LEFT + 34
EARLY_RAIL, EMERGENCY_RAIL = 10, 309
LETTER, WIDE_LETTER = 0.54, 0.6
"""A letter's width as a share of its height, on the wide side: in a sentence, and in bold or capitals."""

MARKS = {Urgency.EMERGENCY: 9, Urgency.SAME_DAY: 6, Urgency.ROUTINE: 3, Urgency.SELF_CARE: 1}
"""How wide each level's mark is: the shape that goes with its colour and word."""
RULES = {
    Urgency.EMERGENCY: "Emergency rules",
    Urgency.SAME_DAY: "Rules for help the same day",
    Urgency.ROUTINE: "Rules for seeing a doctor",
    Urgency.SELF_CARE: "Rules for self-care",
}


def draw(definition: Definition) -> Drawing:
    """Return the picture of this definition."""
    pages = outline(definition)
    levels = sorted({rule.urgency for rule in definition.rules}, reverse=True)
    boxes: list[Box] = []
    top = (len(levels) + 2) * LINE + GAP
    for page in pages:
        boxes.append(_box(page, top))
        top = boxes[-1].frame.bottom + GAP
    result = _end(top, "Your result", "The most urgent rule decides.")
    emergency = _end(result.frame.bottom + GAP, "Emergency: get help now", "The check stops at once.")
    return Drawing(
        width=WIDTH,
        height=emergency.frame.bottom + 1,
        key=tuple(_key_row(level, number * LINE) for number, level in enumerate(levels, start=1)),
        boxes=tuple(boxes),
        arrows=tuple(_arrows([*(box.frame for box in boxes), result.frame])),
        result=result,
        emergency=emergency,
        emergency_way=_way(
            "An emergency ends the check",
            (len(levels) + 1) * LINE,
            [box.to_emergency for box in boxes],
            Line(EMERGENCY_RAIL, emergency.middle, emergency.frame.right, emergency.middle),
        ),
        early_way=_way(
            "“Show my result now”",
            (len(levels) + 2) * LINE,
            [box.to_result for box in boxes],
            Line(EARLY_RAIL, result.middle, result.frame.x, result.middle),
        ),
    )


def _box(page: PageOutline, top: int) -> Box:
    writer = _Writer(top)
    title = writer.title(f"{page.number} {page.name}")
    signs = writer.plate("Emergency signs") if page.has_emergency_signs else None
    asked_after = (f"{asked.name}: only after {asked.condition}" for asked in page.questions if asked.needs)
    conditions = tuple(label for words in asked_after for label in writer.lines(words))
    rows = tuple(writer.codes(fed) for fed in page.feeds)
    frame = writer.frame
    exit_y = title[0].y - TITLE // 3
    return Box(
        frame=frame,
        title=title,
        emergency_signs=signs,
        conditions=conditions,
        rows=rows,
        is_conditional=page.is_conditional,
        to_emergency=Line(frame.right, exit_y, EMERGENCY_RAIL, exit_y) if page.can_end else None,
        to_result=Line(frame.x, exit_y, EARLY_RAIL, exit_y) if page.may_stop else None,
    )


class _Writer:
    """Writes line under line into a box, and then knows how high the box has to be."""

    left = BOX_LEFT + PAD
    right = BOX_LEFT + BOX_WIDTH - PAD

    def __init__(self, top: int) -> None:
        self.top = top
        self.base = top + PAD + TITLE - 2

    @property
    def frame(self) -> Rectangle:
        return Rectangle(BOX_LEFT, self.top, BOX_WIDTH, self.base - LINE + PAD - self.top)

    def title(self, words: str) -> tuple[Label, ...]:
        return self._wrapped(words, TITLE * WIDE_LETTER)

    def lines(self, words: str) -> tuple[Label, ...]:
        return self._wrapped(words, TEXT * LETTER)

    def plate(self, words: str) -> Plate:
        base = self._next_line() + 2
        width = round(len(words) * TEXT * LETTER) + 12
        self.base += 6
        return Plate(Rectangle(self.left, base - 14, width, LINE), Label(self.left + 6, base, words))

    def codes(self, fed: Fed) -> Row:
        """The codes in columns that the longest of them fits."""
        first = self.left + INDENT
        column = round(max(len(code) for code in fed.codes) * TEXT * WIDE_LETTER) + 6
        columns = max(1, (self.right - first) // column)
        mark = _mark(fed.level, self.base, self.left)
        labels: list[Label] = []
        for start in range(0, len(fed.codes), columns):
            base = self._next_line()
            row = fed.codes[start : start + columns]
            labels += (Label(first + place * column, base, code) for place, code in enumerate(row))
        return Row(fed.level.code, mark, tuple(labels))

    def _wrapped(self, words: str, letter: float) -> tuple[Label, ...]:
        letters = int((self.right - self.left) / letter)
        return tuple(Label(self.left, self._next_line(), line) for line in wrap(words, letters))

    def _next_line(self) -> int:
        base = self.base
        self.base += LINE
        return base


def _key_row(level: Urgency, base: int) -> Row:
    return Row(level.code, _mark(level, base, BOX_LEFT), (Label(KEY_LEFT, base, RULES[level]),))


def _mark(level: Urgency, base: int, left: int) -> Rectangle:
    return Rectangle(left, base - 10, MARKS[level], 11)


def _end(top: int, title: str, note: str) -> End:
    writer = _Writer(top)
    (heading,), (line,) = writer.title(title), writer.lines(note)
    return End(writer.frame, heading, line)


def _arrows(frames: list[Rectangle]) -> Iterator[Line]:
    middle = BOX_LEFT + BOX_WIDTH // 2
    return (Line(middle, upper.bottom, middle, lower.y) for upper, lower in pairwise(frames))


def _way(words: str, base: int, exits: list[Line | None], last: Line) -> Way | None:
    """From the first exit down, and along the last line; none if no page has such an exit."""
    first = next((line for line in exits if line), None)
    if first is None:
        return None
    sample = Line(BOX_LEFT, base - 4, KEY_LEFT - 6, base - 4)
    return Way(sample, Label(KEY_LEFT, base, words), (Line(last.x1, first.y1, last.x1, last.y1), last))
