"""What reaches the site from the server, whatever it says of itself, is answered."""

from __future__ import annotations

from io import StringIO

import pytest

from causes.models import Feedback
from tests.wsgi import ask

pytestmark = pytest.mark.django_db

FORM = b'--b\r\nContent-Disposition: form-data; name="answer"\r\n\r\nyes\r\n--b--\r\n'
ODD_ENCODINGS = ["hex", "punycode", "idna", "utf-16", "latin-1", "no-such", '"']
SPELLINGS = ["; charset={}", "; charset ={}", ";charset= {}", "; CHARSET={}", "; charset*={}''x",
             "; charset*=utf-8''{}", "; other*={}''x"]  # fmt: skip


@pytest.mark.parametrize("encoding", ODD_ENCODINGS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_request_in_an_odd_encoding_is_answered(encoding: str, spelling: str) -> None:
    asked = ask("/about/", query="a=\x80", content_type=f"text/plain{spelling.format(encoding)}")

    assert asked.status == 200


@pytest.mark.parametrize("encoding", ["hex", "utf-7", "unicode_escape", "latin-1", "no-such"])
@pytest.mark.parametrize("spelling", ["; charset={}", "; charset ={}", "; charset*=utf-8''{}"])
@pytest.mark.parametrize("path", ["/causes/blood-clots/feedback/", "/search/", "/check/chest/"])
def test_a_form_in_another_encoding_is_refused(encoding: str, spelling: str, path: str) -> None:
    asked = ask(path, body=FORM, content_type=f"multipart/form-data; boundary=b{spelling.format(encoding)}")

    assert asked.status == 400
    assert b"tel:112" in asked.body


@pytest.mark.parametrize("said", ["", "; charset=utf-8", "; charset=UTF8", "; charset*=utf-8''utf-8"])
def test_a_form_in_ours_is_read(said: str) -> None:
    ask("/causes/blood-clots/feedback/", body=FORM, content_type=f"multipart/form-data; boundary=b{said}")

    assert Feedback.objects.get().answer == "yes"


def test_what_django_cannot_answer_for_gets_a_page_and_is_logged_without_its_address(
    log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(environ: dict[str, str], start_response: object) -> None:
        raise ValueError(environ["QUERY_STRING"])

    monkeypatch.setattr("calfsite.wsgi._django", broken)
    asked = ask("/search/", query="a=secret")

    assert asked.status == 500
    assert b"Something went wrong on our side" in asked.body
    assert "default-src 'none'" in asked.headers["Content-Security-Policy"]
    assert "builtins.ValueError" in log.getvalue()
    for told in ("secret", "/search/", "203.0.113.7"):
        assert told not in log.getvalue()
