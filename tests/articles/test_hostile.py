"""The hostile corpus in every field, and every view of it: nothing executable in any page."""

from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles import revisions, sitemaps, withdrawals
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.content import Content, PhotoUse
from articles.models import Article, Author, Correction, Note, Section
from articles.vietnamese.text import clean_line
from tests.articles.executable import executable_in
from tests.articles.hostile_pastes import HOSTILE
from tests.articles.test_richtext_hostile import cleaned
from tests.comments.factories import CommentFactory
from tests.factories import AuthorFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
# What is refused as too deep cannot be stored.
SOME = [text for text in HOSTILE if cleaned(f"{text}<p>{text}</p>") is not None]


def line(text, most):
    return clean_line(text)[:most] or "a"


def in_text(photo, hostile):
    """A photo and a gallery in the text, with ``hostile`` for their words."""
    use = BodyPhoto(photo.pk, line(hostile, 400), line(hostile, 250))
    return stored(use) + stored(Gallery((use,), line(hostile, 100)))


def write(hostile, number, section, by=None):
    """Save an article that has ``hostile`` in each of its texts."""
    photo = PhotoFactory(
        caption=line(hostile, 500), alt=line(hostile, 300), credit=line(hostile, 100)
    )
    author = AuthorFactory(name=f"{number} {line(hostile, 100)}", description=line(hostile, 400))
    content = Content(
        title=hostile[:170],
        kicker=hostile[:100],
        dateline=hostile[:30],
        lead=hostile,
        body=f"{hostile}<p>{hostile}</p>{in_text(photo, hostile)}",
        byline_note=hostile[:60],
        source=hostile[:100],
        section=section.pk,
        authors=(author.pk,),
        photos=(PhotoUse(photo.pk, hostile[:400], hostile[:200]),),
        tags=(line(hostile, 90),),
    )
    article = Article(created_by=by)
    revisions.save(article, content, by=by)
    return article


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"], last_name=SOME[4][:60], is_superuser=True)


def publish_all(texts, chief):
    """Return public articles of the texts, with all that hangs on them."""
    section = SectionFactory(name=line(SOME[4], 100), description=line(SOME[4], 200))
    section.publication.name = section.publication.tagline = line(SOME[4], 100)
    section.publication.save()
    for number, hostile in enumerate(texts):
        article = write(hostile, number, section, chief)
        Correction.objects.create(article=article, text=hostile_text(hostile), made_by=chief)
        Note.objects.create(article=article, text=hostile_text(hostile), made_by=chief)
        CommentFactory(
            article=article, name=line(hostile, 60), body=line(hostile, 900), status="approved"
        )
    hour_ago = timezone.now() - timedelta(hours=1)
    Article.objects.update(
        state="published",
        published_at=hour_ago,
        last_published_at=hour_ago,
        live_revision=models.F("newest_revision"),
    )
    return list(Article.objects.order_by("pk"))


@pytest.fixture
def paper(chief):
    return publish_all(SOME[::4], chief)


def hostile_text(hostile):
    return line(hostile, 1900)


def wrong_on(client, url):
    response = client.get(url, follow=True)
    assert response.status_code in {200, 410}, url
    return executable_in(response.content.decode())


def test_every_public_page(client, chief):
    paper = publish_all(SOME, chief)
    article = paper[4]
    section, author = Section.objects.get(), Author.objects.first()
    urls = ["/", section.get_absolute_url(), f"/binh-luan/{article.pk}/"]
    urls += [one.get_absolute_url() for one in paper]
    urls += [a.get_absolute_url() for a in Author.objects.all()[:5]]
    urls += [t.get_absolute_url() for a in paper[:5] for t in a.tags.all() if t.slug]

    wrong = {url: found for url in dict.fromkeys(urls) if (found := wrong_on(client, url))}

    assert wrong == {}
    assert author is not None


