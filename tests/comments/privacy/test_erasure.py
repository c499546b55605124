import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation

from comments.models import (
    Comment,
    CommentCounter,
    Correspondent,
    Erasure,
    Like,
    ModerationEvent,
    Report,
    Writer,
)
from comments.moderation.decisions import decide
from comments.privacy import erasure
from comments.privacy.person import Person, of_email, of_user
from comments.recounting import recount
from newsroom.models import User
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, sending
from tests.comments.privacy.traces import EMAIL, make_person, traces
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# Of a guest with comments of one article each: who they are, one step, and what is left.
QUERIES = 40


def erase(person, *, texts):
    with sending():
        erasure.order(person, texts=texts)


def test_the_search_for_traces_finds_them():
    make_person()

    found = set(traces())

    assert {
        "Comment.body",
        "Comment.email",
        "Comment.folded",
        "Comment.name",
        "Comment.reader",
        "Comment.sender",
        "Comment.likeness",
        "ModerationEvent.detail",
        "ModerationEvent.reason",
        "ModerationNote.text",
        "Report.note",
        "Like.reader",
        "User.username",
        "User.email",
        "Writer.name",
        "Correspondent.email",
        "Ban.reason",
        "LogEntry.object_repr",
    } <= found


def test_nothing_is_left_of_whoever_wants_all_erased():
    user, theirs, others = make_person()

    erase(of_user(user, browser="b77b"), texts=True)

    assert traces() == []
    assert not User.objects.filter(pk=user.pk).exists()
    assert not (Writer.objects.exists() or Correspondent.objects.exists())
    assert not Erasure.objects.exists()
    now = {name: Comment.objects.get(pk=row.pk) for name, row in theirs.items()}
    assert {name: row.status for name, row in now.items()} == {
        "public": "approved",
        "alone": "withdrawn",
        "own_reply": "withdrawn",
        "waiting": "withdrawn",
        "refused": "rejected",
        "withdrawn": "withdrawn",
        "typed": "withdrawn",
        "reply": "withdrawn",
    }
    assert all(row.emptied_at and row.user_id is None for row in now.values())
    assert Comment.objects.public().filter(pk=others["reply"].pk).exists()


def test_the_numbers_are_right_afterwards():
    user, theirs, others = make_person()

    erase(of_user(user, browser="b77b"), texts=True)

    assert recount(repair=False) == []
    other = Comment.objects.get(pk=others["other"].pk)
    assert (other.like_count, other.reply_count, other.interest) == (0, 0, 0)
    assert not Like.objects.exists()
    assert CommentCounter.objects.get(article=theirs["public"].article_id).approved == 2
    # What the newsroom was told it still knows, not by whom; what the emptied one was reported
    # for is answered.
    assert set(Report.objects.values_list("note", "upheld")) == {("", False), ("", None)}
    assert not Report.objects.filter(reader=f"u{user.pk}").exists()


def test_the_decisions_stay_without_what_was_written():
    user, theirs, _others = make_person()
    before = ModerationEvent.objects.count()

    erase(of_user(user), texts=True)

    events = ModerationEvent.objects.filter(comment=theirs["reply"].pk).order_by("pk")
    assert list(events.values_list("to_status", "reason"))[1:3] == [
        ("rejected", ""),
        ("approved", "Đã xem lại."),
    ]
    assert ModerationEvent.objects.filter(action="empty").count() == 1
    assert ModerationEvent.objects.count() > before


def test_only_the_name_goes_where_the_texts_may_stay():
    user, theirs, _others = make_person()

    with translation.override("en"):
        erase(of_user(user), texts=False)

    rows = Comment.objects.filter(pk__in=[row.pk for row in theirs.values()])
    assert set(rows.values_list("name", "email", "user", "reader", "sender")) == {
        ("Bạn đọc", "", None, "", "")
    }
    assert {row.status for row in rows} == {"approved", "pending", "rejected", "withdrawn"}
    assert set(rows.values_list("body", flat=True)) == {theirs["public"].body}
    assert set(traces()) == {"Comment.body", "Comment.folded", "Like.reader", "Report.note"}
    assert not any("lang" in row.folded for row in rows)
    assert recount(repair=False) == []


