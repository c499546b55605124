"""The pages of one's data: who gets in, what they answer, what they do."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import asking
from comments.identity import COOKIE
from comments.models import Comment, Correspondent, Like, Writer
from comments.privacy import asked
from newsroom.models import User
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import make_guest, make_reader, sending
from tests.comments.letters.test_links import press
from tests.factories import UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db

EMAIL = "ba@example.com"
DATA = "/binh-luan/du-lieu/"
OWN = f"{DATA}toi/"


def ask(client, email=EMAIL, address="198.51.100.7", prefix=""):
    with sending():
        return client.post(f"{prefix}{DATA}", {"email": email}, REMOTE_ADDR=address)


def link_in(mail):
    [link] = set(re.findall(r"http://\S+?(/(?:en/)?binh-luan/du-lieu/\S+/)\s", mail.body))
    return link


@pytest.fixture
def link(client, mailoutbox):
    CommentFactory(email=EMAIL)
    ask(client)
    return link_in(mailoutbox.pop())


def test_the_answer_is_the_same_whoever_is_known(client, mailoutbox):
    CommentFactory(email="Ba@Example.com")
    texts = set()

    for email in ("ai@example.com", "BA@example.com", "\u212aa@example.com", "ba@example.com"):
        response = ask(client, email)
        assert response.status_code == 200
        texts.add(text_of(response))

    assert len(texts) == 1
    assert [mail.to for mail in mailoutbox] == [["ba@example.com"]]


@pytest.mark.parametrize("known", ["comment", "account", "guest"])
def test_whatever_is_kept_is_a_reason_for_the_link(client, mailoutbox, known):
    match known:
        case "comment":
            CommentFactory(email=EMAIL)
        case "account":
            make_reader(EMAIL)
        case "guest":
            make_guest(EMAIL)

    ask(client)

    assert client.get(link_in(mailoutbox[0])).status_code == 200
    assert EMAIL not in mailoutbox[0].body
    assert "List-Unsubscribe" not in mailoutbox[0].message()


@pytest.mark.parametrize("email", ["", "x", "a@b", "x" * 300 + "@example.com", "a\x00@example.com"])
def test_what_is_no_address_is_said_to_be_none(client, email):
    response = ask(client, email)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_broken_letters_break_nothing(client):
    body = b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n\xed\xa0\x80@\r\n--x--\r\n'

    response = client.post(DATA, body, content_type="multipart/form-data; boundary=x")

    assert response.status_code == 422


def test_nobody_is_bombed_with_links(client, mailoutbox, time_machine):
    make_guest(EMAIL)
    start = timezone.now()
    for minutes, letters in ((0, 1), (30, 1), (61, 2), (130, 3), (300, 3), (25 * 60, 4)):
        time_machine.move_to(start + timezone.timedelta(minutes=minutes), tick=False)
        ask(client, address=f"198.51.100.{minutes % 200}")
        assert len(mailoutbox) == letters


def test_one_network_asks_for_few(client, mailoutbox):
    for number in range(asking.OF_NETWORK + 2):
        make_guest(f"x{number}@example.com")
        ask(client, f"x{number}@example.com")

    assert len(mailoutbox) == asking.OF_NETWORK


def test_the_letter_speaks_the_language_of_the_page(client, mailoutbox):
    make_guest(EMAIL)

    ask(client, prefix="/en")

    assert link_in(mailoutbox[0]).startswith("/en/binh-luan/du-lieu/")
    assert "The link to your data" in mailoutbox[0].subject


def test_a_link_is_good_for_a_day(client, link, time_machine):
    start = timezone.now()

    time_machine.move_to(start + timezone.timedelta(hours=23, minutes=50))
    assert client.get(link).status_code == 200
    time_machine.move_to(start + timezone.timedelta(hours=24, minutes=10))
    doors = [client.get(link), client.get(f"{link}tai-ve/")]
    doors += [client.post(f"{link}xoa/"), client.post(f"{link}thu/")]
    assert {response.status_code for response in doors} == {404}


@pytest.mark.parametrize("token", ["x", "W10:x:y", "đ", "toi", "9" * 3000])
def test_nobody_else_gets_in(client, token):
    CommentFactory(email=EMAIL)

    for name in ("data-own", "data-download"):
        response = client.get(reverse(f"comments:{name}", args=[token]))
        assert response.status_code == 404
        assert response.headers["Cache-Control"] == "private, no-store"


def test_the_page_says_how_much_is_kept_and_gives_it(client, link):
    page, file = client.get(link), client.get(f"{link}tai-ve/")

    assert "1" in text_of(page)
    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == (
        "same-origin",
        "private, no-store",
    )
    assert file.headers["Content-Disposition"].startswith('attachment; filename="binh-luan-')
    assert json.loads(b"".join(file.streaming_content))["email"] == EMAIL


@pytest.mark.parametrize(
    "data", [{}, {"texts": "yes"}, {"sure": "on"}, {"texts": "x", "sure": "on"}]
)
def test_erasing_takes_a_choice_and_the_wish(client, link, data):
    response = client.post(f"{link}xoa/", data)

    assert response.status_code == 422
    assert Comment.objects.filter(email=EMAIL).exists()
    assert client.get(f"{link}xoa/").status_code == 405


def test_erasing_needs_the_pages_own_form(link):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(f"{link}xoa/", {"texts": "yes", "sure": "on"}).status_code == 403


def test_whoever_means_it_is_erased_and_the_link_with_them(client, link):
    with sending():
        response = client.post(f"{link}xoa/", {"texts": "yes", "sure": "on"})

    assert response.status_code == 200
    assert Comment.objects.get().email == ""
    assert not Correspondent.objects.exists()
    assert client.get(link).status_code == 404


def test_a_browser_takes_its_likes_along(client, link):
    comment = CommentFactory(status="approved", like_count=1)
    client.cookies[COOKIE] = "A" * 22
    request = client.get(link).wsgi_request
    from comments.identity import browser_of

    Like.objects.create(comment=comment, reader=browser_of(request))
    Comment.objects.filter(pk=comment.pk).update(like_count=1, interest=1)

    with sending():
        client.post(f"{link}xoa/", {"texts": "no", "sure": "on"})

    comment.refresh_from_db()
    assert (comment.like_count, comment.interest) == (0, 0)


def test_letters_are_stopped_and_wanted_again(client):
    user = make_reader(EMAIL)
    client.force_login(user)

    assert press(client, f"{OWN}", mail="off").status_code == 405
    assert client.post(f"{OWN}thu/", {"mail": "off"}).status_code == 303
    assert not Writer.objects.get().wants_mail
    client.post(f"{OWN}thu/", {"mail": "on"})
    assert Writer.objects.get().wants_mail
    assert Correspondent.objects.get().stopped_at is None


def test_who_has_signed_in_needs_no_letter(client, mailoutbox):
    user = make_reader(EMAIL)
    CommentFactory(user=user, email="")
    CommentFactory(email=EMAIL)
    client.force_login(user)

    assert OWN in client.get(DATA).content.decode()
    assert "2" in text_of(client.get(OWN))
    with sending():
        client.post(f"{OWN}xoa/", {"texts": "yes", "sure": "on"})

    assert mailoutbox == []
    assert not User.objects.filter(pk=user.pk).exists()
    assert client.get(OWN).status_code == 404


def test_the_newsroom_is_told_whom_to_ask(client):
    user = UserFactory(email=EMAIL)
    client.force_login(user)

    response = client.post(f"/en{OWN}xoa/", {"texts": "yes", "sure": "on"})

    assert response.status_code == 422
    assert "Please ask the editors" in text_of(response)
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_costs_constant_queries(client, count, django_assert_num_queries):
    CommentFactory.create_batch(count, email=EMAIL)
    url = f"{DATA}{asked.link_token(make_guest(EMAIL))}/"

    with django_assert_num_queries(6):
        client.get(url)
