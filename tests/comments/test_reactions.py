"""The pages on which readers like and report, also as nobody means them."""

import pytest
from django.core.cache import cache
from django.test import Client

from comments import flood
from comments.identity import COOKIE
from comments.models import Comment, Like, Report
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture(autouse=True)
def _quiet():
    cache.clear()


@pytest.fixture
def comment():
    return CommentFactory(status="approved", body="Mong có <b>kho lạnh</b>.")


def url_of(comment, what):
    return f"/binh-luan/{comment.article_id}/{comment.pk}/{what}/"


def known(client, comment):
    """Give the client its cookie, as the page with the button does."""
    client.get(url_of(comment, "thich"))
    return client


def test_a_like_from_its_page_leads_back_to_the_comment(client, comment):
    url = url_of(comment, "thich")
    html = client.get(url).content.decode()
    assert 'name="thich" value="1"' in html
    assert "&lt;b&gt;kho lạnh" in html

    response = client.post(url, {"thich": "1"})

    assert (response.status_code, response.headers["Location"]) == (
        303,
        comment.get_absolute_url(),
    )
    assert 'name="thich" value="0"' in client.get(url).content.decode()
    client.post(url, {"thich": "0"})
    assert not Like.objects.exists()


def test_a_script_is_told_what_holds(client, comment):
    url = url_of(comment, "thich")
    known(client, comment)

    answers = [client.post(url, {"thich": n}, **JSON).json() for n in ("1", "1", "0", "0")]

    yes, no = {"liked": True, "count": 1}, {"liked": False, "count": 0}
    assert answers == [yes, yes, no, no]


def test_a_press_costs_few_queries(client, comment, django_assert_num_queries):
    known(client, comment)

    # The comment, its row taken, whether it is liked, the like, the number; a savepoint and its
    # release, as a test's transaction has them.
    with django_assert_num_queries(7):
        client.post(url_of(comment, "thich"), {"thich": "1"}, **JSON)


@pytest.mark.parametrize("what", ["thich", "bao-cao"])
def test_without_a_cookie_nothing_is_taken_and_it_says_why(client, comment, what):
    url = url_of(comment, what)

    plain = client.post(url, {"reason": "false", "note": "Nhớ giữ lại"})
    script = client.post(url, **JSON)

    assert plain.status_code == script.status_code == 403
    assert "cookie" in script.json()["problem"].lower()
    assert "cookie" in plain.content.decode().lower()
    assert ("Nhớ giữ lại" in plain.content.decode()) == (what == "bao-cao")
    assert not Like.objects.exists() and not Report.objects.exists()


@pytest.mark.parametrize("what", ["thich", "bao-cao"])
def test_a_press_needs_the_token(comment, what):
    client = known(Client(enforce_csrf_checks=True), comment)

    assert client.post(url_of(comment, what), {"reason": "false"}).status_code == 403
    assert not Like.objects.exists() and not Report.objects.exists()

    token = client.get(f"/binh-luan/{comment.article_id}/cua-toi/").json()["token"]
    ok = client.post(url_of(comment, what), {"reason": "false"}, headers={"X-CSRFToken": token})
    assert ok.status_code in {200, 303}


def test_a_forged_cookie_is_nobody(comment):
    client = Client()
    for value in ("", "x", "a" * 21, "á" * 22, "a" * 5000, "a" * 21 + "\x01"):
        client.cookies[COOKIE] = value
        assert client.post(url_of(comment, "thich"), **JSON).status_code == 403


@pytest.mark.parametrize("what", ["thich", "bao-cao"])
def test_what_no_reader_may_see_is_not_found(client, what):
    hidden = CommentFactory()
    shown = CommentFactory(status="approved")
    other = ArticleFactory(public=True)
    draft = CommentFactory(status="approved")
    type(other).objects.filter(pk=draft.article_id).update(state="draft")
    emptied = CommentFactory(status="approved", emptied_at="2026-01-01T00:00Z")
    urls = [url_of(one, what) for one in (hidden, draft, emptied)]
    urls.append(f"/binh-luan/{other.pk}/{shown.pk}/{what}/")
    urls += [f"/binh-luan/{big}/{shown.pk}/{what}/" for big in (0, 10**18, 10**30)]
    urls += [f"/binh-luan/{other.pk}/{big}/{what}/" for big in (0, 10**18, 10**30)]

    for url in urls:
        assert client.get(url).status_code == 404, url
        assert client.post(url, {"reason": "false"}).status_code == 404, url
    assert not Like.objects.exists() and not Report.objects.exists()


