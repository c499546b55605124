import re

import pytest

from comments.models import Comment, CommentCounter
from comments.reports import report
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/comments/comment/"


@pytest.fixture
def moderator(client):
    """A moderator, signed in on ``client``."""
    user = UserFactory(roles=["moderator"])
    client.force_login(user)
    return user


def shown(client, query=""):
    return set(client.get(f"{LIST}{query}").context["cl"].result_list)


def page_of(comment):
    return f"{LIST}{comment.pk}/change/"


@pytest.mark.parametrize("count", [1, 5])
def test_list_runs_constant_queries(client, moderator, count, django_assert_num_queries):
    root = CommentFactory(status="approved")
    CommentFactory.create_batch(count)
    CommentFactory.create_batch(count, parent=root)

    # session, user, two of rights, sections of the user, sections to filter by, count, rows
    with django_assert_num_queries(8):
        client.get(LIST)


def test_list_opens_with_what_waits_longest_first(client, moderator):
    first, second = CommentFactory.create_batch(2)
    CommentFactory(status="approved")

    assert list(client.get(LIST).context["cl"].result_list) == [first, second]


@pytest.mark.parametrize("status", ["approved", "rejected", "spam", "withdrawn"])
def test_list_by_status(client, moderator, status):
    comment = CommentFactory(status=status)
    waiting = CommentFactory()

    assert shown(client, f"?status={status}") == {comment}
    assert shown(client, "?status=all") == {comment, waiting}
    assert shown(client, "?status=nonsense") == {waiting}


def test_list_by_section_includes_subsections(client, moderator):
    section = SectionFactory()
    sub = SectionFactory(parent=section)
    inside = CommentFactory(article=ArticleFactory(public=True, section=sub))
    CommentFactory()

    assert shown(client, f"?section={section.pk}") == {inside}
    assert len(shown(client, "?section=x")) == 2


@pytest.mark.parametrize(
    "term", ["kho lạnh", "KHO LANH", "kho la\u0323nh", "đỗ hoà", "do hoa", "do.hoa@example"]
)
def test_search_with_and_without_accents(client, moderator, term):
    wanted = CommentFactory(name="Đỗ Hòa", email="do.hoa@example.com", body="Cần kho lạnh.")
    CommentFactory(body="Chuyện khác", name="Lan", email="")

    assert shown(client, f"?q={term}") == {wanted}


@pytest.mark.parametrize("term", ["%00", "%ED%A0%80", "'", "%25", "a" * 3000])
def test_search_for_anything_is_answered(client, moderator, term):
    assert client.get(f"{LIST}?q={term}").status_code == 200


@pytest.mark.parametrize(
    ("action", "status"), [("approve", "approved"), ("reject", "rejected"), ("mark_spam", "spam")]
)
def test_bulk_action_decides_many(client, moderator, action, status):
    comments = CommentFactory.create_batch(3)
    data = {"action": action, "_selected_action": [comment.pk for comment in comments[:2]]}

    response = client.post(LIST, data, follow=True)

    assert len(response.context["messages"]) == 1
    assert set(Comment.objects.filter(status=status)) == set(comments[:2])
    for comment in comments[:2]:
        assert comment.events.get().moderator == moderator


@pytest.mark.parametrize("status", ["approved", "rejected", "spam"])
def test_button_decides_one_with_its_reason(client, moderator, status):
    comment = CommentFactory()

    response = client.post(page_of(comment), {"_decide": status, "reason": "  Đã xem "})

    assert response.headers["Location"] == LIST
    comment.refresh_from_db()
    event = comment.events.get()
    assert comment.status == status
    assert (event.moderator, event.to_status, event.reason) == (moderator, status, "Đã xem")


@pytest.mark.parametrize("data", [{}, {"_decide": "withdrawn"}, {"_decide": "x"}, {"_save": "1"}])
def test_nothing_else_is_taken_from_the_form(client, moderator, data):
    comment = CommentFactory()

    client.post(page_of(comment), {"status": "approved", "body": "Sửa", "name": "Sửa", **data})

    before = (comment.status, comment.body, comment.name, comment.version)
    comment.refresh_from_db()
    assert (comment.status, comment.body, comment.name, comment.version) == before
    assert not comment.events.exists()


