"""Answers that may be a few seconds old, so that a page need not ask the database each time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")

FEW_SECONDS = 5
"""Within these, a change in the admin is noticed."""

_kept: dict[Hashable, tuple[float, Any]] = {}


def lately(ask: Callable[..., T]) -> Callable[..., T]:
    """Answer as within the last few seconds, or ask anew. For what is public, and what nobody changes.

    Kept in the memory of the process: a shared cache would take longer than the rest of a step.
    """

    @wraps(ask)
    def asked(*args: Hashable) -> T:
        key, now = (ask, args), monotonic()
        until, answer = _kept.get(key, (now, None))
        if until <= now:
            answer = ask(*args)
            _kept[key] = (now + FEW_SECONDS, answer)
        return answer

    return asked


def forget_lately() -> None:
    """Ask everything anew."""
    _kept.clear()
