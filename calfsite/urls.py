"""The one door: every address of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import TemplateView

from calfsite import health
from calfsite.caching import public_page
from calfsite.sitemaps import ArticleSitemap, PageSitemap
from causes.views import formats, reading, search

handler400 = "calfsite.errors.bad_request"
handler403 = "calfsite.errors.permission_denied"
handler404 = "calfsite.errors.page_not_found"

SITEMAPS = {"pages": PageSitemap, "articles": ArticleSitemap}

urlpatterns = [
    path("", reading.home, name="home"),
    path("", include("calfsite.pages")),
    path("search/", search.search, name="search"),
    path("words/", reading.words, name="words"),
    path("causes/", include("causes.urls")),
    path("causes.json", formats.as_json, name="causes-json"),
    path("changes.atom", public_page(formats.Changes()), name="changes"),
    path("check/", include("triage.urls")),
    path("admin/", admin.site.urls),
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    path("sitemap.xml", public_page(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "robots.txt",
        public_page(TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
        name="robots",
    ),
]
