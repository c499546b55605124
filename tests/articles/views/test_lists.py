"""Authors, keywords and the most read, as pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import names, rankings
from articles.models import Readership
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db

# Each list with the queries that it runs: the paper's sections, the rows, which letters there are.
LISTS = {"/tac-gia/": 3, "/tu-khoa/": 5, "/doc-nhieu/": 2, "/doc-nhieu/?ky=tuan": 2}


def read(article, reads=5):
    Readership.objects.create(article=article, day=timezone.localdate(), reads=reads)


@pytest.mark.parametrize(("url", "queries"), LISTS.items())
@pytest.mark.parametrize("count", [1, 3])
def test_lists_run_constant_queries(client, count, url, queries, django_assert_num_queries):
    section = SectionFactory()
    for number in range(count):
        author = AuthorFactory(name=f"Người Viết {'Anh Bình Chi'.split()[number]}")
        article = ArticleFactory(
            public=True, section=section, authors=[author], tag_names=[f"từ {number}"], photos=1
        )
        read(article)
    rankings.refresh()

    with django_assert_num_queries(queries):
        response = client.get(url)

    html = response.content.decode()
    shown = {"tac-gia": 'href="/tac-gia/nguoi', "tu-khoa": 'href="/tu-khoa/tu-', "doc-nhieu": "<h2"}
    assert html.count(shown[url.split("/")[1]]) >= count
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("url", LISTS)
def test_an_empty_paper_has_the_page(client, url):
    SectionFactory()

    response = client.get(url)

    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_is_hidden_is_nowhere(client, url, prefix):
    author = AuthorFactory(name="Bí Mật")
    for article in hidden_articles(authors=[author], tag_names=["Bí mật"]):
        read(article)
    ArticleFactory(public=True, tag_names=["lúa"])
    rankings.refresh()

    assert "Bí" not in text_of(client.get(f"{prefix}{url}"))


@pytest.mark.parametrize(
    "url",
    [
        "/tac-gia/?truoc=x",
        "/tac-gia/?truoc=zzzz-1",
        "/tac-gia/?chu=AB",
        "/tac-gia/?chu=X",  # no author begins with it
        "/tac-gia/?chu=" + "9" * 5000,
        "/tu-khoa/?truoc=" + "a" * 5000,
        "/tu-khoa/?chu=%F0%9F%98%80",
        "/doc-nhieu/?ky=nam",
        "/doc-nhieu/?ky=%00x",
        "/dinh-chinh/?truoc=1-x",
        "/dinh-chinh/?truoc=0-1",
        "/kinh-te/?truoc=9999",
        "/kinh-te/?truoc=0-1",
        "/tac-gia/truong-hung/?truoc=0-1",
        "/tac-gia/truong-hung/?truoc=%E2%80%AE",
        "/tu-khoa/lua/?truoc=ffffffffffffff-fffffffffffffff0",
    ],
)
def test_a_page_that_is_not_there_leads_to_the_list(client, url):
    author = AuthorFactory(name="Trương Hùng")
    section = SectionFactory(slug="kinh-te")
    ArticleFactory(public=True, section=section, authors=[author], tag_names=["lúa"])

    response = client.get(url)

    html = response.content.decode()
    assert response.status_code == 404
    assert f'class="button" href="{url.partition("?")[0]}"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("query", ["", "?truoc=x", "?truoc=0-1"])
@pytest.mark.parametrize("url", ["/tac-gia/bi-mat/", "/tu-khoa/bi-mat/"])
def test_a_hidden_name_cannot_be_told_from_none(client, url, query):
    hidden_articles(authors=[AuthorFactory(name="Bí Mật")], tag_names=["bí mật"])

    response = client.get(f"{url}{query}")

    assert response.status_code == 404
    assert url not in response.content.decode().replace(f"/en{url}{query}", "")


def test_names_are_read_on(client, monkeypatch):
    monkeypatch.setattr(names, "PAGE_SIZE", 2)
    people = [AuthorFactory(name=name) for name in ("Lê An", "Hồ Ân", "Võ Đức")]
    ArticleFactory(public=True, authors=people)

    first = client.get("/tac-gia/").content.decode()
    following = f"/tac-gia/?truoc={people[1].sort_key}-{people[1].pk:x}"
    second = client.get(following).content.decode()

    assert f'href="{following}" rel="next"' in first
    assert "Võ Đức" not in first
    assert "Võ Đức" in second
    assert "Hồ Ân" not in second
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{following}">' in second
    assert 'rel="next"' not in second


def test_a_letters_page_says_so(client):
    ArticleFactory(public=True, authors=[AuthorFactory(name="Đức"), AuthorFactory(name="Dân")])

    html = client.get("/tac-gia/?chu=đ").content.decode()

    assert "<title>Tác giả – Đ -" in html or "<title>Authors – Đ -" in html
    assert 'href="http://127.0.0.1:8000/tac-gia/?chu=%C4%90"' in html
    assert 'href="/tac-gia/?chu=%C4%90" aria-current="page">Đ<' in html
    assert "Dân" not in html


def test_the_most_read_stand_in_their_order(client):
    much, little = ArticleFactory(public=True), ArticleFactory(public=True)
    ArticleFactory(public=True)
    read(much, 9)
    read(little, 4)
    rankings.refresh()

    assert client.get("/doc-nhieu/").context["articles"] == [much, little]


def test_an_authors_list_is_in_order_of_publication_whatever_the_ids(client):
    author = AuthorFactory(name="Trương Hùng")
    now = timezone.now()
    made = [
        ArticleFactory(public=True, authors=[author], published_at=now - timedelta(hours=hours))
        for hours in (3, 1, 2)
    ]

    listing = client.get("/tac-gia/truong-hung/").context["listing"]

    assert listing.articles == [made[1], made[2], made[0]]


@pytest.mark.parametrize("path", ["", "%Y/", "%Y/%m/", "%Y/%m/%d/"])
def test_hidden_articles_leave_no_trace_in_the_archive(client, path):
    section = SectionFactory()
    # Neither of today nor of the days that they were, or would be, published on.
    moments = [timezone.localtime() + timedelta(hours=hours) for hours in (0, -2, 2)]
    urls = sorted({f"/luu-tru/{moment.strftime(path)}" for moment in moments})
    before = [(page.status_code, text_of(page)) for page in map(client.get, urls)]
    hidden_articles(section=section)

    assert [(page.status_code, text_of(page)) for page in map(client.get, urls)] == before
