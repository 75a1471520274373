"""The drawings that an article can show: the files of templates/pictures/, by name."""

from __future__ import annotations

from django.conf import settings

FOLDER = settings.BASE_DIR / "templates" / "pictures"


def picture_names() -> list[str]:
    """Return the names of the drawings."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


def has_picture(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return name in picture_names()
