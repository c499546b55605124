"""Few are at the database at once; the others wait a little, or are told to come again."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from newsroom.benchmarks.ports import wait_until
from newsroom.faults import doors
from newsroom.faults.doors import BUSY, Busy, Door, guarded
from newsroom.faults.slots import Limits, Slot
from newsroom.pagecache.looking import pages
from newsroom.views import alive

LIMITS = Limits(statement=2.0, lock=2.0)
PATIENCE = 20


@pytest.fixture
def door():
    door = Door(places=2, waiting=1, patience=PATIENCE, limits=LIMITS)
    yield door
    door.close()


class Inside:
    """Somebody who is in until told to leave."""

    def __init__(self, door):
        self._in, self._leave = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._stay, args=(door,))
        self._thread.start()
        assert self._in.wait(PATIENCE)

    def _stay(self, door):
        with door.entered():
            self._in.set()
            self._leave.wait(PATIENCE)

    def leave(self):
        self._leave.set()
        self._thread.join()


def test_no_more_are_in_than_there_are_places(door, monkeypatch):
    monkeypatch.setattr(doors, "SLOW", 30.0)  # whoever is in comes out, if late
    now, most = [], []

    def enter(_number):
        with door.entered():
            now.append(1)
            most.append(len(now))
            now.pop()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(enter, range(300)))

    assert max(most) <= 2
    assert len(most) == 300


def test_while_nobody_comes_out_few_wait_and_the_others_are_told_at_once(door, monkeypatch):
    people = [Inside(door), Inside(door)]
    monkeypatch.setattr(doors, "SLOW", 0.01)
    outcome = []

    def wait():
        with door.entered():
            outcome.append("in")

    waiting = threading.Thread(target=wait)
    waiting.start()
    wait_until(lambda: door._is_slow() and door._queue, patience=PATIENCE, what="slow")

    with pytest.raises(Busy), door.entered():
        pass

    for one in people:
        one.leave()
    waiting.join()
    assert outcome == ["in"]


def test_who_waits_too_long_is_told_so():
    door = Door(places=1, waiting=5, patience=0.02, limits=LIMITS)
    inside = Inside(door)

    with pytest.raises(Busy), door.entered():
        pass

    inside.leave()
    with door.entered():
        pass


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_connections_of_the_places(door):
    """Twelve threads, two connections; each thread is left as it was."""
    used = set()

    def ask(_number):
        before = list(connections.all(initialized_only=True))
        with door.entered():
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            used.add(id(connection.connection))
        assert list(connections.all(initialized_only=True)) == before

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(ask, range(60)))

    assert len(used) <= 2


@pytest.mark.django_db(transaction=True)
def test_a_statement_has_its_time_and_a_broken_connection_is_made_anew():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite stops no statement by time; this needs PostgreSQL")
    from django.db import OperationalError

    slot = Slot(LIMITS)
    with slot.lent(), pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")
    with slot.lent(), pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    with slot.lent(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
    slot.close()


def asked(path, **more):
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **more}


@pytest.fixture
def closed(settings, monkeypatch):
    """A readers' door that lets nobody in; the application says whether it was passed by."""
    settings.DATABASE_DOORS = True
    door = Door(places=1, waiting=0, patience=0, limits=LIMITS)
    monkeypatch.setattr(doors, "READERS", door)
    inside = Inside(door)
    yield guarded(lambda environ, _start: [str(environ.get(BUSY, False)).encode()], is_held)
    inside.leave()


def is_held(environ):
    return environ["PATH_INFO"] == "/giu"


@pytest.mark.parametrize(
    ("path", "busy"),
    [
        ("/", True),
        ("/giu", False),
        ("/readyz", False),
        ("/static/x.css", False),
        ("/admin/", False),
    ],
)
def test_what_needs_no_database_passes_by_a_door_that_is_closed(closed, path, busy):
    assert b"".join(closed(asked(path), None)) == str(busy).encode()


def test_healthz_is_answered_before_everything():
    said = []

    def broken(environ, start_response):
        raise AssertionError("asked")

    body = alive(broken)(asked("/healthz"), lambda *answer: said.append(answer))

    assert b"".join(body) == b"ok\n"
    assert said[0][0] == "200 OK"
    assert dict(said[0][1])["Cache-Control"] == "no-store"


def test_who_finds_no_place_is_told_to_come_again(client):
    response = client.get("/", **{BUSY: True})

    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert pages.get("http://testserver/?") is None
