"""The pages of one's own comments: shown to their writer alone, changed, withdrawn."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comments import likes
from comments.identity import COOKIE
from comments.models import Comment
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, PublicationFactory, SectionFactory, UserFactory
from tests.reading import vietnamese_in

pytestmark = pytest.mark.django_db

BODY = "Mong có <b>kho lạnh</b> sớm."


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def url(article):
    return f"/binh-luan/{article.pk}/"


def filled(**data):
    return {"name": "Hoa", "body": BODY, "client_uuid": str(uuid.uuid4()), **data}


@pytest.fixture
def comment(client, url):
    client.get(url)
    client.post(url, filled())
    return Comment.objects.get()


def own_of(client, url):
    response = client.get(f"{url}cua-toi/")
    assert response.headers["Cache-Control"] == "private, no-store"
    return response.json()


def test_the_writer_alone_sees_what_waits(client, url, comment):
    assert "&lt;b&gt;kho lạnh" in client.get(url).content.decode()
    assert "&lt;b&gt;kho lạnh" in own_of(client, url)["own"]

    stranger = Client()
    stranger.get(url)
    assert "kho lạnh" not in stranger.get(url).content.decode()
    assert own_of(stranger, url)["own"] == ""
    assert "kho lạnh" not in client.get(comment.article.get_absolute_url()).content.decode()


def test_what_was_refused_is_not_shown_to_its_writer_any_more(client, url, comment):
    decide([comment.pk], "rejected", by=None)

    assert own_of(client, url)["own"] == ""


def test_own_tells_the_token_the_name_and_what_is_liked(client, url, article):
    shown = CommentFactory(article=article, status="approved")
    fresh = own_of(client, url)
    assert (fresh["name"], fresh["liked"], fresh["own"]) == ("", [], "")
    assert len(fresh["token"]) == 64
    assert client.cookies[COOKIE].value

    user = UserFactory(first_name="Sáu", last_name="Lê Thị")
    client.force_login(user)
    likes.like(shown.pk, [f"u{user.pk}"], wanted=True)

    told = own_of(client, url)
    assert (told["name"], told["liked"]) == ("Lê Thị Sáu", [shown.pk])


@pytest.mark.parametrize("number", [1, 5])
def test_own_runs_constant_queries(client, url, article, number, django_assert_num_queries):
    client.get(url)
    for _ in range(number):
        client.post(url, filled(body=f"Ý kiến {uuid.uuid4()}"))

    with django_assert_num_queries(4):  # article, rules, own comments, likes
        own_of(client, url)
    with django_assert_num_queries(6):  # article, rules, proofs, masthead, own, all comments
        client.get(url)


def test_an_edit_from_its_page(client, url, comment):
    page = f"{url}{comment.pk}/sua/"
    form = client.get(page).context["form"]

    sent = {"body": "  Bản <i>mới</i>  ", "version": form["version"].value()}
    response = client.post(page, sent)

    assert (response.status_code, response.headers["Location"]) == (303, f"{url}?da=sua#cua-toi")
    comment.refresh_from_db()
    assert comment.body == "Bản <i>mới</i>"
    html = client.get(f"{url}?da=sua").content.decode()
    assert "Bản &lt;i&gt;mới" in html


def test_two_windows_that_edit_lose_nothing(client, url, comment):
    page = f"{url}{comment.pk}/sua/"
    client.post(page, {"body": "Cửa sổ một", "version": "1"})

    second = client.post(page, {"body": "Cửa sổ hai", "version": "1"})

    html = second.content.decode()
    assert second.status_code == 409
    assert "Cửa sổ một" in html and "Cửa sổ hai" in html
    assert Comment.objects.get().body == "Cửa sổ một"
    form = second.context["form"]
    again = client.post(page, {"body": form["body"].value(), "version": form["version"].value()})
    assert again.status_code == 303
    assert Comment.objects.get().body == "Cửa sổ hai"


def test_an_edit_that_comes_too_late_keeps_the_text_to_copy(client, url, comment):
    late = timezone.now() - timedelta(minutes=6)
    Comment.objects.filter(pk=comment.pk).update(created_at=late)
    page = f"{url}{comment.pk}/sua/"

    shown = client.get(page)
    sent = client.post(page, {"body": "Viết <muộn>", "version": "1"})

    assert (shown.status_code, sent.status_code) == (409, 409)
    assert "Viết &lt;muộn&gt;" in sent.content.decode()
    assert Comment.objects.get().body == BODY
    assert "/sua/" not in own_of(client, url)["own"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 422),
        ({"body": "", "version": "1"}, 422),
        ({"body": "a" * 3001, "version": "1"}, 422),
        ({"body": "ấ" * 300_000, "version": "1"}, 422),
        ({"body": "\x00\u200b", "version": "1"}, 422),
        ({"body": "Được"}, 409),
        ({"body": "Được", "version": "1" * 5000}, 409),
        ({"body": "Được", "version": "-1"}, 409),
        ({"body": "Được", "version": "1\x00"}, 422),
    ],
    ids=range(9),
)
def test_edits_that_nobody_means(client, url, comment, data, status):
    assert client.post(f"{url}{comment.pk}/sua/", data).status_code == status
    assert Comment.objects.get().body == BODY


@pytest.mark.parametrize("what", ["sua", "rut"])
def test_bytes_that_are_no_text_are_answered(client, url, comment, what):
    form = "application/x-www-form-urlencoded"
    for body in (b"body=%ED%A0%80&version=%FF", b"\xff\x00", b"version=%ED%B0%80&body=%00"):
        response = client.post(f"{url}{comment.pk}/{what}/", body, content_type=form)
        assert response.status_code in {303, 409, 422}


@pytest.mark.parametrize("what", ["sua", "rut"])
def test_others_comments_are_not_found(client, url, article, comment, what):
    stranger = Client()
    stranger.get(url)
    foreign = f"{url}{comment.pk}/{what}/"
    unowned = f"{url}{CommentFactory(article=article).pk}/{what}/"
    elsewhere = f"/binh-luan/{ArticleFactory(public=True).pk}/{comment.pk}/{what}/"

    for browser, page in [
        (stranger, foreign),
        (Client(), foreign),
        (Client(), unowned),
        (client, unowned),
        (client, elsewhere),
        (client, f"/binh-luan/{10**30}/{comment.pk}/{what}/"),
        (client, f"{url}{10**30}/{what}/"),
    ]:
        assert browser.get(page).status_code == 404
        assert browser.post(page, {"body": "Của tôi", "version": "1"}).status_code == 404
    comment.refresh_from_db()
    assert (comment.body, comment.status) == (BODY, "pending")


@pytest.mark.parametrize("what", ["sua", "rut"])
def test_changes_need_the_token(url, article, what):
    client = Client(enforce_csrf_checks=True)
    token = str(client.get(url).context["csrf_token"])
    client.post(url, filled(csrfmiddlewaretoken=token))
    comment = Comment.objects.get()

    response = client.post(f"{url}{comment.pk}/{what}/", {"body": "Khác", "version": "1"})

    assert response.status_code == 403
    comment.refresh_from_db()
    assert (comment.body, comment.status) == (BODY, "pending")


def test_withdrawing_asks_first(client, url, comment):
    page = f"{url}{comment.pk}/rut/"
    assert "&lt;b&gt;kho lạnh" in client.get(page).content.decode()
    assert Comment.objects.get().status == "pending"

    first, second = client.post(page), client.post(page)

    assert (first.status_code, second.status_code) == (303, 303)
    assert Comment.objects.get().status == "withdrawn"
    assert own_of(client, url)["own"] == ""
    assert client.get(page).status_code == 409


def test_what_is_shown_can_be_withdrawn_but_not_what_was_refused(client, url, comment):
    decide([comment.pk], "rejected", by=None)
    page = f"{url}{comment.pk}/rut/"
    assert client.get(page).status_code == client.post(page).status_code == 409

    decide([comment.pk], "approved", by=None)
    assert f"{url}{comment.pk}/rut/" in own_of(client, url)["own"]
    assert client.post(page).status_code == 303
    assert Comment.objects.get().status == "withdrawn"


def test_an_article_that_is_taken_from_readers_takes_its_comments_along(client, url, comment):
    type(comment.article).objects.filter(pk=comment.article_id).update(state="withdrawn")

    for page in (f"{url}cua-toi/", f"{url}{comment.pk}/sua/", f"{url}{comment.pk}/rut/"):
        assert client.get(page).status_code == 404
    assert client.post(f"{url}{comment.pk}/rut/").status_code == 404
    assert Comment.objects.get().status == "pending"


def test_the_pages_speak_the_language_of_their_address(client):
    publication = PublicationFactory(name="The Paper", tagline="All of it")
    section = SectionFactory(name="Farming", publication=publication)
    article = ArticleFactory(
        public=True, section=section, title="Rice harvest", lead="It went well."
    )
    shown = CommentFactory(article=article, status="approved", name="Dung", body="Good.")
    url = f"/en/binh-luan/{article.pk}/"
    client.get(url)
    client.post(url, filled(name="Giang", body="Well done."))
    own = Comment.objects.get(name="Giang").pk
    pages = ["", f"{own}/sua/", f"{own}/rut/", f"{shown.pk}/thich/", f"{shown.pk}/bao-cao/"]

    for page in pages:
        response = client.get(f"{url}{page}")
        assert response.status_code == 200
        assert vietnamese_in(response) == set(), page
    sent = client.post(f"{url}{own}/sua/", {"body": "Very well done.", "version": "1"})
    assert sent.headers["Location"].startswith(f"{url}?da=sua")
