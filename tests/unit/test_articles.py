"""What every starter article must be, as far as a machine can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from causes.article_file import ArticleText, read_article
from causes.compile import compile_file
from causes.content_check import faults_of, reading_of
from tests.conftest import CONTENT

FILES = sorted((CONTENT / "articles").glob("*.md"))
LEVELS = ["emergency", "same-day", "routine", "self-care"]


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def article(request: pytest.FixtureRequest) -> ArticleText:
    return read_article(request.param)


def test_no_rule_of_the_content_check_is_broken(article: ArticleText) -> None:
    assert [str(fault) for fault in faults_of(compile_file(article))] == []


def test_it_is_a_leaflet_in_length(article: ArticleText) -> None:
    # Table, questions, captions and numbers included. A sign of danger is worth more than the goal of 1,200.
    assert 600 <= reading_of(compile_file(article)).words <= 1500


def test_its_description_fits_a_search_result(article: ArticleText) -> None:
    assert len(article.head["description"]) <= 155


def test_its_care_cards_go_down_from_an_emergency(article: ArticleText) -> None:
    levels = [card["level"] for card in article.head["care"]]

    assert levels == sorted(set(levels), key=LEVELS.index)


def test_its_sections_and_sources_stand_there_once_each(article: ArticleText) -> None:
    kinds = [section.kind for section in article.sections]
    keys = [source["key"] for source in article.head["sources"]]

    assert len(kinds) == len(set(kinds))
    assert len(keys) == len(set(keys))
    assert all(source["url"] for source in article.head["sources"] if source["kind"] == "organisation")


def test_it_invents_no_author_and_no_reviewer(article: ArticleText) -> None:
    assert not {"author", "reviewer", "checked_by"} & set(article.head)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_text("+++\ntitle = oops\n+++\n## symptoms: x\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"broken\.md"):
        read_article(broken)
