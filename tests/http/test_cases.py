"""The 54 check cases and the 16 example vignettes through the screens, with a browser without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import CONTENT, read_json
from tests.plain_browser import name_of, walk
from triage.core.compiling import compile_definition
from triage.core.urgency import Urgency
from triage.starter import read_check, read_vignettes

pytestmark = pytest.mark.django_db

CHECK = compile_definition(read_check(CONTENT))
CASES = read_json("check-cases.json")
VIGNETTES = read_vignettes(CONTENT)

DANGER_PAGES = 4


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_check_case_comes_out_on_the_screen_as_it_says(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = walk(monkeypatch, case)

    assert walked["urgency"] == case["urgency"]
    assert walked["causes"][:1] == ([case["cause"]] if case["cause"] else [])
    assert walked["screens"] <= DANGER_PAGES or not emergency_signs(case)


@pytest.mark.parametrize("vignette", VIGNETTES, ids=name_of)
def test_an_example_vignette_comes_out_right_on_the_screen(
    vignette: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = walk(monkeypatch, vignette)

    least, most = (Urgency.from_code(vignette[key]) for key in ("urgency", "urgency_max"))
    assert least <= Urgency.from_code(walked["urgency"]) <= most
    assert walked["causes"][0] in {vignette["condition"], *vignette["also_ok"]}
    assert walked["screens"] <= DANGER_PAGES or not emergency_signs(vignette)


def test_some_of_them_have_an_emergency_sign() -> None:
    assert len([person for person in CASES + VIGNETTES if emergency_signs(person)]) == 8


def emergency_signs(person: dict[str, Any]) -> list[str]:
    """Those of the person's findings that are an emergency by themselves."""
    emergencies = [rule for rule in CHECK.rules if rule.urgency == Urgency.EMERGENCY]
    return [code for code in person["findings"] if any(rule.fires({code}) for rule in emergencies)]
