"""What the owner of an account has written."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, Writer
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 7, 8, 5, tzinfo=UTC)


@pytest.fixture
def writer():
    return Writer.objects.create(user=UserFactory(), name="Lê Thị <Lan>")


@pytest.fixture
def url(writer):
    return f"/binh-luan/nguoi-viet/{writer.public_id}/"


def written(writer, count=1, **kwargs):
    comments = CommentFactory.create_batch(count, user=writer.user, status="approved", **kwargs)
    for minute, comment in enumerate(comments):
        comment.published_at = NOON + timedelta(minutes=minute)
        comment.save()
    return comments


def test_it_has_the_public_comments_under_their_articles(client, writer, url):
    old, new = written(writer, 2)

    response = client.get(url)
    html = response.content.decode()

    assert response.context["comments"] == [new, old]
    assert '<h1 class="comments-page__title"><bdi>Lê Thị &lt;Lan&gt;</bdi></h1>' in html
    for comment in (old, new):
        assert f'href="{comment.article.get_absolute_url()}"' in html
        assert f'href="/binh-luan/{comment.article_id}/{comment.pk}/' in html
        assert comment.email not in html
    assert writer.user.username not in html
    assert '<meta name="robots" content="noindex">' in html


def test_it_has_nothing_that_is_hidden(client, writer, url):
    [shown] = written(writer)
    [of_draft] = written(writer)
    type(of_draft.article).objects.filter(pk=of_draft.article_id).update(state="draft")
    hidden_root = CommentFactory(status="rejected")
    written(writer, parent=hidden_root)
    [emptied] = written(writer)
    Comment.objects.filter(pk=emptied.pk).update(emptied_at=timezone.now(), name="", body="")
    CommentFactory(user=writer.user, status="pending")
    CommentFactory(status="approved")

    assert client.get(url).context["comments"] == [shown]


def test_who_has_no_public_comment_has_no_page(client, writer, url):
    CommentFactory(user=writer.user, status="pending")

    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "given", ["a21c6ee0-7a85-4d6c-802e-cb4995a5a8f9", "1", "x", "%00", "0" * 32]
)
def test_nobody_has_no_page(client, given):
    assert client.get(f"/binh-luan/nguoi-viet/{given}/").status_code == 404


def test_a_closed_account_has_no_page(client, writer, url):
    written(writer)
    writer.user.is_active = False
    writer.user.save()

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 21])
def test_it_runs_constant_queries(client, writer, url, count, django_assert_num_queries):
    written(writer, count)

    with django_assert_num_queries(3):  # writer, comments with their articles, masthead
        client.get(url)


def test_it_is_read_on(client, writer, url):
    comments = written(writer, 43, article=ArticleFactory(public=True))
    seen, cursor = [], ""
    while True:
        response = client.get(f"{url}?sau={cursor}" if cursor else url)
        seen += response.context["comments"]
        cursor = response.context["next_cursor"]
        if not cursor:
            break

    assert seen == comments[::-1]
    assert client.get(f"{url}?sau=x").status_code == 404


@pytest.mark.parametrize(("standing", "is_said"), [("new", 0), ("regular", 0), ("trusted", 1)])
def test_only_trust_is_told(client, writer, url, standing, is_said):
    written(writer)
    writer.standing = standing
    writer.save()

    assert client.get(f"/en{url}").content.decode().count("Trusted reader") == is_said


def test_a_comment_leads_to_its_writer(client, writer, url):
    [comment] = written(writer)
    guest = CommentFactory(article=comment.article, status="approved")

    html = client.get(f"/binh-luan/{comment.article_id}/").content.decode()

    assert html.count(f'href="{url}"') == 1
    assert guest.name in html


def test_who_in_the_newsroom_has_replied_is_nobodys_business(client, writer, url):
    [own] = written(writer)
    asked = CommentFactory(status="approved")
    reply = CommentFactory(
        parent=asked, user=writer.user, by_newsroom=True, name="Tòa soạn", status="approved"
    )

    assert client.get(url).context["comments"] == [own]
    for path in (reply.get_absolute_url(), f"/binh-luan/{asked.article_id}/"):
        html = client.get(path).content.decode()
        assert "Tòa soạn" in html
        assert url not in html
