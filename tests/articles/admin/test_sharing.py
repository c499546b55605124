"""Secret links to a preview: who makes, sees and closes them."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PreviewLink
from tests.factories import ArticleFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db

# PostgreSQL is asked what time it is.
CLOCK = int(connection.vendor == "postgresql")

DATA = {"label": "Phòng Văn hóa xã", "lifetime": "1d"}


@pytest.fixture
def editor(client):
    user = UserFactory(roles=["editor"])
    client.force_login(user)
    return user


def url(article):
    return reverse("admin:articles_article_preview_links", args=[article.pk])


def make(client, article, **changes):
    return client.post(url(article), {**DATA, **changes})


def token_in(response):
    return re.search(r"/xem-truoc/([\w-]+)/", response.content.decode())[1]


def close(client, article, link):
    address = reverse("admin:articles_article_preview_revoke", args=[article.pk, link.pk])
    return client.post(address)


@pytest.mark.parametrize(("lifetime", "hours"), [("1h", 1), ("1d", 24), ("3d", 72), ("7d", 168)])
def test_a_link_is_made_for_somebody_and_for_a_time(client, editor, lifetime, hours):
    article = ArticleFactory()

    response = make(client, article, lifetime=lifetime)

    link = PreviewLink.objects.get()
    assert (link.article, link.label, link.made_by) == (article, DATA["label"], editor)
    late = link.expires_at - timezone.now() - timedelta(hours=hours)
    assert abs(late) < timedelta(seconds=10)
    assert f"http://127.0.0.1:8000/xem-truoc/{token_in(response)}/" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_token_is_shown_once_and_only_its_fingerprint_kept(client, editor):
    article = ArticleFactory()

    token = token_in(make(client, article))

    assert len(token) >= 43
    row = PreviewLink.objects.values().get()
    assert row["token_sha256"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)
    again = client.get(url(article)).content.decode()
    assert token not in again
    assert DATA["label"] in again


@pytest.mark.parametrize("changes", [{"label": ""}, {"label": "x" * 121}, {"lifetime": "99d"}])
def test_bad_input_is_refused_with_a_sentence_and_kept(client, editor, changes):
    article = ArticleFactory()

    response = make(client, article, **changes)

    assert response.context["form"].errors
    assert not PreviewLink.objects.exists()
    assert "xem-truoc" not in response.content.decode()


def test_looking_makes_none(client, editor):
    client.get(url(ArticleFactory()), DATA)

    assert not PreviewLink.objects.exists()


def test_anybody_who_edits_the_article_closes_a_link(client, editor):
    article = ArticleFactory()
    make(client, article)
    link = PreviewLink.objects.get()
    client.force_login(UserFactory(roles=["secretary"]))

    assert close(client, article, link).url == url(article)

    link.refresh_from_db()
    assert link.revoked_at is not None
    assert _("Close the link") not in text_of(client.get(url(article)))


def test_closing_twice_keeps_the_first_time(client, editor):
    article = ArticleFactory()
    make(client, article)
    link = PreviewLink.objects.get()
    close(client, article, link)
    first = PreviewLink.objects.get().revoked_at

    close(client, article, link)

    assert PreviewLink.objects.get().revoked_at == first


def test_a_link_of_another_article_is_not_found(client, editor):
    make(client, ArticleFactory())

    assert close(client, ArticleFactory(), PreviewLink.objects.get()).status_code == 404
    assert PreviewLink.objects.get().revoked_at is None


def test_a_writer_shares_what_is_in_hand_and_no_more(client):
    writer = UserFactory(roles=["reporter"])
    client.force_login(writer)
    own, taken = (ArticleFactory(created_by=writer, state=s) for s in ("draft", "editing"))

    assert make(client, own).status_code == 200
    assert make(client, taken).status_code == 403
    assert client.get(url(taken)).status_code == 403
    assert make(client, ArticleFactory()).status_code == 404
    assert PreviewLink.objects.get().article == own


def test_those_without_articles_are_refused(client):
    article = ArticleFactory()
    assert "/login/" in client.get(url(article)).url

    client.force_login(UserFactory(roles=["moderator"]))

    assert client.get(url(article)).status_code == 403


def test_a_withdrawn_article_gets_no_link_and_its_old_ones_can_be_closed(client, editor):
    article = ArticleFactory(public=True)
    make(client, article)
    type(article).objects.update(state="withdrawn")

    assert client.get(url(article)).context["form"] is None
    assert make(client, article).status_code == 403
    assert close(client, article, PreviewLink.objects.get()).status_code == 302


def test_an_embargo_is_told_to_those_who_share(client, editor):
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(days=1))

    assert 'class="errornote"' in client.get(url(article)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_runs_constant_queries(client, editor, count, django_assert_num_queries):
    article = ArticleFactory()
    for _n in range(count):
        make(client, article)

    # session, user, rights (2), limits (3: opening, editing, sharing), the article, the links
    with django_assert_num_queries(9 + CLOCK):
        client.get(url(article))
