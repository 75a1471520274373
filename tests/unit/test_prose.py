"""The allow-list for rich text."""

import pytest

from causes import prose


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <strong>bold</strong> and <em>leaning</em> word.</p>",
        "<ul><li>one</li><li>two</li></ul><ol><li>three</li></ol>",
        "<h3>Small heading</h3>",
        '<p><a href="/causes/blood-clots/">clots</a> <a href="#sources">below</a></p>',
        '<p><a href="https://example.org/a">far</a> <a href="tel:112">112</a></p>',
    ],
)
def test_what_an_article_needs_is_kept(html: str) -> None:
    assert prose.clean(html) == html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ('<p onclick="x()" style="color:red" class="y">x</p>', "<p>x</p>"),
        ('<a href="javascript:x()">x</a>', "<a>x</a>"),
        ('<a href="JaVaScRiPt:x()">x</a>', "<a>x</a>"),
        ('<a href="java&#10;script:x()">x</a>', "<a>x</a>"),
        ('<a href="http://example.org">x</a>', "<a>x</a>"),
        ('<a href="//evil.example">x</a>', "<a>x</a>"),
        ('<a href="/\\evil.example">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="/causes/blóod-clots/">x</a>', "<a>x</a>"),
        ('<img src=x onerror="x()">x', "x"),
        ("<svg><a href='x'>x</a></svg>", ""),
        ("<iframe src='https://example.org'></iframe>x", "x"),
        ('<p data-hx-get="/x">x</p>', "<p>x</p>"),
        ("<form><input name=x></form>x", "x"),
        ("<h1>x</h1>", "x"),
        ("<p></p>", ""),
        ("<p> <br> </p>", ""),
    ],
)
def test_everything_else_goes(html: str, kept: str) -> None:
    assert prose.clean(html) == kept
    assert prose.clean(kept) == kept


def test_the_spelling_between_blocks_does_not_matter() -> None:
    assert prose.clean("<p>a</p>\n\n<p>b</p>\n") == prose.clean("<p>a</p><p>b</p>")


def test_words_on_two_lines_stay_two_words() -> None:
    html = '<p><strong>Call now</strong>\n<a href="tel:112">112</a></p>'

    assert prose.clean(html) == html
