"""What the templates of the public pages can call: addresses, static files, dates and a few words.

A name that no view gave stops the page, and so the tests, instead of leaving a gap in it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.template.defaultfilters import pluralize, slugify
from django.templatetags.static import static
from django.utils.timezone import localdate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from calfsite.addresses import url

PHONE_NUMBER = re.compile(r"\d[\d ]+\d")
PROPER_NAMES = ("Achilles", "Baker")


def environment(**options: Any) -> Environment:
    """Return the environment that Django's Jinja2 backend renders with."""
    made = Environment(  # noqa: S701 - the options ask it to escape
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    # As few bytes as there can be: an article's page is to reach a phone in one round trip.
    made.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
    made.globals.update(static=static, today=localdate, url=url)
    made.filters.update(
        dialled=dialled,
        iso_date=iso_date,
        long_date=long_date,
        lower_first=lower_first,
        pluralize=pluralize,
        slugify=slugify,
    )
    return made


def dialled(advice: str) -> Markup:
    """Return whom to ring, with each number as a link that rings it."""
    return Markup(PHONE_NUMBER.sub(_ringing, str(escape(advice))))  # noqa: S704 - escaped just before


def iso_date(moment: date) -> str:
    """Return a date, or the date of a time in the site's zone, as 2026-03-07."""
    return _day(moment).isoformat()


def long_date(moment: date) -> str:
    """Return a date, or the date of a time in the site's zone, as 7 March 2026."""
    day = _day(moment)
    return f"{day.day} {day:%B %Y}"


def lower_first(name: str) -> str:
    """Return a name as it stands within a sentence: muscle cramps, but DVT, and Baker's cyst."""
    return name if name.startswith(PROPER_NAMES) or name[:2].isupper() else name[:1].lower() + name[1:]


def _ringing(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace(" ", "")}">{number[0]}</a>'


def _day(moment: date) -> date:
    return localdate(moment) if isinstance(moment, datetime) else moment
