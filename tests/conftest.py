"""What tests share: the starting check, a database with the starter content, and the rule on skipping."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from calfsite.lately import forget_lately
from tests.thoroughness import is_thorough
from triage.core.compiling import compile_definition
from triage.core.definition import Definition
from triage.starter import read_check

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"


@pytest.fixture(scope="session")
def check_data() -> dict[str, Any]:
    """The starting check as data, from its files."""
    return read_check(CONTENT)


@pytest.fixture(scope="session")
def definition(check_data: dict[str, Any]) -> Definition:
    return compile_definition(check_data)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database starts with what a new site starts with."""
    with django_db_blocker.unblock():
        call_command("load_content", verbosity=0, stdout=open(os.devnull, "w"))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget_lately()


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the site writes to its log, by the levels and the format that it is set up with."""
    (handler,) = (handler for handler in logging.getLogger("django").handlers if handler.name == "stderr")
    before = handler.setStream(written := StringIO())
    yield written
    handler.setStream(before)


def read_json(name: str) -> list[dict[str, Any]]:
    return json.loads((ROOT / "tests" / "check" / name).read_text(encoding="utf-8"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Any:
    """Where nothing may be skipped, as in continuous integration, a skip is a failure."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and is_thorough():
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr[-1]}"
