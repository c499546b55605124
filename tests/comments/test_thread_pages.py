"""A comment's own address, the parts that a script fetches, and what stands in a comment."""

import pytest
from django.utils import timezone

from articles import workflow
from articles.rules import Action
from comments.models import Comment, Writer
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def address(comment):
    return f"/binh-luan/{comment.article_id}/{comment.pk}/"


def html_of(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_a_permalink_holds_the_comment_however_deep(client, article):
    root = CommentFactory(article=article, status="approved")
    replies = CommentFactory.create_batch(60, parent=root, status="approved")

    html = html_of(client, address(replies[40]))

    assert f'comment--sought" id="binh-luan-{replies[40].pk}"' in html
    assert f'id="binh-luan-{root.pk}"' in html
    assert f'id="binh-luan-{replies[35].pk}"' in html
    assert f'id="binh-luan-{replies[34].pk}"' not in html
    assert "?truoc=" in html
    assert f'href="{article.get_absolute_url()}"' in html
    assert f'href="/binh-luan/{article.pk}/#cac-binh-luan"' in html
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("count", [1, 30])
def test_a_thread_page_runs_constant_queries(client, article, count, django_assert_num_queries):
    root = CommentFactory(article=article, status="approved")
    replies = CommentFactory.create_batch(count, parent=root, status="approved")
    CommentFactory(parent=replies[-1], status="approved")

    for url in (address(root), address(replies[-1])):
        with django_assert_num_queries(3):  # comment with article, thread, masthead
            client.get(url)
        with django_assert_num_queries(2):
            client.get(f"{url}?manh=1")


@pytest.mark.parametrize("count", [1, 41])
def test_more_comments_are_two_queries(client, article, count, django_assert_num_queries):
    for root in CommentFactory.create_batch(count, article=article, status="approved"):
        CommentFactory(parent=root, status="approved")
    for order in ("moi", "cu", "quan-tam", "chon"):
        url = f"/binh-luan/{article.pk}/?manh=1&xem={order}"
        with django_assert_num_queries(2):
            page = client.get(url).context["page"]
        if page.next_cursor:
            with django_assert_num_queries(2):
                client.get(f"{url}&sau={page.next_cursor}")


def test_a_part_is_no_page(client, article):
    CommentFactory(article=article, status="approved")

    html = html_of(client, f"/binh-luan/{article.pk}/?manh=1")

    assert "data-comments=" in html
    assert "<html" not in html
    assert "<form" not in html


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withdrawn"])
def test_a_comment_that_is_not_shown_is_said_not_to_be(client, article, status):
    hidden = CommentFactory(article=article, status=status, body="Không ai thấy")
    under = CommentFactory(parent=hidden, status="approved", body="Cũng thế")

    for comment in (hidden, under):
        html = html_of(client, address(comment), 404)
        assert 'class="comments__gone"' in html
        assert f'class="button" href="/binh-luan/{article.pk}/"' in html
        assert "Không ai thấy" not in html
        assert "Cũng thế" not in html


def test_unknown_comments_and_those_of_other_articles_are_said_not_to_be_shown(client, article):
    other = CommentFactory(status="approved")

    for number in (other.pk, 10**9, 10**17, 0):
        html = html_of(client, f"/binh-luan/{article.pk}/{number}/", 404)
        assert 'class="comments__gone"' in html
    for huge in (f"{10**30}/", f"{10**30}/1/", f"{article.pk}/{10**30}/", f"{10**30}/rss/"):
        html_of(client, f"/binh-luan/{huge}", 404)


def test_comments_of_a_withdrawn_article_answer_as_it_does(client, article):
    comment = CommentFactory(article=article, status="approved", body="Đã đọc")
    chief = UserFactory(roles=["chief"])
    workflow.move(article, Action.WITHDRAW, by=chief, reason="Sai.", notice="Đã gỡ bài.")

    for url in (address(comment), f"/binh-luan/{article.pk}/rss/"):
        html = html_of(client, url, 410)
        assert "Đã gỡ bài." in html
        assert "Đã đọc" not in html


def test_comments_of_a_draft_are_not_found(client):
    article = ArticleFactory(public=True, title="Bí mật")
    comment = CommentFactory(article=article, status="approved")
    type(article).objects.filter(pk=article.pk).update(state="draft")

    for url in (address(comment), f"/binh-luan/{article.pk}/rss/"):
        assert "Bí mật" not in html_of(client, url, 404)


@pytest.mark.parametrize("query", ["sau=x", "sau=", "truoc=-", "truoc=%00", "sau=1-1%ff"])
def test_a_wrong_cursor_of_a_thread_is_not_found(client, article, query):
    root = CommentFactory(article=article, status="approved")

    assert client.get(f"{address(root)}?{query}").status_code == 404


@pytest.mark.parametrize("query", ["xem=", "xem=x", "xem=MOI", "xem=quan-tam&sau=1-1", "xem=%00"])
def test_a_wrong_order_or_a_cursor_of_another_is_not_found(client, article, query):
    for part in ("", "&manh=1"):
        assert client.get(f"/binh-luan/{article.pk}/?{query}{part}").status_code == 404


def test_the_order_that_the_paper_chose_is_the_usual_one(client, article):
    publication = article.section.publication
    publication.comments_order = "quan-tam"
    publication.save()
    dull, liked = CommentFactory.create_batch(2, article=article, status="approved")[::-1]
    Comment.objects.filter(pk=liked.pk).update(interest=5)

    for url in (f"/binh-luan/{article.pk}/", article.get_absolute_url()):
        html = html_of(client, url)
        places = [html.index(f'id="binh-luan-{one.pk}"') for one in (liked, dull)]
        assert places == sorted(places)
        assert (
            'xem=quan-tam#cac-binh-luan" rel="nofollow" data-comments-order aria-current=' in html
        )


def test_marks_of_a_comment(client, article):
    now = timezone.now()
    root = CommentFactory(article=article, status="approved")
    reply = CommentFactory(parent=root, status="approved", by_newsroom=True)
    Comment.objects.filter(pk=root.pk).update(featured_at=now, edited_at=now)
    Comment.objects.filter(pk=reply.pk).update(redacted_at=now)

    html = html_of(client, f"/en{address(reply)}")

    assert "The newsroom replies" in html
    assert "Chosen by the newsroom" in html
    assert ">edited</span>" in html
    assert ">edited by the newsroom</span>" in html


def test_an_emptied_comment_names_nobody_and_offers_nothing(client, article):
    user = UserFactory()
    writer = Writer.objects.create(user=user, name="Lan")
    root = CommentFactory(article=article, status="approved", user=user)
    CommentFactory(parent=root, status="approved", body="Vẫn còn")
    Comment.objects.filter(pk=root.pk).update(emptied_at=timezone.now(), name="", body="")

    html = html_of(client, f"/en{address(root)}")

    assert "The writer has taken this comment back." in html
    assert "Vẫn còn" in html
    assert str(writer.public_id) not in html
    assert f"tra-loi={root.pk}" not in html


def test_a_reply_to_a_reply_quotes_it(client, article):
    root = CommentFactory(article=article, status="approved")
    first = CommentFactory(parent=root, status="approved", name="Bảy Lúa", body="Lúa <chín> rồi")
    CommentFactory(parent=first, status="approved")

    html = html_of(client, address(root))

    assert "<mark>Lúa &lt;chín&gt; rồi</mark>" in html
    assert html.count("<mark>") == 1
    decide([first.pk], "rejected", by=None)
    html = html_of(client, address(root))
    assert "<mark>" not in html
    assert "Bảy Lúa" not in html
