"""What is told of a change can fail: the publication stands, and search catches up."""

import pytest
from django.db import DatabaseError

from articles import publishing
from articles.models import Article, Ping, Publication, SearchEntry
from articles.searching import index
from tests.articles.searching.test_index import ids, written
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


def _fails(*args, **kwargs):
    raise DatabaseError("the index is broken")


def test_search_that_fails_undoes_no_publication_and_is_told_again(
    chief, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    article = written(chief)
    right, calls = index.entry_for, []

    def fails_once(found):
        calls.append(found.pk)
        return _fails() if len(calls) == 1 else right(found)

    monkeypatch.setattr(index, "entry_for", fails_once)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=chief)

    assert Article.objects.public().filter(pk=article.pk).exists()
    assert ids("lúa chín") == [article.pk]
    assert "search" in caplog.text


def test_search_that_goes_on_failing_leaves_the_publication(
    chief, monkeypatch, django_capture_on_commit_callbacks
):
    article = written(chief)
    monkeypatch.setattr(index, "entry_for", _fails)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(article, by=chief)

    assert Article.objects.public().filter(pk=article.pk).exists()
    assert not SearchEntry.objects.exists()


def test_a_ping_that_cannot_be_written_down_undoes_no_publication(chief, monkeypatch, caplog):
    article = written(chief)
    Publication.objects.update(indexnow_key="0123456789abcdef")
    monkeypatch.setattr(Ping.objects, "bulk_create", _fails)

    publishing.publish(article, by=chief)

    assert Article.objects.public().filter(pk=article.pk).exists()
    assert "Search engines" in caplog.text
