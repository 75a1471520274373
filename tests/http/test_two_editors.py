"""Two editors at one article: what one of them saved is never lost by what the other does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from calfsite.publishing import workflow
from causes.models import Article
from tests.admin_form import change_url, form_in, open_form, save, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cramps() -> Article:
    return Article.objects.get(slug="muscle-cramps")


@pytest.fixture
def maria() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("maria", password="x"))
    return client


def saved(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_a_bad_field_in_an_old_form_does_not_hide_what_somebody_else_saved(
    admin_client: Client, maria: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    mine = open_form(admin_client, url)
    save(maria, url, open_form(maria, url), "_continue", lead="What Maria wrote.")

    refused = save(admin_client, url, mine, "_continue", lead="What I wrote.", key_facts="Only one.")
    mended = {**form_in(refused), "key_facts": mine["key_facts"]}
    again = save(admin_client, url, mended, "_continue")

    assert "What Maria wrote." in text_of(refused) + text_of(again)


def test_a_busy_database_does_not_hide_what_somebody_else_saved(
    admin_client: Client, maria: Client, cramps: Article, monkeypatch: Any
) -> None:
    url = change_url(cramps)
    mine = open_form(admin_client, url)
    save(maria, url, open_form(maria, url), "_continue", lead="What Maria wrote.")

    def busy(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(workflow, "save_revision", busy)
        patch.setattr("calfsite.publishing.draft_admin.DraftAdmin._refuse_stale_save", busy)
        refused = save(admin_client, url, mine, "_continue", lead="What I wrote.")
    again = save(admin_client, url, form_in(refused), "_continue")

    assert refused.status_code == 503
    assert "What I wrote." in text_of(refused)
    assert "What Maria wrote." in text_of(again)
    assert saved(cramps).lead == "What Maria wrote."
