"""Storing parts: ahead by a command, beside the readers, and never in their way."""

from io import StringIO
from threading import get_ident

import pytest
from django.core.management import call_command
from django.db import OperationalError

from articles.built import storing
from articles.built.parts import Part
from articles.models import BuiltPart
from tests.factories import ArticleFactory
from tests.together import eventually

pytestmark = pytest.mark.django_db


def build(**options):
    out = StringIO()
    call_command("build_parts", stdout=out, **options)
    return out.getvalue()


def test_the_command_builds_what_is_missing(built, django_assert_num_queries):
    first, second = ArticleFactory(public=True), ArticleFactory(public=True)
    ArticleFactory()  # a draft, which has no page

    assert build() == "built 4 pages of 2 articles\n"
    assert build() == "built 0 pages of 2 articles\n"

    for article in (first, second):
        path = article.get_absolute_url()
        assert built.get(path).content == built.plain(path).content
        assert built.get(f"/en{path}").content == built.plain(f"/en{path}").content


def test_the_command_stops_at_so_many(built):
    ArticleFactory.create_batch(2, public=True)

    assert build(newest=1) == "built 2 pages of 1 articles\n"


def test_a_reader_has_the_page_though_nothing_can_be_stored(built, monkeypatch, caplog):
    def fail(rows):
        raise OperationalError("database is locked")

    monkeypatch.setattr(storing, "write", fail)
    path = ArticleFactory(public=True).get_absolute_url()

    assert built.get(path).status_code == built.get(path).status_code == 200
    assert not BuiltPart.objects.exists()
    assert "database is locked" in caplog.text


@pytest.fixture
def written(monkeypatch):
    """What the thread writes, which is gone in the end: by whom, and the articles of the parts."""
    found = []
    monkeypatch.setattr(storing, "IDLE", 2.0)
    monkeypatch.setattr(
        storing, "write", lambda rows: found.append((get_ident(), [row.article_id for row in rows]))
    )
    yield found
    eventually(lambda: storing._thread is None)


def part(name):
    return Part(name, "/a-a1.html", [], "[]", 1, 0.0)


def test_the_same_thread_stores_what_comes_soon_after(written):
    for number in (1, 2):
        storing.store(number, "vi", [part("story")], is_first=True)
        eventually(lambda number=number: len(written) == number)

    assert [articles for _thread, articles in written] == [[1], [2]]
    assert len({thread for thread, _articles in written}) == 1


def test_what_replaces_a_part_waits_unless_something_new_comes(written, monkeypatch):
    monkeypatch.setattr(storing, "PAUSE", 20)

    storing.store(1, "vi", [part("comments")])
    storing.store(2, "vi", [part("story")], is_first=True)

    assert eventually(lambda: written)[0][1] == [1, 2]
