"""Every version that was public keeps its address, and says what it changed; no other is to be seen."""

from __future__ import annotations

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from calfsite.publishing import workflow
from calfsite.publishing.models import Document, Publication, Revision
from causes.compile import compile_article
from causes.models import ARTICLE, Article

pytestmark = pytest.mark.django_db
PAGE = "/causes/muscle-cramps/"
NEW_FACT = "A new fact about cramps."


@pytest.fixture
def article() -> Article:
    return Article.objects.get(slug="muscle-cramps")


def save(article: Article, **changes: object) -> Revision:
    for field, value in changes.items():
        setattr(article, field, value)
    return workflow.save_revision(ARTICLE, article.slug, compile_article(article), author=None)


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_first_version_says_that_it_is_the_first_and_the_newest(client: Client) -> None:
    page = text(client, f"{PAGE}v/1/")

    assert "It was the first to be published." in page
    assert "This is the newest text" in page
    assert 'content="noindex"' in page


def test_a_new_version_shows_what_it_changed_and_the_old_one_keeps_its_text(
    client: Client, article: Article
) -> None:
    old_fact = article.key_facts.splitlines()[0]
    revision = save(article, key_facts=article.key_facts.replace(old_fact, NEW_FACT))
    workflow.publish(revision, note="A better fact.")

    new, old, live = text(client, f"{PAGE}v/2/"), text(client, f"{PAGE}v/1/"), text(client, PAGE)

    assert f"<del>{old_fact}</del>" in new
    assert f"<ins>{NEW_FACT}</ins>" in new
    assert "<h3>Key facts</h3>" in new
    assert new.count("<h3>Lead</h3>") == 0
    assert "This is an old text" in old
    assert f"<li>{old_fact}</li>" in old
    assert NEW_FACT not in old
    assert "A better fact." in live
    assert live.index("Version 2</a>") < live.index("Version 1</a>")
    assert "A better fact." not in old


def test_a_draft_has_no_address_before_it_is_public(client: Client, article: Article) -> None:
    revision = save(article, lead="A draft.")

    assert client.get(f"{PAGE}v/{revision.number}/").status_code == 404
    assert "A draft." not in text(client, PAGE)
    assert "Version 2" not in text(client, PAGE)


@pytest.mark.parametrize(
    "path", [f"{PAGE}v/7/", f"{PAGE}v/0/", f"{PAGE}v/99999999999999999999/", "/causes/no/v/1/"]
)
def test_a_version_that_does_not_exist_is_a_helpful_404(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "/causes/" in response.content.decode()


def test_taking_it_off_and_bringing_it_back_is_a_line_in_the_log(client: Client) -> None:
    revision = Publication.objects.get(revision__document__key="muscle-cramps").revision
    workflow.withdraw(revision.document)
    assert client.get(f"{PAGE}v/1/").status_code == 410
    workflow.publish(revision, note="Back again.")

    assert "Back again." in text(client, PAGE)
    assert text(client, PAGE).count("Version 1</a>") == 2


def test_old_addresses_and_other_names_lead_to_the_article(client: Client, article: Article) -> None:
    workflow.publish(save(article, former_slugs="calf-cramps\ncharlie-horse"))

    for name in ("calf-cramps", "charlie-horse", "night-leg-cramps"):
        response = client.get(f"/causes/{name}/")
        assert (response.status_code, response.headers.get("Location")) == (301, PAGE), name
    assert client.get("/causes/dvt/").headers["Location"] == "/causes/blood-clots/"
    assert client.get("/causes/dvt.md").headers["Location"] == "/causes/blood-clots.md"
    assert client.get("/causes/charlie-horse.txt").headers["Location"] == "/causes/muscle-cramps.txt"


def test_a_name_that_two_articles_bear_leads_to_neither(client: Client, article: Article) -> None:
    workflow.publish(save(article, also_called="DVT"))

    assert client.get("/causes/dvt/").status_code == 404


def test_an_old_address_leads_on_even_from_an_article_that_was_withdrawn(
    client: Client, article: Article
) -> None:
    workflow.withdraw(Document.objects.get(key="bakers-cyst"))
    workflow.publish(save(article, former_slugs="bakers-cyst"))

    assert client.get("/causes/bakers-cyst/").headers["Location"] == PAGE
    assert client.get("/causes/DVT/").headers["Location"] == "/causes/blood-clots/"


def test_an_unknown_address_reads_the_articles_once(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        client.get("/causes/nothing-here/")


def test_the_version_before_is_the_last_that_was_public(client: Client, article: Article) -> None:
    for number in (2, 3):
        workflow.publish(save(article, lead=f"Lead {number}."))

    assert "<del>Lead 2.</del>" in text(client, f"{PAGE}v/3/")


def test_what_an_earlier_release_published_without_a_record_is_shown(
    client: Client, article: Article
) -> None:
    workflow.publish(save(article, lead="Second."))
    Publication.objects.filter(revision__document__key=article.slug)._raw_delete("default")

    assert "Version 2</a>" in text(client, PAGE)
    assert "Which version was public before it is not recorded." in text(client, f"{PAGE}v/2/")
    assert client.get(f"{PAGE}v/1/").status_code == 404


def test_a_source_that_became_an_organisation_is_cited_no_more(client: Client, article: Article) -> None:
    content = compile_article(article)
    content["sources"][0]["kind"] = "organisation"
    workflow.publish(workflow.save_revision(ARTICLE, article.slug, content, author=None))

    assert content["sources"][1]["citation"] in text(client, PAGE)


LATER = ("advice_sources", "former_slugs", "pictures", "search_words", "signs", "treatments")


def test_an_article_as_an_earlier_release_kept_it_is_shown_everywhere(
    client: Client, article: Article
) -> None:
    content = compile_article(article)
    old = {name: value for name, value in content.items() if name not in LATER}
    workflow.publish(workflow.save_revision(ARTICLE, article.slug, old, author=None))

    for path in (
        PAGE,
        f"{PAGE}v/2/",
        "/causes/muscle-cramps.md",
        "/causes/muscle-cramps.txt",
        "/causes.json",
    ):
        assert "Muscle cramps" in text(client, path), path
    assert PAGE in text(client, "/")
    assert client.get("/causes/compare/muscle-cramps/blood-clots/").status_code == 404
    assert client.post("/search/", {"text": "muscle cramps"}).status_code == 200


def test_treatments_as_an_earlier_release_kept_them_are_shown(client: Client, article: Article) -> None:
    content = compile_article(article)
    for row in content["treatments"]:
        del row["sources"]
    workflow.publish(workflow.save_revision(ARTICLE, article.slug, content, author=None))

    assert content["treatments"][1]["benefits"] in unescape(text(client, PAGE))


def test_old_versions_are_listed_by_no_search_engine(client: Client) -> None:
    for path in (f"{PAGE}v/1/", "/causes/muscle-cramps.md", "/causes/muscle-cramps.txt"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex"
    assert client.post("/search/", {"text": "calf"}).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(PAGE).headers


def test_an_editor_says_in_public_what_changed(admin_client: Client, client: Client) -> None:
    author = User.objects.get(username="admin")
    article = Article.objects.get(slug="muscle-cramps")
    content = compile_article(article) | {"lead": "Cramps hurt."}
    revision = workflow.save_revision(ARTICLE, article.slug, content, author=author, change_note="Shorter.")
    workflow.publish(revision)

    assert "Shorter." in text(client, PAGE)
