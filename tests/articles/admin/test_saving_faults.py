"""The database goes away while somebody saves: it is tried again, and nothing is lost."""

from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from articles import revisions
from articles.admin import patience
from articles.models import Article
from newsroom.roles import create_groups
from tests.articles.admin.saving import change_url
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def roles(transactional_db, monkeypatch):
    create_groups(apps)
    monkeypatch.setattr(patience, "PAUSES", (0.01,))


@pytest.fixture
def short(monkeypatch):
    monkeypatch.setattr(patience, "PATIENCE", 0.05)


def cut_all():
    """End every connection to the database but one of its own, as a restart does."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    other.close()


@pytest.fixture
def cut_once():
    """Give ``cut_once(module, name)``: the next call of it finds its connection cut."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server whose connections could break; this needs PostgreSQL")

    def _cut(target, name):
        real = getattr(target, name)
        calls = []

        def cutting(*args, **kwargs):
            calls.append(name)
            if len(calls) == 1:
                cut_all()
            return real(*args, **kwargs)

        return patch.object(target, name, cutting)

    return _cut


@pytest.mark.parametrize("name", ["content_of", "save", "apply"])
def test_a_connection_that_breaks_in_a_save_is_made_anew(window, cut_once, name):
    page = window("editor", ArticleFactory(photos=1))

    with cut_once(revisions, name):
        if name == "content_of":
            cut_all()
        response = page.press(title="Giữ được")

    assert response.headers["Location"] == change_url(page.article)
    article = Article.objects.get()
    assert article.title == "Giữ được"
    assert article.revisions.count() == 2


def test_a_connection_that_breaks_in_an_autosave_is_made_anew(window, cut_once):
    page = window("editor", ArticleFactory())

    with cut_once(revisions, "apply"):
        status, _answer = page.autosave(title="Giữ được")

    assert status == 200
    assert Article.objects.get().title == "Giữ được"


def test_a_step_of_the_workflow_is_done_once(window, cut_once):
    page = window("secretary", ArticleFactory(photos=1))

    with cut_once(revisions, "apply"):
        page.press(title="Đăng", _do="publish")

    article = Article.objects.get()
    assert (article.state, article.title) == ("published", "Đăng")
    assert article.transitions.count() == 1


def test_a_save_that_broke_while_it_was_completed_is_one_revision(window):
    page = window("editor", ArticleFactory())
    wrapper = type(connections["default"])
    real = wrapper._commit
    broken = []

    def completed_and_cut(self):
        real(self)
        if not broken:
            broken.append(True)
            raise OperationalError("server closed the connection unexpectedly")

    with patch.object(wrapper, "_commit", completed_and_cut):
        response = page.press(title="Một lần")

    assert response.headers["Location"] == change_url(page.article)
    assert Article.objects.get().revisions.count() == 2


def test_a_database_that_stays_away_is_a_sentence_with_what_was_written(window, short):
    page = window("editor", ArticleFactory())

    with patch.object(revisions, "save", side_effect=OperationalError("gone")):
        response = page.press(title="Còn <đây>", lead="Hai\ndòng")

    shown = response.content.decode()
    assert response.status_code == 503
    assert "Còn &lt;đây&gt;" in shown
    assert "Hai\ndòng" in shown
    assert "csrfmiddlewaretoken" not in shown or "<form" in shown


def test_the_script_is_told_so_in_json(window, short):
    page = window("editor", ArticleFactory())
    url = f"/admin/articles/article/{page.article.pk}/autosave/"

    with patch.object(revisions, "save", side_effect=InterfaceError("gone")):
        response = page.client.post(
            url, page.sent(title="x"), headers={"accept": "application/json"}
        )

    assert response.status_code == 503
    assert response.json()["problems"]


def request(**data):
    return RequestFactory().post("/", data)


def test_a_view_is_called_until_the_database_is_back():
    calls = []

    def view(_request):
        calls.append(1)
        if len(calls) < 3:
            raise OperationalError("starting up")
        return HttpResponse("ok")

    assert patience.patient(view)(request()).status_code == 200
    assert len(calls) == 3


@pytest.mark.parametrize("data", [{"session": "1", "_do": "publish"}, {"text": "Một lời"}])
def test_what_may_have_been_completed_is_not_sent_twice(data):
    calls = []

    def view(_request):
        calls.append(1)
        with transaction.atomic():
            Article.objects.create(title="Bài")

    with patch.object(
        type(connections["default"]), "_commit", side_effect=OperationalError("gone")
    ):
        response = patience.patient(view)(request(**data))

    assert response.status_code == 503
    assert len(calls) == 1
    assert b"<form" not in response.content


def test_other_errors_are_left_alone():
    def view(_request):
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        patience.patient(view)(request())
