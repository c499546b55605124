import pytest
from django.urls import reverse
from django.utils import timezone

from comments import asking, correspondents
from comments.models import Asked, Comment, Correspondent
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, make_reader, sending
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

HOME = "198.51.100.7"


def write(client, article, address=HOME, **data):
    url = reverse("comments:page", args=[article.pk])
    with sending():
        return client.post(
            url,
            {"name": "Ba", "body": "Bài hay.", "email": "ba@example.com", "wants_mail": "on"}
            | data,
            REMOTE_ADDR=address,
        )


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def test_a_guest_who_wants_letters_is_asked_once(client, article, mailoutbox):
    for number in range(3):
        assert write(client, article, body=f"Bài số {number} hay.").status_code == 303

    [mail] = mailoutbox
    assert mail.to == ["ba@example.com"]
    assert "/binh-luan/thu/xac-nhan/" in mail.body
    # Somebody else may have typed it all: the letter carries nothing of it.
    assert "Bài số" not in mail.body and "Ba" not in mail.body.split()
    assert Comment.objects.filter(wants_mail=True).count() == 3


@pytest.mark.parametrize(
    "data", [{"wants_mail": ""}, {"email": ""}, {"homepage": "x"}, {"body": ""}, {"email": "x"}]
)
def test_nobody_else_is_asked(client, article, mailoutbox, data):
    write(client, article, **data)

    assert mailoutbox == []
    assert not Correspondent.objects.exists()


def test_a_comment_that_a_rule_refuses_asks_nobody(article, mailoutbox):
    comment = CommentFactory(article=article, email="ba@example.com", wants_mail=True)
    for status in ("rejected", "spam"):
        comment.status = status
        with sending():
            assert not correspondents.invite(comment, address=HOME)

    assert mailoutbox == []


@pytest.mark.parametrize("known", ["confirmed", "stopped", "account"])
def test_whoever_has_answered_is_not_asked_again(client, article, mailoutbox, known):
    match known:
        case "confirmed":
            make_guest("BA@example.com")
        case "stopped":
            make_guest("Ba@example.com", confirmed_at=None, stopped_at=timezone.now())
        case "account":
            make_reader("Ba@example.com", wants_mail=False)

    write(client, article)

    assert mailoutbox == []


def test_the_same_address_is_asked_again_after_a_day(client, article, mailoutbox, time_machine):
    start = timezone.now()
    for hours, letters in ((0, 1), (23, 1), (25, 2)):
        time_machine.move_to(start + timezone.timedelta(hours=hours), tick=False)
        write(client, article, body=f"Bài hay lần {hours}.", address=f"198.51.100.{hours + 1}")
        assert len(mailoutbox) == letters
    assert Correspondent.objects.count() == 1


def test_one_network_asks_for_few_letters_a_day(client, article, mailoutbox):
    for number in range(asking.OF_NETWORK + 3):
        address = f"2001:db8:0:1::{number + 1:x}"
        write(client, article, address, email=f"x{number}@example.com", body=f"Ý {number}")

    assert len(mailoutbox) == asking.OF_NETWORK
    # The others are stored all the same, and their owners asked another time.
    assert Comment.objects.count() == asking.OF_NETWORK + 3
    write(client, article, "203.0.113.5", email="khac@example.com")
    assert len(mailoutbox) == asking.OF_NETWORK + 1


def test_letters_that_look_like_others_are_not_written_to(client, article, mailoutbox):
    make_guest("ka@example.com")
    write(client, article, email="\u212aa@example.com")  # Kelvin's sign is a small k to some

    assert mailoutbox == []
    assert Correspondent.objects.count() == 1


def test_nothing_that_counts_tells_an_address(client, article):
    write(client, article)

    row = Asked.objects.values().get()
    assert not any("example" in str(value) or HOME in str(value) for value in row.values())


def test_what_is_old_is_forgotten(client, article):
    write(client, article)
    make_guest("c@example.com")
    make_guest("s@example.com", confirmed_at=None, stopped_at=timezone.now())
    later = timezone.now() + timezone.timedelta(days=31)

    assert (correspondents.forget(), asking.forget()) == (0, 0)
    assert (correspondents.forget(later), asking.forget(later)) == (1, 1)
    assert sorted(Correspondent.objects.values_list("email", flat=True)) == [
        "c@example.com",
        "s@example.com",
    ]


def test_a_letter_that_cannot_be_sent_loses_no_comment(client, article, monkeypatch, caplog):
    def fail(*args):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)

    assert write(client, article).status_code == 303
    assert Comment.objects.count() == 1
    assert "could not be sent" in caplog.text


def test_nobody_is_asked_about_an_article_that_was_taken_from_readers_meanwhile(mailoutbox):
    comment = CommentFactory(email="ba@example.com", wants_mail=True)
    guest = correspondents.make(comment.email)
    type(comment.article).objects.filter(pk=comment.article_id).update(state="withdrawn")

    assert correspondents.ask_to_confirm(guest.pk, comment.pk) == 0
    assert mailoutbox == []
