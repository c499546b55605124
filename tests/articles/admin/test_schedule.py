"""The schedule's screen: a calendar, a list, what was made good, for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import due
from tests.articles.admin.test_article_admin import change_url
from tests.factories import ArticleFactory, SectionFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SCHEDULE = "/admin/articles/article/schedule/"


@pytest.fixture(autouse=True)
def _begin():
    """Note the minute once for each test: it must not fail because one has gone by in it."""
    global start
    start = timezone.now().replace(second=0, microsecond=0)


def soon(hours=1):
    return start + hours * HOUR


def test_the_calendar_and_the_list_show_what_is_to_come(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True, state="scheduled", published_at=soon(1))
    waiting = ArticleFactory(state="awaiting_approval", embargo_until=soon(2))
    months = {f"{timezone.localtime(soon(hours)):%Y-%m}" for hours in (1, 2)}

    calendar = " ".join(text_of(client.get(SCHEDULE, {"thang": month})) for month in months)
    listed = text_of(client.get(SCHEDULE, {"xem": "danh-sach"}))

    for text in (calendar, listed):
        assert article.title in text and waiting.title in text
        assert str(article.section) in text
    assert listed.index(article.title) < listed.index(waiting.title)


@pytest.mark.parametrize("query", ["?thang=2026-13", "?thang=9999-01", "?thang=x", "?thang=0"])
def test_a_month_that_is_none_is_said_and_this_one_shown(client, sign_in, query):
    sign_in("secretary")

    response = client.get(SCHEDULE + query)

    assert response.status_code == 200
    assert "errornote" in response.content.decode()
    assert client.get(SCHEDULE + "?xem=danh-sach&sau=x").status_code == 200


@pytest.mark.parametrize("month", ["1900-01", "2100-12", "2024-02"])
def test_the_first_and_the_last_month_have_an_end(client, sign_in, month):
    sign_in("secretary")

    assert client.get(SCHEDULE, {"thang": month}).status_code == 200


def test_everybody_sees_only_what_they_may_open(client, sign_in):
    reporter = sign_in("reporter")
    own = ArticleFactory(state="submitted", published_at=soon(), created_by=reporter)
    other = ArticleFactory(public=True, state="scheduled", published_at=soon(), title="Bài kín")

    text = text_of(client.get(SCHEDULE, {"xem": "danh-sach"}))
    assert own.title in text and other.title not in text

    editor = sign_in("editor")
    editor.sections.add(SectionFactory())
    assert other.title not in text_of(client.get(SCHEDULE, {"xem": "danh-sach"}))


def test_others_have_no_schedule(client, sign_in):
    assert client.get(SCHEDULE).status_code == 302
    sign_in("moderator")
    assert client.get(SCHEDULE).status_code == 403
    sign_in("secretary")
    assert client.post(SCHEDULE).status_code == 405


def test_what_was_made_good_is_shown_for_a_day(client, sign_in):
    sign_in("secretary")
    missed = ArticleFactory(
        public=True, state="scheduled", published_at=soon(-3), title="Bài lỡ giờ"
    )
    on_time = ArticleFactory(
        public=True, state="scheduled", published_at=timezone.now(), title="Bài đúng giờ"
    )
    due.publish_due()

    text = text_of(client.get(SCHEDULE))

    assert _("Just made good") in text
    assert missed.title in text and on_time.title not in text
    assert f"{timezone.localtime(soon(-3)):%H:%M}" in text
    assert f"{timezone.localtime(soon(-3)):%H:%M}" in text_of(client.get(change_url(missed)))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", ["", "?xem=danh-sach"])
def test_the_schedule_runs_constant_queries(
    client,
    sign_in,
    count,
    query,
    django_assert_num_queries,
):
    sign_in("secretary")
    for _number in range(count):
        ArticleFactory(public=True, state="scheduled", published_at=soon(), withdraw_at=soon(2))
        ArticleFactory(public=True, state="scheduled", published_at=soon(-2))
        ArticleFactory(state="submitted", published_at=soon(), embargo_until=soon())
    due.publish_due()

    # session, user, permissions of the user and of the groups, sections of the user, what was
    # made good, the five sources; PostgreSQL is asked for its time as well
    with django_assert_num_queries(11 + (connection.vendor == "postgresql")):
        client.get(SCHEDULE + query)
