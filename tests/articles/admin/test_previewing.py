"""An article before readers have it: in a frame, and as the page that it will be."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing, revisions
from articles.models import Article, Revision
from articles.origins import Origin
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, AuthorFactory, PhotoFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db

# PostgreSQL is asked what time it is.
CLOCK = int(connection.vendor == "postgresql")


@pytest.fixture
def editor(client):
    user = UserFactory(roles=["secretary"])
    client.force_login(user)
    return user


def url(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def pending(**changes):
    """A public article with changes that readers do not have yet."""
    article = ArticleFactory(public=True, lead="Câu đã đăng.")
    content = replace(revisions.newest_content(article), lead="Câu đang sửa.", **changes)
    revisions.save(article, content, by=None)
    return article


def lines_of(html):
    """The page's lines without times, and without what counts its readers."""
    body = html[html.index("<body") :]
    lines = [re.sub(r' data-read="[^"]*"', "", line).strip() for line in body.splitlines()]
    scripts = '<script type="module" src="/static/js/read.js"></script>'
    return [line.replace(scripts, "") for line in lines if "<time" not in line]


def test_the_page_is_what_readers_will_have_once_it_is_published(client, editor):
    article = pending(title="Tít mới của bài")
    CommentFactory(article=article, name="Bạn đọc Hoa", status="approved")
    preview = client.get(url("preview_page", article)).content.decode()

    publishing.publish(article, by=editor)
    # To the minute: what is printed of times.
    live = client.get(Article.objects.get().get_absolute_url()).content.decode()

    assert "Bạn đọc Hoa" in preview
    assert lines_of(preview) == lines_of(live)
    assert preview.count("<time") == live.count("<time")
    assert set(_styles(preview)) == set(_styles(live))


def _styles(html):
    return [part.split('"')[0] for part in html.split('rel="stylesheet" href="')[1:]]


def test_a_draft_is_shown_as_if_it_came_out_now_and_stays_a_draft(client, editor):
    article = ArticleFactory(section=None, title="Bản nháp")

    html = client.get(url("preview_page", article)).content.decode()

    assert 'id="chia-se"' in html
    assert 'id="binh-luan"' in html
    assert "article__times" in html
    assert "<time" in html
    assert Article.objects.get().published_at is None


def test_changes_make_it_a_page_of_now_and_what_readers_have_stays_as_it_is(client, editor):
    article = pending()
    long_ago = timezone.now() - timedelta(days=40)
    Article.objects.update(published_at=long_ago, last_published_at=long_ago)

    newest = client.get(url("preview_page", article))
    live = client.get(url("preview_page", article), {"revision": 1})

    assert _("Updated:") in text_of(newest)
    assert _("Updated:") not in text_of(live)


def test_the_page_is_for_the_frame_alone(client, editor):
    article = ArticleFactory()
    page, frame = client.get(url("preview_page", article)), client.get(url("preview", article))

    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "no-store" in page.headers["Cache-Control"]
    assert "noindex" in page.headers["X-Robots-Tag"]
    html = page.content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert _("Preview: readers do not see this.") not in html
    assert 'rel="canonical"' not in html
    assert frame.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in frame.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in frame.headers["Content-Security-Policy"]
    assert _("Preview: readers do not see this.") in text_of(frame)


def test_other_pages_stay_out_of_frames(client, editor):
    article = ArticleFactory(public=True)

    for address in (article.get_absolute_url(), url("revisions", article), url("change", article)):
        response = client.get(address)
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_where_the_texts_differ_one_may_see_either(client, editor):
    article = pending()
    frame = client.get(url("preview", article))
    assert f'src="{url("preview_page", article)}"' in frame.content.decode()  # the newest
    assert _("As readers have it") in text_of(frame)

    live = client.get(url("preview", article), {"revision": 1, "width": "desk"})
    inner = client.get(url("preview_page", article), {"revision": 1})

    assert f"{url('preview_page', article)}?revision=1" in live.content.decode()
    assert 'id="width-desk" checked' in live.content.decode()
    assert "Câu đã đăng." in text_of(inner)
    assert "Câu đang sửa." in text_of(client.get(url("preview_page", article)))


def test_a_version_that_is_saved_over_meanwhile_leaves_no_empty_frame(client, editor, time_machine):
    time_machine.move_to("2026-11-26 03:00:00+00:00", tick=False)
    article = ArticleFactory(lead="Câu đầu.")
    base, window = article.newest_revision_id, uuid4()

    def type_lead(text, number):
        content = replace(revisions.newest_content(article), lead=text)
        origin = Origin(base, window, number)
        revisions.save(article, content, by=editor, kind=Revision.Kind.AUTOSAVED, origin=origin)

    type_lead("Câu đang", 1)
    client.force_login(editor)
    frame = client.get(url("preview", article)).content.decode()
    type_lead("Câu đang gõ.", 2)

    assert not article.revisions.filter(number=2).exists()
    [inner] = re.findall(r'<iframe[^>]* src="([^"]+)"', frame)
    assert "Câu đang gõ." in text_of(client.get(inner))


def test_without_changes_there_is_nothing_to_choose(client, editor):
    frame = client.get(url("preview", ArticleFactory(public=True)))

    assert _("As readers have it") not in text_of(frame)


@pytest.mark.parametrize("revision", ["9", "x", "", "9" * 40, "-1"])
@pytest.mark.parametrize("name", ["preview", "preview_page"])
def test_versions_that_are_not_there_are_not_found(client, editor, name, revision):
    response = client.get(url(name, ArticleFactory()), {"revision": revision})

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["preview", "preview_page"])
def test_only_those_who_may_open_an_article_preview_it(client, name):
    article = ArticleFactory()

    assert "/login/" in client.get(url(name, article)).url
    client.force_login(UserFactory(roles=["reporter"]))
    assert client.get(url(name, article)).status_code == 404
    client.force_login(UserFactory(roles=["moderator"]))
    assert client.get(url(name, article)).status_code == 403
    client.force_login(UserFactory(roles=["editor"]))
    assert client.post(url(name, article)).status_code == 405


def test_staff_preview_under_an_embargo(client, editor):
    article = ArticleFactory(
        title="Chưa được nói", embargo_until=timezone.now() + timedelta(hours=1)
    )

    assert "Chưa được nói" in text_of(client.get(url("preview_page", article)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_constant_queries(client, editor, count, django_assert_num_queries):
    article = ArticleFactory(
        authors=AuthorFactory.create_batch(count),
        photos=PhotoFactory.create_batch(count),
        tag_names=[f"từ {n}" for n in range(count)],
    )
    for n in range(count):
        revisions.save(
            article, replace(revisions.newest_content(article), lead=f"Câu {n}."), by=None
        )

    # session, user, rights (2), limits, the article with its versions; section, authors, keywords,
    # photos, what stands beside it; comments, sections with the paper
    with django_assert_num_queries(13 + CLOCK):
        client.get(url("preview_page", article))


def test_who_may_only_read_an_article_reads_its_newest_text_and_not_its_markup(client):
    reporter, author = UserFactory(roles=["reporter"]), AuthorFactory(name="Thu Hà")
    article = ArticleFactory(created_by=reporter, state="editing", authors=[author])
    content = replace(
        revisions.newest_content(article), title="Tít mới", body="<p>Câu <strong>mới</strong>.</p>"
    )
    revisions.save(article, content, by=None)
    client.force_login(reporter)

    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    html, text = page.content.decode(), text_of(page)

    assert "Câu <strong>mới</strong>." in html
    assert "&lt;p&gt;" not in html
    assert "Tít mới" in text
    assert "Thu Hà" in text
    assert 'name="title"' not in html
