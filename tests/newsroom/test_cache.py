"""A cache that is away is an empty one, and nobody waits for it."""

import shutil
import signal
import subprocess
import time

import pytest

from newsroom import cache as caching
from newsroom.benchmarks.ports import free_port, wait_until
from newsroom.cache import GuardedRedisCache, Turn, breaker_of
from tests.together import at_once

# A server that is there is waited for, however busy its machine is.
PATIENT = {"socket_connect_timeout": 30, "socket_timeout": 30}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A Redis of its own: (process, address)."""
    if shutil.which("redis-server") is None:
        pytest.skip("there is no redis-server here")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        url = f"redis://127.0.0.1:{port}/0"
        probe = GuardedRedisCache(url, {})
        wait_until(lambda: awake(probe) and probe.add("there", 1), patience=20, what="Redis")
        hang_up(probe)
        yield process, url
        process.kill()


def awake(cache):
    """Forget the pause: it is over."""
    cache.breaker._asleep_until = 0.0
    return cache


def hang_up(cache):
    for pool in cache._cache._pools.values():
        pool.disconnect()


@pytest.fixture
def connect(server):
    """Give ``connect(**options)``: a cache on the server, with connections of its own."""
    made = []

    def _connect(**options):
        made.append(GuardedRedisCache(server[1], {"OPTIONS": options}))
        return made[-1]

    yield _connect
    for cache in made:
        hang_up(cache)


@pytest.fixture
def cache(connect):
    cache = awake(connect(**PATIENT))
    cache.clear()
    return cache


@pytest.fixture
def hasty(connect, cache):
    """As in service: what does not answer soon has failed."""
    return connect()


@pytest.fixture
def paused(server):
    """The worse fault: the server takes connections and never answers."""
    server[0].send_signal(signal.SIGSTOP)
    yield
    server[0].send_signal(signal.SIGCONT)


def everything(cache):
    """Do all that can be done; return what came of it."""
    with pytest.raises(ValueError, match="counted"):
        cache.incr("number")
    return [
        cache.get("name", "default"),
        cache.set("name", "new"),
        cache.add("lock", 1),
        cache.touch("name"),
        cache.delete("name"),
        cache.has_key("name"),
        cache.get_many(["name"]),
        cache.set_many({"name": 1}),
        cache.delete_many(["name"]),
        cache.get_or_set("name", "made"),
    ]


AWAY = ["default", None, False, False, False, False, {}, ["name"], None, "made"]


def seconds_of_everything(cache):
    """Do all that can be done with a cache that is away; return for how many seconds."""
    awake(cache)
    began = time.monotonic()
    assert everything(cache) == AWAY
    return time.monotonic() - began


def test_a_cache_that_never_answers_is_empty_and_costs_less_than_a_second(hasty, paused):
    hasty.get("name")  # the connection is there

    # The least of three: the machine may have something else to do for a second.
    assert min(seconds_of_everything(hasty) for _ in range(3)) < 1


def test_so_is_one_that_refuses():
    cache = GuardedRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})

    assert min(seconds_of_everything(cache) for _ in range(3)) < 1


def test_all_threads_leave_it_alone_and_it_is_said_once(connect, hasty, paused, caplog):
    others = [connect() for _ in range(3)]

    hasty.get("name")
    for other in others:
        assert not other.breaker.may_ask()
        other.get("name")

    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_after_the_pause_one_tries_and_it_is_used_again(server, cache, monkeypatch):
    now = [100.0]
    cache.set("name", "kept")
    monkeypatch.setattr(caching.time, "monotonic", lambda: now[0])
    cache.breaker.fail("it was gone")
    assert cache.get("name") is None

    now[0] += caching.PAUSE
    assert cache.breaker.may_ask()
    assert not cache.breaker.may_ask()  # one tries for all

    now[0] += caching.PAUSE
    assert cache.get("name") == "kept"
    assert cache.breaker.may_ask()


def test_an_answer_that_takes_long_is_as_bad_as_none(cache):
    cache.breaker.succeed(caching.SLOW + 0.1)

    assert not cache.breaker.may_ask()


def test_what_is_there_is_used_as_it_always_was(cache):
    cache.set("name", "text")
    cache.set("number", 1)

    assert cache.get("name") == "text"
    assert cache.incr("number", 2) == 3
    assert not cache.add("name", "other")
    assert cache.get_many(["name", "none"]) == {"name": "text"}
    with pytest.raises(ValueError, match="not found"):
        cache.incr("none")
    assert cache.breaker.may_ask()


def turn(token):
    return Turn(key="turn", token=token, bell="done", wanted="page", seconds=5)


def take(cache, token="mine"):
    return cache.take_turn(turn(token))


def give_back(cache, token="mine", made=b"made", lasts=60):
    cache.give_back(turn(token), made, lasts=lasts)


def test_one_has_the_turn_until_it_is_given_back(cache):
    assert take(cache) == ("mine", None)
    assert take(cache, "other") == ("mine", None)
    give_back(cache, "other")
    assert take(cache, "third") == ("mine", b"made")  # it was not theirs to give

    give_back(cache, made=b"made again")

    assert take(cache, "third") == ("third", b"made again")


def test_what_lasts_for_no_time_is_not_kept(cache):
    take(cache)
    give_back(cache, lasts=0)

    assert cache.wait_for("done") == b"made"
    assert cache.get("page") is None


def test_a_turn_is_over_in_time(cache):
    take(cache)
    client = cache._cache.get_client(None, write=True)

    assert 0 < client.ttl(cache.make_key("turn")) <= 5


def test_all_who_wait_get_what_was_made_and_who_comes_later_too(connect, cache, monkeypatch):
    monkeypatch.setattr(caching, "AT_ONCE", 20)
    others = [connect(**PATIENT) for _ in range(3)]
    began = time.monotonic()

    def ring():
        time.sleep(0.03)
        give_back(cache)

    found = at_once(ring, *(lambda other=other: other.wait_for("done") for other in others))

    assert found == [None, b"made", b"made", b"made"]
    assert time.monotonic() - began < caching.AT_ONCE
    assert cache.wait_for("done") == b"made"


def test_that_nothing_was_made_is_heard_too(cache):
    give_back(cache, made=b"", lasts=0)

    assert cache.wait_for("done") == b""


def test_to_wait_in_vain_is_no_slow_answer(connect, monkeypatch):
    monkeypatch.setattr(caching, "SLOW", 0.2)
    monkeypatch.setattr(caching, "AT_ONCE", caching.SLOW + 0.01)
    cache = awake(connect(**PATIENT))

    assert cache.wait_for("nothing") is None
    assert cache.breaker.may_ask()


def test_a_bell_is_forgotten_in_time(cache):
    give_back(cache)
    assert cache.wait_for("done")
    client = cache._cache.get_client(None, write=True)

    assert 0 < client.ttl(cache.make_key("done")) <= 5


def test_where_the_server_is_away_the_turn_is_ones_own(cache):
    cache.breaker.fail("gone")

    assert take(cache) == ("mine", None)
    give_back(cache)
    assert cache.wait_for("done") is None


def test_no_password_is_logged(caplog):
    breaker_of("redis://user:secret@cache.example:6379/1").fail("gone")

    assert "cache.example:6379/1" in caplog.text
    assert "secret" not in caplog.text
