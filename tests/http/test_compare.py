"""Two causes side by side, and what happens to whoever asks for what cannot be compared."""

from __future__ import annotations

import re
from itertools import chain, combinations

import pytest
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.compare import ASPECTS, TELLING, Comparison, Sign, compare
from causes.content import content_of
from causes.feelings import feelings
from causes.live import live_revisions
from causes.models import Finding, Level
from causes.starter import ORDER

pytestmark = pytest.mark.django_db
CRAMP_OR_CLOT = "/causes/compare/muscle-cramps/blood-clots/"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def comparison(one: str, other: str) -> Comparison:
    contents = {revision.content["slug"]: content_of(revision) for revision in live_revisions()}
    return compare(contents[one], contents[other])


def pointing(compared: Comparison) -> tuple[list[Sign], list[Sign]]:
    return [s for row in compared.rows for s in row.one], [s for row in compared.rows for s in row.other]


def test_a_cramp_and_a_clot_are_told_apart_by_the_signs_of_the_check(client: Client) -> None:
    html = page(client, CRAMP_OR_CLOT)
    for_cramps, for_clots = pointing(comparison("muscle-cramps", "blood-clots"))

    assert any("the muscle goes hard for seconds to minutes" in sign.words for sign in for_cramps)
    assert "One of your calves has become more swollen than the other" in [s.words for s in for_clots]
    for sign in (*for_cramps, *for_clots):
        assert f"<li>{sign.words}" in html


def test_while_unsure_the_more_urgent_of_the_two_counts(client: Client) -> None:
    for path in (CRAMP_OR_CLOT, "/causes/compare/blood-clots/muscle-cramps/"):
        assert 'act on the more urgent of the two: <a href="/causes/blood-clots/#help">' in page(client, path)


def test_every_two_causes_can_be_compared_and_each_sign_is_told_once(client: Client) -> None:
    contents = {revision.content["slug"]: content_of(revision) for revision in live_revisions()}

    for one, other in combinations(ORDER, 2):
        compared = compare(contents[one], contents[other])
        for_one, for_other = pointing(compared)
        less_typical = [*compared.one.less_typical, *compared.other.less_typical]
        told = [sign.words for sign in (*for_one, *for_other, *compared.for_both, *less_typical)]
        assert for_one and for_other, (one, other)
        assert len(told) == len(set(told)), (one, other)
    page(client, "/causes/compare/broken-bone/pulmonary-embolism/")


def test_every_group_of_findings_has_its_row() -> None:
    groups = set(Finding.objects.values_list("group", flat=True))

    assert groups <= {group for groups in ASPECTS.values() for group in groups}


def test_the_most_telling_sign_stands_first() -> None:
    compared = comparison("blood-clots", "pulmonary-embolism")
    best = [max(sign.gap for sign in (*row.one, *row.other)) for row in compared.rows]

    assert best == sorted(best, reverse=True)
    for row in compared.rows:
        for signs in (row.one, row.other):
            assert [s.gap for s in signs] == sorted((s.gap for s in signs), reverse=True)


def test_a_sign_that_fits_both_about_as_well_points_to_neither() -> None:
    compared = comparison("blood-clots", "pulmonary-embolism")

    assert compared.for_both
    assert all(sign.fits_both and sign.gap < TELLING for sign in compared.for_both)
    for sign in chain(*pointing(compared)):
        assert sign.gap >= TELLING or not sign.fits_both


def test_a_sign_that_fits_the_other_less_well_is_said_to_fit_it_too(client: Client) -> None:
    html = page(client, "/causes/compare/blood-clots/superficial-vein-clot/")

    assert "You feel a hard, sore cord along a vein under the skin (can be the other too)</li>" in html


def test_nothing_less_typical_keeps_anybody_from_help(client: Client) -> None:
    html = page(client, CRAMP_OR_CLOT)
    row = html[html.index('<th scope="row">Less typical</th>') :]
    cramps, clots = row.split("</td>")[:2]

    assert '<a href="/causes/muscle-cramps/#help">the signs to act on</a>' in cramps
    assert "Even with these, get medical advice today." in clots
    compared = comparison("muscle-cramps", "blood-clots")
    assert all(sign.one < 0 and sign.other == 0 for sign in compared.one.less_typical)


def test_home_names_every_cause_the_most_urgent_first_in_each_row() -> None:
    rows = feelings(live_revisions())
    found = {card.slug for row in rows for card in row.cards}
    breathless = next(row for row in rows if "breathing" in row.words)

    assert found == set(ORDER)
    assert breathless.cards[0].slug == "pulmonary-embolism"
    assert "muscle-cramps" not in {card.slug for card in breathless.cards}
    for row in rows:
        urgency = [Level.values.index(card.seriousness) for card in row.cards]
        assert urgency == sorted(urgency)


