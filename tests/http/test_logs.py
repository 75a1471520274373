"""The log says what broke, and nobody's page, words or address."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.db import OperationalError
from django.test import Client
from gunicorn.config import Config

from calfsite import gunicorn
from tests.check_client import CheckClient

pytestmark = pytest.mark.django_db

SENT = "coughing-blood"


def test_a_page_that_is_not_there_leaves_no_line(client: Client, log: StringIO) -> None:
    assert client.get("/causes/gout/").status_code == 404
    assert client.post("/causes/").status_code == 405

    assert log.getvalue() == ""


def test_a_check_that_cannot_go_on_leaves_no_line(log: StringIO) -> None:
    assert CheckClient().post("/check/chest/", {"chest": SENT}).status_code == 409

    assert log.getvalue() == ""


def test_a_form_that_is_not_filled_in_or_not_ours_leaves_no_line(client: Client, log: StringIO) -> None:
    feedback = "/causes/blood-clots/feedback/"

    assert client.post(feedback).status_code == 422
    assert client.post(feedback, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post(feedback, b"--b", content_type="multipart/form-data; boundary=\xff").status_code == 400

    assert log.getvalue() == ""


def test_a_strange_host_is_named_and_nothing_else(client: Client, log: StringIO) -> None:
    assert client.get("/causes/blood-clots/?a=secret", headers={"Host": "evil.example"}).status_code == 400

    assert "evil.example" in log.getvalue()
    for told in ("blood-clots", "secret", "127.0.0.1"):
        assert told not in log.getvalue()


@pytest.fixture
def crash(monkeypatch: pytest.MonkeyPatch, log: StringIO):
    """Answer a question while its view breaks with an error, after another; return what is logged."""

    def crashed(error: Exception) -> str:
        def replay(*args: object, **named: object) -> None:
            try:
                raise KeyError(SENT)
            except KeyError:
                raise error  # noqa: B904 - the one before stands in the traceback as well

        person = CheckClient(raise_request_exception=False)
        person.get("/check/chest/")
        monkeypatch.setattr("triage.views.check.replay", replay)
        assert person.post("/check/chest/?a=secret", {"chest": SENT}).status_code == 500
        return log.getvalue()

    return crashed


def test_a_crash_is_logged_with_its_place_and_kind(crash) -> None:
    logged = crash(ValueError("broken"))

    assert "ERROR django.request Internal Server Error: /check/chest/" in logged
    assert "builtins.ValueError" in logged and "builtins.KeyError" in logged
    assert "triage/views/check.py" in logged


def test_a_crash_is_logged_without_what_was_sent_or_by_whom(crash) -> None:
    logged = crash(ValueError(f"“{SENT}” is no answer"))

    for told in (SENT, "secret", "127.0.0.1"):
        assert told not in logged


def test_errors_that_came_of_each_other_are_logged_once(crash) -> None:
    first, second = ValueError("first"), TypeError("second")
    first.__cause__, second.__context__ = second, first

    assert crash(first).count("builtins.ValueError") == 1


def test_the_machines_own_troubles_are_logged_in_full(crash) -> None:
    assert "OperationalError: disk is full" in crash(OperationalError("disk is full"))


def test_the_server_logs_no_warning_and_no_address() -> None:
    server_log = gunicorn.logger_class(Config())
    server_log.error_log.handlers[0].setStream(stream := StringIO())

    try:
        raise ValueError(SENT)
    except ValueError:
        server_log.exception("Error handling request %s %s", "GET", "/search/?a=secret")

    assert "Error handling request\n" in stream.getvalue()
    assert "ValueError" in stream.getvalue()
    assert "/search/" not in stream.getvalue() and SENT not in stream.getvalue()
    assert logging.getLevelName(gunicorn.loglevel.upper()) == logging.ERROR