def test_page_shows_what_a_decision_needs(client, moderator):
    root = CommentFactory(status="approved", body="Câu hỏi gốc")
    comment = CommentFactory(parent=root, email="hoa@example.com", status="rejected")

    html = client.get(page_of(comment)).content.decode()

    for text in (comment.body, "hoa@example.com", root.body, str(comment.article)):
        assert text in html
    assert len(re.findall('name="_decide"', html)) == 3
    assert not re.search(r'name="(status|body|name|email)"', html)


def test_page_tells_what_readers_report(client, moderator):
    comment = CommentFactory(status="approved")
    report(comment.pk, ["a"], reason="false", note="Giá này không đúng.")

    html = client.get(page_of(comment)).content.decode()

    assert "1 báo cáo:" in html and "Sai sự thật" in html and "Giá này không đúng." in html


def test_page_runs_constant_queries(client, moderator, django_assert_max_num_queries):
    comment = CommentFactory()
    for status in ("approved", "rejected", "spam", "approved"):
        client.post(page_of(comment), {"_decide": status})

    with django_assert_max_num_queries(14):
        assert client.get(page_of(comment)).status_code == 200


@pytest.mark.parametrize("roles", [[], ["reporter"], ["editor"]])
def test_staff_without_the_right_are_kept_out(client, roles):
    comment = CommentFactory()
    client.force_login(UserFactory(roles=roles))
    decision = {"_decide": "approved"}
    bulk = {"action": "approve", "_selected_action": [comment.pk]}

    assert client.get(LIST).status_code == 403
    assert client.post(LIST, bulk).status_code == 403
    assert client.get(page_of(comment)).status_code == 403
    assert client.post(page_of(comment), decision).status_code == 403
    assert Comment.objects.get().status == "pending"


def test_a_moderator_of_a_section_sees_and_decides_there_only(client, moderator):
    inside, outside = CommentFactory(), CommentFactory()
    moderator.sections.add(inside.article.section)
    data = {"action": "approve", "_selected_action": [inside.pk, outside.pk]}

    assert shown(client) == {inside}
    assert client.get(page_of(outside)).status_code == 302
    assert client.post(page_of(outside), {"_decide": "approved"}).status_code == 403
    client.post(LIST, data)

    assert list(Comment.objects.filter(status="approved")) == [inside]


def test_nobody_adds_and_only_superusers_delete(client, moderator, admin_client):
    comment = CommentFactory()

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}add/", {}).status_code == 403
    assert client.post(f"{LIST}{comment.pk}/delete/", {"post": "yes"}).status_code == 403
    assert admin_client.get(f"{LIST}add/").status_code == 403


@pytest.mark.parametrize("bulk", [True, False])
def test_numbers_follow_a_deletion(admin_client, bulk):
    root = CommentFactory(status="approved")
    reply = CommentFactory(parent=root, status="approved")

    if bulk:
        data = {"action": "delete_selected", "_selected_action": [reply.pk], "post": "yes"}
        admin_client.post(f"{LIST}?status=all", data)
    else:
        admin_client.post(f"{LIST}{reply.pk}/delete/", {"post": "yes"})

    root.refresh_from_db()
    assert root.reply_count == 0
    assert CommentCounter.objects.get(article=root.article).approved == 1


def test_the_pressed_button_is_the_action(client, moderator):
    """A browser sends an empty "action" before the button's own, and says which counts."""
    first, second = CommentFactory.create_batch(2)
    data = {"action": ["", "approve"], "index": "1", "_selected_action": [first.pk]}

    client.post(LIST, data)

    assert set(Comment.objects.filter(status="approved")) == {first}
    # Enter presses the first button, which stands for no action.
    client.post(LIST, {"action": [""], "index": ["1", "0"], "_selected_action": [second.pk]})
    assert set(Comment.objects.filter(status="pending")) == {second}


def test_the_list_shows_enough_to_decide_on(client, moderator):
    root = CommentFactory(status="approved", name="Bác Ba")
    CommentFactory(parent=root, body="Đồng ý với bác. " * 20 + "Hết.")

    text = client.get(LIST).content.decode()

    assert "Hết." in text
    assert "↳ Bác Ba:" in text
