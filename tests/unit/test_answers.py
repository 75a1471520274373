import pytest

from triage.core.answers import AnswerError, read_answer
from triage.core.definition import Option, Question

MANY = Question(
    slug="swelling",
    text="Is there swelling?",
    options=(Option("One calf", ("swelling-one-calf",)), Option("A cord", ("tender-cord",))),
    many=True,
    none="None of these",
    unsure="I am not sure",
)
ONE = Question(
    slug="side",
    text="Which calf?",
    options=(Option("One", ("side-one",)), Option("Both, one worse", ("side-one", "side-both"))),
    many=False,
)
LONE = Question(
    slug="trigger",
    text="What set it off?",
    options=(Option("A blow", ("trigger-direct-injury",)), Option("Nothing", ("trigger-none",), alone=True)),
    many=True,
)


def test_ticked_options_keep_the_order_of_the_question() -> None:
    answer = read_answer(MANY, ["tender-cord", "swelling-one-calf"])

    assert answer.values == ("swelling-one-calf", "tender-cord")
    assert answer.labels == ("One calf", "A cord")


def test_none_is_an_answer_without_findings() -> None:
    answer = read_answer(MANY, ["none"])

    assert (answer.options, answer.unsure, answer.values) == ((), False, ("none",))


def test_not_sure_can_stand_beside_a_symptom() -> None:
    answer = read_answer(MANY, ["tender-cord", "unsure"])

    assert answer.unsure
    assert answer.labels == ("A cord", "I am not sure")


def test_one_option_can_stand_for_several_findings() -> None:
    assert read_answer(ONE, ["side-one+side-both"]).options[0].findings == ("side-one", "side-both")


@pytest.mark.parametrize(
    ("question", "values", "says"),
    [
        (MANY, [], "If nothing fits, choose “None of these”"),
        (LONE, [], "Tick every answer that fits"),
        (ONE, [], "Choose the answer that fits best"),
        (MANY, ["none", "tender-cord"], "“None of these” together with another"),
        (MANY, ["none", "unsure"], "“None of these” together with another"),
        (LONE, ["trigger-none", "trigger-direct-injury"], "“Nothing” together with another"),
        (ONE, ["side-one", "side-one+side-both"], "one answer only"),
        (MANY, ["made-up"], "Choose from the answers shown"),
        (MANY, ["tender-cord", "made-up"], "Choose from the answers shown"),
        (ONE, ["none"], "Choose from the answers shown"),
        (ONE, ["unsure"], "Choose from the answers shown"),
        (MANY, [""], "Choose from the answers shown"),
        (MANY, ["x" * 5000], "Choose from the answers shown"),
    ],
)
def test_a_bad_answer_is_refused_with_what_to_do(question: Question, values: list[str], says: str) -> None:
    with pytest.raises(AnswerError, match=says):
        read_answer(question, values)
