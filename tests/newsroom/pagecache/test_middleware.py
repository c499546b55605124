"""What is kept, for whom, and how it goes out."""

import gzip

import brotli
import pytest
from django.apps import apps
from django.test import Client

from newsroom.pagecache import handing, turns
from newsroom.pagecache.looking import pages
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    create_groups(apps)
    return ArticleFactory(public=True)


def test_a_second_reader_costs_no_query(kept, article, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("newsroom.pagecache.looking.EVERY", 60)
    first = kept.get(article.get_absolute_url())
    with django_assert_num_queries(0):
        second = kept.get(article.get_absolute_url())

    assert second.content == first.content
    assert second.headers["Content-Encoding"] == "gzip"
    assert article.title in gzip.decompress(second.content).decode()


def test_a_page_is_handed_over_when_nobody_waits_for_it_any_more(kept, article, monkeypatch):
    waited_for = []
    monkeypatch.setattr(handing, "offer", lambda *_page: waited_for.append(list(turns._making)))

    kept.get(article.get_absolute_url())

    assert waited_for == [[]]


def test_it_goes_out_as_it_would_have_been_made(kept, made, article):
    path = article.get_absolute_url()
    kept.get(path)
    again, fresh = kept.get(path, headers={"accept-encoding": "identity"}), made.get(path)

    assert again.content == fresh.content
    own = {"ETag", "Content-Length", "Vary"}
    assert {n: v for n, v in again.headers.items() if n not in own} == {
        n: v for n, v in fresh.headers.items() if n not in own
    }
    assert again.headers["Vary"] == "Accept-Encoding"
    assert again.headers["Content-Length"] == str(len(fresh.content))
    assert not again.cookies


def test_who_has_it_already_gets_no_body(kept, article):
    path = article.get_absolute_url()
    tag = kept.get(path).headers["ETag"]

    unchanged = kept.get(path, headers={"if-none-match": tag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["ETag"] == tag
    assert kept.get(path, headers={"if-none-match": 'W/"x"'}).status_code == 200


@pytest.mark.parametrize("wanted", ["{tag}", "{strong}", '"a", {tag}', '{strong},"b"', "*"])
def test_whichever_way_a_reader_says_that_they_have_it(kept, article, wanted):
    path = article.get_absolute_url()
    tag = kept.get(path).headers["ETag"]
    said = wanted.format(tag=tag, strong=tag.removeprefix("W/"))

    assert kept.get(path, headers={"if-none-match": said}).status_code == 304
    assert kept.head(path, headers={"if-none-match": said}).status_code == 304


@pytest.mark.parametrize("taken", ["gzip, deflate, br", "br;q=1.0, gzip;q=0.5", "*"])
def test_a_reader_who_takes_brotli_gets_it(kept, article, taken):
    path = article.get_absolute_url()
    plain = kept.get(path, headers={"accept-encoding": ""})
    response = kept.get(path, headers={"accept-encoding": taken})

    assert response.headers["Content-Encoding"] == "br"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Content-Length"] == str(len(response.content))
    assert brotli.decompress(response.content) == plain.content


@pytest.mark.parametrize("taken", ["", "identity", "br;q=0", "deflate", "brotli, gz"])
def test_a_reader_who_takes_neither_gets_it_plain(kept, article, taken):
    response = kept.get(article.get_absolute_url(), headers={"accept-encoding": taken})

    assert "Content-Encoding" not in response.headers
    assert article.title in response.content.decode()


def test_head_makes_the_page_that_get_then_finds(
    kept, article, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("newsroom.pagecache.looking.EVERY", 60)
    path = article.get_absolute_url()
    head = kept.head(path)
    with django_assert_num_queries(0):
        page = kept.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_head_of_what_is_not_kept_has_no_body(kept, article):
    head = kept.head("/tim-kiem/?q=lua")

    assert (head.status_code, head.content) == (200, b"")


def test_head_says_what_get_would_send(kept, article):
    path = article.get_absolute_url()
    length = len(kept.get(path).content)

    head = kept.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(length)


@pytest.mark.parametrize("query", ["?utm_source=zalo", "?fbclid=1&utm_medium=x", "?"])
def test_where_readers_come_from_makes_no_other_page(
    kept, article, query, look_for_words_alone, django_assert_num_queries
):
    kept.get(article.get_absolute_url())
    with django_assert_num_queries(0):
        assert kept.get(article.get_absolute_url() + query).status_code == 200


@pytest.mark.parametrize("query", ["?x=1", "?truoc=1&truoc=2", "?truoc=" + "9" * 500])
def test_an_unknown_query_is_kept_for_nobody(kept, article, query):
    for _ in range(2):
        kept.get("/" + query)

    assert pages.get(f"http://testserver/{query}") is None


def test_nothing_personal_is_kept(kept, article):
    for path in (f"/binh-luan/{article.pk}/", "/admin/login/", "/tim-kiem/?q=lua"):
        kept.get(path)
        assert pages.get(f"http://testserver{path.partition('?')[0]}?") is None


def test_a_host_that_is_not_ours_is_refused_all_the_same(kept, article):
    assert kept.get("/").status_code == 200
    assert kept.get("/", headers={"host": "evil.example"}).status_code == 400


def test_two_hundred_at_once_have_one_page_made(kept, article, monkeypatch):
    from articles.views import detail

    whole, calls = detail.whole_page_of, []
    monkeypatch.setattr(detail, "whole_page_of", lambda *args: (calls.append(1), whole(*args))[1])

    path = article.get_absolute_url()
    handler = kept.handler

    def read():
        client = Client(headers={"accept-encoding": "gzip", "host": "testserver"})
        client.handler = handler
        return client.get(path).content

    bodies = [body for _ in range(10) for body in at_once(*[read] * 20)]

    assert (len(bodies), len(set(bodies)), len(calls)) == (200, 1, 1)
