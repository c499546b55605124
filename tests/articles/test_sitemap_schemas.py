"""Sitemaps by their schemas, their parts, pictures, versions and times."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Publication, Tag
from articles.sitemaps import part_of, parts, views
from tests.articles.test_desk_plans import assert_walks
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory
from tests.reading import hidden_articles
from tests.schemas import problems_of_xml

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LINK = "{http://www.w3.org/1999/xhtml}link"
PARTS = ["sections", "articles", "authors", "tags", "news"]


def path_of(part, row=None):
    """The address of a part, of the one that lists ``row`` where there are several."""
    return f"/sitemap-{part}.xml" if row is None else f"/sitemap-{part}-{part_of(part, row.pk)}.xml"


def root_of(client, url):
    return ElementTree.fromstring(client.get(url).content)  # noqa: S314  (our own)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("title", ["Lúa & gạo", "]]></title><script>\x01\ufffe\u202e 🌾"])
def test_parts_are_right_by_the_schema(client, part, title):
    article = ArticleFactory(public=True, title=title, photos=2, tag_names=["lúa"], language="zh")
    Publication.objects.update(name=title)
    rows = {"articles": article, "authors": article.authors.get(), "tags": article.tags.get()}

    content = client.get(path_of(part, rows.get(part))).content

    assert problems_of_xml(content, "sitemap.xsd") == []
    assert content.count(b"<url>") >= 1


def test_the_index_is_right_by_the_schema(client):
    ArticleFactory(public=True, tag_names=["lúa"])

    assert problems_of_xml(client.get("/sitemap.xml").content, "siteindex.xsd") == []
    assert problems_of_xml(client.get("/sitemap-news.xml").content, "siteindex.xsd") != []


def test_the_schema_sees_what_is_wrong(client):
    article = ArticleFactory(public=True, photos=1)
    content = client.get(path_of("articles", article)).content
    for right, wrong in ((b"<loc>http", b"<loc>x"), (b"+07:00", b" +7"), (b"hreflang", b"lang")):
        assert problems_of_xml(content.replace(right, wrong), "sitemap.xsd") != []


def test_pages_are_listed_with_their_versions(client):
    article = ArticleFactory(public=True, tag_names=["lúa"], authors=[AuthorFactory(name="Cỏ May")])
    for address, path in {
        path_of("articles", article): article.get_absolute_url(),
        path_of("authors", article.authors.get()): "/tac-gia/co-may/",
        path_of("tags", article.tags.get()): "/tu-khoa/lua/",
    }.items():
        (url,) = root_of(client, address).findall(f"{MAP}url")
        assert url.findtext(f"{MAP}loc") == SITE + path
        assert {link.get("hreflang"): link.get("href") for link in url.findall(LINK)} == {
            "vi": SITE + path,
            "en": f"{SITE}/en{path}",
            "x-default": SITE + path,
        }


def test_an_article_is_listed_with_its_photos(client):
    photos = [PhotoFactory(), PhotoFactory(widths=[], sha256=None, width=None, height=None)]
    article = ArticleFactory(public=True, photos=photos)
    ArticleFactory(photos=[PhotoFactory()])  # a draft's

    found = root_of(client, path_of("articles", article)).iter(f"{IMAGE}loc")

    assert [one.text for one in found] == [f"{SITE}/anh/{photos[0].key}/1600.jpg"]


def test_authors_and_keywords_of_hidden_articles_are_not_listed(client):
    author = AuthorFactory(name="Bí Danh")
    hidden = hidden_articles(authors=[author], tag_names=["bí mật"])

    assert client.get(path_of("authors", author)).status_code == 404
    assert client.get(path_of("tags", hidden[0].tags.get())).status_code == 404
    assert b"authors" not in client.get("/sitemap.xml").content


@pytest.mark.parametrize("kind", ["authors", "tags"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_run_one_query(client, kind, count, django_assert_num_queries):
    # Those of one part, wherever the ids stand by now.
    for pk in range(600, 600 + count):
        author, tag = AuthorFactory(pk=pk), Tag.objects.create(pk=pk, name=f"từ {pk}")
        ArticleFactory(public=True, authors=[author], tag_names=[tag])

    with django_assert_num_queries(1):
        content = client.get(path_of(kind, author if kind == "authors" else tag)).content

    assert content.count(b"<url>") == count


def test_the_index_says_when_a_part_changed_if_that_was_lately(client):
    now = timezone.now().replace(microsecond=0)
    ArticleFactory(public=True, pk=10, last_published_at=now - timedelta(hours=5))
    ArticleFactory(public=True, pk=11, last_published_at=now - timedelta(hours=2))
    ArticleFactory(pk=12, state="scheduled", published_at=now + timedelta(hours=1))
    ArticleFactory(public=True, pk=1500, published_at=datetime(2020, 1, 1, tzinfo=UTC))

    named = {
        one.findtext(f"{MAP}loc").removeprefix(SITE): one.findtext(f"{MAP}lastmod")
        for one in root_of(client, "/sitemap.xml")
    }

    assert datetime.fromisoformat(named["/sitemap-articles-0.xml"]) == now - timedelta(hours=2)
    assert named["/sitemap-articles-1.xml"] is None


@pytest.fixture
def thousand():
    """1,000 public articles, one a day until now."""
    section, now = SectionFactory(), timezone.now()
    Article.objects.bulk_create(
        Article(
            title=f"Bài {number}",
            slug="bai",
            section=section,
            top_section=section,
            state="published",
            published_at=now - timedelta(days=number),
            last_published_at=now - timedelta(days=number),
        )
        for number in range(1000)
    )


def test_what_changed_lately_is_found_by_its_index(thousand):
    """Else the index of the sitemap would read a million rows."""
    assert_walks("article_updated", parts.recent().values("id", "last_published_at"))
    assert len(parts.recent()) == 30


def test_parts_and_their_numbers_are_ranges_of_the_primary_key(thousand):
    key = "articles_article_pkey" if connection.vendor == "postgresql" else "PRIMARY KEY"
    listed = parts.listed("articles").order_by("pk")

    assert_walks(key, parts.addressed(listed.filter(pk__gte=500, pk__lt=600)))
    assert_walks(key, listed.filter(pk__gte=500).values_list("pk", flat=True)[:1])


def test_news_walk_the_newest(thousand):
    since = timezone.now() - views.NEWS_AGE
    rows = Article.objects.public().filter(published_at__gte=since).newest_first()

    assert_walks("article_newest", rows[: views.NEWS_SIZE])


def test_of_too_many_changes_the_last_are_told(monkeypatch):
    monkeypatch.setattr(parts, "MOST_RECENT", 2)
    now = timezone.now()
    for pk, hours in ((1, 1), (1001, 9), (2, 3)):
        ArticleFactory(public=True, pk=pk, last_published_at=now - timedelta(hours=hours))

    assert parts.last_changes() == {0: now - timedelta(hours=1)}


def test_chinese_is_named_as_google_news_names_it(client):
    ArticleFactory(public=True, language="zh")
    ArticleFactory(public=True, language="rad")

    text = client.get("/sitemap-news.xml").content.decode()

    assert "<news:language>zh-cn<" in text and "<news:language>rad<" in text


def test_robots_keep_out_of_both_searches_and_no_secret_is_named(client):
    text = client.get("/robots.txt").content.decode()

    for path in ("/admin/", "/tim-kiem/?", "/en/tim-kiem/?", "/binh-luan/", "/en/binh-luan/"):
        assert f"Disallow: {path}\n" in text
    assert "xem-truoc" not in text
    assert views.NEWS_SIZE == 1000
