import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments.models import Comment, Like, ModerationEvent, ModerationNote, Report
from comments.moderation.decisions import decide
from comments.privacy import export
from comments.privacy.person import Person, of_email, of_user
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, make_reader, moderator
from tests.comments.privacy.traces import EMAIL, make_person
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def exported(person):
    return json.loads("".join(export.pieces(person)))


def test_of_somebody_unknown_there_is_nothing():
    told = exported(of_email("ai@example.com"))

    assert told.pop("made_at")
    assert told == {
        "email": "ai@example.com",
        "mail": None,
        "accounts": [],
        "bans": [],
        "likes": [],
        "reports": [],
        "comments": [],
    }


def test_a_comment_is_told_with_all_that_is_kept_about_it():
    comment = CommentFactory(
        email=EMAIL, name="Cô Ba", body='Xin "hỏi"\n</script>', wants_mail=True, reader="b1"
    )
    decide([comment.pk], "rejected", by=moderator(), reason="Lạc đề")
    decide([comment.pk], "approved", by=None)
    ModerationEvent.objects.create(
        comment=comment,
        action="edit",
        from_status="approved",
        to_status="approved",
        detail={"before": "Bản cũ"},
    )
    ModerationNote.objects.create(comment=comment, text="Giữa chúng ta", author=moderator())
    CommentFactory(parent=comment, email="khac@example.com", body="Lời người khác")

    told = exported(of_email(EMAIL))

    [row] = told["comments"]
    assert (row["id"], row["name"], row["email"]) == (comment.pk, "Cô Ba", EMAIL)
    assert (row["text"], row["status"], row["wants_mail"]) == (comment.body, "approved", True)
    assert row["article"] == comment.article.title
    assert row["address"].startswith("http") and row["address"].endswith(f"-{comment.pk}")
    assert row["created_at"] and row["published_at"]
    decisions = [(one["from"], one["to"], one["by"], one["reason"]) for one in row["decisions"]]
    assert decisions[0] == ("pending", "rejected", "moderator", "Lạc đề")
    assert row["decisions"][-1]["before"] == "Bản cũ"
    # The address was only typed: whose browser it was is not its owner's to know.
    assert "reader" not in row and "sender" not in row
    text = json.dumps(told, ensure_ascii=False)
    for others in ("Giữa chúng ta", "Lời người khác", "khac@", str(moderator())):
        assert others not in text


def test_an_account_is_told_with_its_record_and_what_it_did():
    user, theirs, others = make_person()

    told = exported(of_user(user, browser="b77b"))

    assert len(told["comments"]) == len(theirs)
    [account] = told["accounts"]
    assert (account["username"], account["email"]) == ("langvan", EMAIL)
    assert account["writer"]["name"] == "Văn Lang"
    assert [ban["reason"] for ban in told["bans"]] == ["Văn Lang"]
    assert len(told["likes"]) == 2
    assert [one["note"] for one in told["reports"]] == ["Mùa nước"]
    assert told["mail"]["confirmed_at"]
    rows = {row["id"]: row for row in told["comments"]}
    assert rows[theirs["public"].pk]["sender"] == "5e4d" * 8
    assert rows[theirs["public"].pk]["letters"][0]["kind"] == "approved"
    assert rows[theirs["typed"].pk]["by_account"] is False
    assert '"b1"' not in json.dumps(told)
    assert others["other"].body not in json.dumps(told, ensure_ascii=False)


def test_an_address_that_is_not_proven_opens_no_comments():
    CommentFactory(email=EMAIL)
    user = UserFactory(is_staff=False, email="")

    assert exported(of_user(user))["comments"] == []
    assert exported(Person("", ()))["comments"] == []


def test_a_browsers_likes_are_told_to_that_browser_alone():
    make_guest(EMAIL)
    liked = CommentFactory(status="approved")
    CommentFactory(email=EMAIL, reader="b1")
    Like.objects.create(comment=liked, reader="b1")
    Report.objects.create(comment=liked, reader="b1", reason="other", note="Sai")

    assert exported(of_email(EMAIL))["likes"] == []
    own = exported(of_email(EMAIL, browser="b1"))
    assert (len(own["likes"]), own["reports"][0]["note"]) == (1, "Sai")


def test_of_an_article_that_was_taken_from_readers_no_headline_is_told():
    comment = CommentFactory(email=EMAIL, body="Tôi đã viết điều này.")
    Article.objects.filter(pk=comment.article_id).update(state="withdrawn", title="Tít mới")

    [told] = exported(of_email(EMAIL))["comments"]

    assert told["text"] == comment.body
    assert (told["article"], told["article_address"]) == (None, None)


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_constant_queries(count):
    user = make_reader(EMAIL)
    rows = CommentFactory.create_batch(count, user=user, email=EMAIL, status="approved")
    Like.objects.bulk_create(Like(comment=row, reader=f"u{user.pk}") for row in rows)
    person = of_user(user)

    with CaptureQueriesContext(connection) as queries:
        assert len(exported(person)["comments"]) == count

    assert len(queries) == 10


def test_it_comes_in_pieces(monkeypatch):
    CommentFactory.create_batch(7, email=EMAIL)
    monkeypatch.setattr("comments.counters.CHUNK", 3)

    with CaptureQueriesContext(connection) as queries:
        pieces = list(export.pieces(of_email(EMAIL)))

    assert len(json.loads("".join(pieces))["comments"]) == 7
    assert max(map(len, pieces)) < 2000
    read = [query["sql"] for query in queries if "INNER JOIN" in query["sql"]]
    assert len(read) == 3
    assert Comment.objects.count() == 7
