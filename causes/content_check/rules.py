"""What each article must be, as far as a machine can tell. A rule finds every place that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from causes.content import Content
from causes.content_check import language, parts
from causes.content_check.language import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its name, the numbers of the page checklist that it answers, and what it asks for."""

    name: str
    questions: tuple[int, ...]
    asks: str
    broken: Callable[[Content], Iterator[Place]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken at one place."""

    rule: Rule
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} ({self.rule.name}: {self.rule.asks})"


def faults_of(content: Content) -> list[Fault]:
    """Return every place where a rule is broken, by rule."""
    return [Fault(rule, where, what) for rule in RULES for where, what in rule.broken(content)]


RULES = (
    Rule("sections", (3, 17, 22), f"the {len(parts.REQUIRED)} kinds that every article has", parts.sections),
    Rule(
        "claims",
        (6, 7),
        "each section, but for what is not known and what to ask, and each treatment rests on listed sources",
        parts.claims,
    ),
    Rule("sources", (6,), "each source is used, and its address begins with https://", parts.sources),
    Rule(
        "links",
        (),
        "each leads to https://, to a number (tel:), or to a page of this site, such as /causes/blood-clots/",
        parts.links,
    ),
    Rule(
        "cards",
        (49, 50),
        "an emergency and a same-day card, none empty, items of at most 20 words",
        parts.cards,
    ),
    Rule("top", (34,), "a lead of at most 40 words, 3 to 5 key facts of at most 20", parts.top),
    Rule(
        "lines",
        (45,),
        "each line true on its own: a whole sentence, “Do not …” if it advises against",
        parts.lines,
    ),
    Rule(
        "treatments",
        (22, 24),
        "two choices or more, one of them doing nothing, none with an empty cell",
        parts.treatments,
    ),
    Rule("appointment", (25, 47), "4 to 10 lines to take along", parts.appointment),
    Rule("further help", (18,), "a leaflet to read on, with its address", parts.further_help),
    Rule(
        "pictures",
        (40, 43),
        f"one or more, each with title, caption and a text of at most {parts.MOST_LETTERS_IN_ALT} letters",
        parts.pictures,
    ),
    Rule(
        "dates",
        (10, 11),
        "sources of the past, looked at in the past; the next review within 3 years, if a day is set",
        parts.dates,
    ),
    Rule("markup", (), "words as a reader sees them: no signs of HTML or Markdown", language.markup),
    Rule(
        "words",
        (27,),
        "a medical word of the glossary is explained in brackets at its first use",
        language.unexplained,
    ),
    Rule("phrases", (16, 26, 54), "nothing that must not be said", language.phrases),
    Rule(
        "reading",
        (36,),
        f"grade at most {language.MOST_GRADE}, ease at least {language.LEAST_EASE}, names left out",
        language.reading,
    ),
    Rule(
        "average",
        (37,),
        f"at most {language.MOST_WORDS_ON_AVERAGE} words a sentence on average",
        language.long_on_average,
    ),
    Rule("sentences", (37,), f"no sentence longer than {language.MOST_WORDS} words", language.long_sentences),
    Rule(
        "paragraphs",
        (31,),
        f"at most {language.MOST_SENTENCES} sentences in a paragraph",
        language.long_paragraphs,
    ),
    Rule("lists", (31,), f"at most {language.MOST_ITEMS} items in a list", language.long_lists),
    Rule(
        "headings",
        (57,),
        "headings within a section are of level 3, so that none is skipped",
        language.headings,
    ),
)
