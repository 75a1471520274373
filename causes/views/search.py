"""The search. What is typed comes by POST, so that it stands in no address, no history and no log."""

from __future__ import annotations

from unicodedata import category

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calfsite.posting import reading_form
from causes.live import live_cards
from causes.search import find
from causes.search.words import MOST_LETTERS, MOST_WORDS, is_cut, words_of


@reading_form
def search(request: HttpRequest) -> HttpResponse:
    typed = _readable(request.POST.get("text", ""))
    is_asked = request.method == "POST"
    context = {"typed": typed[:MOST_LETTERS], "is_asked": is_asked, "most_letters": MOST_LETTERS}
    if not words_of(typed):
        return render(request, "causes/search.html", context, status=422 if is_asked else 200)
    found = find(typed)
    cards = {card.slug: card for card in live_cards()}
    return render(
        request,
        "causes/search_results.html",
        context
        | {
            "found": found,
            "articles": [cards[slug] for slug in found.pages if slug in cards],
            "is_cut": is_cut(typed),
            "most_words": MOST_WORDS,
        },
    )


def _readable(text: str) -> str:
    """Return what was typed as it can be shown: marks without a shape go, other odd spaces become plain."""
    return "".join(
        letter if letter.isprintable() else "" if category(letter) == "Cf" else " " for letter in text
    )
