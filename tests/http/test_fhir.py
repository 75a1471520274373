"""The check as data over HTTP: anybody's questions, and a person's own answers to keep."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.shortcuts import render
from django.test import Client

from calfsite import lately
from calfsite.publishing import workflow
from calfsite.publishing.models import Approval, Document
from tests.check_client import CheckClient
from tests.http.test_check import DVT, everything_stored, post, walk
from tests.people import walk_as
from triage import fhir
from triage.core.definition import Definition
from triage.definitions import definition_by_hash, live_hash
from triage.views import logic

pytestmark = pytest.mark.django_db

DEFINITION = "/check/definition.json"


@pytest.fixture
def person() -> Client:
    return CheckClient()


def download(person: Client, **headers: str) -> Any:
    return person.post("/check/answers/", headers=headers)


# The questions


def test_the_live_check_is_a_questionnaire_under_its_own_address_and_hash(client: Client) -> None:
    response = client.get(DEFINITION)

    questionnaire = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/fhir+json")
    assert questionnaire["url"] == "http://testserver/check/definition.json"
    assert questionnaire["version"] == live_hash()
    assert questionnaire["contained"][0]["url"] == "http://testserver/check/findings"
    assert questionnaire["publisher"] == "Calf pain"
    assert questionnaire["date"] == Document.objects.get(kind="check").published_at.isoformat("T", "seconds")


def test_it_sets_no_cookie_and_is_the_same_for_everyone(client: Client) -> None:
    with_cookie = Client()
    with_cookie.get("/check/chest/")

    response = client.get(DEFINITION)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert with_cookie.get(DEFINITION).content == response.content


def test_it_is_not_sent_again_while_it_is_the_same(client: Client) -> None:
    etag = client.get(DEFINITION).headers["ETag"]

    again = client.get(DEFINITION, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_it_travels_compressed(client: Client) -> None:
    response = client.get(DEFINITION, headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.content) < 14_000


def test_it_is_made_once_for_each_definition(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get(DEFINITION).content
    monkeypatch.setattr(fhir, "questionnaire", None)

    assert client.get(DEFINITION).content == before


def test_posting_to_it_is_refused(client: Client) -> None:
    assert client.post(DEFINITION).status_code == 405


def test_it_is_experimental_until_it_is_approved(client: Client) -> None:
    assert client.get(DEFINITION).json()["experimental"] is True

    revision = Document.objects.get(kind="check").live
    clinician = User.objects.create_user("clinician")
    approval = Approval.objects.create(
        revision=revision, sha256=revision.sha256, approved_by=clinician, name="Dr Test", role="GP"
    )
    lately.forget_lately()  # stands for the few seconds until it is noticed

    approved = client.get(DEFINITION).json()
    assert approved["experimental"] is False
    assert approved["approvalDate"] == approval.approved_at.date().isoformat()


def test_without_a_live_check_it_says_so_in_the_same_language(client: Client) -> None:
    client.get(DEFINITION)
    Document.objects.filter(kind="check").update(live=None)

    response = client.get(DEFINITION)

    assert (response.status_code, response.headers["Content-Type"]) == (503, "application/fhir+json")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.json()["resourceType"] == "OperationOutcome"
    assert not response.cookies


def test_a_definition_that_cannot_be_run_any_more_is_not_offered(client: Client) -> None:
    workflow.publish(workflow.save_revision("check", "check", {"from": "another age"}, author=None))

    assert client.get(DEFINITION).status_code == 503


def test_a_condition_that_fhir_cannot_say_is_told_and_not_dropped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **about: Any) -> None:
        raise fhir.CannotBeSaid("“feet” is asked under more conditions than can be nested.")

    monkeypatch.setattr(fhir, "questionnaire", refuse)
    logic._questionnaire.cache_clear()

    response = client.get(DEFINITION)

    assert response.status_code == 503
    assert "“feet” is asked under more conditions" in response.json()["issue"][0]["diagnostics"]


# A person's own answers


def test_the_answers_are_a_file_to_keep(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    response = download(person)

    resource = response.json()
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/fhir+json")
    assert response.headers["Content-Disposition"] == 'attachment; filename="calf-check-answers.json"'
    assert resource["questionnaire"] == f"http://testserver/check/definition.json|{live_hash()}"
    asked = definition_by_hash(live_hash())
    assert fhir.values_of(asked, resource) == fhir.values_of(
        asked, fhir.response(walk_as(asked, DVT), questionnaire_url="http://x/y")
    )


def test_the_file_is_kept_by_nobody_on_the_way(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    headers = download(person).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Cookie" in headers["Vary"]
    assert "ETag" not in headers


def test_the_file_names_nobody(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    assert set(download(person).json()) == {"resourceType", "language", "questionnaire", "status", "item"}


def test_only_answers_on_the_path_are_in_the_file(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)
    post(person, "leg", leg="foot-cold-pale")

    file = download(person)

    assert [item["linkId"] for item in file.json()["item"]] == ["chest", "leg"]
    assert "calf-tender" not in file.content.decode()


def test_the_file_is_stored_nowhere_and_named_in_no_log(
    person: Client, definition: Definition, caplog: pytest.LogCaptureFixture
) -> None:
    walk(person, definition, DVT)
    before = everything_stored()

    response = download(person)

    assert "calf-tender" in response.content.decode()
    assert "calf-tender" not in f"{response.headers} {caplog.text} {lately._kept}"
    assert not response.cookies
    assert everything_stored() == before


def test_the_file_needs_no_script_and_is_the_same_to_one(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    assert download(person, **{"HX-Request": "true"}).content == download(person).content


def test_a_link_from_elsewhere_cannot_make_the_file(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)

    assert person.get("/check/answers/").status_code == 405
    assert person.post("/check/answers/", {"csrfmiddlewaretoken": ""}).status_code == 403


def test_without_answers_or_before_the_end_there_is_no_file(person: Client) -> None:
    assert Client().post("/check/answers/").headers["Location"] == "/check/"

    post(person, "chest", chest="none")
    early = download(person)

    assert (early.status_code, early.headers["Location"]) == (303, "/check/leg/")
    assert early.content == b""


def test_answers_that_cannot_be_read_are_a_friendly_restart(person: Client, definition: Definition) -> None:
    walk(person, definition, DVT)
    person.cookies["check"] = "tampered"

    response = download(person)

    assert response.status_code == 409
    assert "The check has to start again" in response.content.decode()


def test_a_check_begun_on_an_earlier_definition_is_told_by_that_one(
    person: Client, definition: Definition
) -> None:
    walk(person, definition, DVT)
    began = live_hash()
    content = json.loads(Document.objects.get(kind="check").live.canonical)
    content["questions"][0]["hint"] = "Tick all that fit."
    workflow.publish(workflow.save_revision("check", "check", content, author=None))

    assert live_hash() != began
    assert download(person).json()["questionnaire"].endswith(f"|{began}")


def test_the_form_is_plain_and_carries_its_token(rf: Any) -> None:
    html = render(
        rf.get("/check/result/"), "triage/_download.html", {"form_token": "this-one"}
    ).content.decode()

    assert '<form class="actions" method="post" action="/check/answers/">' in html
    assert 'name="csrfmiddlewaretoken" value="this-one"' in html
    assert "data-hx" not in html


def test_a_file_for_every_way_the_check_can_end(person: Client, definition: Definition) -> None:
    for findings, status in ((DVT, "completed"), ({"breathless"}, "stopped")):
        walk(person, definition, findings)
        assert download(person).json()["status"] == status
        del person.cookies["check"]
