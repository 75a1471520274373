"""A real server with a database of its own, and Debian's Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
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
    """A running site: its address, and the files its database and its log are in."""

    url: str
    database: Path
    log: Path


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The static files as they are served. To compress them takes long: once for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder, ready = shared / "static", shared / "static-is-ready"
    try:
        folder.mkdir()
    except FileExistsError:
        wait_until(ready.exists, seconds=120)
    else:
        manage(environment(STATIC_ROOT=folder), "collectstatic", "--noinput", "--verbosity=0")
        ready.touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, static_files: Path) -> Iterator[Site]:
    """gunicorn serving the starter content, as `make run` would."""
    folder = tmp_path_factory.mktemp("site")
    database, log = folder / "db.sqlite3", folder / "log"
    port = free_port()
    env = environment(
        DATABASE_URL=f"sqlite:///{database}",
        STATIC_ROOT=static_files,
        PORT=port,
        DJANGO_SUPERUSER_PASSWORD=EDITOR[1],
    )
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_content")
    manage(env, "createsuperuser", "--noinput", "--username", EDITOR[0], "--email", "editor@example.org")
    with log.open("w") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:calfsite.gunicorn"],
            cwd=ROOT,
            env=env,
            stderr=written,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: answers(f"{url}/health/ready/"), seconds=20)
        yield Site(url, database, log)
    finally:
        server.terminate()
        server.wait(timeout=15)


def environment(**settings: object) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "calfsite.settings",
        "SECRET_KEY": "browser-tests-" + "x" * 50,
        "DEBUG": "false",
        "HTTPS": "false",
        **{name: str(value) for name, value in settings.items()},
    }


def manage(env: dict[str, str], *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=1)  # noqa: S310
    except OSError:
        return False
    return True


def wait_until(is_so: Callable[[], bool], seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < give_up, f"It took longer than {seconds} seconds"
        time.sleep(0.1)


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