def test_every_search(client, paper):
    for hostile in SOME:
        page = client.get("/tim-kiem/", {"q": line(hostile, 150)})
        assert page.status_code == 200
        assert executable_in(page.content.decode()) == [], hostile


def test_feeds_and_sitemaps_are_well_formed_and_harmless(client, paper):
    section = Section.objects.get()
    texts = []
    names = ["machines:feed", "machines:sitemap", "machines:sitemap-news"]
    urls = [reverse(name) for name in names] + [reverse("machines:feed", args=[section.path])]
    page = sitemaps.part_of("articles", paper[0].pk)
    for url in [*urls, f"/sitemap-articles-{page}.xml", "/sitemap-sections.xml"]:
        tree = ElementTree.fromstring(client.get(url).content)  # noqa: S314
        texts += [text for element in tree.iter("description") if (text := element.text)]

    assert texts
    assert [executable_in(text) for text in texts] == [[]] * len(texts)


def admin_lists():
    return [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]


def test_every_list_of_the_newsroom(client, chief, paper):
    client.force_login(chief)
    urls = ["/admin/", *admin_lists(), "/admin/articles/article/paste/"]
    urls += [f"/admin/articles/article/?q={word}" for word in ("%3Cscript%3E", "%22onx%3D")]

    assert {url: found for url in urls if (found := wrong_on(client, url))} == {}


@pytest.mark.parametrize("place", range(0, len(SOME), 4))
def test_an_articles_pages_in_the_newsroom(client, chief, place):
    section = SectionFactory()
    article = write(SOME[place], place, section, chief)
    Note.objects.create(article=article, text=hostile_text(SOME[place]), made_by=chief)
    client.force_login(chief)
    base = f"/admin/articles/article/{article.pk}"

    for url in (f"{base}/change/", f"{base}/preview/page/", f"{base}/history/", f"{base}/delete/"):
        assert wrong_on(client, url) == [], url
    shown = client.get(f"{base}/change/").content.decode()
    assert unescape(article.body[:5]) in unescape(shown)


def test_the_editors_own_answers(client, chief, paper):
    client.force_login(chief)
    for hostile in SOME:
        text = hostile.encode("utf-8", "ignore").decode()
        pasted = client.post("/admin/articles/article/clean/", {"html": text})
        assert executable_in(pasted.json()["html"]) == []
        asked = client.get("/admin/articles/article/address/", {"url": line(hostile, 900)})
        assert asked.headers["Content-Type"] == "application/json"
        assert executable_in(asked.json().get("html", "")) == []


def test_what_is_sent_to_the_form_is_stored_harmless(client, chief):
    SectionFactory()
    client.force_login(chief)
    for hostile in SOME[::10]:
        text = hostile.encode("utf-8", "ignore").decode()
        data = {name: line(text, 30) for name in ("kicker", "title", "dateline", "source")}
        data |= {"lead": text, "body": text, "keywords": line(text, 30), "_continue": "1"}
        for prefix in ("bylines", "captions"):
            data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        page = client.post("/admin/articles/article/add/", data, follow=True)
        assert page.status_code == 200
        assert executable_in(page.content.decode()) == [], hostile


def test_what_a_withdrawn_article_leaves(client, chief, paper):
    article = paper[4]
    withdrawals.keep(article, by=chief, reason=line(SOME[4], 400), notice=line(SOME[4], 400))
    Article.objects.filter(pk=article.pk).update(
        state="withdrawn", withdrawal_notice=line(SOME[4], 400)
    )

    page = client.get(article.get_absolute_url())

    assert page.status_code == 410
    assert executable_in(page.content.decode()) == []


def test_every_text_field_of_an_article_is_in_the_corpus():
    texts = {
        field.name
        for field in Article._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField) and field.editable
    }

    chosen = {"comments_mode", "comments_notice"}  # not the writer's: tests of comments have them
    named = {"kicker", "title", "dateline", "lead", "body", "byline_note", "source"}
    assert texts - named <= {"kind", "language", "state", "withdrawal_notice", *chosen}
