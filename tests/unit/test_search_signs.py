"""Lines of words, and what somebody typed held against them."""

from __future__ import annotations

import pytest

from causes.search.signs import Lines, Typed, stem_of

LISTS = {
    "LIMB": ["leg", "calf", "lower-limb"],
    "BLUE": ["blue", "grey"],
    "UNABLE": ["cannot", "not able"],
    "STUCK": ["UNABLE move", "paralysed"],
}
LINES = Lines(LISTS)


def typed(text: str, unknown: str = "") -> Typed:
    words = text.split()
    places = frozenset(place for place, word in enumerate(words) if word in unknown.split())
    return Typed(dict(enumerate(map(stem_of, words))), places)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("leg blue", "blue is my leg"),
        ("bleeding", "it bleeds"),
        ("LIMB BLUE", "grey calf"),
        ("LIMB BLUE", "my lower limb is blue"),
        ("LIMB STUCK", "i am not really able to move the leg"),
        ("LIMB STUCK", "paralysed calf"),
        ("blue-calf", "a blue calf"),
        ("BLUE-LIMB", "a grey lower limb"),
    ],
)
def test_a_line_is_found_where_all_its_words_were_typed(line: str, text: str) -> None:
    assert typed(text).has(LINES.line(line))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("leg blue", "blue"),
        ("LIMB BLUE", "blue lower back and limb"),
        ("LIMB STUCK", "i can move the leg"),
        ("blue-calf", "calf blue"),
        ("blue-calf", "blue and calf"),
        ("BLUE-LIMB", "a lower grey limb"),
    ],
)
def test_a_line_is_not_found_without(line: str, text: str) -> None:
    assert not typed(text).has(LINES.line(line))


def test_a_word_that_no_article_has_may_be_misspelt_by_one_letter() -> None:
    line = LINES.line("paralysed")

    assert typed("paralised", unknown="paralised").has(line)
    assert not typed("paralised").has(line)
    assert not typed("paraliced", unknown="paraliced").has(line)
    assert not typed("blux", unknown="blux").has(LINES.line("blue"))


def test_what_is_no_sign_is_left_out_and_joins_nothing() -> None:
    left = typed("blue light calf blue").without(LINES.runs("blue-light"))

    assert left.has(LINES.line("calf BLUE"))
    assert not typed("blue light calf").without(LINES.runs("blue-light")).has(LINES.line("calf BLUE"))
    assert not typed("grey blue light calf").without(LINES.runs("blue-light")).has(LINES.line("grey-calf"))


def test_what_is_no_sign_must_be_spelt_like_it() -> None:
    left = typed("paralised leg", unknown="paralised").without(LINES.runs("paralysed-leg"))

    assert left.has(LINES.line("paralysed leg"))


def test_words_that_may_lie_apart_stand_side_by_side_with_none() -> None:
    with pytest.raises(ValueError, match="UNABLE cannot stand side by side"):
        LINES.runs("UNABLE-move")


def test_the_name_of_no_list_is_refused() -> None:
    with pytest.raises(KeyError):
        LINES.line("LIMB GREEN")
