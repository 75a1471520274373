"""`manage.py check_content` over the starter files, what editors work on, and what the public sees."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from causes.article_file import read_article
from causes.compile import compile_article, compile_file
from causes.models import Article
from tests.conftest import CONTENT

pytestmark = pytest.mark.django_db
FILES = sorted((CONTENT / "articles").glob("*.md"))


def run(*args: str) -> str:
    out = StringIO()
    call_command("check_content", *args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("of", ["files", "drafts", "live"])
def test_the_starter_articles_keep_every_rule(of: str) -> None:
    said = run("--of", of)

    assert re.search(r"muscle-cramps: \d+ words, grade", said)
    assert f"rules hold for {len(FILES)} articles." in said


def test_a_broken_rule_fails_and_is_named_with_the_sentence() -> None:
    Article.objects.filter(slug="muscle-cramps").update(lead="It is just a cramp.")
    out = StringIO()

    with pytest.raises(CommandError, match=r"Places to mend: 1\. Articles checked: 1\."):
        call_command("check_content", "muscle-cramps", "--of", "drafts", stdout=out)

    assert "Lead: “It is just a cramp.” Leave it out" in out.getvalue()
    assert "Lead" not in run("blood-clots", "--of", "drafts")


def test_an_unknown_article_names_those_that_there_are() -> None:
    with pytest.raises(CommandError, match=r"no article “bones” among the files\. There are: achilles"):
        run("bones")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_compiles_to_what_its_rows_do(path: object) -> None:
    text = read_article(path)
    of_rows = compile_article(Article.objects.get(slug=text.slug))

    assert compile_file(text) == {name: of_rows[name] for name in of_rows.keys() - {"position", "signs"}}
