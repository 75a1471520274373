"""An editor at work: drafts, publishing, refusals that lose nothing, and approval by somebody else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from calfsite.publishing.models import Document, Publication, Revision
from causes.models import Article, Cause, Finding
from tests.admin_form import FormReader, change_url, open_form, page, save, text_of
from tests.check_client import CheckClient
from tests.thoroughness import some_of
from triage.models import Outcome, Question, Rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def cramps() -> Article:
    return Article.objects.get(slug="muscle-cramps")


def test_a_changed_sentence_is_live_as_soon_as_it_is_published(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)
    body = next(name for name in form if name.endswith("-body"))

    response = save(admin_client, url, form, **{body: "<p>A sentence that was not there before.</p>"})

    assert response.status_code == 302
    assert "A sentence that was not there before." in page("/causes/muscle-cramps/")


def test_a_saved_draft_is_not_public(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)

    save(admin_client, url, open_form(admin_client, url), "_continue", lead="A draft lead.")

    assert "A draft lead." not in page("/causes/muscle-cramps/")
    assert "The public still sees version 1" in admin_client.get(url).content.decode()


def test_every_save_makes_a_revision_with_author_and_note(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)

    form = open_form(admin_client, url)
    save(admin_client, url, form, "_continue", lead="A draft lead.", change_note="Try it.")

    head = Document.objects.get(key="muscle-cramps").head
    assert (head.number, head.author.username, head.change_note) == (2, "admin", "Try it.")
    assert head.based_on.number == 1
    assert head.content["lead"] == "A draft lead."


def test_publishing_without_a_change_invents_none_and_says_so(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)

    save(admin_client, url, open_form(admin_client, url))

    assert "already public, so nothing changed" in admin_client.get(url).content.decode()
    assert Revision.objects.filter(document__key="muscle-cramps").count() == 1
    assert Publication.objects.filter(revision__document__key="muscle-cramps").count() == 1


def test_a_stale_save_is_refused_with_both_texts_and_can_be_repeated(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    first, second = open_form(admin_client, url), open_form(admin_client, url)
    save(admin_client, url, first, "_continue", lead="What the first editor wrote.")

    refused = save(admin_client, url, second, "_continue", lead="What the second editor wrote.")

    html = unescape(refused.content.decode())
    assert refused.status_code == 409
    assert "Somebody else saved this while you were editing" in html
    assert "What the first editor wrote." in html
    assert html.count("What the second editor wrote.") == 2  # in the comparison and in the field
    cramps.refresh_from_db()
    assert cramps.lead == "What the first editor wrote."

    again = FormReader(refused.content.decode()).values
    again = {name: value for name, value in again.items() if "__prefix__" not in name}
    assert save(admin_client, url, again, "_continue").status_code == 302
    cramps.refresh_from_db()
    assert cramps.lead == "What the second editor wrote."


def test_a_part_deleted_by_somebody_else_is_explained_and_nothing_typed_is_lost(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)
    cramps.sections.first().delete()

    response = save(admin_client, url, form, lead="Typed before I knew.")

    html = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Somebody else changed this while you were editing" in html
    assert "Typed before I knew." in html


def test_enter_in_a_field_saves_a_draft_and_does_not_publish(admin_client: Client, cramps: Article) -> None:
    html = admin_client.get(change_url(cramps)).content.decode()

    first = re.search(r'<input type="submit"[^>]*name="(\w+)"', html[html.index('class="draft-actions') :])[1]
    assert first == "_continue"


def test_a_bad_field_keeps_everything_typed(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)

    response = save(admin_client, url, form, lead="A lead worth keeping.", key_facts="Only one.")

    html = unescape(response.content.decode())
    assert "Give at least 3, one a line; there are 1." in html
    assert "A lead worth keeping." in html


def test_unsafe_markup_is_cleaned_on_save_and_again_on_the_page(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)
    body = next(name for name in form if name.endswith("-body"))
    evil = '<p onclick="x()">Fine<script>alert(1)</script> <a href="javascript:x()">a</a></p><img src=x>'

    save(admin_client, url, form, **{body: evil})

    section = cramps.sections.get(body__contains="Fine")
    assert section.body == "<p>Fine <a>a</a></p>"
    # Even a body that got past the form does not reach the page.
    type(section).objects.filter(pk=section.pk).update(body=evil)
    save(admin_client, url, open_form(admin_client, url), title="Cramps")
    assert "onclick" not in page("/causes/muscle-cramps/")
    assert "<img" not in page("/causes/muscle-cramps/")


def test_an_article_cannot_be_deleted_in_the_admin(admin_client: Client, cramps: Article) -> None:
    assert admin_client.get(change_url(cramps).replace("change", "delete")).status_code == 403


def test_a_link_to_an_article_that_nobody_can_read_is_named_before_it_goes_out(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)
    body = next(name for name in form if name.endswith("-body"))
    links = '<p>See <a href="/causes/gout/">gout</a> and <a href="/causes/blood-clots/#help">clots</a>.</p>'

    refused = save(admin_client, url, form, **{body: links})

    assert refused.status_code == 422
    assert "no article is live at /causes/gout/" in text_of(refused)
    assert "live at /causes/blood-clots/" not in text_of(refused)


@pytest.mark.parametrize("old", ["/causes/calf-cramps/", "calf cramps", "https://a.example/cramps"])
def test_an_old_address_is_its_last_part_alone(admin_client: Client, cramps: Article, old: str) -> None:
    url = change_url(cramps)

    refused = save(admin_client, url, open_form(admin_client, url), former_slugs=f"charlie-horse\n{old}")

    assert f"Give the last part of the address only, such as calf-cramps, not “{old}”." in text_of(refused)


def test_a_reader_among_the_staff_can_neither_save_nor_withdraw(cramps: Article) -> None:
    reader = Client()
    user = User.objects.create_user("reader", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    reader.force_login(user)
    url = change_url(cramps)

    assert reader.get(url).status_code == 200
    assert reader.post(url.replace("change", "withdraw")).status_code == 403
    assert reader.post(url, {"_publish": "1", "lead": "x"}).status_code == 403
    assert Client().get("/causes/muscle-cramps/").status_code == 200


def test_a_new_article_can_be_written_and_published(admin_client: Client) -> None:
    url = reverse("admin:causes_article_add")
    words = {
        "title": "Sore feet",
        "slug": "sore-feet",
        "lead": "Feet that hurt.",
        "description": "Feet.",
        "seriousness": "routine",
        "key_facts": "One.\nTwo.\nThree.",
        "do": "Rest.",
        "avoid": "Do not press it.",
        "evidence_checked_on": "2026-11-23",
    }

    refused = save(admin_client, url, open_form(admin_client, url), **words)
    insisted = save(admin_client, url, FormReader(refused.content.decode()).values)

    assert refused.status_code == 422
    assert "there is no card “emergency”" in unescape(refused.content.decode())
    assert insisted.status_code == 302, re.findall(r"errorlist.*?</ul>", insisted.content.decode())
    assert "Feet that hurt." in page("/causes/sore-feet/")


# The content check

ENDLESS = "Pull your toes up towards your shin, " + "and wait until it lets go, " * 5 + "then walk."


def test_the_form_says_how_the_saved_text_reads(admin_client: Client, cramps: Article) -> None:
    html = admin_client.get(change_url(cramps)).content.decode()

    assert re.search(r"has 1\d\d\d words and reads at grade \d\.\d, ease \d\d\.", html)
    assert "The content check found nothing to mend." in html


def test_a_change_goes_out_only_with_a_word_on_it_and_nothing_typed_is_lost(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)

    refused = save(admin_client, url, form, change_note=" ", how_common="Up to 7 in 100 adults.")
    html = unescape(refused.content.decode())

    assert refused.status_code == 422
    assert "say at the foot of the form what you changed" in html
    assert "Up to 7 in 100 adults." in html
    assert "Up to 7 in 100 adults." not in page("/causes/muscle-cramps/")
    assert save(admin_client, url, form, how_common="Up to 7 in 100 adults.").status_code == 302
    assert "Changed." in page("/causes/muscle-cramps/")


def test_a_draft_may_break_a_rule_and_the_form_names_it(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)

    saved = save(admin_client, url, open_form(admin_client, url), "_continue", do=f"{ENDLESS}\nRest.")

    assert saved.status_code == 302
    html = unescape(admin_client.get(url).content.decode())
    assert "The content check found 1 place to mend" in html
    assert f"What helps: “{ENDLESS}” (sentences: no sentence longer than 25 words)" in html


def test_what_breaks_a_rule_is_published_only_if_the_editor_insists(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)

    refused = save(admin_client, url, open_form(admin_client, url), do=f"{ENDLESS}\nRest.")

    assert refused.status_code == 422
    assert "Mend it, or publish it all the same" in refused.content.decode()
    assert FormReader(refused.content.decode()).values["do"] == [f"{ENDLESS}\nRest."]
    assert ENDLESS not in page("/causes/muscle-cramps/")

    insisted = save(admin_client, url, FormReader(refused.content.decode()).values)

    assert insisted.status_code == 302
    assert ENDLESS in page("/causes/muscle-cramps/")


# The check


def test_changed_words_of_an_option_are_live_as_soon_as_they_are_published(admin_client: Client) -> None:
    url = change_url(Question.objects.get(slug="chest"))
    form = open_form(admin_client, url)

    response = save(admin_client, url, form, **{"options-0-label": "Short of breath since lately"})

    assert response.status_code == 302
    assert "Short of breath since lately" in page("/check/chest/")


def test_a_new_question_is_asked_where_it_was_put(admin_client: Client) -> None:
    url = reverse("admin:triage_question_add")
    form = open_form(admin_client, url)
    findings = {code: Finding.objects.get(code=code).pk for code in ("smoker", "diabetes")}

    response = save(
        admin_client,
        url,
        form,
        slug="first-things",
        position="15",
        shares_page="on",
        text="Does one of these fit?",
        choice="many",
        none="None of these",
        **{
            "options-TOTAL_FORMS": "2",
            "options-0-label": "I smoke",
            "options-0-position": "10",
            "options-0-findings": findings["smoker"],
            "options-1-label": "Diabetes",
            "options-1-position": "20",
            "options-1-findings": findings["diabetes"],
        },
    )

    assert response.status_code == 302
    asked = page("/check/chest/")
    assert asked.index("New chest pain") < asked.index("Does one of these fit?") < asked.index("I smoke")


def test_a_new_question_without_options_is_refused_with_what_to_do(admin_client: Client) -> None:
    url = reverse("admin:triage_question_add")
    form = open_form(admin_client, url)

    response = save(admin_client, url, form, slug="empty", position="5", text="Empty?", choice="one")

    assert response.status_code == 422
    assert "A question needs at least two options." in response.content.decode()
    assert not Question.objects.filter(slug="empty").exists()


def test_a_new_rule_raises_the_urgency_as_soon_as_it_is_published(admin_client: Client) -> None:
    url = reverse("admin:triage_rule_add")
    form = open_form(admin_client, url)

    response = save(
        admin_client,
        url,
        form,
        code="E99",
        urgency="emergency",
        terms="very-unwell or coughing-blood\ncollapse",
        reason="A rule for this test.",
        source="This test.",
    )
    person = CheckClient()
    person.get("/check/chest/")
    person.post("/check/chest/", {"chest": ["collapse", "very-unwell"]})

    assert response.status_code == 302
    live = Document.objects.get(kind="check").live.content
    assert "E99" in [row["code"] for row in live["rules"]]
    assert 'data-urgency="emergency"' in person.get("/check/result/").content.decode()


def test_a_started_check_goes_on_with_the_version_it_began_on(admin_client: Client) -> None:
    begun = CheckClient()
    begun.get("/check/chest/")
    url = change_url(Question.objects.get(slug="leg"))
    save(admin_client, url, open_form(admin_client, url), **{"options-0-label": "Changed meanwhile"})

    begun.post("/check/chest/", {"chest": "none"})
    later = CheckClient()
    later.get("/check/chest/")
    later.post("/check/chest/", {"chest": "none"})

    assert "Changed meanwhile" not in begun.get("/check/leg/").content.decode()
    assert "Changed meanwhile" in later.get("/check/leg/").content.decode()


def test_a_rule_on_an_unknown_finding_is_refused_next_to_its_field(admin_client: Client) -> None:
    rule = Rule.objects.get(code="S1")
    url = change_url(rule)

    response = save(
        admin_client, url, open_form(admin_client, url), terms="swelling-one-calv", reason="Kept as typed."
    )

    html = unescape(response.content.decode())
    assert response.status_code == 422
    terms = html[html.index("field-terms") : html.index("field-suspects")]
    assert "“swelling-one-calv” is not known. Did you mean swelling-one-calf" in terms
    assert "Kept as typed." in html
    rule.refresh_from_db()
    assert rule.terms == "swelling-one-calf or swelling-whole-leg"


def test_an_option_that_would_break_a_rule_elsewhere_is_refused_naming_it(admin_client: Client) -> None:
    url = change_url(Question.objects.get(slug="swelling"))
    form = open_form(admin_client, url)

    response = save(admin_client, url, form, **{"options-7-DELETE": "on"})  # the only pulsating lump

    assert response.status_code == 422
    assert "This would break another part of the check. rule “S35”" in unescape(response.content.decode())
    assert Question.objects.get(slug="swelling").options.count() == 9


def test_two_options_for_one_finding_are_refused_beside_the_options(admin_client: Client) -> None:
    url = change_url(Question.objects.get(slug="feel"))
    form = open_form(admin_client, url)

    response = save(admin_client, url, form, **{"options-1-findings": form["options-0-findings"]})

    html = unescape(response.content.decode())
    options = html[html.index('id="options-group"') :]
    assert response.status_code == 422
    assert "Two options stand for “feels-cramping”" in options


def test_a_question_that_a_rule_rests_on_cannot_be_deleted(admin_client: Client) -> None:
    question = Question.objects.get(slug="swelling")
    url = reverse("admin:triage_question_delete", args=[question.pk])

    response = admin_client.post(url, {"post": "yes"}, follow=True)

    assert "Not deleted." in unescape(response.content.decode())
    assert Question.objects.filter(slug="swelling").exists()


def test_a_rule_can_be_deleted_and_the_check_goes_on(admin_client: Client) -> None:
    rule = Rule.objects.get(code="R21")

    admin_client.post(reverse("admin:triage_rule_delete", args=[rule.pk]), {"post": "yes"})

    head = Document.objects.get(kind="check").head
    assert "R21" not in [row["code"] for row in head.content["rules"]]
    assert not head.is_live


def test_every_part_of_the_check_opens_and_saves_unchanged(admin_client: Client) -> None:
    questions = some_of(Question.objects.all())
    for row in [*questions, Rule.objects.first(), *Outcome.objects.all(), Cause.objects.first()]:
        url = change_url(row)
        assert save(admin_client, url, open_form(admin_client, url)).status_code == 302, row

    assert Revision.objects.filter(document__kind="check").count() == 1


def test_every_article_opens_and_saves_unchanged(admin_client: Client) -> None:
    revisions = Revision.objects.count()
    for article in some_of(Article.objects.order_by("pk")):
        url = change_url(article)
        saved = save(admin_client, url, open_form(admin_client, url), "_continue")
        assert saved.status_code == 302, (
            article,
            re.findall(r'class="errorlist.*?</ul>', saved.content.decode()),
        )

    assert Revision.objects.count() == revisions


def test_findings_and_causes_are_never_deleted(admin_client: Client) -> None:
    for row in (Finding.objects.first(), Cause.objects.first()):
        assert admin_client.get(change_url(row)).status_code == 200
        assert (
            admin_client.post(change_url(row).replace("change", "delete"), {"post": "yes"}).status_code == 403
        )


def test_what_else_would_become_public_is_named_before_publishing(admin_client: Client) -> None:
    rule_url = change_url(Rule.objects.get(code="R21"))
    save(admin_client, rule_url, open_form(admin_client, rule_url), "_continue", reason="A new reason.")

    elsewhere = admin_client.get(change_url(Outcome.objects.first())).content.decode()

    assert "makes all of it public: rule R21." in elsewhere


# Approval


@pytest.fixture
def clinician() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("clinician", password="x"))
    return client


def approve(client: Client, revision: Revision, **values: str) -> Any:
    url = reverse("admin:publishing_revision_change", args=[revision.pk])
    return client.post(url, {"name": "A. Tester", "role": "test clinician", **values}, follow=True)


def test_a_page_names_its_reviewer_only_after_approval_of_the_live_text(
    admin_client: Client, clinician: Client, cramps: Article
) -> None:
    assert "Not checked by a clinician yet." in page("/causes/muscle-cramps/")

    approve(clinician, Document.objects.get(key="muscle-cramps").live)
    assert "Checked by A. Tester, test clinician" in page("/causes/muscle-cramps/")

    url = change_url(cramps)
    save(admin_client, url, open_form(admin_client, url), lead="Changed after approval.")
    assert "Not checked by a clinician yet." in page("/causes/muscle-cramps/")


def test_nobody_approves_their_own_text(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    save(admin_client, url, open_form(admin_client, url), lead="My own words.")
    mine = Document.objects.get(key="muscle-cramps").live

    response = approve(admin_client, mine)

    assert "somebody else has to approve it" in response.content.decode()
    assert not hasattr(Revision.objects.get(pk=mine.pk), "approval")


def test_nobody_approves_their_own_text_after_somebody_else_went_back_to_it(
    admin_client: Client, clinician: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    for editor, lead in ((clinician, "Mine."), (admin_client, "Not mine."), (admin_client, "Mine.")):
        save(editor, url, open_form(editor, url), lead=lead)

    response = approve(clinician, Document.objects.get(key="muscle-cramps").live)

    assert "somebody else has to approve it" in response.content.decode()


@pytest.mark.parametrize("name", ["abc", "0", "999999", "1_2F"])
def test_a_revision_that_does_not_exist_is_no_crash(admin_client: Client, name: str) -> None:
    response = admin_client.post(f"/admin/publishing/revision/{name}/change/", {"name": "a", "role": "b"})

    assert response.status_code in (302, 404)


def test_approving_needs_a_name_and_the_permission(clinician: Client, cramps: Article) -> None:
    live = Document.objects.get(key="muscle-cramps").live
    assert "This field is required" in approve(clinician, live, name="").content.decode()

    reader = Client()
    reader.force_login(User.objects.create_user("reader", password="x", is_staff=True))
    assert approve(reader, live).status_code == 403
    assert not hasattr(Revision.objects.get(pk=live.pk), "approval")


def test_revisions_are_shown_and_never_edited(admin_client: Client) -> None:
    live = Document.objects.get(key="blood-clots").live
    url = reverse("admin:publishing_revision_change", args=[live.pk])

    assert "Blood clots" in admin_client.get(url).content.decode()
    assert admin_client.get(reverse("admin:publishing_revision_add")).status_code == 403
    assert admin_client.get(reverse("admin:publishing_revision_delete", args=[live.pk])).status_code == 403


def test_the_admin_asks_strangers_to_log_in(client: Client) -> None:
    response = client.get("/admin/causes/article/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")
