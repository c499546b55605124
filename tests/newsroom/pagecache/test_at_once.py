"""Reading and publishing at once. Only a database that many write to can show it."""

import gzip
import re
import time
from dataclasses import replace
from threading import Event

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from articles import publishing, revisions
from articles.models import Article
from articles.views import detail
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 60
ROUND = re.compile(r"Vòng (\d+)\.")


@pytest.fixture
def article():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    create_groups(apps)
    return ArticleFactory(public=True)


def test_a_page_whose_making_began_before_a_change_is_not_kept(kept, article, monkeypatch):
    begun, changed = Event(), Event()
    path = article.get_absolute_url()
    whole = detail.whole_page_of

    def slow(*args):
        page = whole(*args)
        begun.set()
        changed.wait(10)
        return page

    def read():
        return kept.get(path)

    def change():
        begun.wait(10)
        _rewrite(article, "Sapo mới")
        changed.set()

    monkeypatch.setattr(detail, "whole_page_of", slow)
    at_once(read, change)
    monkeypatch.setattr(detail, "whole_page_of", whole)

    assert "Sapo mới" in gzip.decompress(kept.get(path).content).decode()


def test_nobody_reads_an_older_page_than_was_published(kept, article, unhurried):
    """What was published before a reader asks, the reader has; whatever else goes on."""
    path, handler = article.get_absolute_url(), kept.handler
    _rewrite(article, "Vòng 0.")
    published = [0]
    stale = []

    def read():
        client = Client(headers={"accept-encoding": "gzip", "host": "testserver"})
        client.handler = handler
        while published[0] < ROUNDS:
            known = published[0]
            text = gzip.decompress(client.get(path).content).decode()
            number = int(ROUND.search(text)[1])
            if number < known:
                stale.append((number, known))
            time.sleep(0.002)

    def change():
        for number in range(1, ROUNDS + 1):
            _rewrite(article, f"Vòng {number}.")
            published[0] = number

    at_once(change, read, read, read)
    connection.close()

    assert stale == []


def _rewrite(article, lead):
    row = Article.objects.get(pk=article.pk)
    revisions.save(row, replace(revisions.newest_content(row), lead=lead), by=None)
    publishing.publish(Article.objects.get(pk=article.pk), by=None)
