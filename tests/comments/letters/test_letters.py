from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from comments import letters
from comments.models import Comment, Letter
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import approve, make_guest, make_reader, moderator, sending
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def by_reader(user, **fields):
    return CommentFactory(user=user, reader=f"u{user.pk}", email="", wants_mail=True, **fields)


def by_guest(email="ba@example.com", **fields):
    return CommentFactory(email=email, wants_mail=True, **fields)


def test_a_writer_is_told_of_the_approval_once(mailoutbox):
    comment = by_reader(make_reader())

    for status in ("approved", "rejected", "approved", "pending", "approved"):
        approve(comment, status=status)

    assert [mail.to for mail in mailoutbox] == [["an@example.com"]]
    assert f"/binh-luan/{comment.article_id}/" in mailoutbox[0].body


def test_a_guest_is_told_who_has_confirmed_the_address(mailoutbox):
    make_guest()
    approve(by_guest(email="BA@Example.com"))

    assert [mail.to for mail in mailoutbox] == [["BA@Example.com"]]


@pytest.mark.parametrize(
    "fields",
    [{"confirmed_at": None}, {"stopped_at": timezone.now()}, {"email": "khac@example.com"}],
)
def test_nobody_else_is_written_to(mailoutbox, fields):
    make_guest(**fields)
    root = by_guest(status="approved")

    approve(by_guest(), CommentFactory(parent=root))

    assert mailoutbox == []
    assert not Letter.objects.exists()


def test_a_guest_who_wants_no_letter_gets_none(mailoutbox):
    make_guest()
    comment = CommentFactory(email="ba@example.com", wants_mail=False)

    approve(comment, CommentFactory(parent=CommentFactory(email="ba@example.com")))

    assert mailoutbox == []


def test_an_account_that_wants_no_letter_gets_none(mailoutbox):
    no, gone, unproven = make_reader(wants_mail=False), make_reader("x@example.com"), None
    gone.is_active = False
    gone.save()
    unproven = make_reader("")

    approve(by_reader(no), by_reader(gone), by_reader(unproven))

    assert mailoutbox == []


def test_a_reply_is_told_of_when_it_is_approved_and_not_before(mailoutbox):
    root = by_reader(make_reader(), body="Có ai biết giờ mở cửa?", status="approved")
    reply = CommentFactory(parent=root, name="Chú Tư", body="Bảy giờ sáng.")
    assert mailoutbox == []

    for status in ("approved", "rejected", "approved"):
        approve(reply, status=status)

    [mail] = mailoutbox
    assert mail.to == ["an@example.com"]
    for text in ("Chú Tư", "Bảy giờ sáng.", "Có ai biết giờ mở cửa?", f"#binh-luan-{reply.pk}"):
        assert text in mail.body


def test_what_is_shown_at_once_tells_of_replies_alone(mailoutbox):
    root = by_reader(make_reader(), status="approved")
    with sending():
        by_reader(make_reader("tu@example.com"), parent=root, status="approved")

    assert [mail.to for mail in mailoutbox] == [["an@example.com"]]


def test_nobody_is_told_of_their_own_reply(mailoutbox):
    user = make_reader()
    make_guest()
    accounts, guests = by_reader(user, status="approved"), by_guest(status="approved")
    browsers = by_guest(status="approved", reader="b1")

    with sending():
        decide(
            [
                by_reader(user, parent=accounts).pk,
                CommentFactory(parent=guests, email="BA@example.com").pk,
                CommentFactory(parent=browsers, email="", reader="b1").pk,
            ],
            "approved",
            by=None,
        )

    assert mailoutbox == []


@pytest.mark.parametrize("hidden", ["root", "parent", "article", "embargo", "emptied", "old"])
def test_nothing_is_told_that_is_not_public(mailoutbox, hidden):
    root = by_reader(make_reader(), status="approved")
    parent = by_reader(make_reader("tu@example.com"), parent=root, status="approved")
    reply = CommentFactory(parent=parent)
    articles = Article.objects.filter(pk=root.article_id)
    match hidden:
        case "root":
            decide([root.pk], "rejected", by=None)
        case "parent":
            decide([parent.pk], "rejected", by=None)
        case "article":
            articles.update(state="withdrawn")
        case "embargo":
            articles.update(published_at=timezone.now() + timedelta(hours=1))
        case "emptied":
            Comment.objects.filter(pk=parent.pk).update(emptied_at=timezone.now())
        case "old":
            long_ago = timezone.now() - timedelta(days=61)
            Comment.objects.filter(pk=reply.pk).update(created_at=long_ago)

    approve(reply)

    assert mailoutbox == []


def test_a_reply_under_a_hidden_comment_is_told_of_once_it_is_shown(mailoutbox):
    root = by_reader(make_reader(), status="approved")
    reply = CommentFactory(parent=root)
    decide([root.pk], "rejected", by=None)
    approve(reply)
    assert mailoutbox == []

    with sending():
        decide([root.pk], "approved", by=None)

    assert [mail.to for mail in mailoutbox] == [["an@example.com"]]


def test_many_replies_approved_together_are_one_letter(mailoutbox):
    root = by_reader(make_reader(), status="approved")
    replies = [CommentFactory(parent=root, body=f"Ý kiến số {n}.") for n in range(8)]

    approve(*replies)

    [mail] = mailoutbox
    assert sum(f"Ý kiến số {n}." in mail.body for n in range(8)) == 5
    assert "8" in mail.subject
    assert Letter.objects.filter(kind="reply").count() == 8


@pytest.mark.parametrize("count", [1, 12])
def test_letters_cost_constant_queries_and_one_connection(
    count, mailoutbox, django_assert_num_queries, monkeypatch
):
    article = ArticleFactory(public=True)
    comments = []
    for number in range(count):
        root = by_reader(make_reader(f"r{number}@example.com"), article=article, status="approved")
        make_guest(f"g{number}@example.com")
        comments.append(by_guest(f"g{number}@example.com", parent=root))
    with sending():
        pass
    decide([one.pk for one in comments], "approved", by=moderator())
    opened = []
    connect = letters.send.__globals__["_connection"]
    monkeypatch.setattr("comments.mailing._connection", lambda: opened.append(1) or connect())

    # Savepoint and its release; replies under them; the comments; guests, the quiet, what was
    # told; the marks; the paper.
    with django_assert_num_queries(10):
        sent = letters.tell([one.pk for one in comments], decided=True)

    assert (sent, len(mailoutbox), len(opened)) == (2 * count, 2 * count, 1)


def test_marks_are_forgotten_when_nobody_is_told_any_more(mailoutbox):
    comment = by_reader(make_reader())
    approve(comment)
    Letter.objects.create(comment=comment, kind="quiet")

    assert letters.forget(timezone.now() + timedelta(days=60)) == 0
    assert letters.forget(timezone.now() + timedelta(days=62)) == 1
    assert Letter.objects.get().kind == "quiet"


def test_a_decision_that_is_taken_back_writes_to_nobody(mailoutbox):
    make_guest()

    with sending(), transaction.atomic():
        decide([by_guest().pk], "approved", by=moderator())
        transaction.set_rollback(True)

    assert mailoutbox == []
