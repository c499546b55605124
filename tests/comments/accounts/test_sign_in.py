"""Signing in by a mail, from the form to one's own page."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from comments.models import SignInKey, Writer
from newsroom.models import User

CODE = "/tai-khoan/dang-nhap/ma/"


def signed_in(browser):
    """Who the browser's session belongs to, as the next page would see it."""
    return browser.get("/tai-khoan/ten/").wsgi_request.user


def test_the_links_button_signs_in_and_makes_the_account_the_first_time(ask, client):
    mail = ask("Hoa@Example.com")
    assert mail.to == ["hoa@example.com"]
    assert not User.objects.exists()

    page = client.get(mail.path)
    response = client.post(mail.path)

    assert page.status_code == 200
    assert "hoa@example.com" in page.content.decode()
    user = User.objects.get()
    assert response.status_code == 303
    assert response.url == "/tai-khoan/ten/"
    assert signed_in(client) == user
    assert (user.email, user.is_staff, user.has_usable_password()) == (
        "hoa@example.com",
        False,
        False,
    )
    address = EmailAddress.objects.get()
    assert (address.user, address.verified, address.primary) == (user, True, True)


def test_the_code_signs_in_however_it_is_typed(ask, client):
    mail = ask()

    response = client.post(CODE, {"code": f"  {mail.code.replace(' ', '')} "})

    assert response.status_code == 303
    assert signed_in(client).email == "hoa@example.com"


def test_the_second_time_opens_the_same_account_and_goes_back(ask, client):
    client.post(ask().path)
    client.post("/tai-khoan/ten/", {"name": "Lê Thị Hoa", "wants_mail": "on"})
    client.post("/tai-khoan/thoat/")

    mail = ask("HOA@example.com", next="/binh-luan/5/?tra-loi=7#viet")
    response = client.post(mail.path)

    assert response.url == "/binh-luan/5/?tra-loi=7#viet"
    assert signed_in(client) == User.objects.get()


def test_the_first_time_asks_for_a_name_and_goes_back_then(ask, client):
    mail = ask(next="/binh-luan/5/")

    name = client.post(mail.path)
    response = client.post(name.url, {"name": "  Lê   Thị Hoa ", "wants_mail": "on"})

    assert name.url == "/tai-khoan/ten/?next=%2Fbinh-luan%2F5%2F"
    assert response.url == "/binh-luan/5/"
    writer = Writer.objects.get()
    assert (writer.name, writer.wants_mail, writer.user) == (
        "Lê Thị Hoa",
        True,
        User.objects.get(),
    )


def test_mail_and_pages_speak_the_language_they_were_asked_in(ask, client):
    mail = ask(prefix="/en", next="/en/binh-luan/5/")

    assert mail.path.startswith("/en/tai-khoan/dang-nhap/")
    assert mail.subject == "Sign in to Báo Thử Nghiệm"
    assert client.post(mail.path).url.startswith("/en/tai-khoan/ten/")


def test_the_session_of_a_reader_outlasts_that_of_the_staff(ask, client):
    client.post(ask().path)

    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == 90 * 24 * 60 * 60
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_looking_at_the_link_uses_nothing_up(ask, client):
    mail = ask()

    for browser in (Client(), Client(), client):
        assert browser.get(mail.path).status_code == 200
        assert browser.head(mail.path).status_code == 200

    assert client.post(mail.path).status_code == 303


def test_the_link_works_on_another_device_and_signs_in_there_alone(ask, client):
    mail = ask()
    phone = Client()

    assert phone.post(mail.path).status_code == 303

    assert signed_in(phone).is_authenticated
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated


def test_the_code_is_taken_only_where_it_was_asked_for(ask):
    mail = ask()

    response = Client().post(CODE, {"code": mail.code})

    assert response.status_code == 410
    assert not User.objects.exists()


@pytest.mark.parametrize("way", ["link", "code"])
def test_a_mail_lets_in_once(ask, client, way):
    mail = ask()
    assert client.post(mail.path).status_code == 303
    client.post("/tai-khoan/thoat/")

    again = client.post(mail.path) if way == "link" else client.post(CODE, {"code": mail.code})

    assert again.status_code == 410
    assert client.get(mail.path).status_code == 410
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize(("minutes", "status"), [(14, 303), (16, 410)])
@pytest.mark.parametrize("way", ["link", "code"])
def test_a_mail_is_good_for_fifteen_minutes(ask, client, minutes, status, way):
    mail = ask()

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        answer = client.post(mail.path) if way == "link" else client.post(CODE, {"code": mail.code})

    assert answer.status_code == status


def test_five_wrong_codes_end_it_for_code_and_right_code(ask, client):
    mail = ask()

    answers = [client.post(CODE, {"code": f"0000 000{n}"}).status_code for n in range(5)]

    assert answers == [422, 422, 422, 422, 410]
    assert client.post(CODE, {"code": mail.code}).status_code == 410
    assert not User.objects.exists()


def test_nothing_that_opens_an_account_is_stored(ask):
    mail = ask()
    token = mail.path.split("/")[-2]

    kept = str(SignInKey.objects.values().get())

    assert token not in kept
    assert mail.code.replace(" ", "") not in kept


def test_signing_out_ends_the_session(ask, client):
    client.post(ask().path)

    assert client.get("/tai-khoan/thoat/").status_code == 200
    assert signed_in(client).is_authenticated
    response = client.post("/tai-khoan/thoat/?next=/binh-luan/5/")

    assert response.url == "/binh-luan/5/"
    assert client.get("/tai-khoan/").url == "/tai-khoan/dang-nhap/"
