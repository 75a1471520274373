"""The check over HTTP: GET shows, POST validates and redirects. With or without htmx, the same path."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import push_url

from calfsite import csp
from calfsite.caching import private_page
from triage import answers as store
from triage.answers import Answers, UnreadableAnswers
from triage.core.definition import Definition
from triage.core.replay import Progress, Step, replay
from triage.definitions import (
    NoLiveCheck,
    UnknownDefinition,
    approval_of,
    definition_by_hash,
    live_hash,
    refuse_if_withdrawn,
)
from triage.forms import StepForm
from triage.results import result_of

View = Callable[..., HttpResponse]


def check_page(view: View) -> View:
    """A page of the check: private, scripted by htmx alone, and polite about answers it cannot read."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (UnreadableAnswers, UnknownDefinition):
            return _cannot_go_on(request)
        except NoLiveCheck:
            return _unavailable(request)

    return csp.with_policy(csp.CHECK)(private_page(wrapped))


@check_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    sha256 = live_hash()
    try:
        pages = definition_by_hash(sha256).pages
    except UnknownDefinition:
        return _unavailable(request)
    context = {"pages": pages, "approval": approval_of(sha256), "has_answers": _has_answers(request)}
    response = render(request, "triage/start.html", context)
    response.headers["X-Robots-Tag"] = "all"  # the way in may be found, what follows may not
    return response


@check_page
@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    """Begin anew on the live definition: earlier answers may be somebody else's, or an hour old."""
    answers = Answers(live_hash())
    response = _see_other(_address(replay(definition_by_hash(answers.definition_hash), {})))
    store.save(response, answers)
    return response


@check_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    answers = store.load(request)
    if answers is None and request.method == "POST":
        return _cannot_go_on(request)
    is_new = answers is None or not answers.given
    if is_new and request.method != "POST":
        answers = Answers(live_hash())
    refuse_if_withdrawn()
    definition = definition_by_hash(answers.definition_hash)
    if slug not in {page.slug for page in definition.pages}:
        raise Http404(f"The check has no question “{slug}”.")
    progress = replay(definition, answers.given)
    reached = progress.step(slug)
    if reached is None:
        return _see_other(_address(progress))
    if request.method == "POST":
        return _answer(request, definition, answers, progress, reached)
    response = _question_page(request, definition, progress, StepForm.shown(reached), reached)
    if is_new:
        # From here on the check belongs to this definition, whatever is published meanwhile.
        store.save(response, answers)
    return response


@check_page
@require_safe
def result(request: HttpRequest) -> HttpResponse:
    answers = store.load(request)
    if answers is None:
        return _see_other(reverse("triage:start"))
    refuse_if_withdrawn()
    definition = definition_by_hash(answers.definition_hash)
    progress = replay(definition, answers.given)
    if not progress.is_over:
        return _see_other(_address(progress))
    shown = result_of(definition, progress)
    approval = approval_of(answers.definition_hash)
    context = {"result": shown, "progress": progress, "approval": approval}
    return _page_or_fragment(request, "result", shown.outcome.heading, context)


@check_page
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    response = _see_other(reverse("triage:deleted"))
    store.forget(response)
    return response


@check_page
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return _page_or_fragment(request, "deleted", "Your answers are deleted", {})


def _answer(
    request: HttpRequest, definition: Definition, answers: Answers, progress: Progress, reached: Step
) -> HttpResponse:
    form = StepForm.posted(reached, request.POST)
    if not form.is_valid:
        response = _question_page(request, definition, progress, form, reached, status=422)
        return push_url(response, False)  # the address is shown already
    answers = answers.with_values(form.values)
    response = _see_other(_address(replay(definition, answers.given)))
    store.save(response, answers)
    return response


def _question_page(
    request: HttpRequest,
    definition: Definition,
    progress: Progress,
    form: StepForm,
    reached: Step,
    status: int = 200,
) -> HttpResponse:
    number = progress.steps.index(reached)
    context = {
        "form": form,
        "number": number + 1,
        "total": len(definition.pages),
        "previous": progress.steps[number - 1].page.slug if number else None,
    }
    title = ("" if form.is_valid else "Error: ") + form.fields[0].question.text
    return _page_or_fragment(request, "question", title, context, status)


def _has_answers(request: HttpRequest) -> bool:
    try:
        answers = store.load(request)
    except UnreadableAnswers:
        return False
    return bool(answers and answers.given)


def _unavailable(request: HttpRequest) -> HttpResponse:
    return render(request, "triage/unavailable.html", status=503)


def _cannot_go_on(request: HttpRequest) -> HttpResponse:
    """The answers cannot be read: say so, forget them, and offer to start again."""
    response = _page_or_fragment(request, "cannot_go_on", "The check has to start again", {}, status=409)
    store.forget(response)
    return push_url(response, False)


def _address(progress: Progress) -> str:
    """Where these answers lead: the first page not yet answered, or the result."""
    if progress.current is None:
        return reverse("triage:result")
    return reverse("triage:step", args=[progress.current.page.slug])


def _see_other(url: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": url})


def _page_or_fragment(
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
