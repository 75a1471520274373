"""Readers say whether a page answered their question."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate

from calfsite.addresses import url
from calfsite.posting import reading_form
from causes.live import live_revisions
from causes.models import Feedback

MOST_LETTERS = 1000
MOST_A_DAY = 500
"""More than a team can read; what comes beyond is refused, so that nobody can fill the disk."""


class FeedbackForm(forms.Form):
    answer = forms.ChoiceField(
        choices=Feedback.Answer,
        error_messages={
            "required": "Choose whether the page answered your question.",
            "invalid_choice": "Choose one of the three answers.",
        },
    )
    text = forms.CharField(
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": f"Write at most {MOST_LETTERS:,} letters; there are %(show_value)d."},
    )


@reading_form
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    revisions = live_revisions([slug])
    if not revisions:
        raise Http404(f"There is no live article “{slug}”.")
    if request.method != "POST":
        return HttpResponseRedirect(f"{url('causes:detail', slug)}#feedback")
    form = FeedbackForm(request.POST)
    context = {"article": revisions[0].content, "most_letters": MOST_LETTERS}
    if not form.is_valid():
        errors = {field: next(iter(form.errors.get(field, [])), "") for field in form.fields}
        return render(request, "causes/feedback.html", context | {"form": form, "errors": errors}, status=422)
    is_kept = Feedback.objects.filter(day=localdate()).count() < MOST_A_DAY
    if is_kept:
        Feedback.objects.create(article=slug, version=revisions[0].number, **form.cleaned_data)
    return render(
        request, "causes/thanks.html", context | {"is_kept": is_kept}, status=200 if is_kept else 503
    )
