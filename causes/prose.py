"""The one allow-list for rich text, applied when a section is saved and again when a page is made.

This is also the only module that marks text as safe.
"""

from __future__ import annotations

import re

import nh3
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "br"}
LINK_SCHEMES = {"https", "mailto", "tel"}
OWN_LINK = re.compile(r"(?:/(?!/)|#)[\w\-./#]*", re.ASCII)

# What the editor offers is what the allow-list keeps.
EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "Heading": {"levels": [3]},
    "Link": {"protocols": ["https", "mailto", "tel"], "enableTarget": False},
}

BLOCK = r"</?(?:p|[uo]l|li|h3)>"
BETWEEN_BLOCKS = re.compile(rf"({BLOCK})\s*\n\s*(?={BLOCK})")
"""Between anything else, such as a bold word and a link, a new line is a space."""
EMPTY = re.compile(r"(?:<p>\s*(?:<br>)?\s*</p>\s*)+")


def clean(html: str) -> str:
    """Return the html with nothing but allowed tags, and links that lead to https or within the site."""
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_filter_link,
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    )
    # One spelling for text from a file and from the editor, so that a save without a change is one.
    cleaned = BETWEEN_BLOCKS.sub(r"\1", cleaned).strip()
    return "" if EMPTY.fullmatch(cleaned) else cleaned


def render(html: str) -> SafeString:
    """Return cleaned html that templates print as it is."""
    return mark_safe(clean(html))  # noqa: S308


def _filter_link(tag: str, attribute: str, value: str) -> str | None:
    """Keep absolute addresses for nh3 to judge by scheme, and plain paths; drop `//host` and the like."""
    has_scheme = re.match(r"[a-z]+:", value)
    return value if has_scheme or OWN_LINK.fullmatch(value) else None
