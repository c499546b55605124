import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import readership
from articles.models import Readership
from articles.readership import Tally
from tests.articles.test_readers import BROWSER
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tally(monkeypatch):
    """A tally of the test's own, which begins empty."""
    own = Tally()
    cache.clear()
    monkeypatch.setattr("articles.views.readership.tally", own)
    return own


def read(client, article, address="198.51.100.1"):
    return client.post(f"/luot-doc/{article.pk}/", headers=BROWSER, REMOTE_ADDR=address)


def reads(article):
    return list(Readership.objects.filter(article=article).values_list("day", "reads"))


def test_a_read_of_a_public_article_is_counted_for_today(client, tally):
    article = ArticleFactory(public=True)

    response = read(client, article)

    assert (response.status_code, response.content, response.cookies) == (204, b"", {})
    assert reads(article) == [(timezone.localdate(), 1)]


def test_the_days_are_the_papers(client, tally, time_machine):
    article = ArticleFactory(public=True)
    time_machine.move_to("2026-11-30 18:00:00+00:00")  # one in the morning of the next day there

    read(client, article)

    assert reads(article) == [(date(2026, 12, 1), 1)]


def test_a_burst_is_written_together(client, tally, django_assert_num_queries):
    article = ArticleFactory(public=True)
    read(client, article)

    with django_assert_num_queries(3):  # nothing but whether it is public
        for number in range(3):
            read(client, article, f"198.51.100.{2 + number}")

    assert reads(article) == [(timezone.localdate(), 1)]
    tally.flush()
    assert reads(article) == [(timezone.localdate(), 4)]


def test_a_hundred_do_not_wait(tally):
    article = ArticleFactory(public=True)

    for _ in range(1 + readership.FLUSH_AT):
        tally.add(article.pk)

    assert reads(article) == [(timezone.localdate(), 101)]


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"state": "withdrawn"}, "later"])
def test_what_readers_do_not_have_is_not_counted(fields, client, tally):
    later = {"state": "scheduled", "published_at": timezone.now() + timedelta(hours=1)}
    article = ArticleFactory(**(later if fields == "later" else fields))

    assert read(client, article).status_code == 204
    gone = client.post("/luot-doc/999999999999999999/", headers=BROWSER)
    assert gone.status_code == 204
    tally.flush()

    assert not Readership.objects.exists()


def test_looking_counts_nothing(client, tally):
    article = ArticleFactory(public=True)

    assert client.get(f"/luot-doc/{article.pk}/").status_code == 405
    client.get(article.get_absolute_url())
    tally.flush()

    assert not Readership.objects.exists()


def test_no_token_is_asked_for(tally):
    article = ArticleFactory(public=True)

    assert read(Client(enforce_csrf_checks=True), article).status_code == 204


def test_what_cannot_be_written_waits(tally, monkeypatch):
    article = ArticleFactory(public=True)

    def fail(counts):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(readership, "write", fail)
        tally.add(article.pk)
    tally.flush()

    assert reads(article) == [(timezone.localdate(), 1)]


@pytest.mark.parametrize("error", [DatabaseError, InterfaceError])
def test_while_the_database_is_away_counts_are_held_and_it_is_seldom_asked(
    tally, monkeypatch, error
):
    articles = ArticleFactory.create_batch(3, public=True)
    asked = []

    def fail(counts):
        asked.append(1)
        raise error

    monkeypatch.setattr(readership, "MOST_HELD", 2)
    with monkeypatch.context() as patch:
        patch.setattr(readership, "write", fail)
        for article in articles:
            for _ in range(readership.FLUSH_AT):
                tally.add(article.pk)
    tally.flush()

    assert len(asked) == 1
    assert [sum(number for _day, number in reads(article)) for article in articles] == [100, 100, 0]


def test_an_article_that_is_gone_holds_up_no_other(tally):
    article = ArticleFactory(public=True)
    tally._flushed = float("inf")
    tally.add(article.pk + 1)
    tally.add(article.pk)

    tally.flush()

    assert reads(article) == [(timezone.localdate(), 1)]


def test_only_what_readers_have_asks_to_be_counted(client):
    article = ArticleFactory(public=True)
    page = client.get(article.get_absolute_url()).content.decode()
    client.force_login(UserFactory(roles=["chief"]))
    preview = reverse("admin:articles_article_preview", args=[article.pk])

    assert re.search(r'data-read="([^"]+)"', page).group(1) == f"/luot-doc/{article.pk}/"
    assert "data-read" not in client.get(preview).content.decode()
