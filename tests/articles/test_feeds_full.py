"""Feeds of authors and keywords, full texts, media, Dublin Core; who has it already."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Article, Publication
from tests.articles.executable import executable_in
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory
from tests.reading import hidden_articles, is_everybodys
from tests.schemas import problems_of_xml

pytestmark = pytest.mark.django_db

SITE = "https://bao.example"
FEEDS = ["/rss/", "/rss/kinh-te/", "/rss/tac-gia/co-may/", "/rss/tu-khoa/lua/"]
NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
}
HOSTILE = "]]></item><script>alert(1)</script>&\x01\ufffe\u202e 🌾"


@pytest.fixture
def author(settings):
    settings.SITE_URL = SITE
    return AuthorFactory(name="Cỏ May")


@pytest.fixture
def section():
    return SectionFactory(slug="kinh-te", name="Kinh tế")


def made(author, section, **fields):
    facts = {"authors": [author], "section": section, "tag_names": ["lúa"], **fields}
    return ArticleFactory(public=True, **facts)


def item_of(client, url="/rss/"):
    return ElementTree.fromstring(client.get(url).content).find("channel/item")  # noqa: S314


def text_of_item(client):
    return item_of(client).findtext("content:encoded", namespaces=NAMES)


@pytest.mark.parametrize("url", FEEDS)
@pytest.mark.parametrize("count", [1, 3])
def test_feeds_run_four_queries_whatever_they_hold(
    client, author, section, url, count, django_assert_num_queries
):
    for number in range(count):
        made(author, section, photos=count, tag_names=["lúa", f"mùa {number}"])

    with django_assert_num_queries(4):
        response = client.get(url)

    assert response.content.count(b"<item>") == count
    assert is_everybodys(response)


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_are_right_by_the_schema(client, author, section, url):
    made(author, section, photos=2, body="<p>Một & hai.</p>")
    made(author, section, title=HOSTILE, lead=HOSTILE, body=f"<p>{HOSTILE}</p>", language="km")

    content = client.get(url).content

    assert problems_of_xml(content, "rss.rng") == []
    parsed = feedparser.parse(content)
    assert not parsed.bozo and len(parsed.entries) == 2


def test_the_schema_sees_what_is_wrong(client, author, section):
    made(author, section)
    content = client.get("/rss/").content

    for right, wrong in (
        (b'isPermaLink="false"', b'isPermaLink="no"'),
        (b"+0000", b"+07:00"),
        (b"<link>https", b"<link>x"),
        (b"<dc:language>vi", b"<dc:language>Vi\xe1\xbb\x87t"),
    ):
        assert right in content
        assert problems_of_xml(content.replace(right, wrong), "rss.rng") != []


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_never_hold_what_is_hidden(client, author, section, url):
    article = made(author, section)
    hidden_articles(authors=[author], section=section, tag_names=["lúa", "bí mật"])

    content = client.get(url).content.decode()

    assert content.count("<item>") == 1 and article.title in content
    assert "mật" not in content


@pytest.mark.parametrize("url", ["/rss/tac-gia/bi-mat/", "/rss/tu-khoa/bi-mat/", "/rss/tac-gia/x/"])
def test_what_no_public_article_has_has_no_feed(client, url):
    hidden_articles(authors=[AuthorFactory(name="Bí Mật")], tag_names=["bí mật"])

    assert client.get(url).status_code == 404


def test_channels_are_named_for_what_they_are_of(client, author, section):
    made(author, section)
    for url, page, title in (
        ("/rss/tac-gia/co-may/", "/tac-gia/co-may/", "Cỏ May - Báo Thử Nghiệm"),
        ("/rss/tu-khoa/lua/", "/tu-khoa/lua/", "lúa - Báo Thử Nghiệm"),
    ):
        channel = ElementTree.fromstring(client.get(url).content).find("channel")  # noqa: S314
        assert channel.findtext("title") == title
        assert channel.findtext("link") == SITE + page
        assert channel.find("atom:link", NAMES).get("href") == SITE + url


def test_an_item_has_dublin_core_categories_and_media(client, author, section):
    photos = [PhotoFactory(credit="Minh Châu"), PhotoFactory(credit="")]
    moment = datetime(2026, 7, 8, 1, 30, tzinfo=UTC)
    made(
        author, section, photos=photos, language="km", tag_names=["lúa", "gạo"],
        published_at=moment, last_published_at=moment + timedelta(hours=1),
    )  # fmt: skip

    item = item_of(client)

    assert item.findtext("dc:creator", namespaces=NAMES) == "Cỏ May"
    assert item.findtext("dc:language", namespaces=NAMES) == "km"
    assert item.findtext("dc:publisher", namespaces=NAMES) == "Báo Thử Nghiệm"
    assert datetime.fromisoformat(item.findtext("dc:date", namespaces=NAMES)) == moment
    updated = datetime.fromisoformat(item.findtext("atom:updated", namespaces=NAMES))
    assert updated == moment + timedelta(hours=1)
    assert sorted(one.text for one in item.findall("category")) == ["Kinh tế", "gạo", "lúa"]
    media = item.findall("media:content", NAMES)
    assert [one.get("url") for one in media] == [f"{SITE}/anh/{p.key}/1600.jpg" for p in photos]
    assert (media[0].get("width"), media[0].get("height")) == ("1600", "1067")
    assert [one.findtext("media:credit", namespaces=NAMES) for one in media] == ["Minh Châu", None]
    assert media[0].findtext("media:description", namespaces=NAMES) == photos[0].caption


def test_the_full_text_is_what_readers_see_with_addresses_that_hold_anywhere(
    client, author, section
):
    above, inside = PhotoFactory(), PhotoFactory(alt="Người gặt lúa", credit="Thiệu Phan")
    article = made(
        author,
        section,
        dateline="BTN",
        lead="Sapo của bài.",
        photos=[above, inside],
        body=(
            '<p>Xem <a href="/kinh-te/">Kinh tế</a>, <a href="#muc-2">mục 2</a>,'
            ' <a href="https://vi.wikipedia.org/">bách khoa</a>.</p>'
            f'<figure class="photo" data-photo="{inside.pk}"><figcaption>Gặt.</figcaption></figure>'
            '<figure class="embed"><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>'
            "</figure>"
        ),
    )
    article.captions.filter(photo=inside).update(placement="text")

    text = text_of_item(client)

    assert "BTN - Sapo của bài." in text
    assert f'<a href="{SITE}/kinh-te/">' in text
    assert f'<a href="{SITE}{article.get_absolute_url()}#muc-2">' in text
    assert '<a href="https://vi.wikipedia.org/">' in text
    assert text.count("<img ") == 2
    assert f'src="{SITE}/anh/{above.key}/1600.jpg"' in text
    assert 'alt="Người gặt lúa"' in text and "Gặt. Ảnh: Thiệu Phan" in text
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">YouTube</a>' in text
    assert "data-photo" not in text and "class=" not in text


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script><p onclick=alert(1)>x</p>",
        '<p><a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)></p>',
        "<p>]]>&lt;script&gt;alert(1)&lt;/script&gt;</p><style>p{}</style>",
        '<iframe src="https://evil.example/"></iframe><svg onload=alert(1)>',
    ],
)
def test_nothing_in_a_full_text_runs(client, author, section, body):
    """Whatever has come into the table, past the cleaner too."""
    made(author, section)
    Article.objects.update(body=body, lead="<script>alert(1)</script>", dateline='"><script>')

    text = text_of_item(client)

    assert executable_in(text) == []
    assert "<iframe" not in text and "<style" not in text


def test_a_paper_may_keep_its_full_texts_to_itself(client, author, section):
    made(author, section, lead="Sapo của bài.", body="<p>Bí quyết.</p>")
    Publication.objects.update(feed_full_text=False)

    content = client.get("/rss/").content.decode()

    assert "Bí quyết" not in content and "content:encoded" not in content
    assert "Sapo của bài." in content


def test_who_has_it_already_is_told_so_until_something_changes(client, author, section):
    article = made(author, section)
    first = client.get("/rss/")
    tag = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}

    answer = client.get("/rss/", **tag)
    assert answer.status_code == 304 and answer.content == b""

    Article.objects.filter(pk=article.pk).update(title="Tít mới")
    assert client.get("/rss/", **tag).status_code == 200


def test_nobody_keeps_what_is_withdrawn_by_asking_since_when(client, author, section):
    newest, withdrawn = made(author, section), made(author, section, title="Bài sẽ gỡ")
    Article.objects.filter(pk=withdrawn.pk).update(
        published_at=newest.published_at - timedelta(hours=1)
    )
    client.get("/rss/")
    Article.objects.filter(pk=withdrawn.pk).update(state="withdrawn")

    later = {"HTTP_IF_MODIFIED_SINCE": http_date(timezone.now().timestamp() + 60)}
    answer = client.get("/rss/", **later)

    assert answer.status_code == 200 and "Bài sẽ gỡ" not in answer.content.decode()


def test_the_paper_s_feed_names_its_mark(client, author, section):
    made(author, section)
    image = ElementTree.fromstring(client.get("/rss/").content).find("channel/image")  # noqa: S314

    assert image.findtext("url") == f"{SITE}/static/img/mark-512.png"
