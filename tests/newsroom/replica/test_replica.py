"""Readers' pages from a copy that follows by streaming replication: true, or from the database."""

import time
import uuid

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from newsroom.pagecache import log, looking, wake
from newsroom.pagecache.looking import lookout, pages
from tests.factories import ArticleFactory


@pytest.fixture
def article(site):
    article = ArticleFactory(public=True, title="Cầu mới thông xe")
    log.number()
    site.catch_up()
    lookout.look()
    return article


@pytest.fixture
def paused(site):
    """The copy stays where it is, until the test is over."""

    def pause():
        site.catch_up()
        site.copy.ask("SELECT pg_wal_replay_pause()")

    yield pause
    site.copy.ask("SELECT pg_wal_replay_resume()")


def retitle(article, title):
    """Change what readers have, as another host does: nobody here is told."""
    Article.objects.filter(pk=article.pk).update(title=title)
    log.follow(keys=frozenset({f"article:{article.pk}"}))
    log.number()


def test_a_page_is_made_from_the_copy_alone_with_one_query_more(reader, article):
    with (
        CaptureQueriesContext(connections["default"]) as at_home,
        CaptureQueriesContext(connections["replica"]) as away,
    ):
        page = reader.get(article.get_absolute_url())

    assert "Cầu mới thông xe" in page.content.decode()
    assert [query["sql"] for query in at_home if "newsroom_page" not in query["sql"]] == []
    # The page's own six, the copy's number, and when the page changes and ends by time.
    assert len(away) == 8


def test_a_copy_that_is_behind_makes_no_page(reader, article, paused):
    paused()
    retitle(article, "Cầu mới thông xe sớm một tháng")
    lookout.look()

    page = reader.get(article.get_absolute_url())
    with CaptureQueriesContext(connections["replica"]) as away:
        again = reader.get(article.get_absolute_url())

    assert "sớm một tháng" in page.content.decode()
    assert "sớm một tháng" in again.content.decode()
    assert len(away) == 0  # kept as it was made from the database


def test_what_another_host_has_just_changed_is_not_kept_from_an_old_copy(
    reader, article, paused, monkeypatch
):
    monkeypatch.setattr(looking, "EVERY", 60.0)
    paused()
    retitle(article, "Cầu mới lùi ngày thông xe")
    was = pages.number

    # Not known here yet, nor by the copy: until the next look, within a second, as without one.
    lookout._mark = wake.mark()
    reader.get(article.get_absolute_url())
    assert pages.number == was
    lookout.look()

    assert "lùi ngày" in reader.get(article.get_absolute_url()).content.decode()


def test_writers_see_what_they_wrote_while_the_copy_is_behind(site, article, paused):
    paused()
    writer = Client()
    url = f"/binh-luan/{article.pk}/"
    writer.get(url)
    writer.post(url, {"name": "Hoa", "body": "Mong có lối đi bộ.", "client_uuid": uuid.uuid4()})

    assert "lối đi bộ" in writer.get(f"{url}cua-toi/").json()["own"]


def test_without_the_copy_pages_are_made_from_the_database_and_nobody_waits(site, reader, article):
    site.copy.stop()
    try:
        began = time.monotonic()
        page = reader.get(article.get_absolute_url())
        other = reader.get("/")
        took = time.monotonic() - began
    finally:
        site.copy.start()

    assert page.status_code == other.status_code == 200
    assert connections["replica"].connection is None
    assert took < 10


def test_without_the_database_readers_read_on(site, reader, article):
    site.primary.stop()
    try:
        page = reader.get(article.get_absolute_url())
        home = reader.get("/")
        reader.raise_request_exception = False
        written = reader.post(f"/binh-luan/{article.pk}/", {"name": "Hoa", "body": "Có ai không?"})
    finally:
        site.primary.start()

    assert "Cầu mới thông xe" in page.content.decode()
    assert home.status_code == 200
    assert written.status_code >= 500


def test_a_page_whose_making_the_copy_broke_off_comes_from_the_database(reader, article):
    asked = []

    def break_off(execute, sql, params, many, context):
        asked.append(sql)
        if len(asked) == 3:
            raise OperationalError("canceling statement due to conflict with recovery")
        return execute(sql, params, many, context)

    with connections["replica"].execute_wrapper(break_off):
        page = reader.get(article.get_absolute_url())

    assert page.status_code == 200
    assert "Cầu mới thông xe" in page.content.decode()


def test_the_copy_takes_no_write(site, article):
    with pytest.raises(Exception, match="read-only"):
        Article.objects.using("replica").filter(pk=article.pk).update(title="Khác")
