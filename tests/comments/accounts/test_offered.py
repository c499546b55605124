"""Where signing in is offered: nowhere unless it is configured, and never at a cookie's cost."""

import pytest
from django.contrib.sessions.models import Session

from comments.accounts import entry
from comments.models import Writer
from tests.factories import ArticleFactory, UserFactory

PATHS = [
    "/tai-khoan/",
    "/en/tai-khoan/",
    "/tai-khoan/ten/",
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/dang-nhap/ma/",
    f"/tai-khoan/dang-nhap/{'a' * 32}/",
    "/tai-khoan/viet/5/",
    "/tai-khoan/qua/google/",
    "/tai-khoan/qua/google/ve/",
    "/tai-khoan/qua/oidc/ve/",
    "/tai-khoan/qua/khong/",
    "/tai-khoan/cua/",
    "/tai-khoan/thoat/",
]
# What allauth would have, none of which is ours.
NOT_ROUTED = [
    "accounts/login/",
    "tai-khoan/password/reset/",
    "tai-khoan/email/",
    "accounts/signup/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_there_where_nothing_is_configured(client, path):
    assert client.get(path).status_code in (404, 405)
    assert client.post(path, {"email": "hoa@example.com"}).status_code in (404, 405)
    assert 404 in (client.get(path).status_code, client.post(path).status_code)


@pytest.mark.parametrize("path", NOT_ROUTED)
def test_allauths_own_pages_are_not_there(by_mail, client, path):
    assert client.get(f"/{path}").status_code == 404


@pytest.mark.django_db
def test_no_page_speaks_of_signing_in_where_nothing_is_configured(client):
    article = ArticleFactory(public=True)

    for path in ("/", article.get_absolute_url(), f"/binh-luan/{article.pk}/"):
        assert "tai-khoan" not in client.get(path).content.decode()


def test_the_article_offers_it_quietly_to_everybody_alike(by_mail, client):
    article = ArticleFactory(public=True)
    address = article.get_absolute_url()

    guest = client.get(address)
    client.force_login(UserFactory(is_staff=False))
    signed_in = client.get(address)

    assert "/tai-khoan/dang-nhap/?next=" in guest.content.decode()
    assert guest.content == signed_in.content


@pytest.mark.parametrize("cookie", [False, True])
def test_public_pages_touch_no_session(by_mail, client, cookie):
    article = ArticleFactory(public=True)
    if cookie:
        client.cookies["sessionid"] = "x" * 32

    for path in ("/", article.get_absolute_url(), "/khong-co/", "/tim-kiem/"):
        response = client.get(path)
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies
        session = getattr(response.wsgi_request, "session", None)  # the short way has none
        assert session is None or not session.accessed
    assert not Session.objects.exists()


def test_looking_at_the_form_stores_no_session(by_mail, client):
    for path in ("/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/ten/"):
        assert client.get(path).status_code in (200, 302)
    assert not Session.objects.exists()


@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/tai-khoan/", "/tai-khoan/thoat/"])
def test_no_cache_keeps_the_pages(by_mail, client, path):
    control = client.get(path).headers["Cache-Control"]

    assert "no-store" in control and "private" in control


def test_a_guest_is_shown_the_way_in_and_back(by_mail, client):
    article = ArticleFactory(public=True)

    page = client.get(f"/binh-luan/{article.pk}/").content.decode()

    back = f"next=%2Fbinh-luan%2F{article.pk}%2F%23viet"
    assert f"/tai-khoan/dang-nhap/?{back}" in page
    assert f'formaction="/tai-khoan/viet/{article.pk}/"' in page


def test_who_has_signed_in_writes_under_their_name(by_mail, client):
    article = ArticleFactory(public=True)
    user = entry.account_for("hoa@example.com")
    client.force_login(user, backend="comments.accounts.backends.ReaderBackend")
    nameless = client.get(f"/en/binh-luan/{article.pk}/").content.decode()
    Writer.objects.create(user=user, name="Hoa <Lê>")

    page = client.get(f"/en/binh-luan/{article.pk}/").content.decode()

    assert "Choose the name to write under" in nameless
    assert "<strong>Hoa &lt;Lê&gt;</strong>" in page
    assert 'type="email"' not in page
    assert "/en/tai-khoan/thoat/?next=" in page


def test_what_was_being_written_is_there_again(by_mail, client):
    article = ArticleFactory(public=True)
    kept = client.post(f"/tai-khoan/viet/{article.pk}/", {"body": "Ý <hay>", "parent": "7"})
    client.force_login(UserFactory(is_staff=False))

    other = client.get(f"/binh-luan/{ArticleFactory(public=True).pk}/").content.decode()
    page = client.get(f"/binh-luan/{article.pk}/").content.decode()
    again = client.get(f"/binh-luan/{article.pk}/").content.decode()

    assert kept.url == (
        f"/tai-khoan/dang-nhap/?next=%2Fbinh-luan%2F{article.pk}%2F%3Ftra-loi%3D7%23viet"
    )
    assert "Ý &lt;hay&gt;</textarea>" in page
    assert "Ý &lt;hay&gt;" not in other + again


@pytest.mark.parametrize(
    "fields", [{}, {"body": "a" * 900_000}, {"body": "\x00", "parent": "x'\""}]
)
def test_a_strange_draft_does_no_harm(by_mail, client, fields):
    article = ArticleFactory(public=True)

    response = client.post(f"/tai-khoan/viet/{article.pk}/", fields)

    assert response.status_code == 303
    assert client.get(f"/binh-luan/{article.pk}/").status_code == 200


@pytest.mark.parametrize("path", ["/tai-khoan/cua/", "/tai-khoan/qua/khong/"])
def test_allauths_door_leads_to_ours_in_the_language_of_the_page(by_mail, client, path):
    there = client.get(path, {"next": "/en/binh-luan/5/"}).url

    assert there == "/en/tai-khoan/dang-nhap/?next=%2Fen%2Fbinh-luan%2F5%2F"
    assert client.get(path, {"next": "//evil.example"}).url == "/tai-khoan/dang-nhap/"
