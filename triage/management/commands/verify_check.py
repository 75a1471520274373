"""Prove that a version of the check is safe to publish, and print what was proven."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from triage.core.compiling import DefinitionError
from triage.core.verify import PROPERTIES
from triage.review import notes_on
from triage.versions import NoSuchVersion, version


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "version", nargs="?", default="live", help="live (default), draft, content, or a number"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            checked = version(options["version"])
        except (NoSuchVersion, DefinitionError) as error:
            raise CommandError(str(error)) from error
        definition = checked.definition
        counts = {"questions": definition.questions, "pages": definition.pages, "rules": definition.rules}
        size = ", ".join(f"{len(things)} {name}" for name, things in counts.items())
        self.stdout.write(f"The check, version {checked.name} ({checked.sha256[:12]}): {size}\n")
        failing = 0
        for prop in PROPERTIES:
            began = time.perf_counter()
            verdict = prop.verdict(definition)
            took = (time.perf_counter() - began) * 1000
            self.stdout.write(f"{'holds' if verdict.holds else 'FAILS'}  {took:6.1f} ms  {verdict.meaning}")
            for note in notes_on(definition, verdict):
                self.stdout.write(f"    {note}".replace("\n", "\n    "))
            failing += not verdict.holds
        if failing:
            raise CommandError(f"{failing} of {len(PROPERTIES)} properties do not hold.")
        self.stdout.write(f"\nAll {len(PROPERTIES)} properties hold.")
