"""What writers may do with their own comments: the rules, without pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import likes, own
from comments.models import (
    Comment,
    CommentCounter,
    CommentRules,
    CommentSketch,
    ListedWord,
    ModerationEvent,
    Report,
)
from comments.moderation.decisions import decide
from comments.own import Changed, TooLate
from comments.recounting import recount
from comments.reports import report
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LONG = "Bà con mong có thêm kho lạnh để trữ cá linh mùa nước nổi, giá khi ấy mới yên."


def editing(comment, body="Bản đã sửa", **more):
    return own.edit(comment, body, version=comment.version, **more)


def approved_by_person(comment):
    decide([comment.pk], "approved", by=UserFactory(is_superuser=True))
    comment.refresh_from_db()
    return comment


def test_an_edit_is_kept_with_what_stood_there_before():
    comment = CommentFactory(body=LONG, reader="b1")

    editing(comment, LONG.replace("cá linh", "cá rô"))

    comment.refresh_from_db()
    event = comment.events.get()
    assert comment.body == LONG.replace("cá linh", "cá rô")
    assert "ca ro" in comment.folded
    assert comment.edited_at is not None
    assert (comment.version, comment.status) == (2, "pending")
    assert (event.action, event.detail, event.moderator) == (
        "edit",
        {"before": {"body": LONG}},
        None,
    )
    assert (event.from_status, event.to_status, event.version) == ("pending", "pending", 2)


def test_an_edit_renews_what_others_are_compared_with_and_not_with_itself():
    comment = CommentFactory(body=LONG, reader="b1")
    likeness, bands = comment.likeness, set(CommentSketch.objects.values_list("band", flat=True))

    editing(comment, "Một ý khác hẳn về bến đò Vàm Lớn, về những chuyến phà đêm và người đợi.")

    comment.refresh_from_db()
    now = set(CommentSketch.objects.values_list("band", flat=True))
    assert comment.likeness not in ("", likeness)
    assert now.isdisjoint(bands)
    assert len(now) == len(bands)
    assert comment.reasons == []


def test_the_same_text_again_changes_nothing():
    comment = CommentFactory(reader="b1")

    editing(comment, comment.body)

    comment.refresh_from_db()
    assert comment.version == 1
    assert not ModerationEvent.objects.exists()


@pytest.mark.parametrize(
    ("was", "verdict", "becomes"),
    [
        ("pending", "hold", "pending"),
        ("pending", "reject", "rejected"),
        ("approved", "hold", "pending"),
        ("approved", "reject", "rejected"),
    ],
)
def test_the_rules_judge_an_edit_again(was, verdict, becomes):
    ListedWord.objects.create(text="lừa đảo", verdict=verdict)
    comment = CommentFactory(status=was, reader="b1")

    editing(comment, "Toàn là lừa đảo.")

    comment.refresh_from_db()
    assert comment.status == becomes
    assert [reason["term"] for reason in comment.reasons] == ["lừa đảo"]
    assert comment.urgency == (11 if becomes == "pending" else 0)
    assert recount(repair=False) == []


def test_what_the_newsroom_wrote_is_changed_and_judged_by_nobody():
    ListedWord.objects.create(text="lừa đảo", verdict="reject")
    comment = CommentFactory(status="approved", reader="u1", by_newsroom=True)

    editing(comment, "Đó là lừa đảo, tòa soạn đã báo công an.")

    comment.refresh_from_db()
    assert (comment.status, comment.reasons) == ("approved", [])


def test_an_edit_that_the_rules_like_stays_shown():
    comment = CommentFactory(status="approved", reader="b1")

    editing(comment)

    comment.refresh_from_db()
    assert (comment.status, comment.body) == ("approved", "Bản đã sửa")


def test_a_moderator_who_decides_on_the_text_before_is_refused():
    comment = CommentFactory(reader="b1")
    seen = comment.version
    editing(comment)

    done = decide([comment.pk], "approved", by=None, versions={comment.pk: seen})

    assert (done.changed, done.stale) == (0, (comment.pk,))


@pytest.mark.parametrize("minutes", [5, 1])
def test_the_time_to_edit_is_the_papers(minutes):
    CommentRules.objects.create(pk=1, edit_minutes=minutes)
    late = timezone.now() - timedelta(minutes=minutes, seconds=1)
    in_time = timezone.now() - timedelta(minutes=minutes, seconds=-20)

    with pytest.raises(TooLate):
        editing(CommentFactory(reader="b1", created_at=late))
    editing(CommentFactory(reader="b1", created_at=in_time))


def test_no_minutes_are_no_editing():
    CommentRules.objects.create(pk=1, edit_minutes=0)

    with pytest.raises(TooLate):
        editing(CommentFactory(reader="b1"))


def test_what_a_person_has_decided_or_changed_is_not_edited():
    shown = approved_by_person(CommentFactory(reader="b1"))
    refused = CommentFactory(status="rejected", reader="b1")
    redacted = CommentFactory(reader="b1", redacted_at=timezone.now())

    for comment in (shown, refused, redacted):
        with pytest.raises(TooLate):
            editing(comment)
    assert not ModerationEvent.objects.filter(action="edit").exists()


def test_the_second_of_two_windows_is_told_what_the_first_wrote():
    comment = CommentFactory(reader="b1")
    second = Comment.objects.get(pk=comment.pk)
    editing(comment, "Cửa sổ một")

    with pytest.raises(Changed) as error:
        own.edit(second, "Cửa sổ hai", version=1)

    assert error.value.comment.body == "Cửa sổ một"
    comment.refresh_from_db()
    assert comment.body == "Cửa sổ một"


def test_withdrawing_what_waits():
    comment = CommentFactory(reader="b1")

    assert own.withdraw(comment.pk)
    assert own.withdraw(comment.pk)  # pressed twice

    comment.refresh_from_db()
    assert (comment.status, comment.on_desk) == ("withdrawn", False)
    assert comment.events.count() == 1
    assert CommentCounter.objects.get(article=comment.article).pending == 0


def test_withdrawing_what_is_shown_keeps_the_numbers_right():
    root = CommentFactory(status="approved")
    reply = CommentFactory(parent=root, status="approved", reader="b1")
    alone = CommentFactory(article=root.article, status="approved", reader="b1")
    CommentFactory(parent=alone)  # waits: nobody's place is kept by it

    assert own.withdraw(reply.pk)
    assert own.withdraw(alone.pk)

    root.refresh_from_db()
    assert root.reply_count == 0
    assert CommentCounter.objects.get(article=root.article).approved == 1
    assert recount(repair=False) == []


def test_withdrawing_what_was_reported_leaves_no_report_open():
    comment = CommentFactory(status="approved", reader="b1")
    report(comment.pk, ["b9"], reason="other")

    assert own.withdraw(comment.pk)

    comment.refresh_from_db()
    assert (comment.report_count, comment.on_desk) == (0, False)
    assert list(Report.objects.values_list("upheld", flat=True)) == [False]
    assert recount(repair=False) == []


def test_a_root_with_replies_is_emptied_and_keeps_its_place():
    user = UserFactory()
    root = CommentFactory(status="approved", reader="b1", user=user, body=LONG, wants_mail=True)
    likes.like(root.pk, ["b5"], wanted=True)
    root.refresh_from_db()
    editing(root, LONG + " Mong lắm.")
    reply = CommentFactory(parent=root, status="approved")
    Report.objects.create(comment=root, reader="b9", reason="other", note=f"Viết: {LONG}")
    Comment.objects.filter(pk=root.pk).update(report_count=1)

    assert own.withdraw(root.pk)
    assert own.withdraw(root.pk)

    root.refresh_from_db()
    assert (root.name, root.body, root.email, root.folded.strip()) == ("", "", "", "")
    assert (root.reader, root.sender, root.likeness, root.user) == ("", "", "", None)
    assert (root.status, root.like_count, root.reply_count) == ("approved", 1, 1)
    assert (root.report_count, root.on_desk, root.wants_mail) == (0, False, False)
    assert root.emptied_at is not None
    assert set(Comment.objects.public().filter(article=root.article)) == {root, reply}
    assert not CommentSketch.objects.filter(comment=root).exists()
    assert LONG not in str(list(ModerationEvent.objects.values()))
    assert list(Report.objects.values_list("note", "upheld")) == [("", False)]
    assert root.events.filter(action="empty").count() == 1
    assert recount(repair=False) == []


def test_what_was_refused_cannot_be_withdrawn():
    comment = CommentFactory(status="rejected", reader="b1")

    assert not own.withdraw(comment.pk)
    assert not own.withdraw(10**9)
    comment.refresh_from_db()
    assert comment.status == "rejected"


@pytest.mark.parametrize("number", [1, 3])
def test_own_comments_are_loaded_in_one_query(number, django_assert_num_queries):
    article = CommentFactory(reader="b2").article
    mine = CommentFactory.create_batch(number, article=article, reader="b1", status="approved")
    mine += CommentFactory.create_batch(number, article=article, reader="u7")
    CommentFactory(article=article, reader="b1", status="rejected")
    CommentFactory(reader="b1")
    CommentFactory(article=article)  # of nobody known

    with django_assert_num_queries(1):
        found = own.written(article.pk, ["u7", "b1"], CommentRules())

    assert [one.comment.pk for one in found] == [one.pk for one in reversed(mine)]
    assert all(one.editable_until for one in found)
    assert own.written(article.pk, [], CommentRules()) == []


def test_what_a_person_has_let_through_is_shown_without_a_time_to_edit():
    comment = approved_by_person(CommentFactory(reader="b1"))

    found = own.written(comment.article_id, ["b1"], CommentRules())

    assert [(one.comment, one.editable_until) for one in found] == [(comment, None)]
