"""The log of changes: numbered in the order of their commits, by whoever looks."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from articles.signals import public_content_changed
from newsroom.models import PageChange, PageMoment
from newsroom.pagecache import log, wake
from tests.together import at_once, eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_mark(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def change(*keys, moments=()):
    public_content_changed.send(sender=None, keys=frozenset(keys), moments=moments)


def test_changes_are_numbered_after_their_commit_and_told_of():
    mark = wake.mark()
    with transaction.atomic():
        change("article:1", "front")
        change("article:2")
        assert log.since(0) == []
        assert wake.mark() == mark

    assert log.since(0) == [(1, ["article:1", "front"], False), (2, ["article:2"], False)]
    assert log.since(1) == [(2, ["article:2"], False)]
    assert wake.mark() != mark


def test_a_change_that_is_rolled_back_has_never_been():
    with transaction.atomic():
        change("article:1")
        transaction.set_rollback(True)

    assert log.head() == 0
    assert log.since(0) == []


def test_what_a_process_died_over_is_numbered_by_the_next_who_looks():
    change = PageChange.objects.create(keys=["article:1"])
    PageChange.objects.update(made_at=timezone.now() + timedelta(minutes=1))  # in this very moment
    mark = wake.mark()
    assert log.head() == 0  # whoever has just committed it is about to

    PageChange.objects.filter(pk=change.pk).update(made_at=timezone.now() - timedelta(seconds=2))

    assert log.head() == 1
    assert log.since(0) == [(1, ["article:1"], False)]
    assert wake.mark() != mark


def test_the_next_moment_is_the_nearest_of_the_keys_that_is_to_come():
    now = timezone.now().replace(microsecond=0)
    change("article:1", moments=[now - timedelta(hours=1), now + timedelta(hours=2)])
    change("article:1", "front", moments=[now + timedelta(hours=1), now + timedelta(hours=2)])

    assert log.next_moment(["article:1"], time.time()) == now + timedelta(hours=1)
    assert log.next_moment(["article:2"], time.time()) is None
    assert PageMoment.objects.count() == 4


def test_a_moment_that_came_while_a_page_was_made_is_one_of_it():
    now = timezone.now()
    PageMoment.objects.create(key="front", at=now - timedelta(seconds=3))

    assert log.next_moment(["front"], now.timestamp() - 2) is None
    assert log.next_moment(["front"], now.timestamp() - 4) == now - timedelta(seconds=3)


def test_a_moment_that_has_not_come_for_the_database_is_still_to_come():
    now = timezone.now()
    PageMoment.objects.create(key="front", at=now + timedelta(seconds=30))

    with time_machine.travel(now + timedelta(seconds=60)):  # so much is our clock before the other
        assert log.next_moment(["front"], time.time()) == now + timedelta(seconds=30)


@pytest.mark.parametrize("place", range(3))
def test_the_moment_of_any_of_the_keys_is_found(place):
    keys = ["article:1", "front", "section:2"]
    tomorrow = timezone.now() + timedelta(days=1)
    PageMoment.objects.create(key="article:7", at=tomorrow - timedelta(hours=1))
    PageMoment.objects.create(key=keys[place], at=tomorrow)

    assert log.next_moment(keys, time.time()) == tomorrow
    assert log.next_moment([], time.time()) is None


def test_among_too_many_moments_the_page_is_not_taken_for_true(monkeypatch):
    monkeypatch.setattr(log, "MOST_AHEAD", 2)
    now = timezone.now()
    for seconds in (1, 2, 3):
        PageMoment.objects.create(key="front", at=now - timedelta(seconds=seconds))

    assert log.next_moment(["front"], now.timestamp()) < now


def test_old_changes_and_moments_are_thrown_away():
    now = timezone.now()
    change("article:1", moments=[now + timedelta(days=1)])
    change("article:2")
    PageChange.objects.filter(number=1).update(made_at=now - timedelta(days=3))
    PageMoment.objects.update(at=now - timedelta(days=3))

    assert log.forget() == 1
    assert log.since(0) == [(2, ["article:2"], False)]
    assert PageMoment.objects.count() == 0
    assert log.head() == 2


def test_no_number_is_given_twice_or_left_out():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")

    at_once(*[lambda number=number: change(f"article:{number}") for number in range(16)])

    numbers = [number for number, _keys, _takes_away in log.since(0)]
    assert numbers == list(range(1, 17))


def test_whoever_numbers_where_nothing_was_ever_numbered_has_the_lock():
    """Else two of the first changes of a new paper could be given one number."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")

    with ThreadPoolExecutor(1) as pool, transaction.atomic(), connection.cursor() as cursor:
        # There it waits, half-way.
        cursor.execute("LOCK TABLE newsroom_pagekey IN ACCESS EXCLUSIVE MODE")
        first = pool.submit(at_once, lambda: change("article:1"))
        eventually(lambda: waits(cursor))

        cursor.execute("SET LOCAL lock_timeout = '100ms'")
        with pytest.raises(OperationalError), transaction.atomic():
            log.number()
        cursor.execute("SET LOCAL lock_timeout = 0")
        transaction.set_rollback(True)

    first.result()
    assert log.since(0) == [(1, ["article:1"], False)]


def waits(cursor):
    """Return whether somebody waits for a table of this database."""
    cursor.execute(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE datname = current_database() AND NOT granted"
    )
    return cursor.fetchone()[0]
