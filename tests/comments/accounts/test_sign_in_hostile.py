"""Signing in where somebody means ill."""

import re
from urllib.parse import quote_from_bytes

import pytest
from django.test import Client

from comments.accounts import keys, own_page
from comments.models import SignInKey
from newsroom.models import User
from tests.factories import UserFactory

FORM = "/tai-khoan/dang-nhap/"
OUTSIDE = [
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/a\r\nSet-Cookie: a=b",
    "/admin/",
    "/admin/logout/",
    "/tai-khoan/thoat/",
    "evil",
    "/" + "a" * 500,
    "/\x00",
    "",
]


@pytest.mark.parametrize("address", OUTSIDE)
def test_one_comes_back_to_pages_of_ours_alone(address):
    assert own_page(address) == ""


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/binh-luan/5/?tra-loi=7#viet", "/kinh-tế/a.html"]
)
def test_pages_of_ours_are_come_back_to(address):
    assert own_page(address) == address


@pytest.mark.parametrize("address", OUTSIDE[:8])
def test_no_mail_leads_anywhere_else(ask, client, address):
    mail = ask(next=address)

    assert client.post(mail.path).url == "/tai-khoan/ten/"
    page = client.post("/tai-khoan/ten/?next=//evil.example/", {"name": "Hoa"})
    assert page.url == "/tai-khoan/"


@pytest.mark.parametrize(
    "email",
    [
        "",
        "hoa",
        "hoa@example.com\nBcc: all@example.com",
        "hoa@example.com\r\n\r\nBuy",
        "a@b.example, c@d.example",
        "Hoa <hoa@example.com>",
        "hoa\x00@example.com",
        "a" * 300 + "@example.com",
        "hoa@example.com" + "x" * 100_000,
        "\udce1@example.com",
    ],
)
def test_what_is_no_address_gets_no_mail(by_mail, client, mailoutbox, email):
    sent = "email=" + quote_from_bytes(email.encode("utf-8", "surrogateescape"))
    response = client.post(FORM, sent, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 422
    assert mailoutbox == []
    assert not SignInKey.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "a" * 3000, "đ"])
def test_a_forged_link_opens_nothing(by_mail, client, token):
    for answer in (client.get(f"{FORM}{token}/"), client.post(f"{FORM}{token}/")):
        assert answer.status_code == 410
    assert not User.objects.exists()


def test_what_was_asked_for_is_the_same_for_every_address(ask):
    UserFactory(email="Chi@example.com", is_staff=True)
    ask("known@example.com", browser=(known := Client()))
    known.post(ask("known@example.com", browser=known).path)
    pages = {}
    for email in ("chi@example.com", "known@example.com", "unknown@example.com"):
        browser = Client()
        ask(email, browser=browser)
        text = browser.get("/tai-khoan/dang-nhap/ma/").content.decode()
        wrong = browser.post("/tai-khoan/dang-nhap/ma/", {"code": "12345678"})
        body = text + wrong.content.decode() + str(wrong.status_code)
        pages[email] = body.replace(email, "X")
    bare = {re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text) for text in pages.values()}
    assert len(bare) == 1


def test_a_mail_to_the_staff_leads_to_their_door_and_opens_nothing(ask, client):
    UserFactory(email="Chi@Example.com", is_staff=True)

    mail = ask("chi@example.com")

    assert mail.path == "/admin/login/"
    assert mail.code is None
    assert User.objects.count() == 1
    # Whatever is tried, the key that was stored for it opens nothing.
    key = SignInKey.objects.get()
    assert key.opens is False
    assert keys.use_code(key.pk, "00000000") is None


def test_who_joins_the_staff_meanwhile_stays_outside(ask, client):
    mail = ask()
    UserFactory(email="hoa@example.com", is_staff=True)

    response = client.post(mail.path)

    assert response.status_code == 403
    assert "/admin/login/" in response.content.decode()
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_a_readers_session_is_worth_nothing_once_they_work_here(ask, client, right):
    client.post(ask().path)
    User.objects.update(**{right: True})

    assert client.get("/admin/").status_code == 302
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated
    again = ask()
    assert client.post(again.path or "/admin/login/").status_code in (200, 403)
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated


def test_a_closed_account_stays_closed(ask, client):
    client.post(ask().path)
    User.objects.update(is_active=False)

    response = client.post(ask().path)

    assert response.status_code == 403
    assert not client.get("/tai-khoan/").wsgi_request.user.is_authenticated


def test_readers_do_not_enter_the_newsroom(ask, client):
    client.post(ask().path)

    assert client.get("/admin/").url.startswith("/admin/login/")


def test_forms_want_their_token(by_mail):
    browser = Client(enforce_csrf_checks=True)

    for path in (
        FORM,
        f"{FORM}ma/",
        f"{FORM}{'a' * 32}/",
        "/tai-khoan/thoat/",
        "/tai-khoan/viet/5/",
    ):
        assert browser.post(path, {"email": "hoa@example.com"}).status_code == 403


def test_an_unreachable_mail_server_stores_no_account_and_says_nothing(
    ask, client, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def fail(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(FORM, {"email": "hoa@example.com"})

    assert response.status_code == 303
    assert not User.objects.exists()
    assert "could not be sent" in caplog.text
    assert "hoa@example.com" not in caplog.text


def test_a_draft_for_an_article_that_no_database_can_have_is_not_kept(by_mail, client):
    number = "9" * 40
    assert client.post(f"/tai-khoan/viet/{number}/", {"body": "Ý kiến"}).status_code == 404
