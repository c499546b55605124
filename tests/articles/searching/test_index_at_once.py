"""The index is made again while somebody publishes. Only a database that locks rows can show it."""

import threading

import pytest
from django.apps import apps
from django.db import connection

from articles import publishing, revisions
from articles.content import Content
from articles.models import SearchEntry
from articles.searching import index
from newsroom.roles import create_groups
from tests.articles.searching.test_index import ids, written
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def test_what_is_published_meanwhile_is_not_overwritten_by_what_it_was(monkeypatch):
    create_groups(apps)  # tests with transactions empty the tables
    chief = UserFactory(roles=["chief"])
    article = written(chief)
    publishing.publish(article, by=chief)
    SearchEntry.objects.update(is_stale=True)
    entry_for = index.entry_for

    def publish():
        content = revisions.newest_content(article)
        revisions.save(article, Content(**{**vars(content), "title": "Mưa đá"}), by=chief)
        publishing.publish(article, by=chief)
        connection.close()

    other = threading.Thread(target=publish)

    def slowly(found):
        """Let the other publish between the reading of the texts and the writing of the row."""
        if threading.current_thread() is threading.main_thread():
            other.start()
            other.join(timeout=2)
        return entry_for(found)

    monkeypatch.setattr(index, "entry_for", slowly)
    index.refresh_stale()
    other.join()

    assert ids("mưa đá") == [article.pk]
