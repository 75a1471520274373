"""Turn plain data into a Definition, or say everything that stands in the way, with the mend.

The data is what a revision stores and `Definition` is what the check runs on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from triage.core.circles import circles
from triage.core.definition import Cause, Definition, Option, Outcome, Question, Rule
from triage.core.terms import UNSURE, Term, parse_term
from triage.core.urgency import Urgency

RESERVED_SLUGS = frozenset({"restart", "result", "delete", "deleted", "how-it-works", "answers"})
"""Addresses under /check/ that are not questions."""

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
"""What stands in addresses, and in the cookie with spaces between."""

LONGEST_ANSWERS = 2700
"""Characters that all answers together may take: encrypted, they must fit the 4,096 bytes of a cookie."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why the data is no check: which part, which field of it, and what to do."""

    part: str
    name: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.part} “{self.name}”, {self.field}: {self.message}"


class DefinitionError(ValueError):
    """The data does not compile; `problems` says why."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in problems))


def compile_definition(data: Mapping[str, Any]) -> Definition:
    """Return the definition that the data describes; raise DefinitionError with every problem."""
    compiler = _Compiler(data)
    definition = compiler.definition()
    if compiler.problems:
        raise DefinitionError(compiler.problems)
    return definition


class _Compiler:
    """Builds each part and notes what is wrong with it, so that one pass reports everything."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.problems: list[Problem] = []
        self.findings: dict[str, str] = dict(data["findings"])
        self.causes = {cause["slug"] for cause in data["causes"]}

    def definition(self) -> Definition:
        definition = Definition(
            findings=self.findings,
            questions=self._questions(),
            rules=(),
            causes=tuple(self._cause(row) for row in self.data["causes"]),
            outcomes=self._outcomes(),
            groups=dict(self.data.get("groups", {})),
        )
        tokens = {token for question in definition.questions for token in question.tokens}
        rules = tuple(self._rule(row, tokens) for row in self.data["rules"])
        self._refuse_repeats("rule", [rule.code for rule in rules], "code")
        return replace(definition, rules=rules)

    # Questions

    def _questions(self) -> tuple[Question, ...]:
        questions: list[Question] = []
        page_start = 0
        for row in self.data["questions"]:
            if not row["shares_page"]:
                page_start = len(questions)
            earlier = {token for question in questions[:page_start] for token in question.tokens}
            questions.append(self._question(row, earlier))
        if not questions:
            self._note("check", "questions", "questions", "There is no question. Add one.")
        elif questions[0].shares_page or questions[0].asked_when:
            self._note(
                "question", questions[0].slug, "position", "The first question has a page of its own, always."
            )
        self._refuse_repeats("question", [question.slug for question in questions], "slug")
        self._refuse_odd("question", [question.slug for question in questions], "slug")
        self._refuse_odd("finding", self.findings, "code")
        for slug, circle in circles(questions).items():
            self._note(
                "question",
                slug,
                "asked_when",
                f"It waits for itself: {circle}. Take one of the conditions out.",
            )
        if _longest_answers(questions) > LONGEST_ANSWERS:
            self._note("check", "questions", "questions", "There are too many options to carry: remove some.")
        return tuple(questions)

    def _question(self, row: Mapping[str, Any], earlier: Collection[str]) -> Question:
        slug = row["slug"]
        question = Question(
            slug=slug,
            text=row["text"],
            options=tuple(
                Option(option["label"], tuple(option["findings"]), option["alone"])
                for option in row["options"]
            ),
            many=row["choice"] == "many",
            hint=row["hint"],
            why=row["why"],
            none=row["none"],
            unsure=row["unsure"],
            unsure_counts_as=frozenset(row["unsure_counts_as"]),
            asked_when=self._terms("question", slug, "asked_when", row["asked_when"], earlier),
            shares_page=row["shares_page"],
        )
        self._check_question(question)
        return question

    def _check_question(self, question: Question) -> None:
        def note(field: str, message: str) -> None:
            self._note("question", question.slug, field, message)

        if question.slug in RESERVED_SLUGS:
            note("slug", f"“{question.slug}” is an address of the check itself. Choose another.")
        if len(question.options) < 2:
            note("options", "A question needs at least two options.")
        if question.many and not question.none and not any(option.alone for option in question.options):
            note(
                "none",
                "People must be able to say that nothing fits: give words such as “None of these”.",
            )
        if question.unsure_counts_as and not question.unsure:
            note(
                "unsure",
                "Findings are assumed after “not sure”, but it is not offered: give its words.",
            )
        for option in question.options:
            if not option.findings:
                note("options", f"“{option.label}” has no finding. Choose what it stands for.")
            self._check_known("question", question.slug, "options", option.findings, self.findings)
        values = [option.value for option in question.options]
        for value in sorted({value for value in values if values.count(value) > 1}):
            note("options", f"Two options stand for “{value}”. Keep one.")
        self._check_known(
            "question", question.slug, "unsure_counts_as", question.unsure_counts_as, self.findings
        )

    # Rules, causes, outcomes

    def _rule(self, row: Mapping[str, Any], tokens: Collection[str]) -> Rule:
        code = row["code"]
        terms = self._terms("rule", code, "terms", row["all"], tokens)
        if not row["all"]:
            self._note("rule", code, "terms", "A rule without a condition would always fire. Name a finding.")
        self._check_known("rule", code, "suspects", row["suspects"], self.causes)
        for field in ("reason", "source"):
            if not row[field].strip():
                self._note("rule", code, field, f"Every rule carries its {field}.")
        return Rule(
            code,
            self._urgency("rule", code, "urgency", row["urgency"]),
            terms,
            tuple(row["suspects"]),
            row["reason"],
            row["basis"],
            row["source"],
            row.get("sooner", ""),
        )

    def _cause(self, row: Mapping[str, Any]) -> Cause:
        slug = row["slug"]
        self._check_known("cause", slug, "gate", row["gate"], self.findings)
        self._check_known("cause", slug, "points", row["points"], self.findings)
        floor = self._urgency("cause", slug, "floor", row["floor"])
        return Cause(slug, row["name"], floor, row["summary"], frozenset(row["gate"]), dict(row["points"]))

    def _outcomes(self) -> dict[Urgency, Outcome]:
        outcomes = {}
        for row in self.data["outcomes"]:
            level = self._urgency("outcome", row["urgency"], "urgency", row["urgency"])
            outcomes[level] = Outcome(
                level, row["heading"], row["how_soon"], tuple(row["steps"]), tuple(row.get("avoid", ()))
            )
        for level in Urgency:
            if level not in outcomes:
                self._note("outcome", level.code, "urgency", "This level has no words. Add them.")
        return outcomes

    # What the parts share

    def _terms(
        self, part: str, name: str, field: str, lines: Iterable[str], known: Collection[str]
    ) -> tuple[Term, ...]:
        terms = []
        for line in lines:
            try:
                term = parse_term(line)
            except ValueError as error:
                self._note(part, name, field, f"{error}.")
                continue
            self._check_asked(part, name, field, term.tokens, known)
            terms.append(term)
        return tuple(terms)

    def _check_asked(
        self, part: str, name: str, field: str, tokens: Iterable[str], asked: Collection[str]
    ) -> None:
        for token in sorted(tokens):
            if token not in self.findings and not token.startswith(UNSURE):
                self._check_known(part, name, field, [token], self.findings)
            elif token not in asked:
                self._note(part, name, field, self._not_asked(field, token))

    def _not_asked(self, field: str, token: str) -> str:
        if field != "asked_when":
            return f"No question on any page brings about “{token}”. Add an option for it, or take it out."
        later = [row["slug"] for row in self.data["questions"] if token in _brought_about(row)]
        if not later:
            return f"No question brings about “{token}”. Add an option for it, or take it out."
        return (
            f"“{token}” is not asked before, but with “{later[0]}”. Put this question on a page after that."
        )

    def _check_known(
        self, part: str, name: str, field: str, codes: Iterable[str], known: Collection[str]
    ) -> None:
        for code in sorted(set(codes) - set(known)):
            close = get_close_matches(code, known, n=2)
            hint = f" Did you mean {' or '.join(close)}?" if close else ""
            self._note(part, name, field, f"“{code}” is not known.{hint}")

    def _urgency(self, part: str, name: str, field: str, code: str) -> Urgency:
        try:
            return Urgency.from_code(code)
        except ValueError as error:
            self._note(part, name, field, f"{error}.")
            return Urgency.EMERGENCY

    def _refuse_repeats(self, part: str, names: list[str], field: str) -> None:
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._note(part, name, field, f"There are two with the {field} “{name}”. Rename one.")

    def _refuse_odd(self, part: str, names: Iterable[str], field: str) -> None:
        for name in names:
            if not SLUG.fullmatch(name):
                self._note(part, name, field, "Use letters, digits, hyphens and underscores alone.")

    def _note(self, part: str, name: str, field: str, message: str) -> None:
        self.problems.append(Problem(part, name, field, message))


def _brought_about(row: Mapping[str, Any]) -> set[str]:
    """The tokens that an answer to this question brings about."""
    told = {code for option in row["options"] for code in option["findings"]}
    return told | ({UNSURE + row["slug"], *row["unsure_counts_as"]} if row["unsure"] else set())


def _longest_answers(questions: Iterable[Question]) -> int:
    """Return how many characters the answers take, a line a question, when everything is ticked."""
    return sum(
        len(question.slug) + sum(1 + len(option.value) for option in question.options) + 1
        for question in questions
    )
