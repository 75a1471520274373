"""An article's plain content as a live revision keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calfsite.publishing.models import Revision

Content = Mapping[str, Any]

ADDED_LATER: Content = {
    "advice_sources": [],
    "former_slugs": [],
    "pictures": [],
    "search_words": [],
    "signs": [],
    "treatments": [],
}
"""What the revisions of earlier releases do not have, and what stands for it."""


def content_of(revision: Revision) -> Content:
    """Return everything that the article's page shows, whichever release saved it."""
    return {**ADDED_LATER, **revision.content}
