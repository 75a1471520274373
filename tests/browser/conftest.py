"""A real server with a database of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EDITOR = ("editor", "a-password-for-tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                reason = "needs Chromium. On Debian: sudo apt install chromium"
                item.add_marker(pytest.mark.skip(reason=reason))


@dataclass(frozen=True)
class Site:
    """A running site: its address, and the file its database is in."""

    url: str
    database: Path


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """gunicorn serving the starter content, as `make run` would."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "calfsite.settings",
        "SECRET_KEY": "browser-tests-" + "x" * 50,
        "DEBUG": "false",
        "HTTPS": "false",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "STATIC_ROOT": str(folder / "static"),
        "PORT": str(port),
        "DJANGO_SUPERUSER_PASSWORD": EDITOR[1],
    }
    for command in (
        ["migrate", "--verbosity=0"],
        ["load_content"],
        ["createsuperuser", "--noinput", "--username", EDITOR[0], "--email", "editor@example.org"],
        ["collectstatic", "--noinput", "--verbosity=0"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
        )
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "python:calfsite.gunicorn"], cwd=ROOT, env=environment
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{url}/health/ready/")
        yield Site(url, folder / "db.sqlite3")
    finally:
        server.terminate()
        server.wait(timeout=15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, seconds: float = 20) -> None:
    give_up = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=1)  # noqa: S310
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


def noting_complaints(page: Page) -> Page:
    """Keep what the browser's console complains about, in `page.complaints`."""
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page
