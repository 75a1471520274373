"""What stands before each view of the check: who may post, what can be read, and who may see a result."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from calfsite import csp
from calfsite.addresses import url
from calfsite.caching import private_page
from calfsite.errors import csrf_failure, method_not_allowed
from calfsite.posting import refused
from calfsite.view import View
from triage import answers as store
from triage.answers import ForeignForm, UnreadableAnswers
from triage.core.replay import replay
from triage.definitions import NoLiveCheck, UnknownDefinition, definition_by_hash, refuse_if_withdrawn
from triage.views.pages import address, cannot_go_on, see_other, unavailable


def check_page(view: View) -> View:
    """A page of the check: private, scripted by htmx alone, and polite about answers it cannot read.

    Django's protection of forms is replaced: by what the browser says of where a form comes from, and
    by the token that `store.load` compares. So each view that takes a form loads the answers first.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and (refusal := refused(request)):
            return refusal
        try:
            response = view(request, *args, **kwargs)
        except (UnreadableAnswers, UnknownDefinition):
            return cannot_go_on(request)
        except ForeignForm:
            return csrf_failure(request)
        except NoLiveCheck:
            return unavailable(request)
        if response.status_code == 405:
            return method_not_allowed(request, response.headers["Allow"])
        return response

    return csrf_exempt(csp.with_policy(csp.CHECK)(private_page(wrapped)))


def with_result(view: View) -> View:
    """For those of whom a result may be shown: at the end, or before it where that is urgent.

    Nothing milder rests on half the answers: everybody else is led to the next question.
    """

    @wraps(view)
    def wrapped(request: HttpRequest) -> HttpResponse:
        answers = store.load(request)
        if answers is None:
            return see_other(url("triage:start"))
        refuse_if_withdrawn()
        progress = replay(definition_by_hash(answers.definition_hash), answers.given)
        if not progress.may_stop:
            return see_other(address(progress))
        return view(request, answers, progress)

    return wrapped
