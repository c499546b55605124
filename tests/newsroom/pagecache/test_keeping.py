"""What the keeper makes of a disk that is full, a database that is away, and its own end."""

import errno
import os
import re
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError, transaction

from articles.signals import public_content_changed
from newsroom.models import PageChange, PageCounter
from newsroom.pagecache import files, incoming, keeping, log, wake
from newsroom.pagecache.files import Folder
from newsroom.pagecache.memory import Page, Pages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    folder = Folder(tmp_path / "pages")
    folder.prepare()
    return folder


@pytest.fixture
def day(folder):
    """A keeper's day without its process: each of its rounds is asked for."""
    end, hold = os.pipe()
    day = keeping.Day(folder, end)
    day._round()
    yield day
    os.close(end)
    os.close(hold)


def give(folder, name="a.page", until=None, keys=("front",)):
    until = until or time.time() + 60
    page = Page((), b"x", b"", "", frozenset(keys), log.head(), until)
    incoming.hand_over(folder.incoming, name, page)


def live(folder):
    return sorted(path.name for path in (folder.root / "live").rglob("*.page"))


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_said_once_and_the_keeper_goes_on(day, folder, monkeypatch, caplog):
    with monkeypatch.context() as patch:
        patch.setattr("newsroom.pagecache.files._write", full)
        for name in "ab":
            give(folder, f"{name}.page")
            day._round()
    assert live(folder) == []
    assert [record.message for record in caplog.records] == [
        "Finished pages cannot be written: [Errno 28] No space left on device"
    ]

    give(folder)
    day._round()

    assert live(folder) == ["a.page"]
    assert os.listdir(folder.incoming) == []


def test_a_page_that_cannot_be_removed_takes_all_with_it(day, folder, monkeypatch):
    give(folder, "a.page")
    give(folder, "b.page", keys=["article:1"])
    day._round()
    public_content_changed.send(sender=None, keys=frozenset({"front"}), takes_away=True)
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", full)
        day._round()

    assert live(folder) == []
    day._round()
    assert wake.is_reached(log.head())


def test_a_slow_round_is_said_with_where_the_time_went(day, folder, monkeypatch, caplog):
    monkeypatch.setattr(keeping, "SLOW", 0.1)
    written = files._write
    monkeypatch.setattr(files, "_write", lambda *args: (time.sleep(0.1), written(*args)))
    give(folder)

    day._round()

    (said,) = [record.message for record in caplog.records]
    assert re.fullmatch(r"[\d.]+ s for a round, 0\.\d of them at the database\.", said)


def test_the_keeper_sleeps_no_longer_than_until_the_next_page_is_over(day, folder, monkeypatch):
    give(folder, until=time.time() + 0.4)
    day._round()
    sleeps = []
    monkeypatch.setattr(
        keeping.select, "select", lambda *files: (sleeps.append(files[-1]), ([], [], []))[1]
    )

    day._wait(None)

    assert 0 <= sleeps[0] <= 0.4


def test_while_the_database_is_away_pages_hold_until_their_time(day, folder, monkeypatch):
    give(folder, "a.page")
    give(folder, "b.page", until=time.time() + 2)
    day._round()
    assert live(folder) == ["a.page", "b.page"]

    def away():
        raise OperationalError("the server has gone")

    with monkeypatch.context() as patch:
        patch.setattr(log, "head", away)
        over = time.time() + 2
        day._round()
        while time.time() < over:
            time.sleep(0.01)
        day._round()
        assert live(folder) == ["a.page"]
        assert wake.keeper()

    public_content_changed.send(sender=None, keys=frozenset({"front"}))
    day._again_at = 0.0
    day._round()
    assert live(folder) == []


def test_whoever_watches_is_gone_and_so_are_the_pages(folder):
    end, hold = os.pipe()
    os.close(hold)

    keeping.Day(folder, end).run()

    assert not (folder.root / "live").exists()
    assert wake.keeper() == 0
    os.close(end)


def test_a_keeper_is_believed_alive_for_as_long_as_it_says_so(folder, monkeypatch):
    assert wake.keeper() == 0
    wake.sign(3, 7)
    assert wake.keeper() == 7
    assert wake.wait_for_keeper(3)
    monkeypatch.setattr(wake, "PATIENCE", 0.02)
    assert not wake.wait_for_keeper(4)

    now = time.monotonic_ns()
    monkeypatch.setattr(time, "monotonic_ns", lambda: now + int(wake.LATE * 1e9) + 1)
    assert wake.keeper() == 0
    monkeypatch.setattr(time, "monotonic_ns", lambda: now - 60_000_000_000)  # before a restart
    assert wake.keeper() == 0


def test_a_sign_of_life_that_comes_while_it_is_looked_for_is_one(folder, monkeypatch):
    wake.sign(3, 7)
    clock = time.monotonic_ns

    def looked_at():
        now = clock()
        monkeypatch.setattr(time, "monotonic_ns", clock)
        wake.sign(3, 7)  # a moment later than what the clock has just said
        return now

    monkeypatch.setattr(time, "monotonic_ns", looked_at)
    assert wake.keeper() == 7


def test_a_change_of_another_host_is_told_on_and_one_of_this_host_is_not(day, monkeypatch):
    monkeypatch.setattr(keeping, "EVERY", 60.0)
    public_content_changed.send(sender=None, keys=frozenset({"front"}))
    mark = wake.mark()
    day._round()
    assert wake.mark() == mark

    number = log.head() + 1
    PageChange.objects.create(keys=["front"], number=number)
    PageCounter.objects.update(number=number)  # without a word here
    day._round()
    assert wake.mark() == mark  # it was asked just now

    day._asked_at -= keeping.EVERY  # so much later
    day._round()
    assert wake.mark() != mark


def test_what_the_keeper_tells_its_host_is_no_news_to_itself(day, monkeypatch):
    public_content_changed.send(sender=None, keys=frozenset({"front"}))
    day._round()
    asked, news = [], log.news
    monkeypatch.setattr(log, "news", lambda *it, **more: (asked.append(it), news(*it, **more))[1])
    number = log.head() + 1
    PageChange.objects.create(keys=["front"], number=number)
    PageCounter.objects.update(number=number)  # another host's change
    day._asked_at -= keeping.EVERY

    day._round()

    assert wake.has_been_told(number)
    assert len(asked) == 1


def test_a_keeper_that_is_slow_is_said(settings, folder, monkeypatch, caplog):
    settings.PAGES_DIR = folder.root
    monkeypatch.setattr(wake, "PATIENCE", 0.02)
    wake.sign(0, 7)
    public_content_changed.send(sender=None, keys=frozenset({"front"}))

    assert "Finished pages may be behind" in caplog.text


def test_dropping_pages_reaches_what_was_kept_before_a_restore(folder):
    """After a restore numbers are lower than those of pages that lie about."""
    from tests.factories import PublicationFactory

    PublicationFactory()
    before = Page((), b"x", b"", "", frozenset({"site"}), log.head() + 500, time.time() + 60)

    call_command("drop_pages")
    with transaction.atomic():
        public_content_changed.send(sender=None, keys=frozenset({"article:1"}))

    assert log.last_change(before.keys) > before.number
    pages = Pages()
    pages.catch_up([], log.head())
    assert not pages.keep("/", before)