def test_what_was_typed_by_others_goes_and_their_own_stays():
    CommentFactory(email="a@example.com", reader="b1")
    stays = CommentFactory(email="xa@example.com", reader="b1")
    Like.objects.create(comment=stays, reader="b1")
    Comment.objects.filter(pk=stays.pk).update(like_count=1, interest=1)

    erase(of_email("A@example.com"), texts=True)

    stays.refresh_from_db()
    assert (stays.email, stays.reader, stays.like_count) == ("xa@example.com", "b1", 1)
    assert not Comment.objects.filter(email="a@example.com").exists()


@pytest.mark.parametrize("proven", ["account", "address"])
def test_an_account_of_the_newsroom_is_refused(proven):
    user = UserFactory(email=EMAIL)
    comment = CommentFactory(email=EMAIL)
    person = Person("", (user,)) if proven == "account" else Person(EMAIL)

    with pytest.raises(erasure.Refused), translation.override("en"):
        erase(person, texts=True)

    comment.refresh_from_db()
    assert comment.email == EMAIL
    assert User.objects.filter(pk=user.pk, is_active=True).exists()


@pytest.mark.parametrize("texts", [True, False])
def test_one_that_is_broken_off_is_gone_on_with(monkeypatch, caplog, texts):
    make_guest(EMAIL)
    CommentFactory.create_batch(5, email=EMAIL, status="approved")
    monkeypatch.setattr(erasure, "STEP", 2)
    steps, clear_log = [], erasure._clear_log

    def fail_at_the_second(model, ids):
        steps.append(ids)
        if len(steps) == 2:
            raise RuntimeError
        clear_log(model, ids)

    monkeypatch.setattr(erasure, "_clear_log", fail_at_the_second)
    erase(of_email(EMAIL), texts=texts)

    # The step that failed is not half done.
    assert Comment.objects.filter(email=EMAIL).count() == 3
    assert Erasure.objects.count() == 1
    assert "broken off" in caplog.text
    assert erasure.is_under_way(of_email(EMAIL))

    assert erasure.resume() == 1
    assert not Comment.objects.filter(email=EMAIL).exists()
    assert not (Erasure.objects.exists() or Correspondent.objects.exists())
    assert erasure.resume() == 0
    assert recount(repair=False) == []


def test_a_refused_comment_that_is_let_through_later_shows_nothing():
    comment = CommentFactory(email=EMAIL, status="rejected")
    erase(of_email(EMAIL), texts=True)

    decide([comment.pk], "approved", by=None)

    comment.refresh_from_db()
    assert (comment.name, comment.body, bool(comment.emptied_at)) == ("", "", True)


def test_reasons_keep_what_the_rules_found_without_its_place():
    reasons = [
        {"step": "words", "field": "name", "term": "x", "view": "exact", "start": 0, "end": 2}
    ]
    comment = CommentFactory(email=EMAIL)
    Comment.objects.filter(pk=comment.pk).update(reasons=reasons)

    erase(of_email(EMAIL), texts=False)

    comment.refresh_from_db()
    assert comment.reasons == [{"step": "words", "term": "x", "view": "exact"}]


@pytest.mark.parametrize("count", [1, 20])
def test_erasing_costs_constant_queries(count, django_assert_num_queries):
    ContentType.objects.get_for_model(Comment)  # known to a process that has served somebody
    CommentFactory.create_batch(count, email=EMAIL, status="approved")
    wish = Erasure.objects.create(email=EMAIL, texts=True)
    erasure.run(Erasure.objects.create(email="nobody@example.com", texts=True).pk)

    with django_assert_num_queries(QUERIES):
        assert erasure.run(wish.pk)
