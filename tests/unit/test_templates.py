"""Templates of the public pages: that each can be read, and that none can leave a gap silently."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

ROOT = Path(__file__).resolve().parents[2] / "templates"
ENV = engines["public pages"].env
PUBLIC = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*")
    if path.is_file() and path.relative_to(ROOT).parts[0] != "django"
)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_template_can_be_read(name: str) -> None:
    ENV.get_template(name)


@pytest.mark.parametrize(
    "source", ["{{ warnign }}", "{% if warnign %}{% endif %}", "{% for sign in region.sings %}{% endfor %}"]
)
def test_a_misspelt_name_stops_the_page(source: str) -> None:
    with pytest.raises(UndefinedError):
        ENV.from_string(source).render(region={})


def test_what_people_wrote_is_escaped() -> None:
    assert ENV.from_string("{{ words }}").render(words="<b>&") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize("moment", [date(2026, 3, 7), datetime(2026, 3, 7, 23, 59, tzinfo=UTC)])
def test_dates(moment: date) -> None:
    shown = ENV.from_string("{{ moment|long_date }}, {{ moment|iso_date }}").render(moment=moment)

    assert shown == "7 March 2026, 2026-03-07"


def test_each_number_for_advice_rings_when_it_is_tapped() -> None:
    shown = ENV.from_string("{{ advice|dialled }}").render(advice="111 & <b>116 117</b> (out of hours)")

    assert shown == (
        '<a href="tel:111">111</a> &amp; &lt;b&gt;<a href="tel:116117">116 117</a>&lt;/b&gt; (out of hours)'
    )


@pytest.mark.parametrize(
    "heading",
    ["Call an ambulance now if", "Get medical advice today if", "See a doctor within 2 weeks if"],
)
def test_how_soon_to_get_help_is_worded_in_one_place(heading: str) -> None:
    assert [name for name in PUBLIC if heading in (ROOT / name).read_text()] == ["includes/_level.html"]


def test_the_page_for_a_fault_of_ours_names_the_same_signs_as_the_others() -> None:
    """It is shown without a template engine, so it has a copy."""
    signs = ENV.get_template("includes/_same_day_signs.html").render()

    assert f"If {signs}, do not wait" in (ROOT / "500.html").read_text()
