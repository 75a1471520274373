"""Say whom another version of the check would tell something else."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calfsite.publishing.draft_forms import Example
from triage import review
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
        found = review.compare(before, after)
        self._tell("Lowers the urgency for", review.lowered(before, after, found))
        self._tell("Raises the urgency for", review.raised(before, after, found))
        self._tell("Changes only the list of causes for", review.reordered(before, found))
        self.stdout.write(
            "By rules this is proven for everybody; what comes from points is compared on the vignettes."
        )

    def _tell(self, heading: str, notes: list[Example]) -> None:
        self.stdout.write(f"{heading} {'nobody.' if not notes else 'these people:'}")
        for note in notes:
            self.stdout.write(f"  {note}".replace("\n", "\n  "))
