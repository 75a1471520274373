"""The causes by what somebody feels or sees, for those who know no name: made from the causes' signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from calfsite.publishing.models import Revision
from causes.content import content_of
from causes.live import ArticleCard, card_of
from causes.models import Level

FEELINGS = {
    "You also have chest pain, or trouble breathing": ("breathless", "chest-pain"),
    "Your foot is cold, pale or blue": ("foot-cold-pale",),
    "Your calf is rock hard, and the pain is very bad": ("calf-tense-severe",),
    "You are numb between the legs": ("saddle-numbness",),
    "Your pee is dark brown": ("dark-urine",),
    "One calf or leg is newly swollen": ("swelling-one-calf", "swelling-whole-leg"),
    "The skin is hot, and redder or darker": ("skin-red-hot",),
    "You felt a snap or a kick": ("snap-felt",),
    "You hurt it in a fall, a blow or an accident": ("trigger-direct-injury",),
    "Your calf cramps, or stays sore after a cramp": ("pattern-spasm", "feels-cramping", "calf-tender"),
    "It hurts when you use or stretch the muscle": ("pattern-movement", "trigger-push-off"),
    "It comes when you walk, and goes when you rest": (
        "pattern-walking-eased-by-rest",
        "pattern-walking-eased-by-bending",
    ),
    "It comes when you run or train": ("pattern-exercise-tightness", "shin-bone-tender", "trigger-overuse"),
    "It burns, tingles or shoots": ("feels-burning", "feels-shooting"),
    "It aches or feels heavy": ("feels-aching", "pattern-standing-eased-by-raising"),
    "There is a lump, or a hard cord under the skin": ("lump-behind-knee", "tender-cord"),
}
"""What people say, in the order of danger, and the findings that it stands for."""
OTHER = "Something else"
LEAST_POINTS = {Level.EMERGENCY: 2, Level.SAME_DAY: 1, Level.ROUTINE: 2, Level.SELF_CARE: 2}
"""Signs that are weaker hints than this lead nowhere. What is to be seen today is easily taken for less, so
that a weak hint at it counts; an emergency has striking signs, and stands in their rows.
"""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What somebody may say, with the articles that it speaks for, the most urgent first."""

    words: str
    cards: list[ArticleCard]


def feelings(revisions: Iterable[Revision]) -> list[Feeling]:
    """Return what people feel, each with the live articles that it speaks for; no article is left out."""
    found: dict[str, list[ArticleCard]] = {words: [] for words in (*FEELINGS, OTHER)}
    for revision in revisions:
        content = content_of(revision)
        points = {sign["finding"]: sign["points"] for sign in content["signs"]}
        least = LEAST_POINTS[content["seriousness"]]
        spoken_for = [
            words
            for words, findings in FEELINGS.items()
            if max(points.get(finding, 0) for finding in findings) >= least
        ]
        for words in spoken_for or [OTHER]:
            found[words].append(card_of(revision))
    return [Feeling(words, sorted(cards, key=_urgency)) for words, cards in found.items() if cards]


def _urgency(card: ArticleCard) -> int:
    return Level.values.index(card.seriousness)
