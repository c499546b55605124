"""Putting out a breaking line, and ending it."""

from datetime import timedelta

import pytest

from articles import clock
from articles.models import BreakingNews
from tests.factories import ArticleFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
FRONTS = "/admin/articles/front/"
QUICK = f"{FRONTS}breaking/"
LINES = "/admin/articles/breakingnews/"


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def test_a_line_is_out_at_once_and_ends_by_itself(client, sign_in, article):
    user = sign_in("secretary")

    client.post(QUICK, {"text": " Bão  đổ bộ ", "link": str(article.pk), "hours": "4"})

    line = BreakingNews.objects.get()
    assert (line.text, line.article, line.created_by) == ("Bão đổ bộ", article, user)
    assert line.ends_at - line.starts_at == timedelta(hours=4)
    assert "Bão đổ bộ" in text_of(client.get("/"))
    assert "Bão đổ bộ" in text_of(client.get(FRONTS))
    client.post(f"{FRONTS}breaking/{line.pk}/end/")
    assert "Bão đổ bộ" not in text_of(client.get("/"))
    assert "Bão đổ bộ" in text_of(client.get(LINES))


@pytest.mark.parametrize(
    "facts",
    [
        {"text": ""},
        {"text": "x" * 161},
        {"link": "javascript:alert(1)"},
        {"link": "999999"},
        {"link": "x" * 3000},
        {"hours": "3"},
        {"hours": "x"},
    ],
)
def test_what_is_refused_stays_on_the_page(client, sign_in, facts):
    sign_in("chief")

    response = client.post(QUICK, {"text": "Đã gõ rồi", "link": "/da-go/", "hours": "2", **facts})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert facts.get("text") == "" or any(
        word in response.content.decode() for word in ("Đã gõ rồi", "xxx")
    )
    assert not BreakingNews.objects.exists()


def test_who_may_not_has_no_form_and_is_refused(client, sign_in, article):
    sign_in("editor")

    assert QUICK not in client.get(FRONTS).content.decode()
    assert client.post(QUICK, {"text": "Bão", "hours": "2"}).status_code == 403
    assert not BreakingNews.objects.exists()


def test_a_line_with_times_of_its_own(client, sign_in, article):
    sign_in("secretary")
    facts = {"text": "Họp báo", "link": article.get_absolute_url()}

    client.post(f"{LINES}add/", {**facts, "starts_at": "2030-01-01T06:00", "ends_at": ""})
    line = BreakingNews.objects.get()
    assert line.article == article
    assert line.ends_at - line.starts_at == timedelta(hours=2)
    upside_down = {**facts, "starts_at": "2030-01-01T06:00", "ends_at": "2030-01-01T05:00"}
    response = client.post(f"{LINES}{line.pk}/change/", upside_down)
    assert "errorlist" in response.content.decode()
    client.post(
        f"{LINES}{line.pk}/change/", {"text": "Đổi", "link": "", "starts_at": "2030-01-01T06:00"}
    )
    line.refresh_from_db()
    assert (line.text, line.article, line.address) == ("Đổi", None, "")


def test_the_desk_is_told_what_readers_do_not_have(client, sign_in):
    user = sign_in("secretary")
    draft = ArticleFactory(title="Bài còn nháp")
    now = clock.now()
    for number in (0, 1):
        BreakingNews.objects.create(
            text=f"Tin {number}",
            article=draft if number else None,
            of_article=bool(number),
            starts_at=now,
            ends_at=now + timedelta(hours=1),
            created_by=user,
        )

    html = client.get(FRONTS).content.decode()

    assert html.count("state--published") == 1
    assert html.count("state--scheduled") == 1
