"""A sealed text is read by its own site alone, unaltered, within its time."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest

from triage.sealing import BrokenSeal, seal, unseal

HOUR = 3600


def test_what_was_sealed_is_read_again() -> None:
    assert unseal(seal("Ödem, ¾".encode()), HOUR) == "Ödem, ¾".encode()


def test_nothing_of_the_text_shows_and_no_two_seals_are_alike() -> None:
    one, other = (urlsafe_b64decode(seal(b"calf-tender" * 20)) for _ in range(2))

    assert b"calf" not in one
    assert not {one[i : i + 8] for i in range(len(one))} & {other[i : i + 8] for i in range(len(other))}


def test_one_altered_bit_breaks_it_wherever_it_is() -> None:
    raw = urlsafe_b64decode(seal(b"calf-tender"))

    for place in range(len(raw)):
        altered = bytes([*raw[:place], raw[place] ^ 1, *raw[place + 1 :]])
        with pytest.raises(BrokenSeal):
            unseal(urlsafe_b64encode(altered).decode(), HOUR)


@pytest.mark.parametrize("junk", ["", "x", "xxxx", "é", "=", "a" * 15, "a" * 16, "a" * 400, "\0"])
def test_junk_is_a_broken_seal(junk: str) -> None:
    with pytest.raises(BrokenSeal):
        unseal(junk, HOUR)


@pytest.mark.parametrize(("age", "is_read"), [(HOUR, True), (HOUR + 1, False)])
def test_it_ends_with_its_time(age: int, is_read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)
    sealed = seal(b"calf-tender")
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0 + age)

    if is_read:
        assert unseal(sealed, HOUR) == b"calf-tender"
    else:
        with pytest.raises(BrokenSeal):
            unseal(sealed, HOUR)


def test_an_earlier_key_still_opens_and_no_longer_seals(settings: Any) -> None:
    earlier = settings.SECRET_KEY
    old = seal(b"calf-tender")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [earlier]
    new = seal(b"calf-tender")

    assert unseal(old, HOUR) == unseal(new, HOUR) == b"calf-tender"

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = earlier, []
    with pytest.raises(BrokenSeal):
        unseal(new, HOUR)
