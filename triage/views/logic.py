"""The live check as data for other software: a FHIR R4 Questionnaire."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from calfsite.addresses import url
from calfsite.caching import public_page
from triage import fhir
from triage.definitions import NoLiveCheck, UnknownDefinition, approval_of, definition_by_hash, live_check

FHIR_JSON = "application/fhir+json"


def definition_json(request: HttpRequest) -> HttpResponse:
    try:
        return _live(request)
    except (NoLiveCheck, UnknownDefinition):
        return _unavailable("transient", "No check is live on this site.")
    except fhir.CannotBeSaid as error:
        return _unavailable("not-supported", str(error))


@public_page
def _live(request: HttpRequest) -> HttpResponse:
    document = live_check()
    sha256 = document.live.sha256
    approval = approval_of(sha256)
    body = _questionnaire(
        sha256,
        request.build_absolute_uri(url("triage:definition")),
        document.published_at,
        approval.approved_at.date() if approval else None,
    )
    return HttpResponse(body, content_type=FHIR_JSON)


@lru_cache(maxsize=8)
def _questionnaire(sha256: str, url: str, published: datetime | None, approved: date | None) -> bytes:
    """A revision never changes, and no answers are in it, so its bytes may be kept."""
    resource = fhir.questionnaire(
        definition_by_hash(sha256),
        url=url,
        version=sha256,
        publisher=settings.SITE_NAME,
        published=published,
        approved=approved,
    )
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()


def _unavailable(code: str, why: str) -> HttpResponse:
    issue = {"severity": "error", "code": code, "diagnostics": why}
    return HttpResponse(
        json.dumps({"resourceType": "OperationOutcome", "issue": [issue]}, ensure_ascii=False),
        content_type=FHIR_JSON,
        status=503,
        headers={"Cache-Control": "no-store"},
    )
