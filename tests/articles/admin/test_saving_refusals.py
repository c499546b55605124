"""What the page's script cannot save, and what it is told then."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Presence, Revision
from articles.rules import Action
from tests.articles.admin.saving import AUTOSAVE_NEW
from tests.articles.admin.test_article_admin import form_data
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"title": "dài " * 100}, "Tít"),
        ({"body": "<p>" + "x" * 1_000_001}, "1 MB"),
        ({"body": "<ul><li>" * 500}, "quá sâu"),
        ({"keywords": "k" * 101}, "100"),
        ({"section": "999999999"}, "Chuyên mục"),
    ],
)
def test_what_cannot_be_saved_is_said_in_sentences(window, changes, word):
    page = window("editor", ArticleFactory())

    status, answer = page.autosave(**changes)

    assert status == 422
    assert word in " ".join(answer["problems"])
    assert Revision.objects.count() == 1


def test_who_is_not_signed_in_any_more_is_told_in_json(window):
    page = window("editor", ArticleFactory())
    page.client.logout()

    status, answer = page.autosave(title="Tít")

    assert status == 401
    assert answer["problems"]
    assert Revision.objects.count() == 1


def test_nobodys_text_is_saved_in_the_name_of_another(window):
    page = window("editor", ArticleFactory())
    page.client.force_login(UserFactory(roles=["secretary"]))

    assert page.autosave(title="Tít")[0] == 401
    assert Revision.objects.count() == 1


def test_a_writer_whose_article_was_taken_over_is_told_who_has_it(window):
    reporter = UserFactory(roles=["reporter"])
    article = ArticleFactory(created_by=reporter, state="submitted")
    page = window(reporter, article)
    editor = UserFactory(roles=["editor"])
    workflow.move(Article.objects.get(), Action.TAKE, by=editor)

    status, answer = page.autosave(title="Viết tiếp")

    assert status == 403
    assert str(editor) in answer["problems"][0]
    assert Article.objects.get().title != "Viết tiếp"


def test_others_articles_and_deleted_ones_are_not_there(window):
    page = window("reporter", ArticleFactory())
    assert page.autosave(title="x")[0] == 404

    page = window("editor", ArticleFactory())
    Article.objects.filter(pk=page.article.pk).delete()
    assert page.autosave(title="x")[0] == 404
    assert page.beat()[0] == 404


def test_moderators_cannot_write_by_this_door(window):
    assert window("moderator").autosave(title="x")[0] == 403
    assert not Article.objects.exists()


@pytest.mark.parametrize("wrong", [{"session": ""}, {"session": "x"}, {"sequence": "x"}])
def test_nonsense_is_refused_with_a_sentence(window, wrong):
    page = window("editor", ArticleFactory())
    url = f"/admin/articles/article/{page.article.pk}/autosave/"

    response = page.client.post(url, {**page.sent(title="x"), **wrong})

    assert response.status_code in (400, 422)
    assert json.loads(response.content)["problems"]


def test_the_doors_take_posts_with_a_token_only(window):
    page = window("editor", ArticleFactory())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(page.user)
    data = {**form_data(), "session": uuid4(), "writer": page.user.pk}

    assert page.client.get(AUTOSAVE_NEW).status_code == 405
    assert strict.post(AUTOSAVE_NEW, data).status_code == 403
    assert not Presence.objects.exists()


def test_a_new_page_in_anothers_window_is_told_to_load_again(window):
    other = window("reporter")
    other.autosave(title="Bài của người khác")
    page = window("reporter")
    page.session = other.session

    status, answer = page.autosave(title="Chen vào")

    assert status == 400
    assert answer["problems"]
    assert [article.title for article in Article.objects.all()] == ["Bài của người khác"]
