"""Give a new site its articles and its check; leave whatever an editor has worked on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from causes.starter import load_articles, load_vocabulary
from triage import comparison
from triage.core.compiling import DefinitionError
from triage.starter import load_check
from triage.versions import NoSuchVersion, Version, version


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--content", type=Path, default=settings.BASE_DIR / "content")

    def handle(self, *args: Any, content: Path, **options: Any) -> None:
        try:
            self.stdout.write(f"  {load_vocabulary(content / 'vocabulary')}")
            for line in load_articles(content / "articles"):
                self.stdout.write(f"  article {line}")
            self._load_check(content)
        except (OSError, KeyError, ValueError, ValidationError) as error:
            raise CommandError(f"The content in {content} cannot be loaded: {error}") from error

    def _load_check(self, content: Path) -> None:
        """Renew the check, and say whom the new one tells something else than the one that was live."""
        before = _live()
        self.stdout.write(f"  the check: {load_check(content)}")
        after = _live()
        if before and after and before.sha256 != after.sha256:
            for line in comparison.lines(before.definition, after.definition):
                self.stdout.write(f"    {line}".replace("\n", "\n    "))


def _live() -> Version | None:
    """The live check; None without one, or where this release cannot run it any more."""
    try:
        return version("live")
    except (NoSuchVersion, DefinitionError, KeyError):
        return None