def test_a_weak_hint_at_what_is_to_be_seen_today_is_named_on_home() -> None:
    rows = {row.words: [card.slug for card in row.cards] for row in feelings(live_revisions())}

    assert "blood-clots" in rows["The skin is hot, and redder or darker"]
    assert "pulmonary-embolism" not in rows["Your calf cramps, or stays sore after a cramp"]
    assert "exertional-compartment-syndrome" not in rows["It burns, tingles or shoots"]


def test_both_orders_have_one_canonical_address(client: Client) -> None:
    canonical = '<link rel="canonical" href="http://testserver/causes/compare/blood-clots/muscle-cramps/">'

    assert canonical in page(client, CRAMP_OR_CLOT)
    assert canonical in page(client, "/causes/compare/blood-clots/muscle-cramps/")


def test_choosing_two_leads_to_their_comparison(client: Client) -> None:
    response = client.get("/causes/compare/?one=muscle-cramps&other=blood-clots")

    assert (response.status_code, response.headers["Location"]) == (302, CRAMP_OR_CLOT)


def test_a_cause_is_not_compared_with_itself(client: Client) -> None:
    for path in (
        "/causes/compare/blood-clots/blood-clots/",
        "/causes/compare/?one=blood-clots&other=blood-clots",
    ):
        html = page(client, path)
        assert "Choose another cause: Blood clots in the leg is chosen already." in html
        assert '<option value="blood-clots" selected>' in html


def test_nothing_is_chosen_for_anybody_and_a_missing_choice_is_asked_for(client: Client) -> None:
    fresh = page(client, "/causes/compare/")
    linked = page(client, "/causes/compare/?one=blood-clots")
    half = page(client, "/causes/compare/?one=blood-clots&other=")

    assert " selected>" not in fresh and "Error" not in fresh
    assert linked.count(" selected>") == 1 and "Error" not in linked
    assert half.count(" selected>") == 1 and half.count("Choose a cause from the list.") == 1


def test_a_cause_that_does_not_exist_is_said_to_be_missing_and_the_other_kept(client: Client) -> None:
    response = client.get("/causes/compare/blood-clots/gout/")
    html = response.content.decode()

    assert response.status_code == 404
    assert "there is no article on what was asked for" in html
    assert '<option value="blood-clots" selected>' in html


@pytest.mark.parametrize("query", ["one=%00&other=%F0%9F%A6%B5", "one[]=x", "one=" + "a" * 5000, "other='--"])
def test_odd_choices_are_answered(client: Client, query: str) -> None:
    assert client.get(f"/causes/compare/?{query}").status_code == 200


def test_a_withdrawn_article_cannot_be_compared(client: Client) -> None:
    Document.objects.filter(key="muscle-cramps").update(live=None)

    assert client.get(CRAMP_OR_CLOT).status_code == 404


@pytest.mark.parametrize("slug", ORDER)
def test_an_article_leads_to_its_comparisons(client: Client, slug: str) -> None:
    html = page(client, f"/causes/{slug}/")

    assert f'href="/causes/compare/{slug}/' in html
    assert f'href="/causes/compare/?one={slug}"' in html


def rewritten(client: Client, slug: str, body: str) -> str:
    """The page of an article whose section on similar causes says this instead."""
    content = Document.objects.get(key=slug).live.content
    sections = [s | {"body": body} if s["kind"] == "looks_like" else s for s in content["sections"]]
    revision = workflow.save_revision("article", slug, content | {"sections": sections}, author=None)
    workflow.publish(revision)
    return page(client, f"/causes/{slug}/")


@pytest.mark.parametrize("slug", ["blóod-clots", "compare", "muscle-cramps", "no-such", "bakers-cyst"])
def test_an_article_leads_to_no_comparison_that_cannot_be_made(client: Client, slug: str) -> None:
    Document.objects.filter(key="bakers-cyst").update(live=None)
    links = f'<p><a href="/causes/{slug}/">this</a> or <a href="/causes/blood-clots/">that</a></p>'

    html = rewritten(client, "muscle-cramps", links)

    assert re.findall(r'href="(/causes/compare/[^"]+)"', html) == [
        "/causes/compare/muscle-cramps/blood-clots/",
        "/causes/compare/?one=muscle-cramps",
    ]


def test_an_article_on_what_is_no_cause_leads_to_no_comparison(client: Client) -> None:
    content = Document.objects.get(key="muscle-cramps").live.content | {"signs": []}
    workflow.publish(workflow.save_revision("article", "muscle-cramps", content, author=None))

    assert "/causes/compare/" not in page(client, "/causes/muscle-cramps/")
    assert "/causes/compare/blood-clots/muscle-cramps/" not in page(client, "/causes/blood-clots/")
