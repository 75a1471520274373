import pytest

from triage.core.terms import Term, holds, parse_term


def test_a_line_of_findings_holds_with_any_one_of_them() -> None:
    term = parse_term("fever or skin-red-hot")

    assert term.holds({"skin-red-hot"})
    assert not term.holds({"bruising"})


def test_a_counted_line_needs_that_many() -> None:
    term = parse_term("2 of: calf-tender, veins-visible, previous-clot")

    assert not term.holds({"calf-tender"})
    assert term.holds({"calf-tender", "previous-clot"})


def test_a_not_sure_is_a_token_of_its_own() -> None:
    assert parse_term("unsure:swelling").tokens == {"unsure:swelling"}


def test_every_term_must_hold_and_none_at_all_hold_always() -> None:
    terms = [Term(frozenset({"fever"})), Term(frozenset({"diabetes"}))]

    assert not holds(terms, {"fever"})
    assert holds(terms, {"fever", "diabetes"})
    assert holds([], set())


@pytest.mark.parametrize("line", ["", "fever and chills", "NOT fever", "Fever", "fever or", "2 of:"])
def test_a_line_that_cannot_be_read_is_quoted_with_an_example(line: str) -> None:
    with pytest.raises(ValueError, match="write findings joined by “or”"):
        parse_term(line)


@pytest.mark.parametrize("line", ["0 of: fever, bruising", "3 of: fever, bruising", "2 of: fever, fever"])
def test_a_count_that_cannot_be_reached_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="asks for"):
        parse_term(line)
