"""The search page."""

import pytest

from tests.factories import ArticleFactory, PublicationFactory, SectionFactory
from tests.reading import hidden_articles, is_everybodys, text_of

pytestmark = pytest.mark.django_db

URL = "/tim-kiem/"


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("lua", 3),  # sections, places, hits
        ("lúa", 3),
        ("luas", 4),  # and the query as it was typed
        ("không có", 5),  # no hit; shorter queries, keywords, newest
        ("", 2),  # sections, newest
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_search_runs_constant_queries(client, count, query, queries, django_assert_num_queries):
    section = SectionFactory()
    for _number in range(count):
        ArticleFactory(public=True, title="Lúa chín", section=section, photos=1)
    ArticleFactory(title="Lúa còn là bản nháp", section=section)

    with django_assert_num_queries(queries):
        response = client.get(URL, {"q": query})

    assert response.status_code == 200
    assert response.content.decode().count('<article class="card') == count
    assert is_everybodys(response)


def test_telex_that_finds_nothing_either_stays_within_six_queries(
    client, django_assert_num_queries
):
    ArticleFactory(public=True, photos=1)

    with django_assert_num_queries(6):
        response = client.get(URL, {"q": "ddarng uyr"})

    assert "ddarng uyr" in text_of(response)
    assert "đảng ủy" not in text_of(response)


@pytest.mark.parametrize("query", ["", "bí mật", "bi mat", "bis maatj"])
def test_hidden_articles_are_never_shown(client, query):
    hidden_articles()

    assert '<article class="card' not in client.get(URL, {"q": query}).content.decode()


def test_result_pages_are_kept_from_search_engines(client):
    ArticleFactory(public=True, title="Lúa chín")

    for query in ("", "lúa", "không có"):
        html = client.get(URL, {"q": query}).content.decode()
        assert '<meta name="robots" content="noindex">' in html


def test_the_empty_form_is_found_by_search_engines(client):
    html = client.get(URL).content.decode()

    assert "noindex" not in html
    assert '<meta name="description" content="' in html
    assert '/tim-kiem/">' in html[html.index('rel="canonical"') :].partition("\n")[0]


def test_hits_are_marked_and_what_people_wrote_is_escaped(client):
    hostile = "<script>alert(1)</script> lúa"
    ArticleFactory(public=True, title=hostile, kicker=hostile, lead=hostile)

    html = client.get(URL, {"q": "lúa script"}).content.decode()

    marked = "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt; <mark>lúa</mark>"
    assert html.count(marked) == 3
    assert "<script>alert" not in html


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '" autofocus onfocus="x', "&quot;x", "'>"]
)
def test_query_comes_back_escaped(client, query):
    html = client.get(URL, {"q": query}).content.decode()

    assert query not in html


def test_decoded_telex_says_so_and_pages_on_by_itself(client):
    for number in range(21):
        ArticleFactory(public=True, title=f"Đảng ủy họp {number}", authors=[])

    response = client.get(URL, {"q": "ddarng uyr"})
    html = response.content.decode()

    assert "ddarng uyr" in text_of(response) and "đảng ủy" in text_of(response)
    older = response.context["results"].older
    path = f"{URL}?q=%C4%91%E1%BA%A3ng%20%E1%BB%A7y&amp;truoc={older}"
    assert f'href="{path}" rel="next"' in html
    following = client.get(path.replace("&amp;", "&"))
    assert following.content.decode().count('<article class="card') == 1


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "lúa " * 2_500,
        " ".join(chr(0x1EA0 + n) for n in range(90)),
        "\u0301" * 5_000,
        "\x00",
        "%00",
        "\u202e\u2066\ufeff",
        "\ufffe\uffff",
        "…?!",
        "\\",
        "([{*+?^$",
        "👨‍👩‍👧",
    ],
)
def test_odd_query_gets_a_page(client, query):
    ArticleFactory(public=True)

    response = client.get(URL, {"q": query})

    assert response.status_code == 200
    assert len(response.context["query"].text) <= 200


def test_broken_encoding_gets_a_page(client):
    assert client.get(f"{URL}?q=%ff%c3%00&q=%ed%a0%80").status_code == 200


@pytest.mark.parametrize("cursor", ["x", "1-1-fff", "1" * 400, "1-1\x00", "-"])
@pytest.mark.parametrize("query", ["", "lúa", "lua", "không có"])
def test_foreign_cursor_is_not_found(client, query, cursor):
    ArticleFactory(public=True, title="Lúa")

    assert client.get(URL, {"q": query, "truoc": cursor}).status_code == 404


@pytest.mark.parametrize("query", ["lúa", "lua"])
def test_page_after_the_last_is_not_found(client, query):
    ArticleFactory(public=True, title="Lúa")

    assert client.get(URL, {"q": query, "truoc": "1-1"}).status_code == 404


def test_search_of_an_empty_site_has_a_page(client):
    assert client.get(URL, {"q": "lúa"}).status_code == 200


def test_every_page_has_the_form_and_names_the_feed(client):
    PublicationFactory(name="Báo <b>")

    html = client.get("/").content.decode()

    assert f'action="{URL}" role="search"' in html
    assert (
        '<link rel="alternate" type="application/rss+xml" title="Báo &lt;b&gt;" href="/rss/">'
        in html
    )
    assert client.get(URL).content.decode().count('role="search"') == 1


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_search_only_reads(client, method):
    assert getattr(client, method)(URL).status_code == 405
