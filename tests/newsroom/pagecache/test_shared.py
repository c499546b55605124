"""Pages that one process has made and others serve; what they may not believe."""

import gzip
import socket
from contextlib import suppress
from dataclasses import replace

import pytest
from django.conf import settings as configured
from django.core.cache import cache, caches
from django.db import connection

from articles.models import Publication
from newsroom.cache import GuardedRedisCache
from newsroom.pagecache import middleware, shared
from newsroom.pagecache.looking import lookout, pages
from newsroom.pagecache.packing import pack, unpack
from tests.factories import ArticleFactory
from tests.newsroom.pagecache.keepers import database_url, running
from tests.together import at_once, eventually

pytestmark = pytest.mark.django_db(transaction=True)
needs_redis = pytest.mark.skipif(
    "redis" not in configured.CACHES["default"]["BACKEND"].lower(), reason="needs Redis (CACHE_URL)"
)


@pytest.fixture
def renders(monkeypatch):
    """A list that grows with each article's page that is made."""
    from articles.views import detail

    whole, made = detail.whole_page_of, []
    monkeypatch.setattr(detail, "whole_page_of", lambda *args: (made.append(1), whole(*args))[1])
    cache.clear()
    return made


def forget():
    """Be another process: one that has just begun, with nothing in memory."""
    pages.clear()
    lookout.look()


@needs_redis
def test_a_page_is_made_once_for_all_processes(kept, renders):
    path = ArticleFactory(public=True).get_absolute_url()
    first = kept.get(path)
    forget()
    second = kept.get(path)

    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert len(renders) == 1


@needs_redis
def test_what_has_changed_meanwhile_is_made_anew(kept, renders):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    kept.get(path)
    address = f"http://testserver{path}?"
    old = pages.get(address)
    Publication.objects.get().save()
    cache.set(shared._key("page", address), pack(old))
    forget()

    assert shared.fetch(address) is None
    kept.get(path)
    assert len(renders) == 2


@needs_redis
@pytest.mark.parametrize("change", [{"until": 1.0}, {"number": 10**15}], ids=str)
def test_what_is_over_or_of_another_database_is_not_believed(kept, renders, change):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    address = f"http://testserver{path}?"
    cache.set(shared._key("page", address), pack(replace(pages.get(address), **change)))
    forget()

    assert shared.fetch(address) is None


@needs_redis
@pytest.mark.parametrize("found", [b"", b"x", "text", 7, ["a"]], ids=repr)
def test_what_is_no_page_is_none(kept, renders, found):
    cache.set(shared._key("page", "http://testserver/?"), found)

    assert shared.fetch("http://testserver/?") is None


@needs_redis
def test_a_turn_that_is_never_given_back_is_not_waited_for_long(kept, renders, monkeypatch):
    monkeypatch.setattr(shared, "PATIENCE", 0.1)
    rung = []
    monkeypatch.setattr(GuardedRedisCache, "give_back", lambda *it, **how: rung.append(it))
    path = ArticleFactory(public=True).get_absolute_url()
    key = shared._key("turn", f"http://testserver{path}?")
    cache.set(key, "of one who has died")

    assert kept.get(path).status_code == 200
    assert cache.get(key) == "of one who has died"
    assert rung == []  # who has waited has nothing to give back
    assert len(renders) == 1


@needs_redis
def test_a_turn_is_given_back_also_where_another_had_made_the_page(kept, renders):
    path = ArticleFactory(public=True).get_absolute_url()
    address = f"http://testserver{path}?"
    kept.get(path)
    forget()

    with shared.turn(address) as page:
        assert page is not None
        whose = cache.get(shared._key("turn", address))

    assert cache.get(shared._key("turn", address)) is None
    given = caches["default"].wait_for(shared._key("done", whose))
    assert unpack(given).gzipped == page.gzipped


@needs_redis
@pytest.mark.parametrize("given", [b"", b"no page", None], ids=repr)
def test_who_is_given_nothing_makes_the_page(kept, renders, given):
    path = ArticleFactory(public=True).get_absolute_url()
    address = f"http://testserver{path}?"
    redis, turn = caches["default"], shared._turn(address, "another")
    redis.take_turn(turn)

    def let_go():
        if given is None:
            cache.delete(turn.key)  # it has died, and its turn is over
        else:
            redis.give_back(turn, given, lasts=0)

    _none, response = at_once(let_go, lambda: kept.get(path))

    assert response.status_code == 200
    assert len(renders) == 1


