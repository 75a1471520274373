"""What the picture of the check is made of: places and words, nothing of how they are written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Label:
    """Words, from the left end of their base line."""

    x: int
    y: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Row:
    """A level's mark, and beside it the codes of rules, or what the mark stands for."""

    level: str
    mark: Rectangle
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Plate:
    """Words on a filled ground."""

    frame: Rectangle
    label: Label


@dataclass(frozen=True, slots=True)
class Box:
    """A page: its name, what it is asked after, and the rules that use its answers."""

    frame: Rectangle
    title: tuple[Label, ...]
    emergency_signs: Plate | None
    conditions: tuple[Label, ...]
    rows: tuple[Row, ...]
    is_conditional: bool
    to_emergency: Line | None
    to_result: Line | None


@dataclass(frozen=True, slots=True)
class End:
    """A result that the lines lead to."""

    frame: Rectangle
    title: Label
    note: Label

    @property
    def middle(self) -> int:
        return self.frame.y + self.frame.height // 2


@dataclass(frozen=True, slots=True)
class Way:
    """One of the lines beside the boxes: its sample and words in the key, its run down and in to its end."""

    sample: Line
    label: Label
    run: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    key: tuple[Row, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Line, ...]
    """From each box down to the next, and to the result."""
    result: End
    emergency: End
    early_way: Way | None
    emergency_way: Way | None
