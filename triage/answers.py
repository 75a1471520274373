"""Keep a person's answers in one encrypted cookie on their own device, and nowhere else.

Health data: no database row, no cache entry, no log line. The cookie holds the values by question
and the hash of the definition the check began on. The server refuses it after an hour without an
answer, whatever the browser does with it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "check"
PATH = "/check/"
MAX_AGE = 60 * 60
"""Seconds after the last answer."""


ENCODER = json.JSONEncoder(separators=(",", ":"))


class UnreadableAnswers(ValueError):
    """The cookie was altered, is too old, or was made with a key this site does not hold."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The values given so far, by question, and the definition they belong to."""

    definition_hash: str
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_values(self, values: Mapping[str, tuple[str, ...]]) -> Answers:
        return Answers(self.definition_hash, {**self.given, **values})


def load(request: HttpRequest) -> Answers | None:
    """Return the answers in the request's cookie, None without one; raise UnreadableAnswers."""
    token = request.COOKIES.get(COOKIE)
    if not token:
        return None
    try:
        data = json.loads(_fernet().decrypt(token.encode(), ttl=MAX_AGE))
        return Answers(data["definition"], {slug: tuple(values) for slug, values in data["given"].items()})
    except (InvalidToken, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableAnswers from error


def save(response: HttpResponse, answers: Answers) -> None:
    """Put the answers into the response's cookie; it ends with the browser session."""
    data = ENCODER.encode({"definition": answers.definition_hash, "given": answers.given})
    response.set_cookie(
        COOKIE,
        _fernet().encrypt(data.encode()).decode(),
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Delete the answers from the browser."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _fernet() -> MultiFernet:
    return _fernet_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _fernet_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"calfsite answers of the check")
    return base64.urlsafe_b64encode(kdf.derive(secret.encode()))
