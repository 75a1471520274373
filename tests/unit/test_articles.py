"""What every starter article must be, as far as a machine can tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from causes.article_file import ArticleText, read_article
from tests.conftest import CONTENT
from tests.readability import measure, sentences
from tests.words import forbidden_in

FILES = sorted((CONTENT / "articles").glob("*.md"))
KINDS = {
    "symptoms", "looks_like", "self_care", "diagnosis", "treatment", "recovery", "complications",
    "living_with", "causes", "risk", "prevention", "uncertainty",
}  # fmt: skip


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> ArticleText:
    return read_article(request.param)


def test_it_is_a_leaflet_in_length(article: ArticleText) -> None:
    words, _, _ = measure(article)

    assert 600 <= words <= 1200


def test_it_reads_at_grade_seven_or_lower(article: ArticleText) -> None:
    _, grade, ease = measure(article)

    assert grade <= 7
    assert ease >= 65


def test_its_sentences_are_short(article: ArticleText) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(article)]

    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 15


def test_its_paragraphs_and_lists_are_short(article: ArticleText) -> None:
    for section in article.sections:
        for paragraph in re.findall(r"<p>(.*?)</p>", section.body, re.DOTALL):
            assert len(re.findall(r"[.!?](?:\s|$)", paragraph)) <= 3, paragraph
        for items in re.findall(r"<[ou]l>(.*?)</[ou]l>", section.body, re.DOTALL):
            assert items.count("<li>") <= 8


def test_its_head_is_complete_and_short(article: ArticleText) -> None:
    head = article.head

    assert len(head["lead"].split()) <= 40
    assert len(head["description"]) <= 155
    assert 3 <= len(head["key_facts"]) <= 5
    assert all(len(fact.split()) <= 20 for fact in head["key_facts"])
    for item in [*head["do"], *head["avoid"]]:
        assert item[0].isupper() and item.endswith("."), item


def test_its_care_cards_go_down_from_an_emergency(article: ArticleText) -> None:
    levels = [card["level"] for card in article.head["care"]]

    assert levels[:2] == ["emergency", "same-day"]
    assert levels == sorted(set(levels), key=["emergency", "same-day", "routine", "self-care"].index)
    for card in article.head["care"]:
        assert 1 <= len(card["items"]) <= 8
        assert all(len(item.split()) <= 20 for item in card["items"])


def test_its_sections_are_of_known_kinds_once_each(article: ArticleText) -> None:
    kinds = [section.kind for section in article.sections]

    assert set(kinds) <= KINDS
    assert len(kinds) == len(set(kinds))
    assert {"symptoms", "self_care", "diagnosis", "treatment", "recovery", "uncertainty"} <= set(kinds)


def test_its_sections_rest_on_sources_that_are_listed_and_all_used(article: ArticleText) -> None:
    keys = [source["key"] for source in article.head["sources"]]
    used = {key for section in article.sections for key in section.sources}

    assert len(keys) == len(set(keys))
    assert used == set(keys)
    assert all(section.sources for section in article.sections if section.kind != "uncertainty")
    assert all(source["url"].startswith("https://") for source in article.head["sources"])


def test_it_says_nothing_that_must_not_be_said(article: ArticleText) -> None:
    assert not forbidden_in(sentences(article))


def test_it_invents_no_author_and_no_reviewer(article: ArticleText) -> None:
    assert not {"author", "reviewer", "checked_by"} & set(article.head)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("+++\ntitle = oops\n+++\n## symptoms: x\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"broken\.md"):
        read_article(broken)
