"""What each article must be, as far as a machine can tell. A rule finds every place that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import Readability, measure
from calfsite.plain_language.sentences import sentences_of
from causes.content_check.passages import Content, names_of, passages_of
from causes.models import Level, SectionKind

MOST_GRADE = 7
LEAST_EASE = 65
MOST_WORDS = 25
MOST_WORDS_ON_AVERAGE = 15
MOST_WORDS_IN_ITEM = 20
MOST_WORDS_IN_LEAD = 40
MOST_SENTENCES = 3
MOST_ITEMS = 8
KEY_FACTS = range(3, 6)
CARDS = (Level.EMERGENCY, Level.SAME_DAY)
OPTIONAL = (SectionKind.COMPLICATIONS, SectionKind.LIVING_WITH)
REQUIRED = tuple(kind for kind in SectionKind if kind not in OPTIONAL)

PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
LIST = re.compile(r"<[ou]l>(.*?)</[ou]l>", re.DOTALL)
HEADING = re.compile(r"<h([1-6])>")
FULL_STOP = re.compile(r"[.!?](?:\s|$)")

Place = tuple[str, str]
"""Where something is wrong, and what: the sentence itself if there is one."""


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


def reading_of(content: Content) -> Readability:
    """Return how the main text reads, with the names of its cause left out."""
    return measure(_sentences(content), names_of(content))


def _reading(content: Content) -> Iterator[Place]:
    found = reading_of(content)
    if found.grade > MOST_GRADE or found.ease < LEAST_EASE:
        yield "Whole text", f"grade {found.grade:.1f}, ease {found.ease:.0f}"


def _long_sentences(content: Content) -> Iterator[Place]:
    for passage in passages_of(content):
        for sentence in passage.sentences:
            if len(sentence.split()) > MOST_WORDS:
                yield passage.where, f"“{sentence}”"


def _long_on_average(content: Content) -> Iterator[Place]:
    lengths = [len(sentence.split()) for sentence in _sentences(content)]
    mean = sum(lengths) / max(1, len(lengths))
    if mean > MOST_WORDS_ON_AVERAGE:
        yield "Whole text", f"{mean:.1f} words a sentence"


def _long_paragraphs(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        for paragraph in PARAGRAPH.findall(row["body"]):
            if len(FULL_STOP.findall(paragraph)) > MOST_SENTENCES:
                yield f"“{row['heading']}”", paragraph


def _long_lists(content: Content) -> Iterator[Place]:
    lists = {"What helps": content["do"], "What to avoid": content["avoid"]}
    lists |= {f"Card “{card['level']}”": card["items"] for card in content["care"]}
    for where, items in lists.items():
        if len(items) > MOST_ITEMS:
            yield where, f"{len(items)} items"
    for row in content["sections"]:
        for items in LIST.findall(row["body"]):
            if items.count("<li>") > MOST_ITEMS:
                yield f"“{row['heading']}”", f"{items.count('<li>')} items"


def _headings(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        for level in HEADING.findall(row["body"]):
            if level != "3":
                yield f"“{row['heading']}”", f"a heading of level {level}"


def _top(content: Content) -> Iterator[Place]:
    words = len(content["lead"].split())
    if words > MOST_WORDS_IN_LEAD:
        yield "Lead", f"{words} words"
    if len(content["key_facts"]) not in KEY_FACTS:
        yield "Key facts", f"{len(content['key_facts'])} of them"
    yield from _long_items("Key facts", content["key_facts"])


def _cards(content: Content) -> Iterator[Place]:
    levels = [card["level"] for card in content["care"]]
    for level in CARDS:
        if level not in levels:
            yield "When to get help", f"there is no card “{level}”"
    for card in content["care"]:
        if not card["items"]:
            yield f"Card “{card['level']}”", "no sign"
        yield from _long_items(f"Card “{card['level']}”", card["items"])


def _lines(content: Content) -> Iterator[Place]:
    for where, lines in (("What helps", content["do"]), ("What to avoid", content["avoid"])):
        for line in lines:
            if not (line[0].isupper() and line.endswith(".")):
                yield where, line
    for line in content["avoid"]:
        if not line.startswith(("Do not ", "Never ")):
            yield "What to avoid", line


def _sections(content: Content) -> Iterator[Place]:
    kinds = {row["kind"] for row in content["sections"] if row["body"]}
    for kind in REQUIRED:
        if kind not in kinds:
            yield "Sections", f"there is none of the kind “{kind.label}”"


def _claims(content: Content) -> Iterator[Place]:
    listed = {source["key"] for source in content["sources"]}
    for row in content["sections"]:
        if not row["sources"] and row["kind"] != SectionKind.UNCERTAINTY:
            yield f"“{row['heading']}”", "names no source"
        for key in sorted(set(row["sources"]) - listed):
            yield f"“{row['heading']}”", f"the source “{key}” is not listed"


def _sources(content: Content) -> Iterator[Place]:
    used = {key for row in content["sections"] for key in row["sources"]}
    for source in content["sources"]:
        if source["key"] not in used:
            yield f"Source “{source['key']}”", "no section rests on it"
        if source["url"] and not source["url"].startswith("https://"):
            yield f"Source “{source['key']}”", source["url"]


def _phrases(content: Content) -> Iterator[Place]:
    for passage in passages_of(content):
        for block in passage.blocks:
            for sentence in sentences_of([block]):
                yield from ((passage.where, f"“{sentence}” {why}") for why in banned_in(sentence, block))


def _long_items(where: str, items: list[str]) -> Iterator[Place]:
    return ((where, item) for item in items if len(item.split()) > MOST_WORDS_IN_ITEM)


def _sentences(content: Content) -> list[str]:
    return [sentence for passage in passages_of(content) for sentence in passage.sentences]


RULES = (
    Rule("sections", (3, 17, 22), f"the {len(REQUIRED)} kinds that every article has", _sections),
    Rule("claims", (6, 7), "each section, but for what is not known, rests on listed sources", _claims),
    Rule("sources", (6,), "each source is used, and its address begins with https://", _sources),
    Rule(
        "cards", (49, 50), "an emergency and a same-day card, none empty, items of at most 20 words", _cards
    ),
    Rule("top", (34,), "a lead of at most 40 words, 3 to 5 key facts of at most 20", _top),
    Rule(
        "lines",
        (45,),
        "each line true on its own: a whole sentence, “Do not …” if it advises against",
        _lines,
    ),
    Rule("phrases", (16, 26, 54), "nothing that must not be said", _phrases),
    Rule(
        "reading", (36,), f"grade at most {MOST_GRADE}, ease at least {LEAST_EASE}, names left out", _reading
    ),
    Rule("average", (37,), f"at most {MOST_WORDS_ON_AVERAGE} words a sentence on average", _long_on_average),
    Rule("sentences", (37,), f"no sentence longer than {MOST_WORDS} words", _long_sentences),
    Rule("paragraphs", (31,), f"at most {MOST_SENTENCES} sentences in a paragraph", _long_paragraphs),
    Rule("lists", (31,), f"at most {MOST_ITEMS} items in a list", _long_lists),
    Rule("headings", (57,), "headings within a section are of level 3, so that none is skipped", _headings),
)
