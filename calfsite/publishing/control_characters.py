"""Texts without what no page, feed or database can hold, such as the line break that Word pastes."""

from __future__ import annotations

import re

from django.http import QueryDict

NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids or advises against; a NUL is also what PostgreSQL cannot store."""


def without_control_characters(text: str) -> str:
    """Return the text with a space for each character that is none."""
    return NOT_TEXT.sub(" ", text)


def clean_post(post: QueryDict) -> QueryDict:
    """Return what was posted, to be changed further, without control characters."""
    cleaned = post.copy()
    for name, values in post.lists():
        cleaned.setlist(name, [without_control_characters(value) for value in values])
    return cleaned
