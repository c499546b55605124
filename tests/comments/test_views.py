import uuid

import pytest
from django.test import Client

from comments.models import Comment
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def url(article):
    return f"/binh-luan/{article.pk}/"


def filled(**data):
    return {"name": "Hoa", "body": "Bài hay.", "client_uuid": str(uuid.uuid4()), **data}


def test_page_shows_what_is_approved_only(client, article, url):
    shown = CommentFactory(article=article, status="approved", body="Đã duyệt đây")
    CommentFactory(parent=shown, body="Còn chờ")
    CommentFactory(article=article, status="rejected", body="Bị từ chối")

    html = client.get(url).content.decode()

    assert "Đã duyệt đây" in html
    assert "Còn chờ" not in html
    assert "Bị từ chối" not in html
    assert shown.email not in html


@pytest.mark.parametrize("count", [1, 21])
def test_page_runs_constant_queries(client, article, url, count, django_assert_num_queries):
    for root in CommentFactory.create_batch(count, article=article, status="approved"):
        CommentFactory(parent=root, status="approved")

    with django_assert_num_queries(4):  # article, rules, masthead, comments
        client.get(url)


def test_page_is_kept_by_no_cache(client, article, url):
    for response in (client.get(url), client.post(url, filled()), client.post(url, {})):
        assert response.headers["Cache-Control"] == "private, no-store"


def test_post_waits_for_a_moderator(client, article, url):
    response = client.post(url, filled(email="hoa@example.com"))

    assert (response.status_code, response.headers["Location"]) == (303, f"{url}?da-gui=1")
    comment = Comment.objects.get()
    assert (comment.article, comment.status, comment.email, comment.user) == (
        article,
        "pending",
        "hoa@example.com",
        None,
    )
    html = Client().get(response.headers["Location"]).content.decode()
    assert "data-comment-sent" in html
    assert "Bài hay." not in html


def test_post_with_errors_keeps_all_that_was_typed(client, article, url):
    response = client.post(url, filled(name="", body="Công phu <viết>", email="không phải"))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Công phu &lt;viết&gt;" in html
    assert 'value="không phải"' in html
    assert not Comment.objects.exists()


def test_post_twice_stores_one(client, url):
    data = filled()

    codes = [client.post(url, data).status_code for _ in range(2)]

    assert codes == [303, 303]
    assert Comment.objects.count() == 1


def test_honeypot_answers_as_ever_and_stores_nothing(client, url):
    response = client.post(url, filled(homepage="https://example.com"))

    assert (response.status_code, response.headers["Location"]) == (303, f"{url}?da-gui=1")
    assert not Comment.objects.exists()


def test_post_needs_the_form_token(url):
    client = Client(enforce_csrf_checks=True)

    assert client.post(url, filled()).status_code == 403
    assert not Comment.objects.exists()

    client.get(url)
    token = client.get(url).context["csrf_token"]
    assert client.post(url, filled(csrfmiddlewaretoken=str(token))).status_code == 303


def test_answer_quotes_and_stores_the_comment_answered(client, article, url):
    root = CommentFactory(article=article, status="approved", body="Câu <hỏi>")

    html = client.get(f"{url}?tra-loi={root.pk}").content.decode()
    assert f'name="parent" value="{root.pk}"' in html
    assert "<blockquote" in html
    assert html.count("Câu &lt;hỏi&gt;") == 2

    client.post(url, filled(parent=root.pk))
    reply = Comment.objects.exclude(pk=root.pk).get()
    assert (reply.parent, reply.root) == (root, root)


@pytest.mark.parametrize("status", ["pending", "rejected"])
def test_answer_to_a_hidden_comment_shows_nothing_of_it(client, article, url, status):
    hidden = CommentFactory(article=article, status=status, body="Không ai thấy")

    response = client.get(f"{url}?tra-loi={hidden.pk}")

    assert response.status_code == 200
    assert response.context["answered_is_gone"]
    assert "Không ai thấy" not in response.content.decode()


@pytest.mark.parametrize("given", ["", "abc", "9" * 40, "-1", "%00", "1%20or%201"])
def test_answer_to_no_comment_is_a_plain_form(client, url, given):
    assert client.get(f"{url}?tra-loi={given}").status_code == 200


def test_reading_on(client, article, url):
    roots = CommentFactory.create_batch(21, article=article, status="approved")

    cursor = client.get(url).context["page"].next_cursor
    rest = client.get(f"{url}?sau={cursor}").context["page"]

    assert [thread.root for thread in rest.threads] == [roots[0]]


@pytest.mark.parametrize("given", ["", "x", "1-", "%00", "1-1%ff", "1-1%20"])
def test_a_wrong_cursor_is_not_found(client, url, given):
    assert client.get(f"{url}?sau={given}").status_code == 404


def test_one_thread_has_its_own_page(client, article, url):
    root, other = CommentFactory.create_batch(2, article=article, status="approved")
    reply = CommentFactory(parent=root, status="approved", body="Câu đáp")

    html = client.get(f"{url}?luong={root.pk}").content.decode()
    assert "Câu đáp" in html
    assert other.body not in html

    for wrong in (reply.pk, CommentFactory(article=article).pk, CommentFactory().pk, "x"):
        assert client.get(f"{url}?luong={wrong}").status_code == 404


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn"])
def test_comments_of_an_article_that_is_not_public_are_not_found(client, state):
    article = ArticleFactory(public=True)
    CommentFactory(article=article, status="approved")
    type(article).objects.filter(pk=article.pk).update(state=state)
    url = f"/binh-luan/{article.pk}/"

    assert client.get(url).status_code == 404
    assert client.post(url, filled()).status_code == 404
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("article_id", [0, 10**9, 10**30])
def test_comments_of_no_article_are_not_found(client, article_id):
    assert client.get(f"/binh-luan/{article_id}/").status_code == 404


def test_other_methods_are_refused(client, url):
    assert client.put(url).status_code == 405
    assert client.delete(url).status_code == 405
