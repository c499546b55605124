"""Signing in through a service of the paper's own choice (OpenID Connect)."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from requests import RequestException

from comments.accounts import entry


@pytest.fixture
def oidc(settings, google, monkeypatch):
    """Another service, that says of itself where it takes readers in, and of who they are."""
    app = {
        "provider_id": "oidc",
        "name": "Cổng",
        "client_id": "web",
        "secret": "s",
        "settings": {"server_url": "https://id.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    config = {
        "authorization_endpoint": "https://id.example/auth?a=1&b=2",
        "token_endpoint": "https://id.example/token",
        "userinfo_endpoint": "https://id.example/me",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
    said = {"sub": "o-1", "email": "hoa@example.com", "email_verified": True}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", config)
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda self, token: said)
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *a, **k: {"access_token": "t"})
    return said


def test_a_service_of_the_papers_choice_lets_in(oidc, client):
    page = client.post("/en/tai-khoan/qua/oidc/", {"next": "/en/binh-luan/5/"}).content.decode()
    address = unescape(re.search(r'content="0; url=([^"]+)"', page)[1])
    state = parse_qs(urlsplit(address).query)["state"][0]

    response = client.get("/tai-khoan/qua/oidc/ve/", {"code": "c", "state": state})

    assert address.startswith("https://id.example/auth?a=1&b=2")
    assert "tai-khoan%2Fqua%2Foidc%2Fve%2F" in address
    assert response.url == "/en/tai-khoan/ten/?next=%2Fen%2Fbinh-luan%2F5%2F"
    assert SocialAccount.objects.get().provider == "oidc"


@pytest.mark.parametrize("said", [{"email_verified": "true"}, {"email_verified": 1}, {}])
def test_what_is_not_plainly_true_vouches_for_nothing(oidc, client, said):
    owner = entry.account_for("hoa@example.com")
    del oidc["email_verified"]
    oidc.update(said)
    page = client.post("/tai-khoan/qua/oidc/").content.decode()
    state = re.search(r"state=(\w+)", page)[1]

    client.get("/tai-khoan/qua/oidc/ve/", {"code": "c", "state": state})

    assert SocialAccount.objects.get().user != owner


def test_a_service_that_cannot_be_reached_says_so(oidc, client, monkeypatch):
    def fail(self):
        raise RequestException

    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", property(fail))

    assert client.post("/tai-khoan/qua/oidc/").status_code == 502
