"""The pages of the check as responses: a whole page for a browser, the fragment alone for htmx."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django_htmx.http import push_url

from calfsite.addresses import url
from calfsite.htmx import is_htmx
from triage import answers as store
from triage.answers import Answers
from triage.core.replay import Progress, Step
from triage.definitions import approval_of
from triage.forms import StepForm
from triage.results import result_of
from triage.summary import summary_of
from triage.views.blank import blank_page


def page_after(
    request: HttpRequest, answers: Answers, progress: Progress, wants_result: bool
) -> HttpResponse:
    """Lead to where the answers lead. htmx gets that page at once, which spares a round trip.

    Whoever wants the result gets it, if it may be shown.
    """
    target = url("triage:result") if wants_result and progress.may_stop else address(progress)
    if not is_htmx(request):
        return see_other(target)
    if target == url("triage:result"):
        response = result_page(request, answers, progress)
    else:
        response = question_page(request, answers, progress, progress.current)
    return push_url(response, target)


def question_page(
    request: HttpRequest, answers: Answers, progress: Progress, step: Step, form: StepForm | None = None
) -> HttpResponse:
    """The step as it stands, or its form as it was posted, with what is wrong with it."""
    number = progress.steps.index(step)
    previous = progress.steps[number - 1].page.slug if number else None
    level = progress.urgency_so_far if progress.may_stop else None

    def render(token: str) -> str:
        shown = form or StepForm.shown(step)
        title = shown.fields[0].question.text
        context = {
            "form_token": token,
            "form": shown,
            "action": url("triage:step", step.page.slug),
            "number": number + 1,
            "total": len(progress.definition.pages),
            "previous": previous,
            "so_far": progress.definition.outcomes[level].heading if level is not None else "",
        }
        return rendered(request, "question", f"Error: {title}" if form else title, context)

    if form:
        return HttpResponse(render(answers.token), status=422)
    if step.answers:
        return HttpResponse(render(answers.token))
    asked = tuple([question.slug for question in step.questions])
    key = (progress.definition, asked, number, previous, level, is_htmx(request), settings.REGION)
    return blank_page(key, answers.token, render)


def result_page(request: HttpRequest, answers: Answers, progress: Progress) -> HttpResponse:
    result = result_of(progress)
    context = {
        "form_token": answers.token,
        "result": result,
        "progress": progress,
        "answers": [
            {
                "question": answer.question.text,
                "said": " · ".join(answer.labels),
                "url": url("triage:step", step.page.slug),
            }
            for step in progress.steps
            for answer in step.answers
        ],
        "summary": summary_of(progress),
        "approval": approval_of(answers.definition_hash),
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
    """Where these answers lead: the first open page, or the result. An emergency waits for no page."""
    if progress.current is None or progress.is_emergency:
        return url("triage:result")
    return url("triage:step", progress.current.page.slug)


def see_other(target: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": target})


def page_or_fragment(
    request: HttpRequest, fragment: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return HttpResponse(rendered(request, fragment, title, context), status=status)


def rendered(request: HttpRequest, fragment: str, title: str, context: dict[str, Any]) -> str:
    """Render the fragment alone for htmx, within a page otherwise. The only difference is the frame."""
    context = {
        **context,
        "fragment": f"triage/_{fragment}.html",
        "page_title": title,
    }
    frame = "triage/fragment.html" if is_htmx(request) else "triage/page.html"
    return render_to_string(frame, context, request)