@needs_redis
def test_a_page_that_could_not_be_made_is_waited_for_no_longer(kept, renders):
    address = "http://testserver/tin.html?"
    with suppress(LookupError), shared.turn(address) as page:
        assert page is None
        whose = cache.get(shared._key("turn", address))
        raise LookupError

    assert caches["default"].wait_for(shared._key("done", whose)) == b""
    assert cache.get(shared._key("turn", address)) is None


@needs_redis
def test_a_page_that_was_one_readers_alone_is_given_to_all_once_it_is_not(
    kept, renders, monkeypatch
):
    path = ArticleFactory(public=True).get_absolute_url()
    key = shared._key("page", f"http://testserver{path}?")
    with monkeypatch.context() as alone:
        alone.setattr(middleware, "_finish", lambda *_answer: None)
        kept.get(path)
    assert cache.get(key) is None

    body = kept.get(path).content

    assert unpack(cache.get(key)).gzipped == body


def test_where_redis_is_away_pages_are_made(kept, renders, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.cache.GuardedRedisCache",
            "LOCATION": f"redis://127.0.0.1:{port}/0",
        }
    }
    article = ArticleFactory(public=True)

    assert article.title in gzip.decompress(kept.get(article.get_absolute_url()).content).decode()
    caches["default"].close()


# A process that reads one page a hundred times at once, when it is told to.
READ = """
import sys, django
from pathlib import Path
from django.conf import settings
folder, path, pages_dir = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
django.setup()
settings.DATA_DIR, settings.FINISHED_PAGES, settings.SITE_URL = folder, True, "http://testserver"
settings.PAGES_DIR = Path(pages_dir) if pages_dir else None
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from articles.views import detail
from newsroom.pagecache import looking, shared
from tests.together import at_once
whole = detail.whole_page_of
def noted(*args):
    print("made", flush=True)
    return whole(*args)
detail.whole_page_of = noted
asking = {"accept-encoding": "gzip", "host": "testserver"}
first = Client(headers=asking)
first.get("/healthz")
def read():
    client = Client(headers=asking)
    client.handler = first.handler
    return client.get(path).status_code
shared.PATIENCE, shared.TURN, looking.PATIENCE = 60, 60, 60  # however slow the machine
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    assert set(at_once(*[read] * 20)) == {200}
print("read")
"""


@pytest.fixture
def article():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL): two processes share it")
    cache.clear()
    return ArticleFactory(public=True)


def read_by_two(folder, path, pages_dir="", **environment):
    """Return what two processes print that read a page two hundred times at once."""
    common = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = lambda: running(  # noqa: E731
        "-c", READ, str(folder), path, str(pages_dir), **common, **environment
    )
    with command() as one, command() as two:
        for process in (one, two):
            assert process.stdout.readline() == "ready\n", process.communicate()[1]
        for process in (one, two):
            process.stdin.write("go\n")
            process.stdin.flush()
        return [word for process in (one, two) for word in process.communicate()[0].split()]


@needs_redis
def test_two_hundred_at_two_processes_have_one_page_made(article, tmp_path):
    said = read_by_two(tmp_path, article.get_absolute_url())

    assert sorted(said) == ["made", "read", "read"]


def test_two_processes_of_a_host_without_redis_have_one_page_made(article, tmp_path, settings):
    from newsroom.pagecache import wake

    settings.DATA_DIR = tmp_path
    keeper = {"DATA_DIR": str(tmp_path), "PAGES_DIR": str(tmp_path / "pages")}
    keeper |= {"SECRET_KEY": "k" * 50, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    with running("manage.py", "keep_pages", DATABASE_URL=database_url(), **keeper):
        eventually(wake.keeper, 60)
        said = read_by_two(tmp_path, article.get_absolute_url(), tmp_path / "pages", CACHE_URL="")

    assert sorted(said) == ["made", "read", "read"]
