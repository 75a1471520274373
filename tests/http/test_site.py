"""The edges: headers on every response, health, error pages, and settings that refuse to start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.test import Client, RequestFactory

from calfsite.publishing.models import Document
from calfsite.regions import REGIONS
from tests.check_client import CheckClient
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

EVERYWHERE = ["/", "/causes/blood-clots/", "/check/", "/check/chest/", "/admin/login/", "/health/live/",
              "/no-such-page/", "/robots.txt", "/sitemap.xml"]  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_security_headers_are_on_every_response(client: Client, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


def test_only_the_check_and_the_admin_may_run_scripts(client: Client) -> None:
    def policy(path: str) -> str:
        return client.get(path).headers["Content-Security-Policy"]

    assert "script-src" not in policy("/causes/blood-clots/")
    assert "script-src 'self'" in policy("/check/chest/")
    assert "sha256" in policy("/admin/login/")


def test_live_answers_without_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health/live/").json() == {"status": "ok"}


def test_ready_when_migrated_with_an_article_and_a_check_live(client: Client) -> None:
    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_not_ready_without_a_live_check(client: Client) -> None:
    Document.objects.filter(kind="check").update(live=None)

    response = client.get("/health/ready/")

    assert response.status_code == 503
    assert response.json()["missing"] == ["live check"]


@pytest.mark.parametrize("path", ["/health/live/", "/health/ready/"])
def test_health_is_told_without_tls_and_nothing_else(client: Client, settings, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path).status_code == 200
    assert client.get("/about/").headers["Location"] == "https://testserver/about/"


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_answered_as_get_would_be(client: Client, path: str) -> None:
    got, head = client.get(path), client.head(path)

    assert head.status_code == got.status_code
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers.get("ETag") == got.headers.get("ETag")


def test_an_unchanged_page_is_told_by_head_as_well(client: Client) -> None:
    etag = client.head("/causes/blood-clots/").headers["ETag"]

    assert client.head("/causes/blood-clots/", headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/causes/blood-clots/", headers={"If-None-Match": etag}).status_code == 304


def test_the_500_page_needs_no_context_and_carries_every_emergency_number() -> None:
    from django.views.defaults import server_error

    response = server_error(RequestFactory().get("/"))

    html = response.content.decode()
    assert response.status_code == 500
    for number in REGIONS["international"].emergency:
        assert f'<a href="tel:{number.dial}">{number.dial}</a> {number.where}' in html


def test_a_crash_shows_the_500_page_and_logs_no_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = CheckClient(raise_request_exception=False)
    client.get("/check/chest/")

    def crash(*args: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("triage.views.check.replay", crash)
    response = client.post("/check/chest/", {"chest": "coughing-blood"})

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "coughing-blood" not in caplog.text


def test_an_unreadable_request_gets_a_page_of_its_own(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400


def test_a_region_shows_its_own_numbers(client: Client, settings) -> None:
    settings.REGION = "nz"

    html = client.get("/causes/blood-clots/").content.decode()

    assert 'href="tel:111"' in html
    assert 'href="tel:999"' not in html
    assert 'Healthline on <a href="tel:0800611116">0800 611 116</a>' in html


# Settings, each in a process of its own


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    # An empty variable keeps a local .env out.
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, "SECRET_KEY": "", "HTTPS": "true", **environment},
        capture_output=True,
        text=True,
    )


def test_without_a_secret_key_the_site_refuses_to_start_and_says_how_to_make_one() -> None:
    refused = manage("check")

    assert refused.returncode != 0
    assert "SECRET_KEY is not set" in refused.stderr


def test_an_unknown_region_is_refused_with_the_permitted_ones() -> None:
    refused = manage("check", SECRET_KEY="x" * 50, REGION="mars")

    assert "REGION is “mars”; it must be one of: international, uk" in refused.stderr


def test_production_settings_pass_djangos_deployment_check() -> None:
    key = "k3y-" + "".join(chr(97 + i % 26) + str(i) for i in range(30))

    checked = manage("check", "--deploy", "--fail-level", "WARNING", SECRET_KEY=key)

    assert checked.returncode == 0, checked.stderr


def test_no_migration_is_missing() -> None:
    assert manage("makemigrations", "--check", "--dry-run", SECRET_KEY="x" * 50).returncode == 0
