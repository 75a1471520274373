"""Emergency numbers and urgent advice by region. Never one number as if it were universal.

From the evidence base, section 7; an operator checks them before launch.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number to dial, and where it works (empty where the region makes it plain)."""

    dial: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """Whom to call in a region: for an emergency, and for urgent advice on the same day."""

    name: str
    emergency: tuple[Number, ...]
    urgent_advice: str


REGIONS = {
    "international": Region(
        "several countries",
        (
            Number("112", "Europe"),
            Number("999", "UK, Ireland"),
            Number("911", "US, Canada"),
            Number("000", "Australia"),
            Number("111", "New Zealand"),
        ),
        "your doctor, or an urgent advice line: 111 (Great Britain), 811 (most of Canada), "
        "1800 022 222 (Australia), 0800 611 116 (New Zealand) or 116 117 (parts of the EU)",
    ),
    "uk": Region(
        "the UK",
        (Number("999"),),
        "your GP, or NHS 111 (in Northern Ireland: the GP out-of-hours service)",
    ),
    "ie": Region("Ireland", (Number("112"), Number("999")), "your GP, or the GP out-of-hours service"),
    "eu": Region("the EU", (Number("112"),), "your doctor; in several countries 116 117 out of hours"),
    "us": Region("the United States", (Number("911"),), "your doctor, a nurse line or urgent care"),
    "ca": Region("Canada", (Number("911"),), "your doctor, or 811 in most of Canada"),
    "au": Region("Australia", (Number("000"),), "your doctor, or Healthdirect on 1800 022 222"),
    "nz": Region("New Zealand", (Number("111"),), "your doctor, or Healthline on 0800 611 116"),
}
