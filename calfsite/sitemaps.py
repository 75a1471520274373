"""What search engines may list: pages on which there is something to find, and each live article."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from calfsite.addresses import url
from calfsite.pages import SITE_PAGES
from calfsite.publishing.models import Document
from causes.models import ARTICLE

PAGES = ("home", "causes:list", "causes:compare", "search", "words", "triage:start", "triage:how-it-works")


class PageSitemap(Sitemap):
    def items(self) -> list[str]:
        return [*PAGES, *SITE_PAGES]

    def location(self, item: str) -> str:
        return url(item)


class ArticleSitemap(Sitemap):
    def items(self) -> QuerySet[Document]:
        return Document.objects.of_kind(ARTICLE).live().order_by("key")

    def location(self, item: Document) -> str:
        return url("causes:detail", item.key)

    def lastmod(self, item: Document) -> datetime | None:
        return item.published_at
