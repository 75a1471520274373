"""System checks: the starting definition at every command, the live one where a database is looked at."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.db import DatabaseError

from triage.core.compiling import DefinitionError
from triage.core.definition import Definition
from triage.core.verify import verify_quickly
from triage.versions import NoSuchVersion, version


@checks.register("triage")
def starting_check(**kwargs: Any) -> list[checks.CheckMessage]:
    return _messages("content", checks.Error)


@checks.register(checks.Tags.database)
def live_check(databases: list[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    # A warning: what is live was refused or accepted when it was published, and must not stop an upgrade.
    return _messages("live", checks.Warning) if databases else []


def _messages(name: str, message: type[checks.CheckMessage]) -> list[checks.CheckMessage]:
    try:
        definition = version(name).definition
    except (NoSuchVersion, DatabaseError):
        return []  # a site that is being set up
    except (DefinitionError, OSError, KeyError, ValueError) as error:
        return [message(f"The check ({name}) is no working definition: {error}", id="triage.E001")]
    return [message(f"The check ({name}): {what}", id="triage.E002") for what in _failures(definition)]


def _failures(definition: Definition) -> list[str]:
    return [failure.what for verdict in verify_quickly(definition) for failure in verdict.failures]
