"""Plain content as a person can read and compare it."""

from __future__ import annotations

from typing import Any


def readable(value: Any) -> str:
    """Return the value as text: names with their parts, lists a paragraph each, empty parts left out."""
    if isinstance(value, dict):
        return "\n".join(
            f"{name}: {readable(part)}" for name, part in value.items() if part not in ("", None, [])
        )
    if isinstance(value, list):
        between = "\n\n" if any(isinstance(part, dict) for part in value) else "\n"
        return between.join(readable(part) for part in value)
    return str(value)
