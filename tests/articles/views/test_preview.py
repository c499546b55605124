"""What a secret link shows, and that it shows nothing once it is closed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import revisions
from articles.models import Article
from tests.articles.views.links import WAYS, address, closed_by, share
from tests.factories import ArticleFactory, AuthorFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


def save(article, **changes):
    revisions.save(article, replace(revisions.newest_content(article), **changes), by=None)


def test_whoever_has_the_link_reads_the_newest_text(client, chief):
    article = ArticleFactory(title="Cầu Vàm Lớn", lead="Câu một.")
    token = share(article, chief)
    save(article, lead="Câu hai.")

    response = client.get(address(token))

    text = text_of(response)
    assert response.status_code == 200
    assert "Cầu Vàm Lớn" in text
    assert "Câu hai." in text
    assert _("Preview, not published. The link expires at %s.").split(".")[0] in text
    assert 'id="chia-se"' not in response.content.decode()
    assert 'id="binh-luan"' not in response.content.decode()


def test_changes_of_a_public_article_are_read_too_and_readers_keep_theirs(client, chief):
    article = ArticleFactory(public=True, lead="Câu đã đăng.")
    token = share(article, chief)
    save(article, lead="Câu đang sửa.")

    assert "Câu đang sửa." in text_of(client.get(address(token)))
    assert "Câu đang sửa." not in text_of(client.get(article.get_absolute_url()))


def test_the_banner_does_not_call_unpublished_what_readers_have(client, chief):
    token = share(ArticleFactory(public=True), chief)

    text = text_of(client.get(address(token)))

    assert _("Preview, not published. The link expires at %s.").split(".")[0] not in text


def test_no_cache_no_index_no_referrer_no_cookie(client, chief):
    staff = Client()
    staff.force_login(chief)
    token = share(ArticleFactory(), chief)

    for somebody in (client, staff):
        response = somebody.get(address(token))
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "noindex" in response.content.decode()
        assert response.headers["X-Frame-Options"] == "DENY"
        assert not response.cookies


def test_closed_links_are_all_alike(client, chief):
    answers = set()
    for how in WAYS:
        article = ArticleFactory(public=True, title=f"Bí mật {how}", photos=1)
        token = share(article, chief)
        assert "Bí mật" in text_of(client.get(address(token)))

        response = client.get(address(closed_by(how, token, article, chief)))

        assert response.status_code == 404, how
        assert response.headers["Cache-Control"] == "private, no-store"
        answers.add(text_of(response).replace(article.section.name, ""))
    shown = answers.pop()
    assert "Bí mật" not in shown
    assert len({_without_sections(text) for text in (shown, *answers)}) == 1


def _without_sections(text):
    return text[text.index(_("Preview link")) :].split(_("To the home page"))[0]


@pytest.mark.parametrize("hours", [1, 24 * 365])
def test_under_embargo_nothing_is_said(client, chief, hours):
    article = ArticleFactory(title="Bí mật", photos=1)
    token = share(article, chief)
    Article.objects.update(embargo_until=timezone.now() + timedelta(hours=hours))

    response = client.get(address(token))

    assert response.status_code == 403
    assert "Bí mật" not in response.content.decode()
    for secret in (article.lead, "Đoạn thứ nhất", article.captions.get().photo.key):
        assert secret not in response.content.decode()


def test_an_embargo_that_has_ended_forbids_nothing(client, chief):
    token = share(ArticleFactory(title="Được nói"), chief)
    Article.objects.update(embargo_until=timezone.now() - timedelta(seconds=2))

    assert "Được nói" in text_of(client.get(address(token)))


def test_a_link_that_is_closed_says_so_even_under_embargo(client, chief):
    article = ArticleFactory()
    token = share(article, chief)
    Article.objects.update(embargo_until=timezone.now() + timedelta(hours=1))

    response = client.get(address(closed_by("revoked", token, article, chief)))

    assert response.status_code == 404


def test_nothing_can_be_sent_there(client, chief):
    assert client.post(address(share(ArticleFactory(), chief))).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_constant_queries(client, chief, count, django_assert_num_queries):
    article = ArticleFactory(
        authors=AuthorFactory.create_batch(count), photos=count, tag_names=["cầu", "lúa"][:count]
    )
    token = share(article, chief)

    # the link with article and version; is it public; section, authors, keywords, photos; what
    # stands beside it; sections
    with django_assert_num_queries(8):
        client.get(address(token))
