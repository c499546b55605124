"""Two editors at once: neither overwrites the other unseen."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from articles import revisions
from articles.models import Article
from newsroom.roles import create_groups
from tests.articles.admin.test_article_admin import form_data
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time; this needs PostgreSQL")
    create_groups(apps)


@pytest.mark.parametrize("button", ["_continue", "publish"])
def test_of_two_saves_at_once_the_second_is_told(button):
    article = ArticleFactory()
    pressed = {"_continue": "1"} if button == "_continue" else {"_do": button}
    together = threading.Barrier(2, timeout=20)

    def save(title):
        client = Client()
        client.force_login(UserFactory(roles=["editor"]))
        data = form_data(article, title=title, **pressed)
        url = reverse("admin:articles_article_change", args=[article.pk])
        together.wait()
        try:
            return client.post(url, data).headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(save, ["Bản một", "Bản hai"]))

    told = [index for index, answer in enumerate(answers) if "/clash/" in answer]
    assert len(told) == 1
    saved = Article.objects.get()
    titles = {revision.content["title"] for revision in saved.revisions.exclude(kind="aside")}
    assert len(titles) == 2
    assert revisions.newest_content(saved).title == ["Bản một", "Bản hai"][1 - told[0]]
    assert saved.revisions.get(kind="aside").content["title"] == ["Bản một", "Bản hai"][told[0]]


@pytest.mark.parametrize("door", ["add", "autosave"])
def test_a_new_article_that_is_sent_twice_at_once_is_one(door):
    user = UserFactory(roles=["reporter"])
    together = threading.Barrier(2, timeout=20)
    session = {"session": uuid4(), "writer": user.pk}

    def send(number):
        client = Client()
        client.force_login(user)
        own = {"sequence": number if door == "autosave" else 1}
        data = form_data(title="Bài mới", **session, **own)
        together.wait()
        try:
            return client.post(f"/admin/articles/article/{door}/", data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, [1, 2]))

    assert set(answers) <= {200, 302}
    articles = Article.objects.values_list("pk", "title", "created_by")
    assert len(articles) == 1, (list(articles), user.pk, answers)
    assert Article.objects.get().revisions.count() == 1
