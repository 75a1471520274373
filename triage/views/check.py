"""The check over HTTP: GET shows, POST validates and leads on. With or without htmx, the same path."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import push_url

from calfsite.addresses import url
from triage import answers as store
from triage import fhir
from triage.answers import Answers, UnreadableAnswers
from triage.core.replay import Progress, Step, replay
from triage.definitions import (
    UnknownDefinition,
    approval_of,
    definition_by_hash,
    live_hash,
    refuse_if_withdrawn,
)
from triage.forms import StepForm
from triage.views.guards import check_page, with_result
from triage.views.pages import (
    address,
    cannot_go_on,
    page_after,
    page_or_fragment,
    question_page,
    result_page,
    see_other,
    unavailable,
)


@check_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    sha256 = live_hash()
    try:
        pages = definition_by_hash(sha256).pages
    except UnknownDefinition:
        return unavailable(request)
    answers = _readable_answers(request)
    has_answers = bool(answers and answers.given)
    context = {"pages": pages, "approval": approval_of(sha256), "has_answers": has_answers}
    if has_answers:
        context["form_token"] = answers.token
    response = render(request, "triage/start.html", context)
    if answers is None and store.COOKIE in request.COOKIES:
        store.forget(response)  # else the first question would stop at it
    response.headers["X-Robots-Tag"] = "all"  # the way in may be found, what follows may not
    return response


@check_page
@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    """Begin anew on the live definition: earlier answers may be somebody else's, or an hour old."""
    answers = _begun_anew(_readable_answers(request))
    response = see_other(address(replay(definition_by_hash(answers.definition_hash), {})))
    store.save(response, answers)
    return response


@check_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    answers = store.load(request)
    if answers is None and request.method == "POST":
        return cannot_go_on(request)
    is_new = answers is None or not answers.given
    if is_new and request.method != "POST":
        answers = _begun_anew(answers)
    refuse_if_withdrawn()
    definition = definition_by_hash(answers.definition_hash)
    if slug not in definition.page_by_slug:
        raise Http404(f"The check has no question “{slug}”.")
    until = slug if request.method == "POST" else ""
    progress = replay(definition, answers.given, until=until)
    reached = progress.step(slug)
    if reached is None:
        return see_other(address(progress))
    if request.method == "POST":
        return _answer(request, answers, progress, reached)
    response = question_page(request, answers, progress, reached)
    if is_new:
        # From here on the check belongs to this definition, whatever is published meanwhile.
        store.save(response, answers)
    return response


@check_page
@require_safe
@with_result
def result(request: HttpRequest, answers: Answers, progress: Progress) -> HttpResponse:
    return result_page(request, answers, progress)


@check_page
@require_POST
@with_result
def answers_json(request: HttpRequest, answers: Answers, progress: Progress) -> HttpResponse:
    """The person's own answers as a file to keep, in FHIR. Nothing of it stays here."""
    definition_url = request.build_absolute_uri(url("triage:definition"))
    resource = fhir.response(progress, questionnaire_url=f"{definition_url}|{answers.definition_hash}")
    return HttpResponse(
        json.dumps(resource, ensure_ascii=False),
        content_type="application/fhir+json",
        headers={"Content-Disposition": 'attachment; filename="calf-check-answers.json"'},
    )


@check_page
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    _readable_answers(request)
    response = see_other(url("triage:deleted"))
    store.forget(response)
    return response


@check_page
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "deleted", "Your answers are deleted", {})


def _answer(request: HttpRequest, answers: Answers, progress: Progress, reached: Step) -> HttpResponse:
    wants_result = request.POST.get("then") == "result"
    form = StepForm.posted(reached, request.POST, may_be_open=wants_result)
    if not form.is_valid:
        response = question_page(request, answers, progress, reached, form)
        return push_url(response, False)  # the address is shown already
    answers = answers.with_values(form.values)
    progress = replay(progress.definition, answers.given, since=progress)
    response = page_after(request, answers, progress, wants_result)
    store.save(response, answers)
    return response


def _begun_anew(before: Answers | None) -> Answers:
    """No answers yet, on the live definition. A page that stands open elsewhere may still be answered."""
    return Answers(live_hash(), token=before.token) if before else Answers(live_hash())


def _readable_answers(request: HttpRequest) -> Answers | None:
    try:
        return store.load(request)
    except UnreadableAnswers:
        return None
