"""Taking an article off the site and bringing it back: who did it, why, and no old tab undoes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime

from calfsite.publishing.models import Withdrawal
from causes.models import Article
from tests.admin_form import change_url, form_in, open_form, save, text_of

pytestmark = pytest.mark.django_db

WHY = "The dose is wrong."


@pytest.fixture
def cramps(monkeypatch: pytest.MonkeyPatch) -> Article:
    """An article with hardly a form: what it lacks is asked about elsewhere."""
    monkeypatch.setattr("causes.admin.faults_of", lambda content: [])
    article = Article.objects.get(slug="muscle-cramps")
    for rows in (article.treatments, article.pictures, article.sections, article.sources):
        rows.all().delete()
    return article


def withdraw(editor: Client, cramps: Article, reason: str = WHY) -> Any:
    return editor.post(change_url(cramps).replace("change", "withdraw"), {"reason": reason})


def test_an_article_is_taken_off_the_site_with_a_reason(admin_client: Client, cramps: Article) -> None:
    asked = admin_client.get(change_url(cramps).replace("change", "withdraw"))
    assert "Muscle cramps" in asked.content.decode()
    assert Client().get("/causes/muscle-cramps/").status_code == 200  # asked, not yet answered

    without = withdraw(admin_client, cramps, " ")
    assert without.status_code == 422
    assert "This field is required." in without.content.decode()
    assert Client().get("/causes/muscle-cramps/").status_code == 200

    withdraw(admin_client, cramps)
    assert Client().get("/causes/muscle-cramps/").status_code == 410
    assert LogEntry.objects.filter(change_message="Taken off the site.").exists()
    today = date_format(localtime(), "j F Y")
    assert f"admin took this off the site on {today}: “{WHY}”" in text_of(
        admin_client.get(change_url(cramps))
    )


def test_taking_off_what_is_off_already_changes_nothing(admin_client: Client, cramps: Article) -> None:
    withdraw(admin_client, cramps)
    told = admin_client.post(
        change_url(cramps).replace("change", "withdraw"), {"reason": "Another fault."}, follow=True
    )

    assert "there was nothing to take off, and your reason is not kept: “Another fault.”" in text_of(told)
    assert LogEntry.objects.filter(change_message="Taken off the site.").count() == 1
    assert [withdrawal.reason for withdrawal in Withdrawal.objects.all()] == [WHY]


def test_a_tab_left_open_does_not_undo_a_withdrawal(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    old_tab = open_form(admin_client, url)
    withdraw(admin_client, cramps)

    refused = save(admin_client, url, old_tab, lead="Typed before.")

    assert refused.status_code == 422
    assert "why it may come back. admin took this off the site" in text_of(refused)
    assert "Typed before." in text_of(refused)
    assert Client().get("/causes/muscle-cramps/").status_code == 410


def test_an_article_is_brought_back_with_a_word_on_why(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    withdraw(admin_client, cramps)
    refused = save(admin_client, url, open_form(admin_client, url))

    without = save(admin_client, url, form_in(refused), change_note=" ")
    assert without.status_code == 422
    assert Client().get("/causes/muscle-cramps/").status_code == 410

    save(admin_client, url, form_in(without), change_note="The dose is right now.")
    assert Client().get("/causes/muscle-cramps/").status_code == 200
    assert WHY not in text_of(admin_client.get(url))


def test_a_second_withdrawal_is_asked_about_anew(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)
    withdraw(admin_client, cramps)
    accepted = form_in(save(admin_client, url, open_form(admin_client, url)))
    save(admin_client, url, accepted)
    withdraw(admin_client, cramps, "Another fault.")

    again = save(admin_client, url, open_form(admin_client, url) | {"accepted": accepted["accepted"]})

    assert again.status_code == 422
    assert "Another fault." in text_of(again)
