"""The home page and the lists of articles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import rankings
from articles.models import Readership
from articles.querysets import cursor_of
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory
from tests.reading import hidden_articles, is_everybodys

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return AuthorFactory(name="Trương Hùng")


@pytest.fixture
def subsection():
    return SectionFactory(parent=SectionFactory(slug="kinh-te"), slug="nong-nghiep")


# Each list with the queries that it runs.
LISTS = {
    "/": 5,
    "/kinh-te/": 4,
    "/kinh-te/nong-nghiep/": 4,
    "/tac-gia/truong-hung/": 3,
    "/tu-khoa/lua/": 3,
}


@pytest.mark.parametrize(("url", "queries"), LISTS.items())
@pytest.mark.parametrize("count", [1, 3])
def test_lists_run_constant_queries(
    client, count, url, queries, author, subsection, django_assert_num_queries
):
    for _number in range(count):
        ArticleFactory(
            public=True, section=subsection, authors=[author], tag_names=["lúa"], photos=1
        )

    with django_assert_num_queries(queries):
        response = client.get(url)

    assert response.content.decode().count('<article class="card') == count
    assert is_everybodys(response)


@pytest.mark.parametrize("count", [12, 15])
def test_home_with_blocks_runs_constant_queries(client, count, django_assert_num_queries):
    sections = SectionFactory.create_batch(3)
    for number in range(count):
        ArticleFactory(public=True, section=sections[number % 3], authors=[], photos=1)

    with django_assert_num_queries(5):
        response = client.get("/")

    assert response.content.decode().count('<article class="card') == count


@pytest.mark.parametrize("url", LISTS)
def test_lists_never_show_what_is_hidden(client, url, author, subsection):
    facts = {"section": subsection, "authors": [author], "tag_names": ["lúa"]}
    article = ArticleFactory(public=True, **facts)
    hidden_articles(**facts)

    html = client.get(url).content.decode()

    assert html.count('<article class="card') == 1
    assert article.title in html
    assert "Bí mật" not in html


@pytest.mark.parametrize("url", ["/tac-gia/truong-hung/", "/tu-khoa/lua/"])
def test_names_of_hidden_articles_alone_have_no_page(client, url, author):
    hidden_articles(authors=[author], tag_names=["lúa"])

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", list(LISTS)[1:])
def test_pages_hold_every_article_once(client, url, author, subsection):
    now = timezone.now()
    made = [
        # Nine at each moment: ends of pages fall among equal times.
        ArticleFactory(
            public=True,
            section=subsection,
            authors=[author],
            tag_names=["lúa"],
            published_at=now - timedelta(minutes=number // 9),
        )
        for number in range(41)
    ]

    seen, cursor, pages = [], "", 0
    while cursor or not pages:
        listing = client.get(url, {"truoc": cursor} if cursor else {}).context["listing"]
        seen += [article.pk for article in listing.articles]
        cursor, pages = listing.older, pages + 1

    assert pages == 3
    assert seen == sorted(
        (a.pk for a in made), key=lambda pk: (-((pk - made[0].pk) // 9), pk), reverse=True
    )


def test_older_page_is_linked_and_names_itself(client, subsection):
    articles = [
        ArticleFactory(
            public=True,
            section=subsection,
            authors=[],
            published_at=timezone.now() - timedelta(minutes=number),
        )
        for number in range(21)
    ]
    cursor = cursor_of(articles[19])
    older = f"/kinh-te/?truoc={cursor}"

    assert f'href="{older}" rel="next"' in client.get("/kinh-te/").content.decode()
    html = client.get(older).content.decode()
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{older}">' in html
    assert articles[20].title in html
    assert 'rel="next"' not in html


@pytest.mark.parametrize(
    "cursor", ["x", "-", "1-", "-1", "zz-1", "1-zz", "1" * 400, "1-1\x00", "😀"]
)
@pytest.mark.parametrize("url", ["/kinh-te/", "/tac-gia/truong-hung/", "/tu-khoa/lua/"])
def test_foreign_cursor_is_not_found(client, url, cursor, author, subsection):
    ArticleFactory(public=True, section=subsection, authors=[author], tag_names=["lúa"])

    assert client.get(url, {"truoc": cursor}).status_code == 404


def test_page_after_the_last_is_not_found(client, subsection):
    article = ArticleFactory(public=True, section=subsection)

    assert client.get("/kinh-te/", {"truoc": cursor_of(article)}).status_code == 404


@pytest.mark.parametrize(
    "url", ["/khong-co/", "/nong-nghiep/", "/kinh-te/khong-co/", "/tac-gia/x/", "/tu-khoa/x/"]
)
def test_unknown_name_is_not_found(client, url, subsection):
    assert client.get(url).status_code == 404


def test_empty_section_has_a_page(client, subsection):
    response = client.get("/kinh-te/")

    assert response.status_code == 200
    assert 'href="/kinh-te/nong-nghiep/"' in response.content.decode()


def test_section_front_leads_to_parent_and_siblings(client, subsection):
    SectionFactory(parent=subsection.parent, slug="doanh-nghiep")

    html = client.get("/kinh-te/nong-nghiep/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]

    assert 'href="/kinh-te/"' in main
    assert 'href="/kinh-te/doanh-nghiep/"' in main
    assert 'href="/kinh-te/nong-nghiep/" aria-current="page"' in main
    assert f'href="/kinh-te/" aria-current="true">{subsection.parent.name}' in html


def test_section_front_says_what_is_read_most_in_the_paper(client, subsection):
    ArticleFactory(public=True, section=subsection)
    read = ArticleFactory(public=True)
    secret = ArticleFactory(public=True, title="Bí mật")
    for article, reads in ((read, 3), (secret, 9)):
        Readership.objects.create(article=article, day=timezone.localdate(), reads=reads)
    rankings.refresh()
    secret.state = "withdrawn"
    secret.save()

    html = client.get("/kinh-te/nong-nghiep/").content.decode()

    most_read = html[html.index('<section class="most-read"') : html.index("</main>")]
    assert f'href="{read.get_absolute_url()}"' in most_read
    assert "Bí mật" not in html


def test_empty_site_has_a_home_page(client, django_assert_num_queries):
    with django_assert_num_queries(4):
        response = client.get("/")

    assert response.status_code == 200


@pytest.mark.parametrize("url", LISTS)
def test_lists_escape_what_people_wrote(client, url, author, subsection):
    hostile = "<script>alert(1)</script>"
    ArticleFactory(
        public=True,
        section=subsection,
        authors=[author],
        tag_names=["lúa"],
        title=hostile,
        kicker=hostile,
        lead=hostile,
        photos=[PhotoFactory(alt=hostile)],
    )

    html = client.get(url).content.decode()

    assert hostile not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
