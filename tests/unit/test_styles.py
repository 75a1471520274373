"""The style sheets stay small and honest."""

import re

from tests.conftest import ROOT

FOLDER = ROOT / "static" / "css"
SHEETS = ("site.css", "pages.css", "check.css", "print.css")
CSS = "".join((FOLDER / name).read_text(encoding="utf-8") for name in SHEETS)
TEMPLATES = [
    path.read_text(encoding="utf-8")
    for ending in ("html", "svg")
    for path in (ROOT / "templates").rglob(f"*.{ending}")
]
DATA = '<script type="application/ld+json">'


def test_it_is_under_five_hundred_lines_without_important_or_outside_addresses() -> None:
    assert CSS.count("\n") < 500
    assert "!important" not in CSS
    assert "url(" not in CSS and "@import" not in CSS


def test_every_class_it_names_is_used_in_a_template() -> None:
    named = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)))
    words = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', " ".join(TEMPLATES)))))

    # htmx sets this one itself while a request is under way.
    assert named - words - {"htmx-request"} == set()


def test_templates_carry_no_inline_style_script_or_handler() -> None:
    for html in TEMPLATES:
        html = html.replace(DATA, "")
        assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\bsrc=)", html)


def test_every_hx_form_works_without_scripts() -> None:
    for html in TEMPLATES:
        for form in re.findall(r"<form\b[^>]*data-hx-post[^>]*>", html):
            assert 'method="post"' in form and "action=" in form
        for link in re.findall(r"<a\b[^>]*data-hx-get[^>]*>", html):
            assert "href=" in link
