"""Check the text of articles: how it reads, what must not be said, and what must not be missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from calfsite.publishing.models import Document
from causes.article_file import read_article
from causes.compile import compile_article, compile_file
from causes.content import content_of
from causes.content_check import RULES, Content, faults_of, reading_of
from causes.models import ARTICLE, Article

STARTER = settings.BASE_DIR / "content" / "articles"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="slug", help="only these articles; default: all")
        parser.add_argument(
            "--of",
            choices=SOURCES,
            default="files",
            help="the starter files (default), what editors work on, or what the public sees",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = {content["slug"]: content for content in SOURCES[options["of"]]()}
        wanted = options["slugs"] or sorted(articles)
        if unknown := [slug for slug in wanted if slug not in articles]:
            known = ", ".join(sorted(articles)) or "none"
            raise CommandError(
                f"There is no article “{unknown[0]}” among the {options['of']}. There are: {known}"
            )
        faults = sum(self._report(articles[slug]) for slug in wanted)
        if faults:
            raise CommandError(f"Places to mend: {faults}. Articles checked: {len(wanted)}.")
        self.stdout.write(f"All {len(RULES)} rules hold for {len(wanted)} articles.")

    def _report(self, content: Content) -> int:
        found = reading_of(content)
        self.stdout.write(
            f"{content['slug']}: {found.words} words, grade {found.grade:.1f}, ease {found.ease:.0f}"
        )
        faults = faults_of(content)
        for fault in faults:
            self.stdout.write(f"  {fault}")
        return len(faults)


def _files() -> Iterator[Content]:
    for path in sorted(STARTER.glob("*.md")):
        try:
            yield compile_file(read_article(path))
        except (ValueError, KeyError) as error:
            raise CommandError(f"{path.name} cannot be read: {error}") from error


def _drafts() -> Iterator[Content]:
    return (compile_article(article) for article in Article.objects.all())


def _live() -> Iterator[Content]:
    return (content_of(document.live) for document in Document.objects.of_kind(ARTICLE).live())


SOURCES = {"files": _files, "drafts": _drafts, "live": _live}
