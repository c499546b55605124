"""What the links of letters do, and what they do not."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import correspondents
from comments.models import Correspondent, Writer
from tests.comments.factories import CommentFactory
from tests.comments.letters.people import approve, make_guest, make_reader
from tests.comments.letters.test_correspondents import article, write  # noqa: F401
from tests.comments.letters.test_letters import by_guest, by_reader

pytestmark = pytest.mark.django_db


def link_in(mail, kind):
    [found] = set(re.findall(rf"http\S*(/binh-luan/thu/{kind}/[^\s<>\"]+)", mail.body))
    return found


@pytest.fixture
def strict():
    """A browser without cookies, whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def press(client, url, **data):
    """Send the page's own form."""
    page = client.get(url)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    return client.post(url, {"csrfmiddlewaretoken": token, **data})


def test_looking_confirms_nothing_and_pressing_does(client, article, mailoutbox, strict):  # noqa: F811
    write(client, article)
    url = link_in(mailoutbox[0], "xac-nhan")

    for _program in range(2):
        page = strict.get(url)
        assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-store")
        assert page.headers["Referrer-Policy"] == "same-origin"
    assert Correspondent.objects.get().confirmed_at is None
    assert strict.post(url).status_code == 403

    assert press(strict, url).status_code == 200
    assert Correspondent.objects.get().confirmed_at is not None
    approve(*article.comments.all())
    assert len(mailoutbox) == 2


def test_a_confirmation_is_good_for_seven_days(client, article, mailoutbox, time_machine):  # noqa: F811
    write(client, article)
    url, start = link_in(mailoutbox[0], "xac-nhan"), timezone.now()

    time_machine.move_to(start + timezone.timedelta(days=6, hours=23))
    assert client.get(url).status_code == 200
    time_machine.move_to(start + timezone.timedelta(days=7, minutes=1))
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert Correspondent.objects.get().confirmed_at is None


def test_who_has_stopped_may_confirm_anew(client, article, mailoutbox):  # noqa: F811
    write(client, article)
    client.post(link_in(mailoutbox[0], "ngung"))
    write(client, article, body="Bài thứ hai cũng hay.")
    assert len(mailoutbox) == 1

    client.post(link_in(mailoutbox[0], "xac-nhan"))

    guest = Correspondent.objects.get()
    assert guest.stopped_at is None and guest.confirmed_at is not None


def test_one_press_of_the_mail_program_stops_all(mailoutbox, strict):
    make_guest()
    comment = by_guest()
    approve(comment)
    url = link_in(mailoutbox[0], "ngung")

    strict.get(url)
    assert Correspondent.objects.get().stopped_at is None
    for _twice in range(2):
        response = strict.post(url, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert response.cookies == {}

    approve(by_guest(), CommentFactory(parent=comment))
    assert len(mailoutbox) == 1
    assert not correspondents.invite(by_guest(), address="203.0.113.1")


def test_an_account_stops_letters_without_signing_in(mailoutbox, strict, time_machine):
    user = make_reader()
    approve(by_reader(user))
    time_machine.move_to(timezone.now() + timezone.timedelta(days=4000))

    strict.post(link_in(mailoutbox[0], "ngung"), {"List-Unsubscribe": "One-Click"})

    assert not Writer.objects.get(user=user).wants_mail
    approve(by_reader(user))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("kind", ["guest", "account"])
def test_one_conversation_can_be_stopped_alone(mailoutbox, strict, kind):
    if kind == "guest":
        make_guest("BA@example.com")
        here, there = by_guest(status="approved"), by_guest(status="approved")
    else:
        user = make_reader()
        here, there = by_reader(user, status="approved"), by_reader(user, status="approved")
    approve(CommentFactory(parent=here))
    url = link_in(mailoutbox[0], "ngung")

    response = strict.post(url, {"what": "thread"})
    approve(CommentFactory(parent=here))
    assert len(mailoutbox) == 1
    approve(CommentFactory(parent=there))

    assert response.status_code == 200
    assert len(mailoutbox) == 2


FORGED = ["x", "W10:x", ":::", "0" * 5000, "đ", "%00", "W10:1:x"]


@pytest.mark.parametrize("token", FORGED)
@pytest.mark.parametrize("name", ["letters-confirm", "letters-stop"])
def test_a_forged_link_does_nothing(client, name, token):
    make_guest(confirmed_at=None)
    url = reverse(f"comments:{name}", args=[token])

    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]
    guest = Correspondent.objects.get()
    assert (guest.confirmed_at, guest.stopped_at) == (None, None)


def test_a_link_opens_no_other_door(client, article, mailoutbox):  # noqa: F811
    write(client, article)
    names = {"xac-nhan": "letters-confirm", "ngung": "letters-stop"}
    tokens = {kind: link_in(mailoutbox[0], kind).strip("/").split("/")[-1] for kind in names}

    for kind, token in tokens.items():
        others = [name for other, name in names.items() if other != kind] + ["data-own"]
        for name in others:
            assert client.post(reverse(f"comments:{name}", args=[token])).status_code in (404, 405)
            assert client.get(reverse(f"comments:{name}", args=[token])).status_code == 404
    guest = Correspondent.objects.get()
    assert (guest.confirmed_at, guest.stopped_at) == (None, None)


def test_links_of_somebody_who_is_gone_do_no_harm(client, mailoutbox):
    make_guest()
    approve(by_guest())
    Correspondent.objects.all().delete()
    url = link_in(mailoutbox[0], "ngung")

    assert client.post(url).status_code == 200
    assert client.post(url, {"what": "thread"}).status_code == 200
    assert not Correspondent.objects.exists()
