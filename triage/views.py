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
from calfsite.publishing.models import Revision
from triage import answers as store
from triage.answers import Answers, UnreadableAnswers
from triage.core.definition import Definition
from triage.core.replay import Progress, replay
from triage.definitions import NoLiveCheck, approval_of, definition_by_hash, live_hash
from triage.forms import StepForm
from triage.results import result_of

View = Callable[..., HttpResponse]


def check_page(view: View) -> View:
    """A page of the check: private, scripted by htmx alone, and polite about answers it cannot read."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (UnreadableAnswers, Revision.DoesNotExist):
            return _restart(request)
        except NoLiveCheck:
            return render(request, "triage/unavailable.html", status=503)

    return csp.with_policy(csp.CHECK)(private_page(wrapped))


@check_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    sha256 = live_hash()
    pages = definition_by_hash(sha256).pages
    response = render(request, "triage/start.html", {"pages": pages, "approval": approval_of(sha256)})
    response.headers["X-Robots-Tag"] = "all"  # the way in may be found, what follows may not
    return response


@check_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    answers = store.load(request)
    if answers is None and request.method == "POST":
        return _restart(request)
    is_new = answers is None
    answers = answers or Answers(live_hash())
    definition = definition_by_hash(answers.definition_hash)
    if slug not in {page.slug for page in definition.pages}:
        raise Http404(f"The check has no question “{slug}”.")
    progress = replay(definition, answers.given)
    if progress.step(slug) is None:
        return _see_other(_address(progress))
    if request.method == "POST":
        return _answer(request, definition, answers, progress, slug)
    response = _question_page(request, definition, progress, StepForm.shown(progress.step(slug)), slug)
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
    request: HttpRequest, definition: Definition, answers: Answers, progress: Progress, slug: str
) -> HttpResponse:
    form = StepForm.posted(progress.step(slug), request.POST)
    if not form.is_valid:
        response = _question_page(request, definition, progress, form, slug, status=422)
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
    slug: str,
    status: int = 200,
) -> HttpResponse:
    slugs = [step.page.slug for step in progress.steps]
    number = slugs.index(slug)
    context = {
        "form": form,
        "number": number + 1,
        "total": len(definition.pages),
        "previous": slugs[number - 1] if number else None,
    }
    title = ("" if form.is_valid else "Error: ") + form.fields[0].question.text
    return _page_or_fragment(request, "question", title, context, status)


def _restart(request: HttpRequest) -> HttpResponse:
    response = _page_or_fragment(request, "restart", "The check has to start again", {}, status=409)
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
