"""Who has checked an article and when the next check is due are told apart, and never against each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils.timezone import localdate

from calfsite.jinja import long_date
from calfsite.publishing import workflow
from calfsite.publishing.models import Document
from causes.models import ARTICLE

pytestmark = pytest.mark.django_db

PAGE = "/causes/muscle-cramps/"
PAGES = [PAGE, f"{PAGE}v/2/", "/causes/muscle-cramps.txt", "/causes/muscle-cramps.md"]
UNCHECKED = "Not checked by a clinician yet."
CHECKED = "Checked by A. Tester, test clinician, on"
OVERDUE = "past its review date"
TODAY = localdate()


def publish(*, due: date | None, is_approved: bool) -> None:
    content = Document.objects.get(key="muscle-cramps").live.content
    due_on = due.isoformat() if due else None
    revision = workflow.save_revision(
        ARTICLE, "muscle-cramps", content | {"next_review_due": due_on, "lead": "A cramp."}, author=None
    )
    if is_approved:
        clinician = User.objects.create_user("clinician")
        workflow.approve(revision, approved_by=clinician, name="A. Tester", role="test clinician")
    workflow.publish(revision)


def words(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    html = response.content.decode()
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split()) if path.endswith("/") else html


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("is_approved", "said"), [(False, UNCHECKED), (True, CHECKED)])
def test_a_page_past_its_review_date_still_says_who_has_checked_it(
    client: Client, path: str, is_approved: bool, said: str
) -> None:
    publish(due=TODAY - timedelta(days=1), is_approved=is_approved)

    shown = words(client, path)

    assert OVERDUE in shown
    assert said in shown
    assert "this date is past." in shown.partition("Sources and changes")[2]
    assert ({UNCHECKED, CHECKED} - {said}).pop() not in shown


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("is_approved", "due", "said"),
    [
        (False, None, "Not set: the first check by a clinician is still open."),
        (True, None, "No day is set yet."),
        (False, TODAY, f"{long_date(TODAY)}."),
        (True, TODAY, f"{long_date(TODAY)}."),
    ],
)
def test_the_next_check_is_told_in_words_that_fit(
    client: Client, path: str, is_approved: bool, due: date | None, said: str
) -> None:
    publish(due=due, is_approved=is_approved)

    shown = words(client, path)

    assert said in shown.rpartition("Next check due")[2][: len(said) + 2]
    assert ("first check by a clinician" in shown) == (not is_approved and due is None)
    assert OVERDUE not in shown
