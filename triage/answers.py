"""Keep a person's answers in one encrypted cookie on their own device, and nowhere else.

Health data: no database row, no cache entry, no log line. The cookie holds the values by question,
the hash of the definition the check began on, and the token that each form of this check carries. The
server refuses it after an hour without an answer, whatever the browser does with it.

The token keeps others from posting into somebody's check: they may make a browser send the cookie, but
cannot read what is in it. Django's own protection would need a second cookie, which a browser would
then send to reading pages too.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from triage.sealing import seal, unseal

COOKIE = "check"
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105
"""As Django's template tag names it."""

PATH = "/check/"
MAX_AGE = 60 * 60
"""Seconds after the last answer."""


class UnreadableAnswers(ValueError):
    """The cookie was altered, is too old, or was made with a key this site does not hold."""


class ForeignForm(ValueError):
    """A form came without the token of this check: from another site, or from a page of an earlier check."""


def _new_token() -> str:
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class Answers:
    """The values given so far, by question, the definition they belong to, and the token of its forms."""

    definition_hash: str
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    token: str = field(default_factory=_new_token)

    def with_values(self, values: Mapping[str, tuple[str, ...]]) -> Answers:
        return Answers(self.definition_hash, {**self.given, **values}, self.token)


def load(request: HttpRequest) -> Answers | None:
    """Return the answers in the request's cookie, None without one.

    Raise UnreadableAnswers, or ForeignForm when the request posts a form that is not of this check.
    """
    sealed = request.COOKIES.get(COOKIE)
    if not sealed:
        return None
    answers = _opened(sealed)
    if request.method == "POST" and not _is_token(request.POST.get(TOKEN_FIELD, ""), answers.token):
        raise ForeignForm
    return answers


def save(response: HttpResponse, answers: Answers) -> None:
    """Put the answers into the response's cookie; it ends with the browser session."""
    response.set_cookie(
        COOKIE,
        seal(_written(answers).encode()),
        path=PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Delete the answers from the browser."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _is_token(posted: str, token: str) -> bool:
    return compare_digest(posted.encode(errors="replace"), token.encode())


def _opened(sealed: str) -> Answers:
    try:
        return _read(unseal(sealed, MAX_AGE).decode())
    except ValueError as error:
        raise UnreadableAnswers from error


def _written(answers: Answers) -> str:
    """The definition's hash, the token, and then a line for each question: its slug and the values."""
    lines = [" ".join((slug, *values)) for slug, values in answers.given.items()]
    return "\n".join((answers.definition_hash, answers.token, *lines))


def _read(text: str) -> Answers:
    definition_hash, token, *lines = text.split("\n")
    given = {slug: tuple(values) for slug, *values in map(str.split, lines)}
    return Answers(definition_hash, given, token)
