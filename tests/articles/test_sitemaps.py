"""Sitemaps and robots.txt."""

from datetime import UTC, datetime, timedelta
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import sitemaps
from articles.models import Article, Publication
from articles.sitemaps import views
from tests.factories import ArticleFactory, AuthorFactory, PublicationFactory, SectionFactory
from tests.reading import hidden_articles, is_everybodys

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def subsection():
    return SectionFactory(parent=SectionFactory(slug="kinh-te"), slug="nong-nghiep")


def root_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314  (our own)


def locations(client, url):
    return [element.text for element in root_of(client, url).iter(f"{MAP}loc")]


def page_of(article):
    return f"/sitemap-articles-{sitemaps.part_of('articles', article.pk)}.xml"


@pytest.mark.parametrize(
    ("url", "queries"), [("/sitemap.xml", 4), ("articles", 2), ("/sitemap-news.xml", 1)]
)
@pytest.mark.parametrize("count", [1, 3])
def test_sitemaps_run_constant_queries(
    client, count, url, queries, subsection, django_assert_num_queries
):
    articles = ArticleFactory.create_batch(count, public=True, section=subsection)

    with django_assert_num_queries(queries):
        response = client.get(page_of(articles[0]) if url == "articles" else url)

    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert is_everybodys(response)


def test_sitemaps_hold_every_public_article_and_nothing_hidden(client, subsection):
    articles = ArticleFactory.create_batch(2, public=True, section=subsection)
    hidden_articles(section=subsection)
    wanted = [f"{SITE}{article.get_absolute_url()}" for article in articles]

    assert locations(client, page_of(articles[0])) == wanted
    assert sorted(locations(client, "/sitemap-news.xml")) == sorted(wanted)


def test_hidden_articles_alone_have_no_page(client):
    hidden = hidden_articles()

    assert locations(client, "/sitemap.xml") == [f"{SITE}/sitemap-sections.xml"]
    assert client.get(page_of(hidden[0])).status_code == 404


def test_index_names_the_ranges_that_hold_something(client, django_assert_num_queries):
    author = AuthorFactory(pk=5)
    for pk in (1_000, 1_999, 4_000, 10_000_000_000):
        ArticleFactory(public=True, pk=pk, authors=[author])
    ArticleFactory(pk=3_000, authors=[author])

    with django_assert_num_queries(4):  # as with one range
        named = locations(client, "/sitemap.xml")

    assert named == [
        f"{SITE}/sitemap-{name}.xml"
        for name in ("sections", "articles-1", "articles-4", "articles-10000000", "authors-0")
    ]
    assert [len(locations(client, url.removeprefix(SITE))) for url in named[1:4]] == [2, 1, 1]
    assert client.get("/sitemap-articles-3.xml").status_code == 404


def test_entry_says_when_the_article_last_changed(client):
    article = ArticleFactory(
        public=True,
        published_at=datetime(2026, 7, 8, 1, 30, tzinfo=UTC),
        last_published_at=datetime(2026, 7, 8, 17, 5, 9, tzinfo=UTC),
    )

    assert root_of(client, page_of(article)).findtext(f"{MAP}url/{MAP}lastmod") == (
        "2026-07-09T00:05:09+07:00"
    )


def test_sections_are_listed_with_the_home_page(client, subsection):
    assert locations(client, "/sitemap-sections.xml") == [
        f"{SITE}{path}" for path in ("/", "/kinh-te/", "/kinh-te/nong-nghiep/", "/dinh-chinh/")
    ]


def test_news_sitemap_is_what_google_news_reads(client, settings, subsection):
    settings.SITE_URL = "https://bao.example"
    moment = timezone.now().replace(microsecond=0) - timedelta(hours=47)
    article = ArticleFactory(
        public=True, section=subsection, title="Lúa & gạo", published_at=moment
    )

    url = root_of(client, "/sitemap-news.xml").find(f"{MAP}url")

    assert url.findtext(f"{MAP}loc") == (
        f"https://bao.example/kinh-te/nong-nghiep/lua-gao-a{article.pk}.html"
    )
    news = url.find(f"{NEWS}news")
    assert [child.tag.removeprefix(NEWS) for child in news] == [
        "publication",
        "publication_date",
        "title",
    ]
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "Báo Thử Nghiệm"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "vi"
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date")) == moment
    assert news.findtext(f"{NEWS}title") == "Lúa & gạo"


def test_news_sitemap_holds_two_days_newest_first(client):
    now = timezone.now()
    young, old, _too_old = (
        ArticleFactory(public=True, published_at=now - timedelta(hours=hours))
        for hours in (1, 47, 49)
    )

    assert locations(client, "/sitemap-news.xml") == [
        f"{SITE}{article.get_absolute_url()}" for article in (young, old)
    ]


def test_news_sitemap_stops_at_a_thousand(client, monkeypatch):
    assert views.NEWS_SIZE == 1000
    monkeypatch.setattr(views, "NEWS_SIZE", 2)
    ArticleFactory.create_batch(3, public=True)

    assert len(locations(client, "/sitemap-news.xml")) == 2


def test_sitemaps_survive_hostile_text(client, subsection):
    hostile = "]]><script>&\x01\ufffe"
    Publication.objects.update(name=hostile)
    article = ArticleFactory(public=True, section=subsection)
    Article.objects.update(title=hostile)

    news = root_of(client, "/sitemap-news.xml").find(f"{MAP}url/{NEWS}news")

    assert news.findtext(f"{NEWS}title") == "]]><script>&"
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "]]><script>&"
    assert len(locations(client, page_of(article))) == 1


def test_empty_site_has_sitemaps(client):
    assert locations(client, "/sitemap-sections.xml") == [f"{SITE}/", f"{SITE}/dinh-chinh/"]
    assert locations(client, "/sitemap-news.xml") == []


@pytest.mark.parametrize("number", ["0", "01", "-1", "x", "999999999999", "9" * 40])
def test_page_without_articles_is_not_found(client, number):
    assert client.get(f"/sitemap-articles-{number}.xml").status_code == 404


def test_robots_are_told_where_to_go(client, settings):
    settings.SITE_URL = "https://bao.example"
    PublicationFactory()

    response = client.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert is_everybodys(response)
    assert rules.site_maps() == [
        "https://bao.example/sitemap.xml",
        "https://bao.example/sitemap-news.xml",
    ]
    for path, allowed in {
        "/": True,
        "/kinh-te/": True,
        "/kinh-te/lua-a1.html": True,
        "/rss/": True,
        "/admin/": False,
        "/tim-kiem/?q=a": False,
        "/binh-luan/1/": False,
    }.items():
        assert rules.can_fetch("Googlebot", path) is allowed
