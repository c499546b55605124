"""The keeper at work beside a database that others write to: files are true, whatever happens."""

import gzip
import os
import re
import shutil
import signal
import time
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import publishing, revisions, workflow
from articles.models import Article
from articles.rules import Action
from articles.views import detail
from newsroom.pagecache import guarding, handing, log, wake
from newsroom.pagecache.files import LIVE, OLD, Folder, name_of
from newsroom.pagecache.looking import pages
from newsroom.roles import create_groups
from tests.factories import ArticleFactory, UserFactory
from tests.newsroom.pagecache.keepers import child_of, database_url, running
from tests.together import at_once, eventually

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 100
ROUND = re.compile(r"Vòng (\d+)\.")


@pytest.fixture(scope="module")
def place(tmp_path_factory, django_db_setup):
    """A folder with ``manage.py keep_pages`` at work, for all tests here."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    folder = tmp_path_factory.mktemp("kept")
    with keeping(folder):
        yield folder


def keeping(folder):
    return running(
        *("manage.py", "keep_pages"),
        DATABASE_URL=database_url(),
        DATA_DIR=str(folder / "data"),
        PAGES_DIR=str(folder / "pages"),
        SECRET_KEY="k" * 50,
        DJANGO_SETTINGS_MODULE="newsroom.settings",
    )


@pytest.fixture
def root(settings, tmp_path):
    """A folder of finished pages that nobody keeps yet."""
    use(settings, tmp_path)
    yield settings.PAGES_DIR
    pages.clear()


@pytest.fixture
def reader(settings, place, unhurried):
    """A reader who gets files, as from a web server, and else what the application answers."""
    use(settings, place)
    create_groups(apps)
    # Each test has emptied the database: for the keeper it is another one.
    head = log.head()
    eventually(lambda: wake.keeper() and wake.is_reached(head), 60)
    eventually(lambda: not wake.is_reached(head + 1))
    yield Reader()
    pages.clear()


def use(settings, folder):
    settings.DATA_DIR = folder / "data"
    settings.PAGES_DIR = folder / "pages"
    settings.SITE_URL = "http://testserver"
    settings.FINISHED_PAGES = True
    handing._handed.clear()
    pages.clear()


class Reader:
    def __init__(self):
        client = Client(headers={"accept-encoding": "gzip", "host": "testserver"})
        client.get("/healthz")
        self._handler = client.handler

    def file(self, path, place=LIVE):
        from django.conf import settings

        return Folder(settings.PAGES_DIR).path(
            place, name_of(f"http://testserver{path}?", "http://testserver")
        )

    def read(self, path):
        try:
            gz = self.file(path)
            if gz.exists():
                return gzip.decompress(gz.with_name(gz.name + ".gz").read_bytes()).decode()
        except FileNotFoundError:
            pass  # it has just been taken away, as a web server may find
        client = Client(headers={"accept-encoding": "gzip", "host": "testserver"})
        client.handler = self._handler
        return gzip.decompress(client.get(path).content).decode()


def rewrite(article, lead):
    row = Article.objects.get(pk=article.pk)
    revisions.save(row, replace(revisions.newest_content(row), lead=lead), by=None)
    publishing.publish(Article.objects.get(pk=article.pk), by=None)


def test_a_page_that_was_read_is_a_file_until_it_changes(reader):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    text = reader.read(path)
    eventually(reader.file(path).exists)
    assert reader.file(path).read_text() == text

    rewrite(article, "Sapo mới")

    # Whoever has published is answered when readers have it.
    assert not reader.file(path).exists()
    assert reader.file(path, OLD).exists()
    assert "Sapo mới" in reader.read(path)
    eventually(reader.file(path).exists)
    assert not reader.file(path, OLD).exists()


def test_what_is_withdrawn_is_nowhere_any_more(reader):
    chief = UserFactory(roles=["chief"], is_superuser=True)
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    reader.read(path)
    eventually(reader.file(path).exists)
    rewrite(article, "Sapo mới")
    eventually(reader.file(path, OLD).exists)

    row = Article.objects.get(pk=article.pk)
    workflow.move(row, Action.WITHDRAW, by=chief, reason="Sai.")

    assert not reader.file(path).exists()
    assert not reader.file(path, OLD).exists()


def test_a_page_goes_by_its_time_alone(reader, monkeypatch):
    article = ArticleFactory(public=True)
    reader.read(article.get_absolute_url())
    at = timezone.now() + timedelta(seconds=6)
    Article.objects.filter(pk=article.pk).update(withdraw_at=at)
    from articles.signals import announce

    announce(Article.objects.get(pk=article.pk))
    path = article.get_absolute_url()
    reader.read(path)
    eventually(reader.file(path).exists)

    eventually(lambda: not reader.file(path).exists(), 30)

    assert -0.5 < (timezone.now() - at).total_seconds() < 3
    assert not reader.file(path, OLD).exists()


@pytest.mark.parametrize("when", ["making", "handed over"])
def test_what_began_before_a_change_becomes_no_file(reader, settings, monkeypatch, when):
    begun, changed = Event(), Event()
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    if when == "making":
        where, name = detail, "whole_page_of"
    else:
        where, name = handing, "_hand_over"
    whole = getattr(where, name)

    def slow(*args):
        done = whole(*args) if when == "making" else None
        begun.set()
        changed.wait(10)
        return done if when == "making" else whole(*args)

    def change():
        begun.wait(10)
        rewrite(article, "Sapo mới")
        changed.set()

    monkeypatch.setattr(where, name, slow)
    at_once(lambda: reader.read(path), change)
    monkeypatch.setattr(where, name, whole)
    # The keeper takes pages in in turn: when another is there, this one has been refused.
    eventually(lambda: not list((settings.PAGES_DIR / "incoming").iterdir()))
    assert not reader.file(path).exists() or "Sapo mới" in reader.file(path).read_text()

    assert "Sapo mới" in reader.read(path)


def test_no_file_is_older_than_what_was_published(reader):
    """What was published before a reader asks, the reader has; whatever else goes on."""
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    rewrite(article, "Vòng 0.")
    published, stale, from_files = [0], [], [0]

    def read():
        while published[0] < ROUNDS:
            known = published[0]
            from_files[0] += reader.file(path).exists()
            number = int(ROUND.search(reader.read(path))[1])
            if number < known:
                stale.append((number, known))
            time.sleep(0.002)

    def change():
        for number in range(1, ROUNDS + 1):
            rewrite(article, f"Vòng {number}.")
            published[0] = number

    at_once(change, read, read)

    assert stale == []
    assert from_files[0] > 0


def test_a_keeper_that_begins_again_gets_what_the_application_has(root, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    monkeypatch.setattr(handing, "AGAIN", 0.0)
    create_groups(apps)
    reader, path = Reader(), ArticleFactory(public=True).get_absolute_url()
    with keeping(root.parent) as keeper:
        eventually(wake.keeper, 60)
        reader.read(path)
        eventually(reader.file(path).exists)
        os.kill(child_of(keeper), signal.SIGKILL)
        keeper.wait(20)
        assert not reader.file(path).exists()

    before = wake.keeper()
    with keeping(root.parent):
        eventually(lambda: wake.keeper() not in {0, before}, 60)
        reader.read(path)
        eventually(reader.file(path).exists)


def test_a_second_keeper_is_told_that_there_is_one(root, monkeypatch):
    root.mkdir(parents=True)
    first = guarding.lock(root)
    monkeypatch.setattr(guarding, "PATIENCE", 0.0)
    try:
        with pytest.raises(CommandError, match="already"):
            call_command("keep_pages")
    finally:
        os.close(first)


def test_without_a_folder_there_is_nothing_to_keep(settings):
    settings.PAGES_DIR = None

    with pytest.raises(CommandError, match="PAGES_DIR"):
        call_command("keep_pages")


def test_where_nobody_keeps_them_a_change_takes_the_files_away(root):
    folder = Folder(root)
    folder.prepare()
    (root / LIVE / ".page").write_text("x")

    ArticleFactory(public=True)

    assert not (root / LIVE / ".page").exists()
    shutil.rmtree(root)
