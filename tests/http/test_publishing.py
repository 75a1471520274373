"""Revisions are kept as they were written."""

from __future__ import annotations

import hashlib

import pytest

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, ImmutableError, Publication, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    return workflow.save_revision("article", "example", {"title": "Éx", "a": 1}, author=None)


def test_a_revision_is_canonical_and_carries_its_hash(revision: Revision) -> None:
    assert revision.canonical == '{"a":1,"title":"Éx"}'
    assert revision.sha256 == hashlib.sha256(revision.canonical.encode()).hexdigest()


def test_a_revision_cannot_be_changed_or_deleted(revision: Revision) -> None:
    revision.canonical = "{}"
    with pytest.raises(ImmutableError):
        revision.save()
    with pytest.raises(ImmutableError):
        revision.delete()
    with pytest.raises(ImmutableError):
        Revision.objects.filter(pk=revision.pk).update(canonical="{}")
    with pytest.raises(ImmutableError):
        Revision.objects.all().delete()


def test_saving_moves_the_head_and_not_the_live_pointer(revision: Revision) -> None:
    workflow.publish(revision)

    newer = workflow.save_revision("article", "example", {"a": 2}, author=None)

    document = Document.objects.get(key="example")
    assert (document.head, document.live) == (newer, revision)
    assert newer.based_on == revision


def test_the_same_content_is_the_same_revision(revision: Revision) -> None:
    assert workflow.save_revision("article", "example", {"a": 1, "title": "Éx"}, author=None) == revision


def test_going_back_to_an_old_text_is_a_new_revision(revision: Revision) -> None:
    workflow.save_revision("article", "example", {"a": 2}, author=None)

    back = workflow.save_revision("article", "example", revision.content, author=None)

    assert back.number == 3
    assert back.sha256 == revision.sha256


def test_a_withdrawn_document_keeps_its_revisions(revision: Revision) -> None:
    workflow.publish(revision)

    workflow.withdraw(revision.document)

    document = Document.objects.get(key="example")
    assert document.live is None
    assert list(document.revisions.all()) == [revision]


def test_what_is_live_already_goes_out_no_second_time(revision: Revision) -> None:
    workflow.publish(revision)
    published_at = Document.objects.get(key="example").published_at

    assert not workflow.publish(revision, note="Nothing.")

    assert Publication.objects.filter(revision=revision).count() == 1
    assert Document.objects.get(key="example").published_at == published_at


def test_bringing_back_a_withdrawn_text_is_a_publication(revision: Revision) -> None:
    workflow.publish(revision)
    workflow.withdraw(revision.document)

    assert workflow.publish(revision, note="Back again.")

    assert Publication.objects.filter(revision=revision).count() == 2
