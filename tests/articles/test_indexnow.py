"""IndexNow: told of what readers can open, many at once, and never in the way of anything."""

import json
import logging
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles import due, indexnow, publishing, workflow
from articles.models import Article, Ping, Publication
from articles.rules import Action
from articles.signals import announce
from tests.factories import ArticleFactory, PublicationFactory, UserFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef"
SITE = "https://bao.example"


class Engine(HTTPServer):
    """A search engine on this machine: ``told`` is what was posted, ``status`` what it answers."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.told, self.types, self.status = [], [], 200


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.told.append(json.loads(self.rfile.read(length)))
        self.server.types.append(self.headers["Content-Type"])
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def engine(monkeypatch, settings):
    settings.SITE_URL = SITE
    PublicationFactory(indexnow_key=KEY)
    cache.clear()
    with Engine() as server:
        monkeypatch.setattr(indexnow, "ENDPOINT", f"http://127.0.0.1:{server.server_port}/indexnow")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)


def announced(**fields):
    article = ArticleFactory(public=True, **fields)
    announce(article)
    return article


def test_what_was_published_is_told_in_each_language_in_one_message(engine):
    articles = [announced(), announced()]

    assert indexnow.send() == 2

    (told,) = engine.told
    assert told["host"] == "bao.example"
    assert told["key"] == KEY
    assert told["keyLocation"] == f"{SITE}/{KEY}.txt"
    assert set(told["urlList"]) == {
        f"{SITE}{prefix}{article.get_absolute_url()}"
        for article in articles
        for prefix in ("", "/en")
    }
    assert engine.types == ["application/json; charset=utf-8"]
    assert indexnow.send() == 0 and len(engine.told) == 1


def test_addresses_are_the_same_whatever_language_the_desk_speaks(engine):
    article = announced()
    path = article.get_absolute_url()

    with translation.override("en"):
        indexnow.send()

    assert sorted(engine.told[0]["urlList"]) == sorted([f"{SITE}{path}", f"{SITE}/en{path}"])


def test_the_key_s_file_is_there_and_no_other(client, engine):
    response = client.get(f"/{KEY}.txt")

    assert response.content.decode() == KEY
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/0123456789abcdee.txt").status_code == 404
    Publication.objects.update(indexnow_key="")
    assert client.get(f"/{KEY}.txt").status_code == 404


def test_without_a_key_nothing_is_kept_or_told(engine):
    Publication.objects.update(indexnow_key="")
    announced()

    assert not Ping.objects.exists()
    assert indexnow.send() == 0 and engine.told == []


def test_no_article_that_nobody_may_open_is_named(engine):
    for article in hidden_articles():
        announce(article)

    indexnow.send()

    told = json.dumps(engine.told)
    # What readers had once is told, so that engines let go of it.
    assert "bi-mat-da-go" in told and "bi-mat-het-han" in told
    assert told.count("bi-mat") == 4
    assert not Ping.objects.exists()


def test_a_scheduled_article_is_told_when_it_has_come_due(engine):
    chief = UserFactory(is_superuser=True)
    article = ArticleFactory()
    publishing.publish(article, by=chief, at=timezone.now() + timedelta(hours=1))
    assert indexnow.send() == 1 and engine.told == []

    past = timezone.now() - timedelta(seconds=5)
    Article.objects.update(published_at=past, last_published_at=past)
    assert due.publish_due() == [article.pk]
    call_command("tick", verbosity=0)

    assert f"{SITE}{Article.objects.get().get_absolute_url()}" in engine.told[0]["urlList"]


def test_a_withdrawn_article_is_told(engine):
    article = announced()
    indexnow.send()

    workflow.move(article, Action.WITHDRAW, by=UserFactory(is_superuser=True), reason="Sai.")
    indexnow.send()

    assert len(engine.told) == 2


@pytest.mark.parametrize("status", [400, 403, 422, 429, 500, 302])
def test_a_failure_is_logged_once_tried_again_and_then_forgotten(engine, caplog, status):
    engine.status = status
    announced()

    with caplog.at_level(logging.WARNING):
        counts = [indexnow.send() for _attempt in range(7)]

    assert counts == [0] * 7
    assert len(engine.told) == 5
    assert len(caplog.records) == 1 and str(status) in caplog.text
    assert not Ping.objects.exists()


def test_after_a_failure_the_next_attempt_tells_it(engine, caplog):
    engine.status = 503
    announced()
    indexnow.send()
    engine.status = 202

    assert indexnow.send() == 1
    assert not Ping.objects.exists()


def test_a_server_that_is_not_there_harms_nothing(engine, monkeypatch, caplog):
    monkeypatch.setattr(indexnow, "ENDPOINT", "http://127.0.0.1:9/indexnow")
    announced()

    assert indexnow.send() == 0
    assert Ping.objects.get().tries == 1


def test_what_changes_while_it_is_told_is_told_again(engine, monkeypatch):
    article = announced()
    post = indexnow._post

    def meanwhile(*given):
        announce(article)
        return post(*given)

    monkeypatch.setattr(indexnow, "_post", meanwhile)
    indexnow.send()
    monkeypatch.setattr(indexnow, "_post", post)

    assert Ping.objects.count() == 1
    assert indexnow.send() == 1 and len(engine.told) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("worker", "messages"), [(True, 1), (False, 0)])
def test_only_a_worker_tells_at_once_and_no_more_often_than_need_be(
    engine, monkeypatch, media, worker, messages
):
    from articles import tasks

    monkeypatch.setattr(tasks, "are_done_elsewhere", lambda: worker)
    chief = UserFactory(is_superuser=True)

    for _number in range(3):
        publishing.publish(ArticleFactory(), by=chief)

    assert len(engine.told) == messages
    assert indexnow.send() == 3 - messages


@pytest.mark.parametrize("count", [1, 3])
def test_telling_runs_constant_queries(engine, count):
    for _number in range(count):
        announced()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        indexnow.send()

    # The key, what waits, what is public, what is gone, and that it is done.
    assert len(asked) == 5


def test_no_reader_s_request_tells_anything(client, engine):
    article = announced()

    for path in (article.get_absolute_url(), "/", "/rss/", "/sitemap.xml"):
        assert client.get(path).status_code == 200

    assert engine.told == [] and Ping.objects.count() == 1
