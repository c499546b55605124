"""Reading and publishing at once. Only a database that many write to can show it."""

import re
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from articles import publishing, revisions
from articles.built import frames, storing
from articles.built.parts import Part
from articles.models import Article, BuiltPart
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 30
ROUND = re.compile(r"Vòng (\d+)\.")


def test_nobody_reads_an_older_part_than_was_published(settings):
    """What was published before a reader asks, the reader has; whoever stores parts meanwhile."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    settings.BUILT_PARTS = True
    create_groups(apps)
    article = ArticleFactory(public=True)
    _rewrite(article, "Vòng 0.")
    path, handler = article.get_absolute_url(), Client().handler
    published, stale, shown = [0], [], set()

    def read():
        client = Client()
        client.handler = handler
        while published[0] < ROUNDS:
            known = published[0]
            number = int(ROUND.search(client.get(path).content.decode())[1])
            shown.add(number)
            if number < known:
                stale.append((number, known))

    def change():
        for number in range(1, ROUNDS + 1):
            _rewrite(article, f"Vòng {number}.")
            published[0] = number

    at_once(change, read, read)
    connection.close()
    if storing._thread is not None:
        storing._thread.join(10)
    frames.clear()

    assert stale == []
    assert shown


def test_words_are_taken_away_whoever_stores_parts_at_that_moment(settings, caplog):
    """Two that hold a part each and want the other's: the database would end one of them."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    settings.BUILT_PARTS = True
    article = ArticleFactory(public=True)
    keys = frozenset({f"article:{article.pk}"})
    names = [f"part{number}" for number in range(40)]

    def store(names):
        for _round in range(ROUNDS * 4):
            storing.write([_part(article, name) for name in names])

    def take_away():
        for _round in range(ROUNDS * 16):
            storing.follow(keys=keys, takes_away=True)

    at_once(lambda: store(names), lambda: store(names[::-1]), take_away, take_away)

    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []
    storing.follow(keys=keys, takes_away=True)
    assert not BuiltPart.objects.exists()


def _part(article, name):
    return storing._row(article.pk, "vi", Part(name, "/a-a1.html", [], "[]", 1, 0.0))


def _rewrite(article, lead):
    row = Article.objects.get(pk=article.pk)
    revisions.save(row, replace(revisions.newest_content(row), lead=lead), by=None)
    publishing.publish(Article.objects.get(pk=article.pk), by=None)
