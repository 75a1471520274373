"""What is pasted from a word processor never takes a page or the feed down."""

from __future__ import annotations

from xml.dom import minidom

import pytest
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.control_characters import without_control_characters
from calfsite.publishing.models import Document, Publication
from causes.models import Article
from tests.admin_form import change_url, open_form, save

pytestmark = pytest.mark.django_db

VERTICAL_TAB, NUL = "\x0b", "\x00"


@pytest.fixture
def cramps() -> Article:
    return Article.objects.get(slug="muscle-cramps")


def feed() -> str:
    answer = Client().get("/changes.atom")
    assert answer.status_code == 200
    minidom.parseString(answer.content)  # noqa: S318
    return answer.content.decode()


def test_only_what_is_no_text_becomes_a_space() -> None:
    assert without_control_characters("Größe 😀\n\ta\x0bb\x00c\x85d\ufffee") == "Größe 😀\n\ta b c d e"


def test_a_note_pasted_from_a_word_processor_is_kept_as_one_line(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    note = f"First line.{VERTICAL_TAB}Second\nline.{NUL}"

    save(admin_client, url, open_form(admin_client, url), lead="A new lead.", change_note=note)

    assert Publication.objects.first().note == "First line. Second line."
    assert Document.objects.get(key="muscle-cramps").head.change_note == "First line. Second line."
    assert "First line. Second line." in feed()


def test_a_text_pasted_from_a_word_processor_is_saved_without_its_control_characters(
    admin_client: Client, cramps: Article
) -> None:
    url = change_url(cramps)
    form = open_form(admin_client, url)
    body = next(name for name in form if name.endswith("-body"))
    pasted = {"title": f"Muscle{VERTICAL_TAB}cramps", body: f"<p>One.{NUL}Two.{VERTICAL_TAB}</p>"}

    response = save(admin_client, url, form, **pasted)

    assert response.status_code == 302
    document = Document.objects.get(key="muscle-cramps")
    assert document.head.content["title"] == "Muscle cramps"
    assert not any(character in document.head.canonical for character in ("\\u000b", "\\u0000"))
    assert "Muscle cramps" in feed()


def test_a_note_of_an_earlier_release_does_not_take_the_feed_down(cramps: Article) -> None:
    document = Document.objects.get(key="muscle-cramps")
    content = document.live.content | {"title": f"Muscle{VERTICAL_TAB}cramps"}

    revision = workflow.save_revision("article", "muscle-cramps", content, author=None)
    workflow.publish(revision, note=f"One.{VERTICAL_TAB}Two.")

    assert "One. Two." in feed()
    assert "Muscle cramps, version 2" in feed()


def test_a_note_is_cut_at_its_greatest_length(admin_client: Client, cramps: Article) -> None:
    url = change_url(cramps)

    save(admin_client, url, open_form(admin_client, url), lead="A new lead.", change_note="x" * 400)

    assert Publication.objects.first().note == "x" * 300
