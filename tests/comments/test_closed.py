"""What readers see where an article takes no comments (any more)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

NOTICE = "Phần bình luận đóng theo đề nghị của <gia đình>."
ESCAPED = "Phần bình luận đóng theo đề nghị của &lt;gia đình&gt;."


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def pages(article):
    comment = CommentFactory(article=article, status="approved", body="Vẫn đọc được")
    page = f"/binh-luan/{article.pk}/"
    return [
        article.get_absolute_url(),
        page,
        f"{page}?tra-loi={comment.pk}",
        f"{page}{comment.pk}/",
    ]


@pytest.mark.parametrize("level", ["article", "section", "paper"])
def test_where_comments_are_closed_it_is_said_why(client, article, pages, level):
    section = article.section
    ruled = {"article": article, "section": section, "paper": section.publication}[level]
    ruled.comments_mode, ruled.comments_notice = "closed", NOTICE
    ruled.save()

    for page in pages:
        html = client.get(page).content.decode()
        assert ESCAPED in html
        assert "Vẫn đọc được" in html
        for open_part in ("data-comment-form", "data-comment-write", "data-comment-reply"):
            assert open_part not in html


def test_comments_that_will_close_say_when(client, article, pages):
    article.comments_days = 400
    article.save()
    closes_at = article.published_at + timedelta(days=400)
    assert closes_at > timezone.now()

    html = client.get(f"/en{pages[1]}").content.decode()

    assert "Comments are taken until" in html
    assert "data-comment-form" in html
    assert f"{timezone.localtime(closes_at):%d/%m/%Y}" in html


def test_comments_that_have_closed_by_themselves_say_so(client, article, pages):
    article.comments_days = 1
    article.save()
    type(article).objects.update(published_at=timezone.now() - timedelta(days=2))

    for page in pages[:2]:
        html = client.get(f"/en{page}").content.decode()
        assert "Comments on this article are closed." in html
        assert "data-comment-form" not in html


@pytest.mark.parametrize("mode", ["held", "trusted", "open", ""])
def test_where_they_are_open_there_is_a_form(client, article, pages, mode):
    article.comments_mode = mode
    article.save()

    assert "data-comment-form" in client.get(pages[1]).content.decode()
    assert "data-comment-write" in client.get(pages[0]).content.decode()
