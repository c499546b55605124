"""Finished pages before Django: the same answers."""

import time
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from threading import Barrier
from wsgiref.util import setup_testing_defaults

import pytest
from django.db import connections

from newsroom.pagecache import turns
from newsroom.pagecache.looking import lookout, pages
from newsroom.pagecache.quick import quick
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)


def asked(application, path, method="GET", **more):
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": "testserver"}
    environ |= {"HTTP_ACCEPT_ENCODING": "gzip"} | more
    setup_testing_defaults(environ)
    told = []
    body = b"".join(application(environ, lambda status, headers: told.append((status, headers))))
    return *told[0], body


def asked_beside(*request):
    """Ask in a thread of its own."""
    try:
        return asked(*request)
    finally:
        connections.close_all()


def django(environ, start_response):
    start_response("200 OK", [("X-From", "Django")])
    return [b"Django"]


def test_a_kept_page_is_answered_as_the_middleware_answers_it(kept):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    slow = kept.get(path)

    status, headers, body = asked(quick(django), path)

    assert (status, body) == ("200 OK", slow.content)
    assert dict(headers) == dict(slow.headers)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"method": "HEAD"},
        {"HTTP_ACCEPT_ENCODING": "identity"},
        {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"},
        {"HTTP_IF_NONE_MATCH": "*"},
        {"HTTP_IF_NONE_MATCH": '"x"'},
    ],
    ids=str,
)
def test_it_is_answered_as_the_middleware_answers_it(kept, more):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    asked_so = {"method": "GET", **more}
    headers = {n[5:].lower().replace("_", "-"): v for n, v in more.items() if n != "method"}
    slow = kept.generic(asked_so["method"], path, headers=headers)

    status, headers, body = asked(quick(django), path, **asked_so)

    assert (int(status[:3]), body) == (slow.status_code, slow.content)
    assert dict(headers) == dict(slow.headers)


@pytest.mark.parametrize(
    "more",
    [
        {"method": "POST"},
        {"QUERY_STRING": "truoc=1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HOST": "evil.example"},
    ],
    ids=str,
)
def test_what_is_not_plain_is_left_to_django(kept, more):
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)

    assert asked(quick(django), path, **more)[2] == b"Django"


@pytest.mark.parametrize(("scheme", "other"), [("https", "http"), ("http", "https")])
def test_a_trusted_proxy_says_by_which_scheme_readers_come(kept, settings, scheme, other):
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.1")]
    path = ArticleFactory(public=True).get_absolute_url()
    by_proxy = {"HTTP_X_FORWARDED_PROTO": scheme, "REMOTE_ADDR": "127.0.0.1"}
    kept.get(path, headers={"x-forwarded-proto": scheme})
    finished = kept.get(path, headers={"x-forwarded-proto": scheme})

    assert asked(quick(django), path, **by_proxy)[2] == finished.content
    assert asked(quick(django), path, **by_proxy | {"REMOTE_ADDR": "9.9.9.9"})[2] == b"Django"
    # By the other scheme it is another page.
    assert asked(quick(django), path, **{"wsgi.url_scheme": other})[2] == b"Django"
    by_other = by_proxy | {"HTTP_X_FORWARDED_PROTO": other}
    assert asked(quick(django), path, **by_other)[2] == b"Django"


def test_after_a_change_the_database_is_asked_first(kept):
    article = ArticleFactory(public=True)
    kept.get(article.get_absolute_url())
    article.section.publication.save()

    assert asked(quick(django), article.get_absolute_url())[2] == b"Django"


def test_who_asks_while_a_page_is_made_gets_it_as_soon_as_it_is_there(kept, monkeypatch):
    all_wait, wait = Barrier(4), turns.wait_shortly
    monkeypatch.setattr(turns, "SHORTLY", 10)
    monkeypatch.setattr(turns, "wait_shortly", lambda one: (all_wait.wait(10), wait(one))[1])
    path = ArticleFactory(public=True).get_absolute_url()
    kept.get(path)
    address = f"http://testserver{path}?"
    page = pages.get(address)
    pages.clear()
    lookout.look()
    with ThreadPoolExecutor() as readers, turns.turn(address):
        asking = [readers.submit(asked_beside, quick(django), path) for _reader in range(3)]
        all_wait.wait(10)
        time.sleep(0.1)  # so that who does not wait has not found it
        pages.keep(address, page)

    assert {one.result()[2] for one in asking} == {page.gzipped}


def test_who_has_waited_for_long_is_djangos(kept, monkeypatch):
    monkeypatch.setattr(turns, "SHORTLY", 0.01)
    path = ArticleFactory(public=True).get_absolute_url()
    with ThreadPoolExecutor() as readers, turns.turn(f"http://testserver{path}?"):
        asking = readers.submit(asked_beside, quick(django), path)

        assert asking.result()[2] == b"Django"
