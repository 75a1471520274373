"""Earlier versions of a live article, and what a version changed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from calfsite.publishing.models import Document, Publication
from causes.content import Content, content_of
from causes.live import publications_of
from causes.models import ARTICLE
from causes.pages import ArticlePage, page_of
from causes.passages import Passage, names_of, passages_of


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A part of the article by its name, with the sentences that went and those that came."""

    where: str
    removed: list[str]
    added: list[str]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was public, by its number, with what it changed of the one that was public before it."""

    page: ArticlePage
    number: int
    live_number: int
    earlier: int | None
    changes: list[PassageChange]

    @property
    def is_live(self) -> bool:
        return self.number == self.live_number


def version_of(slug: str, number: int) -> Version | None:
    """Return this version of a live article, if it has been public.

    A withdrawn article has none: what was wrong enough to be taken off is not to be found by a side door.
    """
    document = Document.objects.of_kind(ARTICLE).live().filter(key=slug).first()
    publications = publications_of(document) if document else []
    public = {publication.revision.number: publication for publication in publications}
    if number not in public:
        return None
    earlier = max((one for one in public if one < number), default=None)
    return Version(
        page_of(public[number].revision, publications),
        number,
        document.live.number,
        earlier,
        changes_between(_content(public[earlier]), _content(public[number])) if earlier else [],
    )


def changes_between(before: Content, after: Content) -> list[PassageChange]:
    """Return the parts that differ, in the order of the page, parts that are gone last."""
    old, new = _by_place(before), _by_place(after)
    parts = [*new, *(where for where in old if where not in new)]
    changes = [_change(where, old.get(where, []), new.get(where, [])) for where in parts]
    return [change for change in changes if change.removed or change.added]


def _content(publication: Publication) -> Content:
    return content_of(publication.revision)


def _by_place(content: Content) -> dict[str, list[str]]:
    """The sentences of each part; parts of one name are one."""
    found: dict[str, list[str]] = {}
    for passage in _everything(content):
        found.setdefault(passage.where, []).extend(passage.sentences)
    return found


def _everything(content: Content) -> list[Passage]:
    sources = tuple(
        f"{row['citation']}, {row['publisher']}, {row['year'] or 'no year given'}, {row['url']}"
        for row in content["sources"]
    )
    drawings = tuple(f"{row['name']}, {row['title']}: {row['alt']}" for row in content["pictures"])
    dates = (
        f"sources looked at {content['evidence_checked_on']}",
        f"next review {content['next_review_due'] or 'not set'}",
    )
    return [
        Passage("Name", tuple(filter(None, names_of(content)))),
        Passage("Level", (content["seriousness"],)),
        *passages_of(content),
        Passage("Drawings", drawings),
        Passage("Dates", dates),
        Passage("For search engines", (content["description"],)),
        Passage("Sources", sources),
    ]


def _change(where: str, before: list[str], after: list[str]) -> PassageChange:
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    removed = [line for _, start, end, _, _ in changed for line in before[start:end]]
    added = [line for _, _, _, start, end in changed for line in after[start:end]]
    return PassageChange(where, removed, added)
