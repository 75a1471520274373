"""How much is tried: everything in continuous integration, a share of it while somebody waits at a desk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

SHARE = 4


def is_thorough() -> bool:
    """Whether nothing may be skipped, as `.ci/run` asks."""
    return bool(os.environ.get("CALFSITE_SKIP_NOTHING"))


def examples(number: int) -> int:
    """Return how many of this number of generated cases to try."""
    return number if is_thorough() else number // SHARE


def some_of(rows: Sequence[T]) -> Sequence[T]:
    """Return the rows, or every fourth of them, the first among these."""
    return rows if is_thorough() else rows[::SHARE]
