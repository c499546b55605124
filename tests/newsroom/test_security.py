import ipaddress

import pytest
from django.urls import reverse

from articles.models import Tag
from newsroom.security import forwarded_address, is_trusted
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def public_pages():
    article = ArticleFactory(public=True, photos=1, tag_names=["lúa"])
    return [
        reverse("articles:home"),
        article.get_absolute_url(),
        article.section.get_absolute_url(),
        article.authors.get().get_absolute_url(),
        Tag.objects.get().get_absolute_url(),
        "/khong-co/",
        "/khong-co-a999999.html",
    ]


def test_public_pages_are_strict_and_leave_no_cookie(client, public_pages):
    for url in public_pages:
        response = client.get(url)

        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in response.headers["Permissions-Policy"]
        assert not response.cookies, url
        assert "Cookie" not in response.headers.get("Vary", ""), url


def test_public_pages_hold_nothing_that_the_policy_forbids(client, public_pages):
    for url in public_pages:
        text = client.get(url).content.decode()

        assert " style=" not in text, url
        assert "<style" not in text, url
        assert "javascript:" not in text, url
        # Data for machines is no script, and is not run.
        scripts = [tag.split(">")[0] for tag in text.split("<script")[1:]]
        assert not [tag for tag in scripts if "src=" not in tag and "ld+json" not in tag], url


def test_forwarded_headers_are_believed_from_trusted_proxies_alone(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    forged = {"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "203.0.113.9"}

    assert client.get("/", **forged).status_code == 301

    settings.TRUSTED_PROXIES = [ipaddress.ip_network("203.0.113.0/24")]
    assert client.get("/", **forged).status_code == 200


@pytest.mark.parametrize("address", ["", "unix:", "not an address"])
def test_an_address_that_is_none_is_not_trusted(settings, address):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("0.0.0.0/0")]

    assert not is_trusted(address)


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "utf-7"])
def test_a_body_in_an_odd_charset_is_refused(client, charset):
    article = ArticleFactory(public=True)

    header = f"multipart/form-data; boundary=x; charset={charset}"
    response = client.generic("POST", f"/binh-luan/{article.pk}/", b"--x--", header)

    assert response.status_code == 415


@pytest.mark.parametrize(("path", "size"), [("/binh-luan/1/", 2**21), ("/admin/login/", 2**29)])
def test_a_body_that_is_too_large_is_refused_unread(client, path, size):
    assert client.post(path, CONTENT_LENGTH=str(size)).status_code == 413


def test_the_admins_shortcut_tells_nobody_a_drafts_headline(client):
    from django.contrib.contenttypes.models import ContentType

    from articles.models import Article

    draft = ArticleFactory()
    kind = ContentType.objects.get_for_model(Article).pk
    client.force_login(UserFactory(roles=["moderator"]))

    assert client.get(f"/admin/r/{kind}/{draft.pk}/").status_code == 404


def test_a_chief_cannot_reach_a_superusers_account(client):
    boss = UserFactory(is_superuser=True, username="quantri")
    client.force_login(UserFactory(roles=["chief"]))

    response = client.post(
        reverse("admin:newsroom_user_change", args=[boss.pk]), {"username": "chiem"}
    )

    boss.refresh_from_db()
    assert response.status_code == 403
    assert boss.username == "quantri"
    password = reverse("admin:auth_user_password_change", args=[boss.pk])
    assert client.get(password).status_code == 403


def test_a_chief_cannot_make_a_superuser(client):
    client.force_login(UserFactory(roles=["chief"]))
    user = UserFactory()

    client.post(
        reverse("admin:newsroom_user_change", args=[user.pk]),
        {"username": user.username, "is_active": "on", "is_staff": "on", "is_superuser": "on"},
    )

    user.refresh_from_db()
    assert not user.is_superuser


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("198.51.100.7", "198.51.100.7"),
        # What a reader writes into the header stands before what the proxy adds.
        ("10.0.0.1, 198.51.100.7", "198.51.100.7"),
        ("198.51.100.7, 203.0.113.9", "198.51.100.7"),
        ("2001:db8::5", "2001:db8::5"),
        ("[2001:db8::5]", "2001:db8::5"),
        ("203.0.113.9", ""),
        ("198.51.100.7, unknown", ""),
        ("", ""),
        ("," * 5000, ""),
        ("1" * 5000, ""),
    ],
)
def test_the_address_is_the_nearest_that_is_no_proxys(settings, header, address):
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("203.0.113.0/24")]

    assert forwarded_address(header) == address
