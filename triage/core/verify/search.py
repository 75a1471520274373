"""Find a person for whom some conditions hold and others never do, or show that there is nobody.

Conditions have no "not": they look for tokens, and more tokens never undo one. So of two answers to a
question, one that brings more of what is wanted and less of what is unwanted is always the better to
try, and the others need no look. What is left is small enough to go through to the end, page by page,
giving up where something unwanted holds or something wanted is out of reach. No path is sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, combinations, permutations
from operator import or_

from triage.core.definition import UNSURE_VALUE, Definition, Page, Question
from triage.core.terms import Term
from triage.core.verify.answers import Given, calmest, single_answers, tokens_of
from triage.core.verify.wishes import Condition, Wish


def find_person(
    definition: Definition, wish: Wish, accept: Callable[[Given], bool] = lambda given: True
) -> Given | None:
    """Return the answers of somebody who fits and is accepted, None if there is nobody."""
    return _Search(definition, wish, accept).run()


@dataclass(frozen=True)
class _Choice:
    values: tuple[str, ...]
    tokens: frozenset[str]
    heard: frozenset[str]


class _Search:
    def __init__(self, definition: Definition, wish: Wish, accept: Callable[[Given], bool]) -> None:
        self.definition = definition
        self.wish = wish
        self.accept = accept
        self.calm = calmest(definition)
        self.needed = self._needed()
        self.pages = self._pages()
        self.good = self._good_tokens()
        awaited = chain.from_iterable(question.awaited for question in definition.questions)
        unwanted = chain.from_iterable(condition.tokens for condition in wish.unwanted)
        self.bad = frozenset(unwanted) | (frozenset() if wish.all_asked else frozenset(awaited))
        self.most = sum(condition.most_needed for condition in self.needed) + len(wish.also_good)
        self.choices = {
            question.slug: self._choices(question) for page in self.pages for question in page.questions
        }
        self.later = self._tokens_from_each_page()
        self.by_token = _by_token(wish.unwanted)

    def run(self) -> Given | None:
        heard = self._certainly_heard()
        if self.wish.to_the_end and any(condition.follows_from(heard) for condition in self.wish.unwanted):
            return None
        return self._from_page(0, frozenset(), frozenset(), {})

    def _certainly_heard(self) -> list[Term]:
        """The wanted terms that the check hears of from everybody for whom they hold.

        Those are terms on questions that nobody is spared, or that those terms themselves open.
        """
        wanted = [term for condition in self.wish.wanted for term in condition.missing]
        if self.wish.all_asked:
            muffled = self._muffled()
            return [term for term in wanted if not term.tokens & muffled]
        if not self.wish.unheard:
            return wanted
        heard: list[Term] = []
        # A term that this page or a later one brings about too may hold only after the page.
        told_later = list(accumulate(reversed([page.tokens for page in self.pages]), or_))[::-1]
        while True:
            spared = [
                question
                for page, later in zip(self.pages, told_later, strict=True)
                for question in page.questions
                if question.asked_when
                and not Condition(question.asked_when).follows_from(
                    [term for term in heard if not term.tokens & later]
                )
            ]
            hidden = frozenset(token for question in spared for token in question.tokens)
            more = [term for term in wanted if not term.tokens & hidden]
            if len(more) == len(heard):
                return heard
            heard = more

    def _muffled(self) -> frozenset[str]:
        """The tokens that some answer brings about unheard."""
        return frozenset(
            token
            for question in self.definition.questions
            for values in single_answers(question)
            for token in tokens_of(question, values) - self.wish.hears(question, values)
        )

    # Page by page

    def _from_page(
        self, number: int, heard: frozenset[str], said: frozenset[str], given: dict[str, tuple[str, ...]]
    ) -> Given | None:
        if self._is_out_of_reach(number, said if self.wish.unheard else heard):
            return None
        if number == len(self.pages):
            return self._finished(given)
        page, reaching = self.pages[number], self.wish.reaching
        if reaching is not None and reaching in page.questions:
            return self._finished(given) if self._is_asked(reaching, heard) else None
        for answers in self._answers(page, heard):
            new = frozenset(token for question, choice in answers for token in choice.tokens)
            now_heard = heard | frozenset(
                token
                for question, choice in answers
                if self._is_asked(question, heard)
                for token in choice.heard
            )
            found = self._after_page(
                number,
                heard,
                now_heard,
                said | new,
                given | {question.slug: choice.values for question, choice in answers},
            )
            if found is not None:
                return found
        return None

    def _after_page(
        self,
        number: int,
        before: frozenset[str],
        heard: frozenset[str],
        said: frozenset[str],
        given: dict[str, tuple[str, ...]],
    ) -> Given | None:
        is_reached = not self.wish.to_the_end and self.wish.reaching is None
        if is_reached and all(condition.holds(heard) for condition in self.wish.wanted):
            found = self._finished(given)
            if found is not None:
                return found
        if any(
            condition.holds(heard) for token in heard - before for condition in self.by_token.get(token, ())
        ):
            return None
        return self._from_page(number + 1, heard, said, given)

    def _answers(self, page: Page, heard: frozenset[str]) -> Iterator[tuple[tuple[Question, _Choice], ...]]:
        def from_question(
            number: int, chosen: tuple[tuple[Question, _Choice], ...]
        ) -> Iterator[tuple[tuple[Question, _Choice], ...]]:
            if number == len(page.questions):
                yield chosen
                return
            question = page.questions[number]
            choices = self.choices[question.slug]
            if not self.wish.unheard and not self._is_asked(question, heard):
                choices = choices[:1]  # nobody hears it
            for choice in choices:
                yield from from_question(number + 1, (*chosen, (question, choice)))

        return from_question(0, ())

    def _is_asked(self, question: Question, heard: frozenset[str]) -> bool:
        return self.wish.all_asked or question.is_asked(heard)

    def _is_out_of_reach(self, number: int, have: frozenset[str]) -> bool:
        possible = have | self.later[number]
        return not all(condition.holds(possible) for condition in self.wish.wanted)

    def _finished(self, given: dict[str, tuple[str, ...]]) -> Given | None:
        whole = self.calm | given
        return whole if self.accept(whole) else None

    # What is worth trying

    def _pages(self) -> tuple[Page, ...]:
        """The pages in order. With `all_asked` the order is free: first what brings about what is wanted."""
        if not self.wish.all_asked:
            return self.definition.pages
        good = self._good_tokens()
        ordered = sorted(self.definition.questions, key=lambda question: not question.tokens & good)
        return tuple(Page((question,)) for question in ordered)

    def _needed(self) -> list[Condition]:
        """What is wanted, and what opens the questions that bring it about."""
        needed = list(self.wish.wanted)
        if self.wish.reaching is not None:
            needed.append(Condition(self.wish.reaching.asked_when))
        if self.wish.unheard or self.wish.all_asked:
            return needed
        tokens = frozenset(token for condition in needed for token in condition.tokens) | self.wish.also_good
        for question in reversed(self.definition.questions):
            if question.asked_when and question.tokens & tokens:
                needed.append(Condition(question.asked_when))
                tokens |= question.awaited
        return needed

    def _good_tokens(self) -> frozenset[str]:
        needed = frozenset(token for condition in self.needed for token in condition.tokens)
        return needed | self.wish.also_good

    def _tokens_from_each_page(self) -> list[frozenset[str]]:
        later: list[frozenset[str]] = [frozenset()]
        for page in reversed(self.pages):
            tokens = frozenset(
                token
                for question in page.questions
                for choice in self.choices[question.slug]
                for token in choice.tokens
            )
            later.insert(0, later[0] | tokens)
        return later

    def _choices(self, question: Question) -> list[_Choice]:
        fixed = self.wish.fixed.get(question.slug)
        if fixed is not None:
            return [self._choice(question, fixed)]
        calm = self._choice(question, self.calm[question.slug])
        is_idle = not question.tokens & self.good and not calm.heard & self.bad
        if is_idle and question.slug not in self.wish.look_at_all:
            return [calm]
        choices = [self._choice(question, values) for values in dict.fromkeys(self._worth_a_look(question))]
        if question.slug in self.wish.look_at_all:
            return choices
        choices.sort(key=lambda choice: (len(choice.heard & self.bad), len(choice.tokens)))
        best: list[_Choice] = []
        for choice in choices:
            if not any(self._is_as_good(other, choice) for other in best):
                best = [other for other in best if not self._is_as_good(choice, other)] + [choice]
        return best

    def _choice(self, question: Question, values: tuple[str, ...]) -> _Choice:
        return _Choice(values, tokens_of(question, values), self.wish.hears(question, values))

    def _is_as_good(self, one: _Choice, other: _Choice) -> bool:
        """Whether there is nothing that the other brings about and the one does not do as well."""
        more = other.tokens & self.good <= one.tokens & self.good
        return more and one.heard & self.bad <= other.heard & self.bad

    def _worth_a_look(self, question: Question) -> Iterator[tuple[str, ...]]:
        yield from single_answers(question)
        if not question.many:
            return
        if question.slug in self.wish.look_at_all:
            together = [option.value for option in question.options if not option.alone]
            yield from permutations([*together, UNSURE_VALUE] if question.unsure else together, 2)
        useful = [
            option.value
            for option in question.options
            if not option.alone and self.good.intersection(option.findings)
        ]
        if question.unsure and tokens_of(question, (UNSURE_VALUE,)) & self.good:
            useful.append(UNSURE_VALUE)
        for size in range(2, min(self.most, len(useful)) + 1):
            yield from combinations(useful, size)


@lru_cache(maxsize=64)
def _by_token(conditions: tuple[Condition, ...]) -> dict[str, list[Condition]]:
    by_token: dict[str, list[Condition]] = {}
    for condition in conditions:
        for token in condition.tokens:
            by_token.setdefault(token, []).append(condition)
    return by_token
