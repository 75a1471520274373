"""A list of short texts, edited as one text with a line for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class LinesField(models.TextField):
    """Stores lines; `split` gives them as a list. Refuses too few or too many, saying how many there are.

    `each` is asked about every line, and raises ValidationError for one that cannot stand.
    """

    def __init__(
        self,
        *args: Any,
        min_lines: int = 0,
        max_lines: int | None = None,
        each: Callable[[str], None] | None = None,
        **kwargs: Any,
    ) -> None:
        self.min_lines = min_lines
        self.max_lines = max_lines
        self.each = each
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        lines = split(super().clean(value, model_instance))
        if len(lines) < self.min_lines:
            raise ValidationError(f"Give at least {self.min_lines}, one a line; there are {len(lines)}.")
        if self.max_lines and len(lines) > self.max_lines:
            raise ValidationError(f"Give at most {self.max_lines}, one a line; there are {len(lines)}.")
        for line in lines if self.each else ():
            self.each(line)
        return "\n".join(lines)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**kwargs | {"widget": forms.Textarea(attrs={"rows": 6, "cols": 90})})


def split(text: str) -> list[str]:
    """Return the lines that say something, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
