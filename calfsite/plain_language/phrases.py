"""What no text of this site may say, whoever wrote it, and why (evidence base, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Banned:
    """Words that must not stand in a sentence, unless those that make them safe stand beside them."""

    why: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def is_in(self, sentence: str, paragraph: str) -> bool:
        return bool(self.words.search(sentence)) and not (self.unless and self.unless.search(paragraph))


def _banned(why: str, words: str, unless: str = "") -> Banned:
    safe = re.compile(unless, re.IGNORECASE) if unless else None
    return Banned(why, re.compile(words, re.IGNORECASE), safe)


NOT = r"\bnot\b|\bnever\b"

BANNED = (
    _banned(
        "Nobody is told what they have. Say “can be” or “cannot be ruled out”.",
        r"\byou (?:do not )?have (?:a |an )?(?:clot|dvt|cramp|tear|infection)\b",
    ),
    _banned("Nothing here rules anything out, nor may a text say that it does.", r"\brules? (?:it )?out\b"),
    _banned(
        "No all-clear is given.", r"\bnothing to worry\b|\bonly (?:a pulled muscle|growing pains|old age)\b"
    ),
    _banned("Say who, how soon and how, such as “ring your doctor today”.", r"\bseek medical attention\b"),
    _banned("Leave it out: it talks down, or blames.", r"\b(?:simply|just)\b"),
    _banned("Say “people” or “you”, and what they have or feel.", r"\b(?:patients?|suffer\w*)\b"),
    _banned("Homans' sign misleads both ways, and is not taught.", r"\bHomans\b"),
    _banned("A link says where it leads.", r"\b(?:click here|read more)\b"),
    _banned(
        "Write it out, “do not”: a short “n't” is easily missed.",
        r"\b(?:don|can|won|isn|aren|doesn|didn|hasn|haven|shouldn|couldn|wouldn)['\u2019]t\b",
    ),
    _banned("Write it out: “you are”.", r"\b(?:you|we|they)['\u2019](?:re|ve|ll)\b"),
    _banned("Write “3 in 100”, with one denominator on a page.", r"\d\s?%|\bper ?cent\b"),
    _banned("No dose beyond “as the packet says”.", r"\d+ ?mg\b"),
    _banned(
        "An unexplained calf is not rubbed: massage belongs to a clear cramp alone.",
        r"\bmassag|\brub(?:s|bing)?\b|\bfoam roll",
        unless=rf"{NOT}|\bcramp",
    ),
    _banned(
        "Quinine and tonic water are named only to advise against them, or as a doctor's last resort.",
        r"\bquinine\b|\btonic water\b",
        unless=rf"{NOT}|\bdoctor",
    ),
    _banned(
        "Redness shows otherwise on brown and black skin: add “or darker” or “more purple”.",
        r"\b(?:red|redder|redness|reddish)\b",
        unless=r"\bdark|\bpurple|\bbrown or black skin|\blight skin",
    ),
)


def banned_in(sentence: str, paragraph: str = "") -> Iterator[str]:
    """Yield why this sentence must not stand as it is, in its paragraph or list item."""
    return (banned.why for banned in BANNED if banned.is_in(sentence, paragraph or sentence))
