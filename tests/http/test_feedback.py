"""What readers say of a page is kept without them, and what is wrong with it is said."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate

from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.models import Feedback
from causes.views import feedback

pytestmark = pytest.mark.django_db
PATH = "/causes/blood-clots/feedback/"
THANKS = f"{PATH}thanks/"


def send(client: Client, **data: str) -> Any:
    return client.post(PATH, data)


def test_it_is_kept_with_page_version_and_day_and_nothing_else(client: Client) -> None:
    response = send(client, answer="partly", text="What is a vein?")
    (row,) = Feedback.objects.values()

    assert (response.status_code, response.headers["Location"]) == (302, THANKS)
    assert not client.cookies
    row.pop("id")
    assert row == {
        "article": "blood-clots",
        "version": 1,
        "answer": "partly",
        "text": "What is a vein?",
        "day": localdate(),
    }


def test_whoever_sent_it_is_thanked_and_led_back(client: Client) -> None:
    response = client.get(THANKS)
    html = response.content.decode()

    assert "Thank you" in html
    assert '<a href="/causes/blood-clots/">Back to blood clots in the leg</a>' in html
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/causes/no-such/feedback/thanks/").status_code == 404


def test_without_an_answer_it_says_what_to_do_and_keeps_the_text(client: Client) -> None:
    response = send(client, text="Too long & hard.")
    html = response.content.decode()

    assert response.status_code == 422
    assert "Choose whether the page answered your question." in html
    assert "Too long &amp; hard.</textarea>" in html
    assert 'value="yes" autofocus>' in html and html.count(" autofocus>") == 1
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "perhaps"}, "Choose one of the three answers."),
        ({"answer": "no", "text": "x" * 1001}, "Write at most 1,000 letters; there are 1001."),
        ({"answer": "no", "text": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(
    client: Client, data: dict[str, str], said: str
) -> None:
    response = send(client, **data)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Feedback.objects.exists()


def test_nobody_can_fill_the_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "MOST_A_DAY", 1)

    assert send(client, answer="yes").status_code == 302
    refused = send(client, answer="no", text="What I wrote.")

    assert refused.status_code == 503
    assert "send it again tomorrow" in refused.content.decode()
    assert "What I wrote.</textarea>" in refused.content.decode()
    assert Feedback.objects.count() == 1


def test_it_stands_in_no_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    send(client, answer="no", text="my secret calf")

    logged = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert "secret" not in " ".join(logged)


def test_another_site_cannot_send_it(client: Client) -> None:
    assert client.post(PATH, {"answer": "no"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not Feedback.objects.exists()


def test_its_address_leads_to_the_form_and_that_of_no_article_to_a_404(client: Client) -> None:
    assert client.get(PATH).headers["Location"] == "/causes/blood-clots/#feedback"
    assert client.get("/causes/no-such/feedback/").status_code == 404
    assert client.post("/causes/no-such/feedback/", {"answer": "yes"}).status_code == 404


def test_a_note_on_an_article_that_was_just_withdrawn_is_kept(client: Client) -> None:
    Document.objects.filter(key="bakers-cyst").update(live=None)

    assert client.post("/causes/bakers-cyst/feedback/", {"answer": "no", "text": "Why?"}).status_code == 302
    assert Feedback.objects.get().text == "Why?"
    thanks = client.get("/causes/bakers-cyst/feedback/thanks/").content.decode()
    assert 'href="/causes/bakers-cyst/' not in thanks


@pytest.mark.parametrize(
    ("sent", "kept"), [("1", 1), ("", 2), ("7", 2), ("abc", 2), ("9" * 5000, 2), ("-1", 2), ("1\x00", 2)]
)
def test_it_is_kept_with_the_version_that_was_read(client: Client, sent: str, kept: int) -> None:
    content = Document.objects.get(key="blood-clots").live.content | {"lead": "Clots can kill."}
    workflow.publish(workflow.save_revision("article", "blood-clots", content, author=None))

    assert 'name="version" value="1"' in client.get("/causes/blood-clots/v/1/").content.decode()
    assert send(client, answer="yes", version=sent).status_code == 302
    assert Feedback.objects.get().version == kept


def test_editors_read_it_and_cannot_write_it(admin_client: Client) -> None:
    Feedback.objects.create(article="blood-clots", version=1, answer="no", text="What is a vein?")

    assert "What is a vein?" in admin_client.get("/admin/causes/feedback/").content.decode()
    assert admin_client.get("/admin/causes/feedback/add/").status_code == 403
