"""What a question page shows and reads: each question with its choices, errors and what was ticked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from triage.core.answers import Answer, AnswerError, read_answer
from triage.core.definition import NONE_VALUE, UNSURE_VALUE, Question
from triage.core.replay import Step


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio or checkbox; `divider` is the word before it, where a group of other answers begins."""

    id: str
    value: str
    label: str
    is_checked: bool
    divider: str = ""


@dataclass(frozen=True, slots=True)
class QuestionField:
    """One question as a fieldset."""

    question: Question
    ticked: frozenset[str]
    error: str = ""

    @property
    def name(self) -> str:
        return self.question.slug

    @property
    def input_type(self) -> str:
        return "checkbox" if self.question.many else "radio"

    @property
    def described_by(self) -> str:
        parts = {f"{self.name}-hint": self.question.hint, f"{self.name}-error": self.error}
        return " ".join(name for name, words in parts.items() if words)

    @property
    def choices(self) -> list[Choice]:
        offered = [(option.value, option.label) for option in self.question.options]
        extra = [
            (value, words)
            for value, words in ((NONE_VALUE, self.question.none), (UNSURE_VALUE, self.question.unsure))
            if words
        ]
        return [
            Choice(
                # The first has the plain name, so that the error summary can link to the question.
                id=self.name if number == 0 else f"{self.name}-{number + 1}",
                value=value,
                label=label,
                is_checked=value in self.ticked,
                divider="or" if number == len(offered) and self.question.many else "",
            )
            for number, (value, label) in enumerate(offered + extra)
        ]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step's questions with what was given or posted. Make it by `shown` or `posted`."""

    fields: list[QuestionField]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def errors(self) -> list[QuestionField]:
        return [shown for shown in self.fields if shown.error]

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @classmethod
    def shown(cls, step: Step) -> StepForm:
        """The form as it stands before posting, with earlier answers ticked."""
        given = {answer.question.slug: answer for answer in step.answers}
        return cls(
            [QuestionField(question, _values(given.get(question.slug))) for question in step.questions]
        )

    @classmethod
    def posted(cls, step: Step, data: QueryDict, *, may_be_open: bool = False) -> StepForm:
        """The form as posted: each question's error, or its valid values in `values`.

        With `may_be_open`, a question without an answer is no error.
        """
        fields, values = [], {}
        for question in step.questions:
            ticked = data.getlist(question.slug)
            if may_be_open and not ticked:
                fields.append(QuestionField(question, frozenset()))
                continue
            try:
                values[question.slug] = read_answer(question, ticked).values
            except AnswerError as error:
                fields.append(QuestionField(question, frozenset(ticked), str(error)))
            else:
                fields.append(QuestionField(question, frozenset(ticked)))
        return cls(fields, values)


def _values(answer: Answer | None) -> frozenset[str]:
    return frozenset(answer.values) if answer else frozenset()
