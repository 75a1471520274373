"""Is the process up, and can it serve? For supervisors and load balancers, not for people."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from calfsite.publishing.models import Document


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; touches nothing."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, is migrated, and holds a live check and a live article; else 503."""
    try:
        missing = _missing()
    except DatabaseError:
        missing = ["database"]
    return JsonResponse(
        {"status": "not ready" if missing else "ok", "missing": missing}, status=503 if missing else 200
    )


def _missing() -> list[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["migrations"]
    live_kinds = set(Document.objects.live().values_list("kind", flat=True))
    return [f"live {kind}" for kind in ("article", "check") if kind not in live_kinds]
