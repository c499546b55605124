"""What is kept, for whom, and how it goes out."""

import gzip

import pytest
from django.apps import apps
from django.test import Client

from newsroom.pagecache.looking import pages
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    create_groups(apps)
    return ArticleFactory(public=True)


def test_a_second_reader_costs_no_query(kept, article, django_assert_num_queries):
    first = kept.get(article.get_absolute_url())
    with django_assert_num_queries(0):
        second = kept.get(article.get_absolute_url())

    assert second.content == first.content
    assert second.headers["Content-Encoding"] == "gzip"
    assert article.title in gzip.decompress(second.content).decode()


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


def test_head_says_what_get_would_send(kept, article):
    path = article.get_absolute_url()
    length = len(kept.get(path).content)

    head = kept.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(length)


@pytest.mark.parametrize("query", ["?utm_source=zalo", "?fbclid=1&utm_medium=x", "?"])
def test_where_readers_come_from_makes_no_other_page(
    kept, article, query, django_assert_num_queries
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
