"""Seal text so that only this site can read or make it, and only for a time: AES-256-GCM.

A sealed text is base64 of a random nonce and the ciphertext with its tag. The time of sealing is part
of the text. Keys derive from SECRET_KEY and, to read, its fallbacks.
"""

from __future__ import annotations

import binascii
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
"""Random nonces of this length serve 2^32 sealings with one key (NIST SP 800-38D, 8.3)."""

TIME_BYTES = 8


class BrokenSeal(ValueError):
    """The text was altered, is too old, or was sealed with a key this site does not hold."""


def seal(text: bytes) -> str:
    """Return the text sealed with the present key and time."""
    nonce = os.urandom(NONCE_BYTES)
    dated = int(time.time()).to_bytes(TIME_BYTES, "big") + text
    return urlsafe_b64encode(nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, dated, None)).decode()


def unseal(sealed: str, max_age: int) -> bytes:
    """Return the text; raise BrokenSeal, also when it was sealed more than `max_age` seconds ago."""
    try:
        raw = urlsafe_b64decode(sealed)
    except (binascii.Error, ValueError) as error:
        raise BrokenSeal from error
    dated = _decrypted(raw[:NONCE_BYTES], raw[NONCE_BYTES:])
    if time.time() - int.from_bytes(dated[:TIME_BYTES], "big") > max_age:
        raise BrokenSeal
    return dated[TIME_BYTES:]


def _decrypted(nonce: bytes, ciphertext: bytes) -> bytes:
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _cipher(secret).decrypt(nonce, ciphertext, None)
        except (InvalidTag, ValueError):
            continue
    raise BrokenSeal


@lru_cache(maxsize=4)
def _cipher(secret: str) -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"calfsite answers of the check")
    return AESGCM(kdf.derive(secret.encode()))
