"""What is to come, by month and as a list."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import schedule
from articles.models import Article
from articles.querysets import InvalidCursor
from articles.schedule import Kind
from articles.vietnamese.dates import TIME_ZONE
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def now():
    return timezone.now().replace(microsecond=0)


def scheduled(at, **fields):
    return ArticleFactory(public=True, state="scheduled", published_at=at, **fields)


def kinds(entries):
    return [(entry.kind, entry.article) for entry in entries]


def test_each_kind_has_its_place_in_the_order_of_time():
    late = now() + 4 * HOUR
    ending = ArticleFactory(public=True, withdraw_at=now() + 3 * HOUR)
    coming = scheduled(now() + HOUR)
    wished = ArticleFactory(state="awaiting_approval", published_at=now() + 2 * HOUR)
    forbidden = scheduled(late, embargo_until=late)
    free = ArticleFactory(state="draft", embargo_until=late + HOUR)
    ArticleFactory(state="draft", published_at=now() + HOUR)  # nobody has sent it yet
    ArticleFactory(public=True)
    ArticleFactory(state="withdrawn", published_at=now() - HOUR, withdraw_at=now() + HOUR)

    entries = schedule.upcoming(Article.objects.all(), now()).entries

    assert kinds(entries) == [
        (Kind.PUBLICATION, coming),
        (Kind.WISH, wished),
        (Kind.WITHDRAWAL, ending),
        (Kind.PUBLICATION, forbidden),
        (Kind.EMBARGO_END, forbidden),
        (Kind.EMBARGO_END, free),
    ]
    assert [entry.firm for entry in entries] == [True, False, True, True, True, False]


def test_what_should_have_happened_is_marked():
    missed = scheduled(now() - HOUR)
    wished = ArticleFactory(state="submitted", published_at=now() - HOUR / 2)
    ArticleFactory(state="submitted", published_at=now() - timedelta(days=400))  # an old text
    scheduled(now() + HOUR)

    entries = schedule.upcoming(Article.objects.all(), now()).entries

    late = [entry for entry in entries if entry.overdue]
    assert kinds(late) == [(Kind.PUBLICATION, missed), (Kind.WISH, wished)]
    assert len(entries) == 3


def test_pages_hold_everything_once_even_in_the_same_minute(monkeypatch):
    monkeypatch.setattr(schedule, "PAGE_SIZE", 3)
    moment = now() + HOUR
    for _ in range(4):
        scheduled(moment, withdraw_at=moment + HOUR, embargo_until=moment)
    ArticleFactory(state="submitted", published_at=moment)

    seen, cursor = [], ""
    for _ in range(10):
        page = schedule.upcoming(Article.objects.all(), now(), cursor=cursor)
        seen += kinds(page.entries)
        cursor = page.later
        if not cursor:
            break

    whole = schedule.PAGE_SIZE * 100
    monkeypatch.setattr(schedule, "PAGE_SIZE", whole)
    assert seen == kinds(schedule.upcoming(Article.objects.all(), now()).entries)
    assert len(seen) == 13


@pytest.mark.parametrize("cursor", ["x", "9.1-1", "0.", "0.zz-1", "1-1"])
def test_a_cursor_that_is_not_ours_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        schedule.upcoming(Article.objects.all(), now(), cursor=cursor)


def test_a_month_has_its_days_in_vietnam_s_time():
    first = datetime(2031, 3, 1, 0, 0, tzinfo=TIME_ZONE)
    inside = [scheduled(first), scheduled(datetime(2031, 3, 31, 23, 59, tzinfo=TIME_ZONE))]
    scheduled(first - timedelta(minutes=1))
    scheduled(datetime(2031, 4, 1, tzinfo=TIME_ZONE))

    month = schedule.month_of(Article.objects.all(), date(2031, 3, 1), now())

    assert len(month.days) == 31
    filled = {day.day: kinds(entries) for day, entries in month.days if entries}
    assert filled == {1: [(Kind.PUBLICATION, inside[0])], 31: [(Kind.PUBLICATION, inside[1])]}
    assert not month.is_cut


def test_a_month_with_too_much_says_so(monkeypatch):
    monkeypatch.setattr(schedule, "MONTH_SIZE", 2)
    for day in (1, 2, 3):
        scheduled(datetime(2031, 3, day, tzinfo=TIME_ZONE))

    month = schedule.month_of(Article.objects.all(), date(2031, 3, 1), now())

    assert month.is_cut
    assert sum(len(entries) for _day, entries in month.days) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_five_however_much_is_to_come(count, django_assert_num_queries):
    for number in range(count):
        moment = now() + number * HOUR
        scheduled(moment, embargo_until=moment, withdraw_at=moment + HOUR)
        ArticleFactory(state="submitted", published_at=moment)

    with django_assert_num_queries(5):
        page = schedule.upcoming(Article.objects.all(), now())
        assert all(str(entry.article.section) for entry in page.entries)
    with django_assert_num_queries(5):
        schedule.month_of(Article.objects.all(), now().date().replace(day=1), now())