@pytest.mark.parametrize("what", ["thich", "bao-cao"])
def test_no_cache_keeps_a_page_with_a_token(client, comment, what):
    for response in (client.get(url_of(comment, what)), client.post(url_of(comment, what))):
        assert response.headers["Cache-Control"] == "private, no-store"
    assert client.put(url_of(comment, what)).status_code == 405


def test_ones_own_comment_is_neither_liked_nor_reported(client, comment):
    user = UserFactory(is_staff=False)
    Comment.objects.filter(pk=comment.pk).update(reader=f"u{user.pk}")
    client.force_login(user)

    assert client.post(url_of(comment, "thich"), **JSON).status_code == 409
    assert client.post(url_of(comment, "bao-cao"), {"reason": "false"}).status_code == 409
    assert not Like.objects.exists() and not Report.objects.exists()


def test_a_report_is_thanked_for_and_not_asked_for_again(client, comment):
    url = url_of(comment, "bao-cao")
    assert 'name="reason" value="insult"' in client.get(url).content.decode()

    sent = client.post(url, {"reason": "insult", "note": "  Gọi \x00tên\r\nngười khác  "})
    again = client.post(url, {"reason": "false"})

    for response in (sent, again, client.get(url)):
        assert response.status_code == 200
        assert "data-act-done" in response.content.decode()
    report = Report.objects.get()
    assert (report.reason, report.note) == ("insult", "Gọi tên người khác")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": "nonsense"},
        {"reason": ""},
        {"reason": "other", "note": "a" * 501},
        {"reason": "other", "note": "ấ" * 300_000},
        {"reason": "\x00"},
    ],
    ids=["nothing", "nonsense", "empty", "long", "huge", "NUL"],
)
def test_a_report_that_says_nothing_is_asked_for_again(client, comment, data):
    known(client, comment)

    response = client.post(url_of(comment, "bao-cao"), data)

    assert response.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "body", [b"reason=%ED%A0%80&note=%ED%B0%80", b"reason=other&note=%ED%A0%80%FF", b"\xff\x00"]
)
def test_bytes_that_are_no_text_are_answered(client, comment, body):
    known(client, comment)
    for what in ("thich", "bao-cao"):
        form = "application/x-www-form-urlencoded"
        response = client.post(url_of(comment, what), body, content_type=form)
        assert response.status_code in {200, 303, 422}


def test_a_flood_from_one_network_is_stopped_and_others_pass(client, comment, monkeypatch):
    monkeypatch.setattr(flood, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(flood.time, "time", lambda: 6000.0)
    known(client, comment)

    codes = [client.post(url_of(comment, "thich"), **JSON).status_code for _ in range(5)]
    other = client.post(url_of(comment, "thich"), REMOTE_ADDR="203.0.113.9", **JSON)

    assert codes == [200, 200, 200, 429, 429]
    assert other.status_code == 200
    assert Like.objects.count() == 1


def test_without_a_cache_one_is_still_one_and_a_flood_is_stopped(
    client, comment, settings, monkeypatch
):
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.cache.GuardedRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    monkeypatch.setattr("comments.views.reactions.gate", flood.Gate())
    monkeypatch.setattr(flood, "MOST_A_MINUTE", 3)
    monkeypatch.setattr(flood.time, "time", lambda: 6000.0)
    known(client, comment)

    codes = [client.post(url_of(comment, "thich"), **JSON).status_code for _ in range(5)]

    assert codes == [200, 200, 200, 429, 429]
    assert Like.objects.count() == 1
