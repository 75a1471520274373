"""The check over HTTP, each test as a plain form and as htmx sends it: the same words either way."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from calfsite import lately
from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from tests.check_client import CheckClient
from tests.people import answer_as
from triage import answers as store
from triage.core.definition import Definition
from triage.views import blank

pytestmark = pytest.mark.django_db

DVT = {
    "age-40-59", "side-one", "trigger-none", "onset-days", "pattern-constant", "feels-aching",
    "severity-moderate", "lasts-under-2-weeks", "not-improving", "calf-tender",
}  # fmt: skip


@pytest.fixture(params=["plain", "htmx"])
def person(request: pytest.FixtureRequest) -> Client:
    """Somebody with a browser, with or without scripts."""
    headers = {"HX-Request": "true"} if request.param == "htmx" else {}
    return CheckClient(headers=headers)


def post(person: Client, slug: str, **answers: Any) -> Any:
    person.get(f"/check/{slug}/")
    return person.post(f"/check/{slug}/", answers)


def leads_to(response: Any) -> str:
    """The address that an answer leads to: by a redirect, or with htmx at once, pushed as the address."""
    if response.status_code == 303:
        return response.headers["Location"]
    assert response.status_code == 200
    return response.headers["HX-Push-Url"]


def walk(person: Client, definition: Definition, findings: set[str], until: str = "") -> Any:
    """Answer page after page as somebody with these findings; return the last redirect."""
    given = answer_as(definition, findings)
    response = None
    for page in definition.pages:
        if page.slug == until:
            break
        response = post(person, page.slug, **{q.slug: list(given[q.slug]) for q in page.questions})
        if leads_to(response) == "/check/result/":
            break
    return response


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_the_start_page_sets_no_cookie_and_has_one_way_in(person: Client) -> None:
    response = person.get("/check/")

    assert response.status_code == 200
    assert not person.cookies
    assert text(response).count('id="start-check"') == 1
    assert "data-urgency" not in text(response)


def test_earlier_answers_are_never_gone_on_from_unasked(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    start = text(person.get("/check/"))

    assert '<form class="actions" id="start-check" method="post" action="/check/restart/">' in start
    assert '<a href="/check/result/">Go on with those answers</a>' in start


def test_starting_anew_forgets_the_earlier_answers(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    response = person.post("/check/restart/")

    assert (response.status_code, response.headers["Location"]) == (303, "/check/chest/")
    assert "checked" not in text(person.get("/check/chest/"))
    assert leads_to(post(person, "chest", chest="none")) == "/check/leg/"


def test_an_unreadable_cookie_does_not_bar_the_start(person: Client) -> None:
    person.cookies["check"] = "tampered"

    assert '<a class="button" id="start-check"' in text(person.get("/check/"))


def test_a_withdrawn_check_stops_for_those_in_the_middle_of_it(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT)
    Document.objects.filter(kind="check").update(live=None)
    lately.forget_lately()  # stands for the few seconds until it is noticed

    for path in ("/check/", "/check/feel/", "/check/result/"):
        response = person.get(path)
        assert response.status_code == 503
        assert "data-urgency" not in text(response)


def test_a_stored_definition_that_cannot_be_run_any_more_is_a_friendly_restart(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT)
    old = workflow.save_revision("check", "check", {"from": "another age"}, author=None)
    response = HttpResponse()
    store.save(response, store.Answers(old.sha256, {"chest": ("none",)}))
    person.cookies["check"] = response.cookies["check"].value

    assert person.get("/check/result/").status_code == 409

    workflow.publish(old)
    assert person.get("/check/").status_code == 503


def test_an_answer_leads_to_the_next_page(person: Client) -> None:
    response = post(person, "chest", chest="none")

    assert leads_to(response) == "/check/leg/"
    assert "data-urgency" not in text(person.get("/check/leg/"))


def test_an_emergency_is_reached_on_the_first_page(person: Client) -> None:
    response = post(person, "chest", chest="breathless")
    result = text(person.get(leads_to(response)))

    assert 'data-urgency="emergency"' in result
    assert 'data-cause="pulmonary-embolism"' in result
    assert "New trouble breathing" in result
    assert 'href="tel:112"' in result
    assert 'id="medical-advice"' in result


def test_a_full_walk_ends_at_a_result_with_its_reasons_and_articles(
    person: Client, definition: Definition
) -> None:
    assert leads_to(walk(person, definition, DVT)) == "/check/result/"
    result = text(person.get("/check/result/"))

    assert 'data-urgency="same-day"' in result
    assert '<a href="/causes/blood-clots/" data-cause="blood-clots">' in result
    assert "Nothing I can think of" in result
    assert 'id="medical-advice"' in result
    assert result.index("Why we say this") < result.index("Causes that can feel like this")
    assert "Get help sooner if" in result


def test_a_cause_without_an_article_is_named_with_what_it_is(person: Client) -> None:
    workflow.withdraw(Document.objects.get(kind="article", key="acute-limb-ischaemia"))
    lately.forget_lately()
    post(person, "chest", chest="none")
    post(person, "leg", leg="foot-cold-pale")
    result = text(person.get("/check/result/"))

    assert '<span data-cause="acute-limb-ischaemia">' in result
    assert "/causes/acute-limb-ischaemia/" not in result


def test_an_emergency_result_carries_no_text_that_says_later(person: Client, definition: Definition) -> None:
    """Cancer with fever names blood clots, whose article says "today" at its head."""
    walk(person, definition, {"fever", "active-cancer", "age-60-plus", "side-both"})
    result = text(person.get("/check/result/"))
    causes = result[result.index("Causes that can feel like this") : result.index("What to do meanwhile")]

    assert 'data-cause="blood-clots"' in causes
    assert "today" not in causes


def test_a_same_day_result_carries_no_text_that_says_rest(person: Client, definition: Definition) -> None:
    """Without push-off after a snap: an injury is named, too, and its article says to rest first."""
    walk(person, definition, {"snap-felt", "trigger-push-off", "pattern-movement", "age-40-59", "side-one"})
    result = text(person.get("/check/result/"))
    causes = result[result.index("Causes that can feel like this") : result.index("What to do meanwhile")]

    assert 'data-urgency="same-day"' in result
    assert 'data-cause="injury-or-overtraining"' in causes
    assert "not serious" not in causes
    assert "<p>" in causes[causes.index('data-cause="achilles-tendon-rupture"') :].split("</li>")[0]


def test_self_care_is_never_called_an_all_clear(person: Client, definition: Definition) -> None:
    walk(person, definition, {
        "age-16-39", "side-both", "onset-days", "trigger-overuse", "pattern-movement", "feels-aching",
        "severity-mild", "lasts-under-2-weeks", "improving",
    })  # fmt: skip
    result = text(person.get("/check/result/"))

    assert 'data-urgency="self-care"' in result
    assert "That is not an all-clear" in result
    assert "is not better 2 weeks from now" in result


def test_an_earlier_answer_can_be_changed_and_the_later_ones_stay(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT)
    shown = text(person.get("/check/swelling/"))
    assert 'value="calf-tender" checked' in shown

    response = post(person, "swelling", swelling="swelling-one-calf")

    assert leads_to(response) == "/check/result/"
    result = text(person.get("/check/result/"))
    answers = result.split("Your answers</h2>")[1]
    assert "One calf has become more swollen" in answers
    assert "hurts when pressed gently" not in answers


def test_deleting_the_answers_forgets_them(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    response = person.post("/check/delete/")

    assert (response.status_code, response.headers["Location"]) == (303, "/check/deleted/")
    assert person.cookies["check"].value == ""
    assert "Your answers are deleted" in text(person.get("/check/deleted/"))
    assert person.get("/check/result/").headers["Location"] == "/check/"


# Before the end


def test_htmx_gets_the_next_question_with_the_answer_and_spares_a_round_trip() -> None:
    person = CheckClient(headers={"HX-Request": "true"})

    response = post(person, "chest", chest="none")

    assert response.status_code == 200
    assert response.headers["HX-Push-Url"] == "/check/leg/"
    assert 'action="/check/leg/"' in text(response)


def test_from_same_day_on_the_result_is_offered_and_can_be_gone_on_from(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT | {"swelling-one-calf"}, until="age")

    question = text(person.get("/check/age/"))
    result = text(person.get("/check/result/"))

    assert "Show my result now" in question and "Get medical advice today" in question
    assert "data-urgency" not in question
    assert 'data-urgency="same-day"' in result
    assert "You have not answered every question" in result
    assert '<a href="/check/age/"' in result
    assert 'id="medical-advice"' in result


def test_stopping_keeps_what_is_ticked_on_the_open_page(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT | {"swelling-one-calf"}, until="clot-risks")

    response = post(person, "clot-risks", **{"clot-risks": "active-cancer", "then": "result"})

    assert leads_to(response) == "/check/result/"
    assert "Cancer now" in text(person.get("/check/result/")).split("Your answers</h2>")[1]


def test_stopping_with_nothing_ticked_is_no_error(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT | {"swelling-one-calf"}, until="age")

    assert leads_to(post(person, "age", then="result")) == "/check/result/"
    assert leads_to(post(person, "age", age="age-40-59", then="result")) == "/check/result/"


def test_stopping_with_a_contradiction_is_an_error_and_no_result(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT | {"swelling-one-calf"}, until="clot-risks")

    response = post(person, "clot-risks", **{"clot-risks": ["none", "active-cancer"], "then": "result"})

    assert response.status_code == 422


def test_wanting_a_result_that_may_not_be_shown_leads_on(person: Client) -> None:
    assert leads_to(post(person, "chest", chest="none", then="result")) == "/check/leg/"


def test_no_result_is_offered_before_every_red_flag_was_asked(person: Client) -> None:
    post(person, "chest", chest="unsure")

    assert "Show my result now" not in text(person.get("/check/leg/"))
    assert person.get("/check/result/").headers["Location"] == "/check/leg/"


REOPENED = {
    "sexual-function-change", "side-one", "age-40-59", "cannot-bear-weight", "back-pain", "trigger-none",
    "onset-days", "lasts-under-2-weeks", "not-improving",
}  # fmt: skip


def test_an_emergency_stays_one_when_a_change_opens_a_question_again(
    person: Client, definition: Definition
) -> None:
    """How bad it is was not asked; with weak muscles it matters, and back pain is still what was said."""
    walk(person, definition, REOPENED)
    assert 'data-urgency="emergency"' in text(person.get("/check/result/"))

    response = post(person, "infection", infection="muscle-weak-all-over")

    assert leads_to(response) == "/check/result/"
    result = text(person.get("/check/result/"))
    assert 'data-urgency="emergency"' in result
    assert "Back pain, now or lately" in result
    assert "Go on with the questions" in result


def test_below_same_day_no_result_is_offered(person: Client, definition: Definition) -> None:
    walk(person, definition, {"muscle-weak-all-over"}, until="age")

    assert "Show my result now" not in text(person.get("/check/age/"))
    assert person.get("/check/result/").headers["Location"] == "/check/age/"


def test_what_is_not_answered_counts_as_not_sure_and_is_said_to(
    person: Client, definition: Definition
) -> None:
    """Not sure about clot risks, and which calf: U3 needs no more than a tender calf (swelling page)."""
    walk(person, definition, {"calf-tender", "skin-broken", "dark-urine"}, until="age")

    result = text(person.get("/check/result/"))

    # S23 decides by what was said; U3 would by what was not, and is no reason beside it.
    assert "Pee is brown" in result and "Not answered yet" not in result
    assert "U3" in result.split('id="doctor-summary"')[1]


def test_the_summary_for_a_doctor_tells_what_is_there_what_is_not_and_what_is_open(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT | {"swelling-one-calf"}, until="health")

    summary = text(person.get("/check/result/")).split('id="doctor-summary"')[1].split("</section>")[0]

    assert "One calf; Nothing I can think of" in summary
    assert "One calf has become more swollen than the other" in summary
    assert "New trouble breathing" in summary.split("Asked for, not ticked")[1]
    assert "3 questions not asked or not answered." in summary
    assert "S1:" in summary


# Bad input


def test_nothing_ticked_is_an_error_that_says_what_to_do(person: Client) -> None:
    response = post(person, "chest")

    assert response.status_code == 422
    assert "There is a problem" in text(response)
    assert text(response).count("If nothing fits, choose “None of these”.") == 2
    assert "Error: Is any of these new for you" in text(response)
    assert 'href="#chest"' in text(response) and 'id="chest"' in text(response)


def test_none_together_with_a_symptom_is_an_error_that_keeps_both(person: Client) -> None:
    response = post(person, "chest", chest=["none", "chest-pain"])

    assert response.status_code == 422
    assert "“None of these” together with another answer" in text(response)
    assert 'value="chest-pain" checked' in text(response)
    assert 'value="none" checked' in text(response)


@pytest.mark.parametrize("value", ["made-up", "x" * 5000, "breathless+chest-pain", "<script>", "\x00", ""])
def test_an_option_that_is_not_offered_is_refused_and_not_echoed(person: Client, value: str) -> None:
    response = post(person, "chest", chest=value)

    assert response.status_code == 422
    assert "Choose from the answers shown here" in text(response)
    assert "x" * 5000 not in text(response)


def test_one_answer_too_many_to_a_one_answer_question_is_refused(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT, until="age")

    response = post(person, "age", age=["age-16-39", "age-40-59"], side="side-one")

    assert response.status_code == 422
    assert "Choose one answer only" in text(response)
    assert 'value="side-one" checked' in text(response)


def test_an_unknown_question_is_a_404_with_the_emergency_line(person: Client) -> None:
    response = person.get("/check/no-such-question/")

    assert response.status_code == 404
    assert 'class="emergency-line"' in text(response)


@pytest.mark.parametrize("slug", ["leg", "severity", "feet"])
def test_a_page_that_cannot_be_reached_yet_leads_to_the_one_that_can(person: Client, slug: str) -> None:
    person.get("/check/chest/")

    assert person.get(f"/check/{slug}/").headers["Location"] == "/check/chest/"


def test_an_answer_to_a_page_not_reached_yet_is_not_taken(person: Client) -> None:
    person.get("/check/chest/")

    response = person.post("/check/feet/", {"feet": "none"})

    assert response.headers["Location"] == "/check/chest/"


def test_a_result_before_the_end_leads_to_the_next_question(person: Client) -> None:
    post(person, "chest", chest="none")

    assert person.get("/check/result/").headers["Location"] == "/check/leg/"


def test_a_result_without_any_answers_leads_to_the_start(person: Client) -> None:
    assert person.get("/check/result/").headers["Location"] == "/check/"


@pytest.mark.parametrize("token", ["tampered", "gAAAAABtampered", "ü", "x" * 4000])
@pytest.mark.parametrize("path", ["/check/leg/", "/check/result/"])
def test_a_cookie_that_cannot_be_read_is_a_friendly_restart(person: Client, token: str, path: str) -> None:
    person.cookies["check"] = token

    response = person.get(path)

    assert response.status_code == 409
    assert "The check has to start again" in text(response)
    assert person.cookies["check"].value == ""
    assert "data-urgency" not in text(response)


def test_a_cookie_older_than_an_hour_is_a_friendly_restart(
    person: Client, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(person, definition, DVT)
    import time

    later = time.time() + 60 * 60 + 1
    monkeypatch.setattr("time.time", lambda: later)

    assert person.get("/check/result/").status_code == 409


def test_a_cookie_made_with_a_foreign_key_is_a_friendly_restart(
    person: Client, definition: Definition, settings: Any
) -> None:
    walk(person, definition, DVT)
    settings.SECRET_KEY = "another-key-" + "y" * 40

    assert person.get("/check/result/").status_code == 409


def test_a_running_check_survives_a_new_key_while_the_old_one_is_a_fallback(
    person: Client, definition: Definition, settings: Any
) -> None:
    walk(person, definition, DVT)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "y" * 40

    assert 'data-urgency="same-day"' in text(person.get("/check/result/"))


def test_an_answer_without_the_cookie_is_a_friendly_restart(person: Client) -> None:
    person.get("/check/chest/")
    del person.cookies["check"]

    response = person.post("/check/chest/", {"chest": "none"})

    assert response.status_code == 409
    assert "allow them for this site" in text(response)


def test_a_missing_csrf_token_is_refused_with_the_emergency_line(person: Client) -> None:
    person.get("/check/chest/")

    response = person.post("/check/chest/", {"chest": "none", "csrfmiddlewaretoken": ""})

    assert response.status_code == 403
    assert "reload the page and answer once more" in text(response)
    assert 'class="emergency-line"' in text(response)


@pytest.mark.parametrize("path", ["/check/", "/check/result/", "/check/deleted/"])
def test_posting_where_nothing_is_posted_is_refused(path: str) -> None:
    assert Client().post(path).status_code == 405


@pytest.mark.parametrize("path", ["/check/delete/", "/check/restart/"])
def test_deleting_by_a_link_is_refused(person: Client, path: str) -> None:
    response = person.get(path)

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "This address shows no page" in text(response)
    assert 'class="emergency-line"' in text(response)


def test_a_site_without_a_published_check_says_so(person: Client) -> None:
    Document.objects.filter(kind="check").update(live=None)

    response = person.get("/check/")

    assert response.status_code == 503
    assert "get medical advice today" in text(response)


# A page or a fragment


def test_htmx_gets_the_fragment_with_a_title_and_the_focus_on_the_heading(client: Client) -> None:
    page = text(client.get("/check/chest/"))
    fragment = text(client.get("/check/chest/", headers={"HX-Request": "true"}))

    assert page.count("<html") == 1 and 'id="check"' in page
    assert "<html" not in fragment and fragment.startswith("<title>")
    assert '<h1 tabindex="-1" autofocus>' in fragment
    assert "autofocus" not in page


def test_an_error_takes_the_focus_and_does_not_push_the_address_again() -> None:
    person = CheckClient(headers={"HX-Request": "true"})

    response = post(person, "chest")

    assert response.headers["HX-Push-Url"] == "false"
    assert '<div class="error-summary" tabindex="-1" autofocus>' in text(response)


def test_the_result_can_differ_by_header_and_cookie_only(person: Client) -> None:
    vary = person.get("/check/chest/").headers["Vary"]

    assert {"HX-Request", "Cookie"} <= {part.strip() for part in vary.split(",")}


def test_nothing_is_ticked_beforehand(definition: Definition) -> None:
    for page in definition.pages:
        fresh = CheckClient()
        walk(fresh, definition, DVT, until=page.slug)
        assert "checked" not in text(fresh.get(f"/check/{page.slug}/"))


# Privacy


def test_the_check_is_never_stored_nor_indexed(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    for path in ("/check/", "/check/chest/", "/check/result/", "/check/deleted/"):
        headers = person.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert path == "/check/" or headers["X-Robots-Tag"] == "noindex"


def test_the_cookie_is_encrypted_and_kept_to_the_check(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)
    cookie = person.cookies["check"]

    assert "calf-tender" not in cookie.value
    assert cookie["path"] == "/check/"
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie["max-age"] == "" and cookie["expires"] == ""


def test_the_longest_answers_fit_a_cookie(person: Client, definition: Definition) -> None:
    everything = {
        question.slug: tuple(option.value for option in question.options) for question in definition.questions
    }
    response = HttpResponse()
    store.save(response, store.Answers("0" * 64, everything))

    assert len(response.cookies["check"].OutputString()) < 4096


def test_no_answer_reaches_an_address_a_log_the_database_or_a_cache(
    person: Client, definition: Definition, caplog: pytest.LogCaptureFixture
) -> None:
    before = everything_stored()

    given, said = answer_as(definition, DVT), []
    for page in definition.pages:
        answered = post(person, page.slug, **{q.slug: list(given[q.slug]) for q in page.questions})
        said.append(answered.headers)
    said.append(person.get("/check/result/").headers)

    assert not [code for code in DVT if code in f"{said} {caplog.text} {lately._kept}"]
    assert everything_stored() == before


def test_a_leak_into_the_database_would_be_seen() -> None:
    before = everything_stored()

    Session.objects.create(session_key="x", session_data="calf-tender", expire_date=timezone.now())

    assert everything_stored() != before


def everything_stored() -> dict[str, list[tuple]]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows[table] = cursor.fetchall()
        return rows


def test_a_step_of_a_started_check_costs_no_query(
    person: Client, definition: Definition, django_assert_num_queries: Any
) -> None:
    walk(person, definition, DVT, until="feel")

    with django_assert_num_queries(0):
        assert leads_to(post(person, "feel", feel="feels-aching")) == "/check/severity/"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
def test_a_step_renders_nothing_that_was_rendered_for_somebody_else(
    headers: dict[str, str], definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = CheckClient(headers=headers), CheckClient(headers=headers)
    for person in (first, second):
        walk(person, definition, DVT, until="feel")
    first.get(leads_to(first.post("/check/feel/", {"feel": "feels-aching"})))
    monkeypatch.setattr("triage.views.pages.render_to_string", None)

    shown = second.get(leads_to(second.post("/check/feel/", {"feel": "feels-cramping"})))

    assert "How bad is the pain" in text(shown)


def test_a_page_kept_for_everyone_holds_nobodys_token_and_no_answer(definition: Definition) -> None:
    first, second = CheckClient(), CheckClient()
    for person in (first, second):
        walk(person, definition, DVT, until="feel")
    pages = [text(person.get("/check/feel/")) for person in (first, second)]
    tokens = [re.search(r'csrfmiddlewaretoken" value="([\w-]{22})"', page)[1] for page in pages]

    assert tokens[0] != tokens[1]
    assert pages[0].replace(tokens[0], "") == pages[1].replace(tokens[1], "")
    kept = b"".join(blank._pages.values()).decode()
    assert not [token for token in tokens if token in kept]
    assert "checked" not in kept


def test_a_result_seen_before_costs_no_query(
    person: Client, definition: Definition, django_assert_num_queries: Any
) -> None:
    walk(person, definition, DVT)
    person.get("/check/result/")

    with django_assert_num_queries(0):
        assert 'data-urgency="same-day"' in text(person.get("/check/result/"))
