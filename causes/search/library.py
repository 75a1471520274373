"""The live articles as the search knows them: an index, and every word that stands in them."""

from __future__ import annotations

from dataclasses import dataclass

from lunr import lunr
from lunr.index import Index

from calfsite.plain_language.sentences import blocks_of
from calfsite.publishing.models import Revision
from causes.content import Content, content_of
from causes.live import live_revisions, live_state
from causes.passages import TREATMENT_COLUMNS, names_of
from causes.search.words import split_words

FIELDS = {"name": 12, "words": 8, "signs": 3, "top": 3, "help": 2, "text": 1}
"""What a word weighs by where it stands: in a name, among what people search for, and so on down."""


@dataclass(frozen=True, slots=True)
class Library:
    slugs: frozenset[str]
    index: Index
    vocabulary: frozenset[str]

    def knows(self, word: str) -> bool:
        """Whether the word is spelt as in some article, or so common that the index leaves it out."""
        return word in self.vocabulary or not self.index.pipeline.run_string(word)


_kept: tuple[frozenset[int], Library] | None = None


def live_library() -> Library:
    """Return the library of what is live now: made once for each state of it."""
    global _kept
    state = live_state()
    if _kept is None or _kept[0] != state:
        _kept = (state, _library(live_revisions()))
    return _kept[1]


def _library(revisions: list[Revision]) -> Library:
    documents = [_document(content_of(revision)) for revision in revisions]
    fields = [{"field_name": name, "boost": boost} for name, boost in FIELDS.items()]
    vocabulary = {word for document in documents for field in FIELDS for word in document[field].split()}
    slugs = frozenset(document["slug"] for document in documents)
    return Library(slugs, lunr(ref="slug", fields=fields, documents=documents), frozenset(vocabulary))


def _document(content: Content) -> dict[str, str]:
    speaking_for = [sign["meaning"] for sign in content["signs"] if sign["points"] > 0]
    texts = {
        "name": names_of(content),
        "words": content["search_words"],
        "signs": speaking_for,
        "top": [content["lead"], *content["key_facts"]],
        "help": [item for card in content["care"] for item in card["items"]],
        "text": [
            *content["do"],
            *content["avoid"],
            *(row[part] for row in content["treatments"] for part in ("name", *TREATMENT_COLUMNS)),
            *(block for section in content["sections"] for block in blocks_of(section["body"])),
        ],
    }
    # Spelt as a query is, so that both have the same words.
    plain = {field: " ".join(split_words(" ".join(lines))) for field, lines in texts.items()}
    return {"slug": content["slug"], **plain}
