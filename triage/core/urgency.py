"""How soon to get help: four levels, ordered."""

from __future__ import annotations

from enum import IntEnum


class Urgency(IntEnum):
    """A level of care; a greater one is more urgent."""

    SELF_CARE = 0
    ROUTINE = 1
    SAME_DAY = 2
    EMERGENCY = 3

    @property
    def code(self) -> str:
        """The level as data and pages write it, such as `same-day`."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_code(cls, code: str) -> Urgency:
        """Return the level with this code; raise ValueError naming the permitted ones."""
        for level in cls:
            if level.code == code:
                return level
        permitted = ", ".join(level.code for level in reversed(cls))
        raise ValueError(f"“{code}” is not an urgency; it must be one of: {permitted}")
