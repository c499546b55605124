"""On a host without Redis one process makes a page for all, by locks on files."""

import errno
import gzip
import os

import pytest
from django.apps import apps
from django.conf import settings as configured

from articles import workflow
from articles.models import Article, Publication
from articles.rules import Action
from articles.views import detail
from newsroom.pagecache import log, making
from newsroom.pagecache.looking import pages
from newsroom.pagecache.packing import unpack
from newsroom.roles import create_groups
from tests.factories import ArticleFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("_without_redis"),
]


@pytest.fixture
def _without_redis(settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**configured.CACHES, "default": memory}


@pytest.fixture
def renders(monkeypatch):
    """A list that grows with each article's page that is made."""
    whole, made = detail.whole_page_of, []
    monkeypatch.setattr(detail, "whole_page_of", lambda *args: (made.append(1), whole(*args))[1])
    return made


def be_another_process():
    """Have nothing in memory, and know of all changes."""
    pages.clear()
    pages.catch_up([], log.head())


def left(settings):
    """Return all that lies under the locks, as readers would have it."""
    files = [path.read_bytes() for path in (settings.DATA_DIR / "making").iterdir()]
    return b"".join(unpack(file[making.MARK :]).whole for file in files if file)


def test_a_page_is_made_once_for_all_processes(kept, renders):
    path = ArticleFactory(public=True).get_absolute_url()
    first = kept.get(path)
    be_another_process()

    second = kept.get(path)

    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert len(renders) == 1


def test_what_has_changed_meanwhile_is_made_anew(kept, renders):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    Publication.objects.get().save()
    be_another_process()

    assert kept.get(path).status_code == 200
    assert len(renders) == 2


def test_what_was_cut_off_is_no_page(kept, renders, settings):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    for file in (settings.DATA_DIR / "making").iterdir():
        os.truncate(file, file.stat().st_size // 2)
    be_another_process()

    assert kept.get(path).status_code == 200
    assert len(renders) == 2


def test_on_a_full_disk_pages_are_made(kept, monkeypatch):
    article = ArticleFactory(public=True)

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making.os, "open", full)

    page = gzip.decompress(kept.get(article.get_absolute_url()).content).decode()
    assert article.title in page


def test_what_is_taken_from_readers_does_not_stay_there(kept, settings):
    create_groups(apps)
    article = ArticleFactory(public=True)
    kept.get(article.get_absolute_url())
    assert article.title.encode() in left(settings)

    gone = Article.objects.get(pk=article.pk)
    workflow.move(gone, Action.WITHDRAW, by=UserFactory(roles=["secretary"]), reason="Sai.")
    kept.get("/")

    assert article.title.encode() not in left(settings)
