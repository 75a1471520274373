"""The picture of the check: everything is in it, and nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from tests.small import small_definition
from triage.core.definition import Definition, Rule
from triage.core.terms import parse_term
from triage.core.urgency import Urgency
from triage.drawing import LETTER, TEXT, TITLE, WIDE_LETTER, draw
from triage.shapes import Box, Drawing, Label, Rectangle

SEEDS = range(150)


@pytest.fixture(scope="module")
def drawing(definition: Definition) -> Drawing:
    return draw(definition)


@pytest.fixture(scope="module")
def branching(definition: Definition) -> Drawing:
    """The starting check, its injury page for some people only."""
    condition = (parse_term("trigger-direct-injury or trigger-push-off"), parse_term("2 of: fever, side-one"))
    questions = (
        replace(question, asked_when=condition) if question.slug == "injury" else question
        for question in definition.questions
    )
    return draw(replace(definition, questions=tuple(questions)))


@pytest.fixture(scope="module")
def planted(definition: Definition) -> Drawing:
    """The starting questions with 3 rules: a sign alone, 2 signs that are far apart, and one for today."""
    return draw(
        replace(
            definition,
            rules=(
                rule("E1", Urgency.EMERGENCY, "foot-cold-pale"),
                rule("E2", Urgency.EMERGENCY, "fever", "feels-burning"),
                rule("S1", Urgency.SAME_DAY, "swelling-one-calf"),
            ),
        )
    )


def rule(code: str, level: Urgency, *lines: str) -> Rule:
    return Rule(code, level, tuple(parse_term(line) for line in lines), (), "reason", "basis", "source")


def codes(box: Box, level: Urgency) -> list[str]:
    return [label.words for row in box.rows if row.level == level.code for label in row.labels]


def text(labels: tuple[Label, ...]) -> str:
    return " ".join(label.words for label in labels)


def lie_apart(one: Rectangle, other: Rectangle) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def places_of(box: Box) -> Iterator[Rectangle]:
    """Where the words of a box lie, if their letters are as wide as they may be."""
    yield from (place(label, TITLE, WIDE_LETTER) for label in box.title)
    yield from (place(label, TEXT, LETTER) for label in box.conditions)
    yield from (place(label, TEXT, WIDE_LETTER) for row in box.rows for label in row.labels)
    if box.emergency_signs:
        yield place(box.emergency_signs.label, TEXT, LETTER)


def place(label: Label, size: int, letter: float) -> Rectangle:
    return Rectangle(label.x, label.y - size + 1, round(len(label.words) * size * letter), size + 2)


def test_every_page_is_a_box_with_the_short_names_of_its_questions(
    drawing: Drawing, definition: Definition
) -> None:
    assert len(drawing.boxes) == len(definition.pages)
    assert text(drawing.boxes[0].title) == "1 Chest"
    assert text(drawing.boxes[6].title) == "7 Clot risks"
    assert text(drawing.boxes[7].title) == "8 Trigger · Onset"


def test_every_rule_stands_at_each_page_it_looks_at_under_its_own_level(
    drawing: Drawing, definition: Definition
) -> None:
    for page, box in zip(definition.pages, drawing.boxes, strict=True):
        tokens = frozenset(token for question in page.questions for token in question.tokens)
        for level in Urgency:
            looking = [r.code for r in definition.rules if r.urgency == level and r.tokens & tokens]
            assert codes(box, level) == looking
    drawn = {label.words for box in drawing.boxes for row in box.rows for label in row.labels}
    assert drawn == {rule.code for rule in definition.rules}


def test_pages_with_signs_that_are_an_emergency_by_themselves_say_so(planted: Drawing) -> None:
    plated = [text(box.title) for box in planted.boxes if box.emergency_signs]

    assert plated == ["2 Leg"]


def test_the_way_out_at_an_emergency_starts_at_the_pages_that_can_make_one(planted: Drawing) -> None:
    ending = [text(box.title) for box in planted.boxes if box.to_emergency]

    assert ending == ["2 Leg", "11 Feel"]
    assert planted.emergency_way.run[0].y1 == planted.boxes[1].to_emergency.y1
    assert planted.emergency_way.run[-1].x2 == planted.emergency.frame.right


def test_the_early_way_starts_once_help_the_same_day_can_be_needed(planted: Drawing) -> None:
    stopping = [text(box.title) for box in planted.boxes if box.to_result]

    assert stopping == [text(box.title) for box in planted.boxes[5:]]
    assert planted.early_way.run[0].y1 == planted.boxes[5].to_result.y1
    assert planted.early_way.run[-1].x2 == planted.result.frame.x


def test_a_check_that_asks_for_nothing_urgent_has_no_way_out(definition: Definition) -> None:
    routine = tuple(rule for rule in definition.rules if rule.urgency == Urgency.ROUTINE)

    drawing = draw(replace(definition, rules=routine))

    assert drawing.emergency_way is None and drawing.early_way is None
    assert [row.level for row in drawing.key] == ["routine"]


def test_the_condition_of_a_page_is_written_on_it_in_the_words_of_the_answers(
    branching: Drawing, definition: Definition
) -> None:
    injury = branching.boxes[8]
    labels = {o.value: f"“{o.label}”" for question in definition.questions for o in question.options}
    words = text(injury.conditions)

    assert injury.is_conditional
    either = f"{labels['trigger-direct-injury']} or {labels['trigger-push-off']}"
    assert words.startswith(f"Injury: only after {either}; and 2 of these: ")
    assert all(labels[value] in words for value in ("fever", "side-one", "side-both+side-one"))
    assert [box.is_conditional for box in branching.boxes].count(True) == 1


def test_boxes_lie_apart_and_inside_the_picture(drawing: Drawing, branching: Drawing) -> None:
    for each in (drawing, branching, *(draw(small_definition(seed)) for seed in SEEDS)):
        frames = [*(box.frame for box in each.boxes), each.result.frame, each.emergency.frame]
        assert all(lie_apart(one, other) for one, other in combinations(frames, 2))
        for frame in frames:
            assert 0 <= frame.x and frame.right <= each.width
            assert 0 <= frame.y and frame.bottom <= each.height
        assert each.key[-1].mark.bottom < each.boxes[0].frame.y


def test_words_lie_inside_their_box_and_not_on_each_other(drawing: Drawing, branching: Drawing) -> None:
    for box in (*drawing.boxes, *branching.boxes):
        places = list(places_of(box))
        for words in places:
            assert box.frame.x < words.x and words.right <= box.frame.right
            assert box.frame.y < words.y and words.bottom <= box.frame.bottom
        assert all(lie_apart(one, other) for one, other in combinations(places, 2))


def test_an_arrow_leads_from_each_box_to_the_next_and_to_the_result(drawing: Drawing) -> None:
    frames = [*(box.frame for box in drawing.boxes), drawing.result.frame]

    assert [(arrow.y1, arrow.y2) for arrow in drawing.arrows] == [
        (upper.bottom, lower.y) for upper, lower in pairwise(frames)
    ]


def test_letters_are_at_least_twelve_pixels_high_on_a_phone_of_360(drawing: Drawing) -> None:
    column = 360 - 2 * 17  # the page's gutters

    assert TEXT * column / drawing.width >= 12
