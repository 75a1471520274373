"""Say whom another version of the check would tell something else."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from triage import comparison
from triage.core.compiling import DefinitionError
from triage.versions import NoSuchVersion, version


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        names = "live, draft, content (the files), or a version's number"
        parser.add_argument("before", nargs="?", default="live", help=f"{names} (default: live)")
        parser.add_argument("after", nargs="?", default="draft", help=f"{names} (default: draft)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            before, after = (version(options[name]).definition for name in ("before", "after"))
        except (NoSuchVersion, DefinitionError) as error:
            raise CommandError(str(error)) from error
        for line in comparison.lines(before, after):
            self.stdout.write(line)
