"""What no text of this site may say, whoever wrote it: for articles and for the check."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What pages must not say (evidence base, section 7, and the microcopy rules).
FORBIDDEN = [
    r"\byou (?:do not )?have (?:a |an )?(?:clot|dvt|cramp|tear|infection)\b",
    r"\bseek medical attention\b",
    r"\b(?:simply|just|patients?|suffer\w*)\b",
    r"\bnothing to worry\b",
    r"\brules? (?:it )?out\b",
    r"\bHomans\b",
    r"\b(?:click here|read more)\b",
    r"\b(?:don|can|won|isn|aren|doesn|didn|hasn|haven|shouldn|couldn|wouldn)['\u2019]t\b",
    r"\b(?:you|we|they)['\u2019](?:re|ve|ll)\b",
    r"\d\s?%|\bper ?cent\b",
    r"\bonly (?:a pulled muscle|growing pains|old age)\b",
    r"\d+ ?mg\b",
]


def forbidden_in(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return each text that says what it must not, with the pattern it falls under."""
    return [
        (text, pattern) for text in texts for pattern in FORBIDDEN if re.search(pattern, text, re.IGNORECASE)
    ]
