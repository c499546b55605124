"""Photo stories, and articles with photos in the text, as readers and machines have them."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.utils.translation import ngettext

from articles import publishing, revisions
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.content import Content, PhotoUse
from articles.models import Article, PhotoCaption
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, SectionFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


def published(*in_text, kind="text", lead=None, **content):
    """A public article with those figures in its text, made as the newsroom makes it."""
    chief = UserFactory(roles=["chief"])
    section = content.pop("section", None) or SectionFactory()
    article = Article(created_by=chief)
    body = "".join(f"<p>Đoạn</p>{stored(found)}" for found in in_text) or "<p>Đoạn</p>"
    photos = (PhotoUse(lead.pk, lead.caption, lead.alt, "lead"),) if lead else ()
    facts = {
        "kind": kind,
        "title": "Phiên chợ nổi",
        "lead": "Sáng sớm trên sông.",
        "body": body,
        "section": section.pk,
        "authors": (AuthorFactory().pk,),
        "photos": photos,
    }
    revisions.save(article, Content(**facts | content), by=chief)
    publishing.publish(article, by=chief)
    return article


def uses(photos, **options):
    return [BodyPhoto(photo.pk, f"Ảnh {photo.pk}.", "Mô tả", **options) for photo in photos]


def html_of(client, article):
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def body_of(client, article):
    html = html_of(client, article)
    return html[html.index("<body") : html.index('class="article__foot"')]


def shown_keys(html):
    return re.findall(r'<img[^>]* src="/anh/([\w-]+)/', html)


def mark(count):
    return ngettext("%(number)s photo", "%(number)s photos", count) % {"number": count}


@pytest.mark.parametrize("kind", ["text", "photos"])
@pytest.mark.parametrize("count", [1, 40])
def test_photos_in_the_text_cost_no_query_each(client, kind, count, django_assert_num_queries):
    photos = PhotoFactory.create_batch(count)
    article = published(*uses(photos), kind=kind, lead=photos[0])

    with django_assert_num_queries(6):
        html = html_of(client, article)

    assert html.count("figure__open") >= count


@pytest.mark.parametrize("count", [1, 5])
def test_cards_of_stories_cost_no_query_each(client, count, django_assert_num_queries):
    section = SectionFactory()
    for _number in range(count):
        photos = PhotoFactory.create_batch(2)
        published(*uses(photos), kind="photos", lead=photos[0], section=section)

    with django_assert_num_queries(4):
        text = text_of(client.get(section.get_absolute_url()))

    assert text.count(mark(2)) == count


def test_a_story_that_begins_with_its_lead_photo_shows_it_once(client):
    photos = PhotoFactory.create_batch(3)
    html = body_of(client, published(*uses(photos), kind="photos", lead=photos[0]))

    assert shown_keys(html) == [photo.key for photo in photos]
    assert re.findall(r'figure__number">([^<]*)<', html) == ["1/3", "2/3", "3/3"]
    assert html.count("fetchpriority") == 1
    assert "article__figures" not in html


def test_a_story_shows_another_lead_photo_before_the_first(client):
    lead, *photos = PhotoFactory.create_batch(3)
    html = body_of(client, published(*uses(photos), kind="photos", lead=lead))

    assert shown_keys(html) == [photo.key for photo in (lead, *photos)]
    assert re.findall(r'figure__number">([^<]*)<', html) == ["1/3", "2/3", "3/3"]
    assert html.count("fetchpriority") == 1


def test_an_article_keeps_its_lead_photo_and_has_no_numbers(client):
    photos = PhotoFactory.create_batch(2)
    html = body_of(client, published(*uses(photos), lead=photos[0]))

    assert shown_keys(html) == [photos[0].key, photos[0].key, photos[1].key]
    assert "figure__number" not in html


def test_main_picture_alone_is_preloaded(client):
    photos = PhotoFactory.create_batch(3)
    story = html_of(client, published(*uses(photos), kind="photos", lead=photos[0]))
    article = html_of(client, published(*uses(photos[1:]), lead=photos[0]))
    without = html_of(client, published(*uses(photos)))

    for html in (story, article):
        (link,) = re.findall(r'<link rel="preload"[^>]*>', html)
        assert photos[0].key in link
        sizes = re.search(r'imagesizes="([^"]*)"', link)[1]
        assert f'sizes="{sizes}" alt' in html
    assert "preload" not in without


def test_the_home_page_preloads_its_top_story_s_picture(client):
    photo = PhotoFactory()
    ArticleFactory(public=True, photos=[photo])
    ArticleFactory(public=True, photos=1)

    (link,) = re.findall(r'<link rel="preload"[^>]*>', client.get("/").content.decode())

    assert f"/anh/{Article.objects.public().newest_first()[0].captions.get().photo.key}/" in link
    assert 'type="image/webp"' in link


@pytest.mark.parametrize("kind", ["text", "photos"])
def test_number_of_photos_is_counted_with_each_publication(client, kind):
    first, second, third = PhotoFactory.create_batch(3)
    gallery = Gallery(tuple(uses([second, first])), "Tít")
    article = published(*uses([first]), gallery, kind=kind, lead=third)
    assert Article.objects.get().photo_count == 3

    content = revisions.newest_content(article)
    body = f"<p>a</p>{stored(*uses([first]))}"
    revisions.save(article, Content(**content.__dict__ | {"body": body}), by=None)
    assert Article.objects.get().photo_count == 3
    article = Article.objects.get()
    publishing.publish(article, by=UserFactory(roles=["chief"]))

    assert Article.objects.get().photo_count == 2


def test_only_a_story_bears_the_mark_wherever_it_is_listed(client):
    photos = PhotoFactory.create_batch(4)
    section = SectionFactory()
    published(*uses(photos), kind="photos", lead=photos[0], section=section, tags=("chợ nổi",))
    published(*uses(photos), lead=photos[0], section=section, title="Bài thường")

    pages = ["/", section.get_absolute_url(), "/tim-kiem/?q=sang+som", "/tu-khoa/cho-noi/"]
    for page in pages:
        assert text_of(client.get(page)).count(mark(4)) == 1, page


def facts_of(html):
    text = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1]
    graph = json.loads(text)["@graph"]
    return next(node for node in graph if node["@type"] == "NewsArticle")


def test_machines_get_every_photo_of_a_story_with_its_texts(client, settings):
    settings.SITE_URL = "https://bao.example"
    photos = PhotoFactory.create_batch(2, rights="© Báo Thử Nghiệm")
    article = published(*uses(photos), kind="photos", lead=photos[0])

    facts = facts_of(html_of(client, article))

    assert facts["@type"] == "NewsArticle"
    assert facts["thumbnailUrl"] == f"https://bao.example/anh/{photos[0].key}/chia-se.jpg"
    assert facts["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": f"https://bao.example/anh/{photo.key}/1600.jpg",
            "width": 1600,
            "height": 1067,
            "caption": f"Ảnh {photo.pk}.",
            "creditText": "Minh Châu",
            "copyrightNotice": "© Báo Thử Nghiệm",
        }
        for photo in photos
    ]


def test_hostile_captions_break_out_of_nothing(client):
    hostile = '</script><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    photo = PhotoFactory(credit=hostile, caption=hostile, alt=hostile)
    use = BodyPhoto(photo.pk, hostile, hostile)
    for kind in ("text", "photos"):
        html = html_of(client, published(use, Gallery((use,), hostile), kind=kind, lead=photo))

        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert " style=" not in html and "<style" not in html


def test_viewer_comes_only_where_there_are_photos(client):
    assert "<template data-viewer" not in html_of(client, published())
    html = html_of(client, published(*uses([PhotoFactory()])))
    assert html.count("<template data-viewer") == 1


def test_a_story_is_enclosed_in_the_feed_by_its_lead_photo(client, media):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    photos = PhotoFactory.create_batch(2)
    default_storage.save(
        f"photos/{photos[0].key[:2]}/{photos[0].key}/1600.jpg", ContentFile(b"x" * 99)
    )
    published(*uses(photos), kind="photos", lead=photos[0])

    feed = ElementTree.fromstring(client.get("/rss/").content)  # noqa: S314  (our own)

    assert [one.get("length") for one in feed.iter("enclosure")] == ["99"]


def test_the_migration_counts_what_was_there():
    from importlib import import_module

    from django.apps import apps

    article, empty = ArticleFactory(photos=3), ArticleFactory()
    assert PhotoCaption.objects.filter(article=article).count() == 3

    import_module("articles.migrations.0011_article_photo_count").count_photos(apps, None)

    assert Article.objects.get(pk=article.pk).photo_count == 3
    assert Article.objects.get(pk=empty.pk).photo_count == 0
