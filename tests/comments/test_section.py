import pytest
from django.template import Context, Template
from django.utils.translation import gettext, override

from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

TEMPLATE = "{% load comments %}{% comments_section article %}"


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def rendered(article):
    return Template(TEMPLATE).render(Context({"article": article}))


def test_section_has_its_marks(article):
    with override("vi"):
        html = rendered(article)

        assert '<section class="comments" id="binh-luan"' in html
        assert f">{gettext('COMMENTS')}</h2>" in html
        assert f'href="/binh-luan/{article.pk}/#viet"' in html


def test_section_shows_a_comment_with_its_links(article):
    comment = CommentFactory(article=article, status="approved", name="Lan", body="Một\nhai\n\nba")

    html = rendered(article)

    address = f"/binh-luan/{article.pk}/{comment.pk}/#binh-luan-{comment.pk}"
    assert f'id="binh-luan-{comment.pk}"' in html
    assert f'<a class="comment__time" href="{address}" rel="nofollow"' in html
    assert 'data-comment-link><time datetime="' in html
    assert f'href="/binh-luan/{article.pk}/?tra-loi={comment.pk}#viet"' in html
    assert "<p>Một<br>hai</p>" in html
    assert "<p>ba</p>" in html
    assert comment.email not in html


@pytest.mark.parametrize("count", [0, 1, 25])
def test_section_is_one_query(article, count, django_assert_num_queries):
    for root in CommentFactory.create_batch(count, article=article, status="approved"):
        CommentFactory(parent=root, status="approved")

    with django_assert_num_queries(1):
        rendered(article)


def test_section_leads_on_where_there_is_more(article):
    CommentFactory.create_batch(20, article=article, status="approved")
    assert "sau=" not in rendered(article)

    CommentFactory(article=article, status="approved")
    assert f'href="/binh-luan/{article.pk}/?xem=moi&amp;sau=' in rendered(article)


def test_approval_shows_and_rejection_hides(article):
    comment = CommentFactory(article=article, body="Mong báo viết tiếp")
    assert comment.body not in rendered(article)

    decide([comment.pk], "approved", by=None)
    assert comment.body in rendered(article)

    decide([comment.pk], "rejected", by=None)
    assert comment.body not in rendered(article)


def test_reading_an_article_with_comments_sets_no_cookie(client, article):
    CommentFactory(article=article, status="approved")

    response = client.get(article.get_absolute_url())

    assert response.status_code == 200
    assert 'id="binh-luan"' in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
