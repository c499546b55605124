"""Signing in through another service, whose answers are made up here."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from django.test import Client

from comments.accounts import entry
from newsroom.models import User
from tests.factories import UserFactory

LEAVE = "/tai-khoan/qua/google/"
RETURN = "/tai-khoan/qua/google/ve/"


@pytest.fixture
def answer(google, monkeypatch):
    """What the service says of who comes from it."""
    said = {"sub": "g-1", "email": "Hoa@example.com", "email_verified": True, "name": "Lê Hoa"}
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *a, **k: {"access_token": "t"})
    monkeypatch.setattr(GoogleOAuth2Adapter, "_fetch_user_info", lambda self, token: said)
    return said


def leave(browser, **fields):
    """Press the button; return the address of the service that the page goes on to."""
    page = browser.post(LEAVE, fields)
    assert page.status_code == 200
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    return unescape(found[1])


def come(browser, **fields):
    state = parse_qs(urlsplit(leave(browser, **fields)).query)["state"][0]
    return browser.get(RETURN, {"code": "c", "state": state})


def is_in(browser):
    return browser.get("/tai-khoan/ten/").wsgi_request.user.is_authenticated


def test_the_button_leads_to_the_service_with_a_proof_key(google, client):
    address = leave(client)

    parts = urlsplit(address)
    query = parse_qs(parts.query)
    assert (parts.scheme, parts.netloc) == ("https", "accounts.google.com")
    assert query["client_id"] == ["id1"]
    assert query["redirect_uri"] == ["http://testserver/tai-khoan/qua/google/ve/"]
    assert query["code_challenge_method"] == ["S256"]
    assert "never-told" not in address


def test_each_language_comes_back_to_the_one_address_that_is_registered(google, client):
    page = client.post("/en/tai-khoan/qua/google/").content.decode()

    assert "testserver%2Ftai-khoan%2Fqua%2Fgoogle%2Fve%2F" in page


def test_a_new_reader_gets_an_account_and_is_asked_for_a_name(answer, client):
    response = come(client, next="/en/binh-luan/5/")

    assert response.status_code == 303
    assert response.url == "/en/tai-khoan/ten/?next=%2Fen%2Fbinh-luan%2F5%2F"
    user = User.objects.get()
    assert (user.email, user.is_staff, user.first_name) == ("hoa@example.com", False, "")
    assert SocialAccount.objects.get().user == user
    # Nothing else that the service told is kept.
    assert SocialAccount.objects.get().extra_data == {}
    assert EmailAddress.objects.get().verified
    assert 'value="Lê Hoa"' in client.get(response.url).content.decode()
    assert client.cookies["sessionid"]["max-age"] == 90 * 24 * 60 * 60


def test_the_second_time_opens_the_same_account(answer, client):
    come(client)
    answer["email"] = "another@example.com"

    come(Client())

    assert User.objects.count() == 1


def test_a_verified_address_opens_the_account_that_the_mail_opened(answer, client):
    user = entry.account_for("hoa@example.com")

    come(client)

    assert SocialAccount.objects.get().user == user
    assert User.objects.count() == 1


@pytest.mark.parametrize("verified", [False, None, "true", "false", 0])
def test_an_unverified_address_opens_nobodys_account(answer, client, verified, monkeypatch):
    owner = entry.account_for("hoa@example.com")
    answer["email_verified"] = verified
    if isinstance(verified, str):
        # Some services say it in words: what is not plainly true does not count.
        def addresses(self, data):
            return [EmailAddress(email=data["email"], verified=data["email_verified"])]

        name = "allauth.socialaccount.providers.google.provider.GoogleProvider"
        monkeypatch.setattr(f"{name}.extract_email_addresses", addresses)

    assert come(client).status_code == 303

    stranger = User.objects.exclude(pk=owner.pk).get()
    assert stranger.email == ""
    assert SocialAccount.objects.get().user == stranger
    assert EmailAddress.objects.get().user == owner


def test_no_service_opens_an_account_of_the_staff(answer, client):
    UserFactory(email="HOA@example.com", is_staff=True)

    response = come(client)

    assert response.status_code == 403
    assert "/admin/login/" in response.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_an_unverified_staff_address_says_nothing_of_the_staff(answer, client):
    UserFactory(email="hoa@example.com", is_staff=True)
    answer["email_verified"] = False

    assert come(client).status_code == 303


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_who_has_joined_the_staff_stays_outside(answer, client, right):
    come(client)
    User.objects.update(**{right: True})

    browser = Client()

    assert come(browser).status_code == 403
    assert not is_in(browser)


def test_a_closed_account_stays_closed(answer, client):
    come(client)
    User.objects.update(is_active=False)

    assert come(browser := Client()).status_code == 403
    assert not is_in(browser)


def test_another_browsers_state_is_refused(answer, client):
    state = parse_qs(urlsplit(leave(Client())).query)["state"][0]

    response = client.get(RETURN, {"code": "c", "state": state})

    assert response.status_code == 401
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?code=c", "?state=x", "?code=c&state=x", "?error=access_denied"]
)
def test_what_was_not_asked_for_is_refused(answer, client, query):
    assert client.get(f"{RETURN}{query}").status_code in (302, 401)
    assert not User.objects.exists()


def test_who_changes_their_mind_is_back_at_the_door(answer, client):
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]

    response = client.get(RETURN, {"error": "access_denied", "state": state}, follow=True)

    assert response.redirect_chain[-1][0] == "/tai-khoan/dang-nhap/"


def test_the_way_to_facebook_leads_there_and_back(google, settings, client):
    app = {"name": "Facebook", "client_id": "id2", "secret": "never-told"}
    settings.SOCIALACCOUNT_PROVIDERS = {"facebook": {"APPS": [app], "SCOPE": ["public_profile"]}}

    page = client.post("/tai-khoan/qua/facebook/").content.decode()
    address = urlsplit(unescape(re.search(r'content="0; url=([^"]+)"', page)[1]))
    query = parse_qs(address.query)
    state = query["state"][0]
    back = client.get(
        "/tai-khoan/qua/facebook/ve/", {"error": "access_denied", "state": state}, follow=True
    )

    assert address.netloc == "www.facebook.com" and query["client_id"] == ["id2"]
    assert query["redirect_uri"] == ["http://testserver/tai-khoan/qua/facebook/ve/"]
    assert back.redirect_chain[-1][0] == "/tai-khoan/dang-nhap/"


def test_a_service_that_fails_says_so(answer, client, monkeypatch):
    def fail(*args, **kwargs):
        raise OAuth2Error("no")

    monkeypatch.setattr(OAuth2Client, "get_access_token", fail)

    assert come(client).status_code == 401
    assert not User.objects.exists()


def test_no_one_is_led_elsewhere(answer, client):
    response = come(client, next="https://evil.example/")

    assert response.url == "/tai-khoan/ten/"


def test_the_way_there_is_by_post(google, client):
    assert client.get(LEAVE).status_code == 405
    assert Client(enforce_csrf_checks=True).post(LEAVE).status_code == 403


@pytest.mark.parametrize("path", ["facebook", "oidc", "openid_connect", "x"])
def test_a_service_that_is_not_configured_is_not_there(google, client, path):
    assert client.post(f"/tai-khoan/qua/{path}/").status_code == 404
    assert client.get(f"/tai-khoan/qua/{path}/ve/").status_code == 404


def test_without_mail_the_services_stand_alone(google, client):
    page = client.get("/tai-khoan/dang-nhap/").content.decode()

    assert "Google" in page
    assert 'type="email"' not in page
    assert client.post("/tai-khoan/dang-nhap/", {"email": "a@b.example"}).status_code == 404
    assert client.get("/tai-khoan/dang-nhap/ma/").status_code == 404
