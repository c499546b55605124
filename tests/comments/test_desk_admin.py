"""The moderators' desk: its page, and what its buttons do."""

import pytest
from django.urls import reverse

from comments.models import Comment
from comments.moderation.decisions import decide
from tests.articles.executable import executable_in
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

DESK = reverse("admin:comments_comment_desk")
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def moderator(client):
    user = UserFactory(roles=["moderator"])
    client.force_login(user)
    return user


def send(client, name, *, script=False, **fields):
    address = reverse(f"admin:comments_comment_desk_{name}")
    return client.post(address, fields, follow=not script, **(JSON if script else {}))


def page_of(client, **query):
    return client.get(DESK, query).content.decode()


def test_a_comment_is_approved_by_its_button(client, moderator):
    comment = CommentFactory(body="Mong có thêm cầu mới.")
    assert "Mong có thêm cầu mới." in page_of(client)

    answer = send(client, "decide", **{"binh-luan": f"{comment.pk}.1", "thanh": "approved"})

    assert "1 bình luận" in answer.content.decode()
    assert Comment.objects.get().status == "approved"
    assert "Mong có thêm cầu mới." not in page_of(client)


def test_several_are_rejected_with_a_reason_and_taken_back(client, moderator):
    comments = CommentFactory.create_batch(2)
    chosen = [f"{one.pk}.1" for one in comments]
    fields = {"binh-luan": chosen, "thanh": "rejected", "ly-do-tu-choi": "Lạc đề"}

    answer = send(client, "decide", script=True, **fields).json()
    assert {one.events.get().reason for one in comments} == {"Lạc đề"}

    undone = send(client, "undo", script=True, vua=answer["batch"]).json()
    assert {card["id"] for card in undone["cards"]} == {one.pk for one in comments}
    assert set(Comment.objects.values_list("status", flat=True)) == {"pending"}


def test_without_a_script_the_page_offers_to_take_it_back(client, moderator):
    comment = CommentFactory()
    answer = send(client, "decide", **{"binh-luan": f"{comment.pk}.1", "thanh": "spam"})
    batch = comment.events.get().batch

    assert f'name="vua" value="{batch}"' in answer.content.decode()
    send(client, "undo", vua=str(batch))
    assert Comment.objects.get().status == "pending"


def test_who_comes_too_late_is_told_what_happened(client, moderator):
    other = UserFactory(roles=["moderator"], last_name="Trần", first_name="Bình")
    comment = CommentFactory(name="Chị Sáu")
    decide([comment.pk], "approved", by=other)

    fields = {"binh-luan": f"{comment.pk}.1", "thanh": "rejected"}
    answer = send(client, "decide", script=True, **fields).json()

    assert "Chị Sáu" in answer["text"] and str(other) in answer["text"]
    assert Comment.objects.get().status == "approved"


def test_news_bring_new_ones_and_tell_what_is_gone(client, moderator):
    stays, goes = CommentFactory.create_batch(2)
    page_of(client)
    decide([goes.pk], "approved", by=None)
    new = CommentFactory()

    news = send(client, "news", script=True, co=[stays.pk, goes.pk]).json()

    assert (news["waiting"], news["gone"]) == ("2", [goes.pk])
    assert [card["id"] for card in news["cards"]] == [new.pk]


def test_leaving_gives_back_what_was_shown(client, moderator):
    CommentFactory()
    page_of(client)
    assert Comment.objects.get().leased_to == moderator

    assert send(client, "leave").status_code == 204
    assert Comment.objects.get().leased_to is None


@pytest.mark.parametrize("query", [{"chuyen-muc": "x"}, {"bai": "9" * 30}, {"ly-do": "<script>"}])
def test_what_cannot_be_is_not_there(client, moderator, query):
    assert client.get(DESK, query).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"binh-luan": "1.1"},
        {"binh-luan": "x.y", "thanh": "approved"},
        {"binh-luan": "1", "thanh": "approved"},
        {"binh-luan": "1.1", "thanh": "pending"},
        {"binh-luan": "1.1", "thanh": "withdrawn"},
    ],
)
def test_half_a_decision_decides_nothing(client, moderator, fields):
    CommentFactory()
    answer = send(client, "decide", script=True, **fields)

    assert answer.status_code == 400 and answer.json()["text"]
    assert Comment.objects.get().status == "pending"


def test_nothing_that_is_written_runs_on_the_desk(client, moderator):
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    parent = CommentFactory(status="approved", name=hostile[:60], body=hostile)
    CommentFactory(parent=parent, name=hostile[:60], body=f"{hostile} http://a.vn")

    page = page_of(client)

    # The admin's own pages carry scripts; none may come from what was written.
    assert "alert(1)</script>" not in page and "<img src=x" not in page
    cards = send(client, "news", script=True).json()["cards"]
    assert executable_in("".join(card["html"] for card in cards)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_runs_constant_queries(client, moderator, count, django_assert_num_queries):
    for _number in range(count):
        CommentFactory(article=ArticleFactory(public=True))
    page_of(client)

    with django_assert_num_queries(QUERIES):
        assert page_of(client).count("data-card=") == count


QUERIES = 23


def test_the_desk_of_one_article_names_it_and_no_draft(client, moderator):
    article = ArticleFactory(public=True, title="Chợ nổi họp lại")
    draft = ArticleFactory(title="Chuyện chưa đăng")

    assert "Chợ nổi họp lại" in page_of(client, bai=article.pk)
    assert "Chuyện chưa đăng" not in page_of(client, bai=draft.pk)
    assert client.get(DESK, {"bai": 10**17}).status_code == 200
