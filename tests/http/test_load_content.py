"""Loading the starter content again changes nothing, and never an editor's work."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, Revision
from causes.compile import compile_article
from causes.models import ARTICLE, Article, Cause, Finding, Section, Sign
from tests.conftest import CONTENT
from triage.compile import compile_check
from triage.models import CHECK, Rule
from triage.starter import read_check

pytestmark = pytest.mark.django_db


def load(content: Path = CONTENT) -> str:
    out = StringIO()
    call_command("load_content", content=content, stdout=out)
    return out.getvalue()


def change_lead(folder: Path, slug: str = "muscle-cramps") -> Path:
    """A copy of the starter content in which one article says something else."""
    shutil.copytree(CONTENT, folder, dirs_exist_ok=True)
    path = folder / "articles" / f"{slug}.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace('lead = "', 'lead = "New. ', 1), encoding="utf-8"
    )
    return folder


def test_what_was_taken_off_the_site_is_renewed_and_stays_off(tmp_path: Path) -> None:
    for kind, key in ((ARTICLE, "muscle-cramps"), (CHECK, CHECK)):
        workflow.withdraw(Document.objects.get(kind=kind, key=key))

    said = load(change_lead(tmp_path))

    assert "muscle-cramps: renewed, and not published: it was taken off the site" in said
    assert Document.objects.get(kind=ARTICLE, key="muscle-cramps").live is None
    assert Article.objects.get(slug="muscle-cramps").lead.startswith("New. ")
    assert Document.objects.get(kind=CHECK).live is None


def test_a_sign_that_an_editor_changed_goes_out_only_with_a_new_text(tmp_path: Path) -> None:
    Sign.objects.filter(cause__slug="muscle-cramps", finding__code="pattern-spasm").update(points=1)

    assert "muscle-cramps: unchanged" in load()
    assert "muscle-cramps: published" in load(change_lead(tmp_path))


def test_loading_again_changes_nothing() -> None:
    revisions = Revision.objects.count()
    sections = list(Section.objects.values_list("pk", flat=True))

    said = load()

    assert Revision.objects.count() == revisions
    assert list(Section.objects.values_list("pk", flat=True)) == sections
    assert "published" not in said
    assert Cause.objects.count() == 19


def test_the_words_of_a_finding_follow_the_files() -> None:
    Finding.objects.filter(code="diabetes").update(meaning="As an earlier release said it")

    said = load()

    assert Finding.objects.get(code="diabetes").meaning == "You have diabetes"
    assert "the check: unchanged" in said


def test_an_editors_words_for_a_finding_stay(admin_client: Client) -> None:
    finding = Finding.objects.get(code="diabetes")
    address = reverse("admin:causes_finding_change", args=[finding.pk])
    words = {"group": finding.group, "meaning": "You have high blood sugar"}
    assert admin_client.post(address, words).status_code == 302

    load()

    finding.refresh_from_db()
    assert finding.meaning == words["meaning"]


def test_a_load_that_is_cut_off_leaves_no_cause_half_made(monkeypatch: pytest.MonkeyPatch) -> None:
    Sign.objects.all().delete()
    Cause.objects.all().delete()
    real, calls = Sign.objects.bulk_create, []

    def cut_off(rows: object) -> object:
        calls.append(rows)
        if len(calls) == 3:
            raise OSError("cut off")
        return real(rows)

    monkeypatch.setattr(Sign.objects, "bulk_create", cut_off)
    with pytest.raises(CommandError):
        load()

    assert Cause.objects.count() == 0


def test_the_rows_compile_to_exactly_what_the_files_say() -> None:
    assert compile_check() == read_check(CONTENT)


def test_an_editors_article_is_left_alone() -> None:
    article = Article.objects.get(slug="muscle-cramps")
    article.lead = "What an editor wrote."
    article.save()
    editor = User.objects.create_user("editor")
    workflow.save_revision(ARTICLE, article.slug, compile_article(article), author=editor)

    said = load()

    article.refresh_from_db()
    assert article.lead == "What an editor wrote."
    assert "muscle-cramps: left alone" in said


def test_an_editors_check_is_left_alone() -> None:
    Rule.objects.filter(code="R21").delete()
    workflow.save_revision(CHECK, CHECK, compile_check(), author=User.objects.create_user("editor"))

    assert "the check: left alone" in load()
    assert not Rule.objects.filter(code="R21").exists()


def test_a_newer_starter_article_replaces_an_untouched_one(tmp_path: Path) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    file = content / "articles" / "muscle-cramps.md"
    file.write_text(file.read_text(encoding="utf-8").replace('title = "Muscle cramps"', 'title = "Cramps"'))

    said = load(content)

    assert "muscle-cramps: published" in said
    assert Document.objects.get(key="muscle-cramps").live.content["title"] == "Cramps"


@pytest.mark.parametrize(
    ("urgency", "says"),
    [
        ("same-day", "Lowers the urgency for these people:\n      From emergency to same-day. Rule E23"),
        ("emergency", "Lowers the urgency for nobody."),
    ],
)
def test_a_newer_starter_check_says_whom_it_tells_to_wait_longer(
    tmp_path: Path, urgency: str, says: str
) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    file = content / "check" / "rules.toml"
    head, rule, tail = file.read_text(encoding="utf-8").partition('code = "E23"\nurgency = "emergency"')
    changed = rule.replace('"emergency"', f'"{urgency}"')
    file.write_text(head + changed + tail.replace("Cancer and its", "A cancer and its", 1), encoding="utf-8")

    said = load(content)

    assert "the check: published" in said
    assert says in said


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("articles/muscle-cramps.md", "## symptoms:", "## feelings:", "is not a valid choice"),
        ("articles/muscle-cramps.md", "+++\n", "", "muscle-cramps.md"),
        ("check/rules.toml", "breathless or", "brethless or", "Did you mean breathless"),
        ("check/questions.toml", 'slug = "chest"', 'slug = "result"', "an address of the check itself"),
    ],
)
def test_content_that_cannot_be_loaded_is_refused_whole_and_named(
    tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    content = shutil.copytree(CONTENT, tmp_path / "content")
    file = content / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    before = Revision.objects.count()

    with pytest.raises(CommandError, match="cannot be loaded") as refused:
        load(content)

    assert says in str(refused.value)
    assert Revision.objects.count() == before
    assert Article.objects.filter(slug="muscle-cramps").exists()
