"""The pages of the check as responses: a whole page for a browser, the fragment alone for htmx."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import push_url

from triage import answers as store
from triage.core.definition import Definition
from triage.core.replay import Progress, Step
from triage.definitions import approval_of
from triage.forms import StepForm
from triage.results import result_of
from triage.summary import summary_of


def page_after(request: HttpRequest, definition: Definition, sha256: str, progress: Progress) -> HttpResponse:
    """Lead to where the answers lead. htmx gets that page at once, which spares a round trip."""
    if not request.htmx:
        return see_other(address(progress))
    if progress.current is None:
        response = result_page(request, definition, sha256, progress)
    else:
        form = StepForm.shown(progress.current)
        response = question_page(request, definition, progress, form, progress.current)
    return push_url(response, address(progress))


def question_page(
    request: HttpRequest,
    definition: Definition,
    progress: Progress,
    form: StepForm,
    step: Step,
    status: int = 200,
) -> HttpResponse:
    number = progress.steps.index(step)
    context = {
        "form": form,
        "action": reverse("triage:step", args=[step.page.slug]),
        "number": number + 1,
        "total": len(definition.pages),
        "previous": progress.steps[number - 1].page.slug if number else None,
        "so_far": definition.outcomes[progress.urgency].heading if progress.may_stop else "",
    }
    title = ("" if form.is_valid else "Error: ") + form.fields[0].question.text
    return page_or_fragment(request, "question", title, context, status)


def result_page(
    request: HttpRequest, definition: Definition, sha256: str, progress: Progress
) -> HttpResponse:
    result = result_of(definition, progress)
    context = {
        "result": result,
        "progress": progress,
        "summary": summary_of(definition, progress),
        "approval": approval_of(sha256),
    }
    return page_or_fragment(request, "result", result.outcome.heading, context)


def unavailable(request: HttpRequest) -> HttpResponse:
    return render(request, "triage/unavailable.html", status=503)


def cannot_go_on(request: HttpRequest) -> HttpResponse:
    """The answers cannot be read: say so, forget them, and offer to start again."""
    response = page_or_fragment(request, "cannot_go_on", "The check has to start again", {}, status=409)
    store.forget(response)
    return push_url(response, False)


def address(progress: Progress) -> str:
    """Where these answers lead: the first page not yet answered, or the result."""
    if progress.current is None:
        return reverse("triage:result")
    return reverse("triage:step", args=[progress.current.page.slug])


def see_other(url: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": url})


def page_or_fragment(
    request: HttpRequest, fragment: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render the fragment alone for htmx, within a page otherwise. The only difference is the frame."""
    context = {
        **context,
        "fragment": f"triage/_{fragment}.html",
        "page_title": title,
        "is_fragment": bool(request.htmx),
    }
    frame = "triage/fragment.html" if request.htmx else "triage/page.html"
    return render(request, frame, context, status=status)
