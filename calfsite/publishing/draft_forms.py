"""A refused save, and the admin forms that show why, next to the fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from calfsite.publishing.models import Withdrawal


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a draft was refused; `field` is empty where it lies outside the form."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class BothTexts:
    """A field that two people changed: what is saved now, and what this editor typed."""

    field: str
    saved: str
    typed: str


@dataclass(frozen=True, slots=True)
class Example:
    """What a problem means for somebody: the problem, and a line for each thing that the person says."""

    what: str
    steps: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.what, *(f"    {step}" for step in self.steps)])


class DraftRefused(Exception):
    """The save is rolled back and the form shown again.

    `accepting` is given where the editor may insist: sent along with the next save, it goes through.
    """

    def __init__(
        self,
        problems: Iterable[FieldProblem],
        conflicts: Iterable[BothTexts] = (),
        examples: Iterable[Example] = (),
        accepting: str = "",
    ) -> None:
        self.problems = tuple(problems)
        self.conflicts = tuple(conflicts)
        self.examples = tuple(examples)
        self.accepting = accepting
        super().__init__("; ".join(problem.message for problem in self.problems))


class DraftForm(forms.ModelForm):
    """A model form that shows the problems of a refused save next to their fields."""

    problems: tuple[FieldProblem, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in self.problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)
        return cleaned


class DraftFormSet(forms.BaseInlineFormSet):
    """Inline rows that show the problems of a refused save above themselves."""

    def __init__(self, *args: Any, problems: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.problems = problems
        super().__init__(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.problems:
            raise forms.ValidationError(list(self.problems))


class WithdrawalForm(forms.ModelForm):
    class Meta:
        model = Withdrawal
        fields = ("reason",)
        widgets = {"reason": forms.TextInput(attrs={"class": "vTextField"})}
