"""Any two causes side by side, and the page on which to choose them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from calfsite.addresses import url
from calfsite.caching import public_page
from causes.comparable import comparable_contents
from causes.compare import compare

FIELDS = ("one", "other")


@public_page
def choose(request: HttpRequest) -> HttpResponse:
    """Two lists to choose from; what is chosen leads to the comparison's own address."""
    asked = {field: request.GET[field] for field in FIELDS if field in request.GET}
    one, other = (asked.get(field, "") for field in FIELDS)
    known = comparable_contents()
    if one in known and other in known and one != other:
        return HttpResponseRedirect(url("causes:comparison", one, other))
    return _choose(request, asked, status=200)


@public_page
def comparison(request: HttpRequest, one: str, other: str) -> HttpResponse:
    contents = comparable_contents((one, other))
    if one not in contents or other not in contents or one == other:
        status = 200 if one == other and contents else 404
        return _choose(request, {"one": one, "other": other}, status=status)
    return render(request, "causes/comparison.html", {"comparison": compare(contents[one], contents[other])})


def _choose(request: HttpRequest, asked: dict[str, str], *, status: int) -> HttpResponse:
    """Show the lists with what was asked for kept, and say what is wrong with it."""
    titles = {slug: content["title"] for slug, content in comparable_contents().items()}
    problems = {field: _problem(slug, titles) for field, slug in asked.items()}
    one = asked.get("one", "")
    if one in titles and one == asked.get("other"):
        problems["other"] = f"Choose another cause: {titles[one]} is chosen already."
    context = {
        "titles": titles,
        "chosen": {field: asked.get(field, "") for field in FIELDS},
        "problems": {field: problems.get(field, "") for field in FIELDS},
    }
    return render(request, "causes/compare.html", context, status=status)


def _problem(slug: str, titles: dict[str, str]) -> str:
    if not slug:
        return "Choose a cause from the list."
    if slug not in titles:
        return "Choose a cause from the list: there is no article on what was asked for."
    return ""
