"""What each article must be, as far as a machine can tell. A rule finds every place that breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import Readability, measure
from calfsite.plain_language.sentences import sentences_of
from causes.content import Content
from causes.models import Level, SectionKind, Source
from causes.passages import TREATMENT_COLUMNS, names_of, passages_of
from causes.pictures import has_picture

MOST_GRADE = 7
LEAST_EASE = 65
MOST_WORDS = 25
MOST_WORDS_ON_AVERAGE = 15
MOST_WORDS_IN_ITEM = 20
MOST_WORDS_IN_LEAD = 40
MOST_SENTENCES = 3
MOST_ITEMS = 8
MOST_LETTERS_IN_ALT = 125
KEY_FACTS = range(3, 6)
QUESTIONS_TO_ASK = range(4, 11)
CARDS = (Level.EMERGENCY, Level.SAME_DAY)
OPTIONAL = (SectionKind.COMPLICATIONS, SectionKind.LIVING_WITH)
WITHOUT_CLAIMS = (SectionKind.UNCERTAINTY, SectionKind.PREPARE)
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
    advice = ("What helps, what to avoid", "", content["advice_sources"])
    sections = [(f"“{row['heading']}”", row["kind"], row["sources"]) for row in content["sections"]]
    for where, kind, keys in (advice, *sections):
        if not keys and kind not in WITHOUT_CLAIMS:
            yield where, "names no source"
        for key in sorted(set(keys) - listed):
            yield where, f"the source “{key}” is not listed"


def _sources(content: Content) -> Iterator[Place]:
    used = {key for row in content["sections"] for key in row["sources"]} | set(content["advice_sources"])
    for source in content["sources"]:
        if source["key"] not in used and source["kind"] != Source.Kind.ORGANISATION:
            yield f"Source “{source['key']}”", "no section rests on it"
        if source["url"] and not source["url"].startswith("https://"):
            yield f"Source “{source['key']}”", source["url"]


def _treatments(content: Content) -> Iterator[Place]:
    waiting = [row["name"] for row in content["treatments"] if row["is_waiting"]]
    if len(content["treatments"]) < 2:
        yield "Treatments", f"{len(content['treatments'])} choices"
    if len(waiting) != 1:
        yield "Treatments", f"{len(waiting)} rows on doing nothing"
    for row in content["treatments"]:
        for column in TREATMENT_COLUMNS:
            if not row[column]:
                yield f"Treatment “{row['name']}”", f"nothing under “{column}”"


def _appointment(content: Content) -> Iterator[Place]:
    for row in content["sections"]:
        if row["kind"] == SectionKind.PREPARE and row["body"].count("<li>") not in QUESTIONS_TO_ASK:
            yield f"“{row['heading']}”", f"{row['body'].count('<li>')} lines to take along"


def _further_help(content: Content) -> Iterator[Place]:
    if not any(source["kind"] == Source.Kind.LEAFLET and source["url"] for source in content["sources"]):
        yield "Sources", "no leaflet with an address"


def _pictures(content: Content) -> Iterator[Place]:
    if not content["pictures"]:
        yield "Pictures", "there is none"
    kinds = {row["kind"] for row in content["sections"]}
    for row in content["pictures"]:
        where = f"Picture “{row['title']}”"
        if not has_picture(row["name"]):
            yield where, f"there is no drawing “{row['name']}”"
        if row["kind"] not in kinds:
            yield where, f"there is no section “{row['kind']}” for it"
        for field in ("title", "alt", "caption"):
            if not row[field]:
                yield where, f"no {field}"
        if len(row["alt"]) > MOST_LETTERS_IN_ALT:
            yield where, f"{len(row['alt'])} letters: {row['alt']}"


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
    Rule(
        "claims",
        (6, 7),
        "each section, but for what is not known and what to ask, rests on listed sources",
        _claims,
    ),
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
    Rule(
        "treatments",
        (22, 24),
        "two choices or more, one of them doing nothing, none with an empty cell",
        _treatments,
    ),
    Rule("appointment", (25, 47), "4 to 10 lines to take along", _appointment),
    Rule("further help", (18,), "a leaflet to read on, with its address", _further_help),
    Rule(
        "pictures",
        (40, 43),
        f"one or more, each with title, caption, and at most {MOST_LETTERS_IN_ALT} letters in its place",
        _pictures,
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
