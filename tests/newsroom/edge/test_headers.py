"""A page from disk goes out with the headers with which the application sends it."""

import pytest
from django.apps import apps
from django.test import Client

from articles.models import Series
from articles.sitemaps import part_of
from newsroom.pagecache.files import Folder, name_of
from newsroom.pagecache.memory import Page
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.newsroom.edge.running import NAME

pytestmark = pytest.mark.django_db

#: What is a connection's or a body's, not a page's.
OWN = {"date", "server", "connection", "content-length", "etag", "accept-ranges"}


@pytest.fixture
def reader(settings):
    """A browser that comes to the application by TLS, as the paper is run."""
    settings.ALLOWED_HOSTS = [NAME]
    settings.SITE_URL = f"https://{NAME}"
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    create_groups(apps)
    return Client(headers={"host": NAME, "accept-encoding": "gzip"})


@pytest.fixture
def article():
    series = Series.objects.create(name="Đi dọc kênh")
    return ArticleFactory(public=True, series=series, tag_names=["cầu"])


def addresses_of(article):
    section, author = article.section, article.authors.get()
    path = article.get_absolute_url()
    return {
        "home": "/",
        "home in English": "/en/",
        "section": section.get_absolute_url(),
        "article": path,
        "article in English": f"/en{path}",
        "author": author.get_absolute_url(),
        "authors": "/tac-gia/",
        "keyword": article.tags.get().get_absolute_url(),
        "keywords": "/tu-khoa/",
        "series": article.series.get_absolute_url(),
        "most read": "/doc-nhieu/",
        "most read of a week": "/doc-nhieu/?ky=tuan",
        "corrections": "/dinh-chinh/",
        "archive": "/luu-tru/",
        "feed": "/rss/",
        "feed of a section": f"/rss{section.get_absolute_url()}",
        "feed of an author": f"/rss{author.get_absolute_url()}",
        "comments' feed": f"/binh-luan/{article.pk}/rss/",
        "sitemap": "/sitemap.xml",
        "news sitemap": "/sitemap-news.xml",
        "sections' sitemap": "/sitemap-sections.xml",
        "articles' sitemap": f"/sitemap-articles-{part_of('articles', article.pk)}.xml",
        "robots": "/robots.txt",
    }


def compared(headers):
    found = {name.lower(): value for name, value in headers if name.lower() not in OWN}
    policy = found["content-security-policy"].split(";")
    found["content-security-policy"] = {one.strip() for one in policy}
    return found


def differences(ours, theirs):
    names = {name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)}
    return {name: (ours.get(name), theirs.get(name)) for name in names}


def test_headers_are_the_applications(edge, reader, article):
    """Of files as the keeper writes them."""
    folder, site = Folder(edge.pages), f"https://{NAME}"
    wrong = {}
    for what, address in addresses_of(article).items():
        made = reader.get(address, secure=True)
        assert made.status_code == 200, address
        name = name_of(f"{site}{address}" if "?" in address else f"{site}{address}?", site)
        # What is short is compressed or not by chance: a little of random length goes with it.
        is_plain = "Content-Encoding" not in made.headers
        bodies = (made.content, b"") if is_plain else (b"plain", made.content)
        page = Page((), *bodies, "", frozenset(), 0, 0)
        folder.write(name, page)

        sent = edge.ask(address, Accept_Encoding="gzip, br")

        assert sent.body == made.content
        wrong |= {what: differences(compared(sent.headers.items()), compared(made.headers.items()))}

    assert {what: names for what, names in wrong.items() if names} == {}
    assert edge.application.asked == []


def test_each_header_is_sent_once(edge):
    edge.put("/", b"home")

    names = [name.lower() for name, _value in edge.ask("/").headers.items()]

    assert sorted(set(names)) == sorted(names)
