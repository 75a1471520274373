"""The site's own pages read as easily as its articles, and say nothing that these must not."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from calfsite.plain_language.phrases import banned_in
from calfsite.plain_language.readability import measure
from calfsite.plain_language.sentences import sentences_of
from causes.content_check.language import LEAST_EASE, MOST_GRADE, MOST_WORDS
from tests.public_pages import SITE_PAGES

pytestmark = pytest.mark.django_db

PAGES = ("/", *SITE_PAGES, "/search/", "/causes/compare/", "/nothing-here/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_site_is_easy_to_read(client: Client, path: str) -> None:
    main = BeautifulSoup(client.get(path).content, "html.parser").main
    blocks = [" ".join(part.get_text(" ").split()) for part in main.select("p, li, dd")]
    sentences = sentences_of(blocks)

    found = measure(sentences)

    assert found.grade <= MOST_GRADE
    assert found.ease >= LEAST_EASE
    assert [sentence for sentence in sentences if len(sentence.split()) > MOST_WORDS] == []
    assert [why for block in blocks for why in banned_in(block)] == []
