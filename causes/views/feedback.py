"""Readers say whether a page answered their question."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate

from calfsite.addresses import url
from calfsite.caching import public_page
from calfsite.posting import reading_form
from calfsite.publishing.models import Document, Publication
from causes.models import ARTICLE, Feedback

MOST_LETTERS = 1000
MOST_A_DAY = 500
"""More than a team can read; what comes beyond is refused, so that nobody can fill the disk."""

TOO_MANY = {"answer": "", "text": "Too many notes came today. Keep yours, and please send it again tomorrow."}


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
    document = _document(slug)
    if request.method != "POST":
        return HttpResponseRedirect(f"{url('causes:detail', slug)}#feedback")
    form = FeedbackForm(request.POST)
    context = {
        "article": document.last_public.content,
        "answers": Feedback.Answer.choices,
        "form": form,
        "version": form.data.get("version", ""),
    }
    if not form.is_valid():
        errors = {field: next(iter(form.errors.get(field, [])), "") for field in form.fields}
        return render(request, "causes/feedback.html", context | {"errors": errors}, status=422)
    if Feedback.objects.filter(day=localdate()).count() >= MOST_A_DAY:
        return render(request, "causes/feedback.html", context | {"errors": TOO_MANY}, status=503)
    version = _version(document, form.data.get("version", ""))
    Feedback.objects.create(article=slug, version=version, **form.cleaned_data)
    # To a page of its own: whoever reloads that sends nothing twice.
    return HttpResponseRedirect(url("causes:thanks", slug))


@public_page
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    document = _document(slug)
    context = {"article": document.last_public.content, "is_live": not document.is_withdrawn}
    response = render(request, "causes/thanks.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _document(slug: str) -> Document:
    """Return an article that is or was public: a note on one that was just taken off the site is welcome."""
    document = Document.objects.of_kind(ARTICLE).filter(key=slug, last_public__isnull=False).first()
    if document is None:
        raise Http404(f"There has been no article “{slug}”.")
    return document


def _version(document: Document, read: str) -> int:
    """Return the version that the reader had before them, if it has been public; else the newest."""
    numbers = Publication.objects.filter(revision__document=document).values_list(
        "revision__number", flat=True
    )
    return next((number for number in numbers if str(number) == read), document.last_public.number)
