"""Log lines that say what broke and where, and nothing that somebody sent."""

from __future__ import annotations

import logging
from traceback import format_tb
from typing import Any

from django.db import OperationalError

ABOUT_THE_MACHINE = (OSError, OperationalError)
"""These name a disk, a socket or the database. The words of any other error may quote a form or a query."""

HEADING = "Traceback (most recent call last):\n"


class Formatter(logging.Formatter):
    """Writes an error as its type and its traceback; its own words only where they speak of the machine."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatException(self, exc_info: Any) -> str:
        return "\n\n".join(_described(error) for error in _chain(exc_info[1]))


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error after those that it came of or that were being handled, as Python itself prints them."""
    chain: list[BaseException] = []
    while error and error not in chain:
        chain.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _described(error: BaseException) -> str:
    return "".join([HEADING, *format_tb(error.__traceback__), _name(error)])


def _name(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name}: {error}" if isinstance(error, ABOUT_THE_MACHINE) else name
