"""RSS of the paper and of its sections."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Article, Publication, Section
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PhotoFactory,
    PublicationFactory,
    SectionFactory,
)
from tests.reading import hidden_articles, is_everybodys

pytestmark = pytest.mark.django_db

FEEDS = ["/rss/", "/rss/kinh-te/", "/rss/kinh-te/nong-nghiep/"]
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


@pytest.fixture
def subsection():
    parent = SectionFactory(slug="kinh-te", name="Kinh tế")
    return SectionFactory(parent=parent, slug="nong-nghiep", name="Nông nghiệp")


def channel_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).find("channel")  # noqa: S314  (our own)


@pytest.mark.parametrize("url", FEEDS)
@pytest.mark.parametrize("count", [1, 3])
def test_feeds_run_constant_queries(client, count, url, subsection, django_assert_num_queries):
    for _number in range(count):
        authors = AuthorFactory.create_batch(2)
        ArticleFactory(public=True, section=subsection, authors=authors, photos=1)

    with django_assert_num_queries(3):
        response = client.get(url)

    assert response.content.count(b"<item>") == count
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert is_everybodys(response)


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_never_hold_what_is_hidden(client, url, subsection):
    article = ArticleFactory(public=True, section=subsection)
    hidden_articles(section=subsection)

    items = channel_of(client, url).findall("item")

    assert [item.findtext("title") for item in items] == [article.title]


def test_item_says_all_about_its_article(client, subsection, settings):
    settings.SITE_URL = "https://bao.example"
    article = ArticleFactory(
        public=True,
        section=subsection,
        title="Lúa & gạo",
        lead="Vụ mùa “bội thu”.",
        authors=[AuthorFactory(name="Cỏ May"), AuthorFactory(name="Hồ Bảo Trân")],
        published_at=datetime(2026, 7, 8, 1, 30, tzinfo=UTC),
    )
    Article.objects.update(created_at=datetime(2026, 7, 7, 20, tzinfo=UTC))

    item = channel_of(client, "/rss/").find("item")

    assert item.findtext("title") == "Lúa & gạo"
    assert item.findtext("description") == "Vụ mùa “bội thu”."
    assert (
        item.findtext("link")
        == f"https://bao.example/kinh-te/nong-nghiep/lua-gao-a{article.pk}.html"
    )
    assert [creator.text for creator in item.findall(CREATOR)] == ["Cỏ May", "Hồ Bảo Trân"]
    assert parsedate_to_datetime(item.findtext("pubDate")) == article.published_at
    assert item.find("guid").attrib == {"isPermaLink": "false"}
    assert item.findtext("guid") == f"tag:bao.example,2026-07-07:a{article.pk}"


def test_guid_outlives_title_section_and_times(client, subsection):
    article = ArticleFactory(public=True, section=subsection)
    before = channel_of(client, "/rss/").findtext("item/guid")
    article.title, article.section = "Tít khác hẳn", subsection.parent
    article.published_at = article.last_published_at = timezone.now() - timedelta(days=9)
    article.save()

    assert channel_of(client, "/rss/").findtext("item/guid") == before


def test_channels_name_paper_section_language_and_themselves(client, subsection, settings):
    settings.SITE_URL = "https://bao.example"
    paper = PublicationFactory()
    paper.tagline = "Tiếng nói của nhân dân"
    paper.save()

    home, section = (channel_of(client, url) for url in ("/rss/", "/rss/kinh-te/nong-nghiep/"))

    assert home.findtext("title") == "Báo Thử Nghiệm"
    assert home.findtext("description") == "Tiếng nói của nhân dân"
    assert home.findtext("link") == "https://bao.example/"
    assert home.findtext("language") == "vi"
    assert home.find(ATOM_LINK).get("href") == "https://bao.example/rss/"
    assert section.findtext("title") == section.findtext("description")
    assert section.findtext("title") == "Nông nghiệp - Báo Thử Nghiệm"
    assert section.findtext("link") == "https://bao.example/kinh-te/nong-nghiep/"
    assert section.find(ATOM_LINK).get("href") == "https://bao.example/rss/kinh-te/nong-nghiep/"


def test_section_s_feed_has_its_subsections_articles_and_no_others(client, subsection):
    inside = ArticleFactory(public=True, section=subsection)
    ArticleFactory(public=True)

    for url, count in zip(FEEDS, (2, 1, 1), strict=True):
        titles = [item.findtext("title") for item in channel_of(client, url).findall("item")]
        assert len(titles) == count
        assert inside.title in titles


def test_feed_holds_the_twenty_newest(client):
    now = timezone.now()
    for number in range(22):
        ArticleFactory(
            public=True,
            title=f"Bài {number}",
            authors=[],
            published_at=now - timedelta(minutes=number + 1),
        )

    titles = [item.findtext("title") for item in channel_of(client, "/rss/").findall("item")]

    assert titles == [f"Bài {number}" for number in range(20)]


def test_lead_photo_is_enclosed_if_its_file_is_there(client, media, settings):
    stored, lost, planned = PhotoFactory(), PhotoFactory(), PhotoFactory(widths=[])
    name = f"photos/{stored.key[:2]}/{stored.key}/1600.jpg"
    default_storage.save(name, ContentFile(b"x" * 321))
    for photo in (stored, lost, planned):
        ArticleFactory(public=True, photos=[photo])

    items = channel_of(client, "/rss/").findall("item")

    enclosures = [item.find("enclosure") for item in items]
    assert [e.attrib for e in enclosures if e is not None] == [
        {
            "url": f"{settings.SITE_URL}/anh/{stored.key}/1600.jpg",
            "length": "321",
            "type": "image/jpeg",
        }
    ]


def test_only_the_lead_photo_is_enclosed(client, media):
    article = ArticleFactory(public=True, photos=1)
    article.captions.update(placement="body")
    key = article.captions.get().photo.key
    default_storage.save(f"photos/{key[:2]}/{key}/1600.jpg", ContentFile(b"x"))

    assert channel_of(client, "/rss/").find("item/enclosure") is None


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_survive_hostile_text(client, url, subsection):
    hostile = "]]><script>alert(1)</script>&\x01\ufffe\ud7ff"
    Publication.objects.update(name=hostile, tagline=hostile)
    Section.objects.update(name=hostile, description=hostile)
    author = AuthorFactory(name=hostile)
    ArticleFactory(public=True, section=subsection, title=hostile, lead=hostile, authors=[author])

    item = channel_of(client, url).find("item")

    plain = "]]><script>alert(1)</script>&\ud7ff"
    assert item.findtext("title") == item.findtext(CREATOR) == plain
    # A reader program shows a description as HTML.
    assert item.findtext("description") == (
        "]]&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;\ud7ff"
    )


@pytest.mark.parametrize(
    "url", ["/rss/khong-co/", "/rss/nong-nghiep/", "/rss/kinh-te/khong-co/", "/rss/a/b/c/"]
)
def test_unknown_section_has_no_feed(client, url, subsection):
    assert client.get(url).status_code == 404


def test_empty_site_has_a_feed(client):
    assert channel_of(client, "/rss/").findall("item") == []


def test_feed_only_reads(client):
    assert client.post("/rss/").status_code == 405
