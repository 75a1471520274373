"""What an article's page says about itself to programs: schema.org's MedicalWebPage as JSON-LD.

It repeats what the page shows and nothing else: no review that was not made, no sign that is not told.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from calfsite.addresses import url
from calfsite.licence import LICENCE
from causes.pages import ArticlePage, PageSection, SourceEntry

SCHEMA = "https://schema.org/"

ASPECTS = {
    "symptoms": "SymptomsHealthAspect",
    "looks_like": "RelatedTopicsHealthAspect",
    "self_care": "SelfCareHealthAspect",
    "diagnosis": "ScreeningHealthAspect",
    "treatment": "TreatmentsHealthAspect",
    "recovery": "PrognosisHealthAspect",
    "complications": "RisksOrComplicationsHealthAspect",
    "living_with": "LivingWithHealthAspect",
    "causes": "CausesHealthAspect",
    "risk": "RisksOrComplicationsHealthAspect",
    "prevention": "PreventionHealthAspect",
    "prepare": "SeeDoctorHealthAspect",
}
"""The health aspect of each kind of section that schema.org has a word for."""


def structured_data(request: HttpRequest, page: ArticlePage) -> dict[str, Any]:
    """Return the page as JSON-LD; addresses are absolute."""
    content = page.content
    address = request.build_absolute_uri(url("causes:detail", content["slug"]))
    described = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "MedicalWebPage",
        "url": address,
        "name": content["title"],
        "description": content["description"],
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": LICENCE.url,
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "datePublished": page.changes[-1].published_on.isoformat(),
        "dateModified": page.version.published_on.isoformat(),
        "version": str(page.version.number),
        "about": _condition(page),
        "hasPart": [_part(section, address) for section in page.sections],
        "citation": [_citation(source) for source in page.sources],
        "breadcrumb": _breadcrumb(request, content["title"]),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
    }
    if author := content["author"]:
        described["author"] = {"@type": "Person", "name": author["name"], "jobTitle": author["role"]}
    if approval := page.approval:
        described["reviewedBy"] = {"@type": "Person", "name": approval.name, "jobTitle": approval.role}
        described["lastReviewed"] = localdate(approval.approved_at).isoformat()
    return described


def _condition(page: ArticlePage) -> dict[str, Any]:
    content = page.content
    therapies = [row.name for row in page.treatments if not row.is_waiting]
    return {
        "@type": "MedicalCondition",
        "name": content["title"],
        "alternateName": list(filter(None, [content["medical_name"], *content["also_called"]])),
        "possibleTreatment": [{"@type": "MedicalTherapy", "name": name} for name in therapies],
    }


def _part(section: PageSection, address: str) -> dict[str, Any]:
    part = {
        "@type": "HealthTopicContent",
        "name": section.heading,
        "url": f"{address}#{section.anchor}",
    }
    aspect = ASPECTS.get(section.kind)
    return part | ({"hasHealthAspect": SCHEMA + aspect} if aspect else {})


def _citation(source: SourceEntry) -> dict[str, Any]:
    cited: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": source.citation,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    if source.year:
        cited["datePublished"] = str(source.year)
    if source.url:
        cited["url"] = source.url
    return cited


def _breadcrumb(request: HttpRequest, title: str) -> dict[str, Any]:
    steps = [("Home", url("home")), ("Causes of calf pain", url("causes:list")), (title, request.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": request.build_absolute_uri(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }
