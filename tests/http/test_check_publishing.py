"""Before the check is published: proofs that refuse, and people who would be told to wait longer."""

from __future__ import annotations

from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from tests.admin_form import FormReader, change_url, open_form, save
from triage.models import Question, Rule

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return unescape(response.content.decode())


def live_rules() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in Document.objects.get(kind="check").live.content["rules"]}


def printed(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_a_draft_that_a_proof_fails_for_is_refused_with_a_person(admin_client: Client) -> None:
    injury = Question.objects.get(slug="injury")
    form = open_form(admin_client, change_url(injury))

    response = save(admin_client, change_url(injury), form, asked_when="trigger-direct-injury")

    assert response.status_code == 422
    shown = text(response)
    assert "Not published, and not saved yet: a proof fails" in shown
    assert "Rule S11 would fire, but a question it needs is hidden from this person." in shown
    assert "Is any of these new for you" in shown.split("Somebody to see it with")[1]
    assert 'name="asked_when"' in shown and "trigger-direct-injury</textarea>" in shown
    assert Question.objects.get(slug="injury").asked_when == ""


def test_it_can_be_kept_as_a_draft_and_the_public_sees_nothing_of_it(admin_client: Client) -> None:
    injury = Question.objects.get(slug="injury")
    form = open_form(admin_client, change_url(injury))

    response = save(
        admin_client, change_url(injury), form, button="_continue", asked_when="trigger-direct-injury"
    )

    assert response.status_code == 302
    assert Question.objects.get(slug="injury").asked_when == "trigger-direct-injury"
    changes = text(admin_client.get(reverse("admin:triage_question_changes")))
    assert "This draft may not be published" in changes
    assert "Rule S11 would fire" in changes


def test_whoever_would_be_told_to_wait_longer_is_shown_before_publishing(admin_client: Client) -> None:
    url = change_url(Rule.objects.get(code="S1"))
    form = open_form(admin_client, url)

    first = save(admin_client, url, form, urgency="routine")

    assert first.status_code == 422
    shown = text(first)
    assert "some people would be told to wait longer" in shown
    assert "From same-day to routine. Rule S1 asked for more." in shown
    assert "One calf has become more swollen" in shown
    assert "Publish it all the same" in shown
    assert live_rules()["S1"]["urgency"] == "same-day"

    again = form_values(first)
    without_why = admin_client.post(url, {**again, "change_note": " ", "_publish": "1"})
    assert without_why.status_code == 422
    assert "say at the bottom what you changed and why" in text(without_why)

    second = admin_client.post(url, {**again, "change_note": "A reason.", "_publish": "1"})

    assert second.status_code == 302
    assert live_rules()["S1"]["urgency"] == "routine"


def test_taking_the_check_off_the_site_first_is_no_way_round(admin_client: Client) -> None:
    workflow.withdraw(Document.objects.get(kind="check"))
    url = change_url(Rule.objects.get(code="S1"))

    asked = save(admin_client, url, open_form(admin_client, url), urgency="routine")
    response = save(admin_client, url, form_values(asked), urgency="routine")

    assert asked.status_code == response.status_code == 422
    assert "Somebody took this off the site" in text(asked)
    assert "some people would be told to wait longer" in text(response)


def test_what_was_accepted_counts_for_that_text_alone(admin_client: Client) -> None:
    url = change_url(Rule.objects.get(code="S1"))
    first = save(admin_client, url, open_form(admin_client, url), urgency="routine")

    another = admin_client.post(url, {**form_values(first), "urgency": "self-care", "_publish": "1"})

    assert another.status_code == 422
    assert live_rules()["S1"]["urgency"] == "same-day"


def test_raising_an_urgency_is_published_at_once(admin_client: Client) -> None:
    url = change_url(Rule.objects.get(code="R14"))

    response = save(admin_client, url, open_form(admin_client, url), urgency="same-day")

    assert response.status_code == 302
    assert live_rules()["R14"]["urgency"] == "same-day"


def test_the_changes_page_tells_who_is_lowered_and_who_is_raised(admin_client: Client) -> None:
    for code, urgency in (("E13", "same-day"), ("R14", "same-day")):
        url = change_url(Rule.objects.get(code=code))
        save(admin_client, url, open_form(admin_client, url), button="_continue", urgency=urgency)

    shown = text(admin_client.get(reverse("admin:triage_rule_changes")))

    assert "It lowers the urgency for these people" in shown
    assert "From emergency to same-day. Rule E13 asked for more." in shown
    assert "It raises the urgency for these people" in shown
    assert "Rule R14 asks for more now." in shown
    assert "What this would change, and for whom" in text(
        admin_client.get(change_url(Rule.objects.get(code="R14")))
    )


def test_the_changes_page_asks_strangers_to_log_in(client: Client) -> None:
    response = client.get(reverse("admin:triage_rule_changes"))

    assert response.headers["Location"].startswith("/admin/login/")


def test_the_changes_page_is_closed_to_staff_without_the_permission(client: Client) -> None:
    client.force_login(User.objects.create_user("new", is_staff=True))

    assert client.get(reverse("admin:triage_rule_changes")).status_code == 403


# Commands


def test_verify_check_prints_each_property(admin_client: Client) -> None:
    report = printed("verify_check")

    assert report.count("holds ") == 12
    assert "All 12 properties hold." in report


def test_verify_check_fails_with_somebody_to_click_through() -> None:
    Question.objects.filter(slug="injury").update(asked_when="trigger-direct-injury")
    out = StringIO()

    with pytest.raises(CommandError, match="1 of 12 properties do not hold"):
        call_command("verify_check", "draft", stdout=out)

    assert "Rule S11 would fire" in out.getvalue()
    assert "What set the pain off?" in out.getvalue()


def test_diff_check_says_nobody_where_nothing_changes() -> None:
    report = printed("diff_check", "live", "content")

    assert "Lowers the urgency for nobody." in report
    assert "Raises the urgency for nobody." in report


def test_diff_check_names_a_person_a_rule_and_the_vignettes() -> None:
    Rule.objects.filter(code="E2").delete()
    Rule.objects.filter(code="E12").update(urgency="same-day")

    report = printed("diff_check", "live", "draft")

    assert "Rule E2 asked for more." in report
    assert "Rule E12 asked for more." in report
    assert "Vignette X08: from emergency" in report


@pytest.mark.parametrize("name", ["no-such", "999", "-1", ""])
def test_an_unknown_version_is_named_with_those_there_are(name: str) -> None:
    with pytest.raises(CommandError, match="Name live, draft, content"):
        call_command("verify_check", name)


def test_a_version_can_be_named_by_its_number() -> None:
    assert "All 12 properties hold." in printed("verify_check", "1")


def test_the_system_check_looks_at_what_is_live() -> None:
    assert not [message for message in run_checks(databases=["default"]) if "triage" in str(message.id)]
    revision = Document.objects.get(kind="check").live
    content = revision.content
    content["rules"] = [row | {"sooner": ""} for row in content["rules"]]
    workflow.publish(workflow.save_revision("check", "check", content, author=None))

    found = [message for message in run_checks(databases=["default"]) if "triage" in str(message.id)]

    assert "what to get help sooner for" in found[0].msg


def form_values(response: Any) -> dict[str, list[str]]:

    values = FormReader(response.content.decode()).values
    return {name: value for name, value in values.items() if "__prefix__" not in name}
