"""Counting a day: every number here was worked out by hand."""

from datetime import date, timedelta

import pytest
import time_machine

from comments import dayfigures
from comments.models import DayFigures
from tests.comments.factories import CommentFactory
from tests.comments.moderated import at, decided, done, reported, words, written
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY = "2026-03-02"
DAY = date(2026, 3, 2)


@pytest.fixture
def article():
    return ArticleFactory(public=True)


@pytest.fixture
def moderator():
    return UserFactory(roles=["moderator"])


def counted(article, kind, day=DAY):
    return dict(dayfigures.read(day, day)[day, article.section_id][kind])


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [(0, 0), (7.4, 7), (44, 44), (95, 95), (104, 100), (734, 730), (3671, 3700), (86_400, 86_000)],
)
def test_a_waiting_time_keeps_two_digits(seconds, kept):
    assert dayfigures.rounded(seconds) == kept


def test_a_time_before_it_began_is_no_time():
    assert dayfigures.rounded(-3) == 0


def test_a_day_begins_at_midnight_of_the_paper(article):
    written(article, at(MONDAY, "00:00:00"))
    written(article, at(MONDAY, "23:59:59"))
    written(article, at("2026-03-01", "23:59:59"))
    written(article, at("2026-03-03", "00:00:00"))

    assert counted(article, "written") == {"0": 1, "23": 1}
    assert counted(article, "articles") == {str(article.pk): 2}


def test_the_time_until_a_decision_counts_for_the_hour_of_writing(article, moderator):
    comment = written(article, at("2026-03-01", "22:30"))
    decided(comment, "approved", at(MONDAY, "07:00"), by=moderator)

    # 8 h 30 min are 30,600 seconds: 31,000 with two digits.
    assert counted(article, "waits") == {"22|31000": 1}
    assert counted(article, "by") == {f"{moderator.pk}|approved": 1}


def test_what_a_rule_decided_is_told_apart_and_waited_for_nobody(article):
    comment = written(article, at(MONDAY, "10:00"), reasons=words("đồ ngu"))
    decided(comment, "rejected", at(MONDAY, "10:00"))

    assert counted(article, "by") == {"0|rejected": 1}
    assert counted(article, "waits") == counted(article, "terms") == counted(article, "steps") == {}


def test_a_decision_taken_back_counts_for_nothing_and_the_next_one_counts(article, moderator):
    comment = written(article, at(MONDAY, "10:00"), reasons=words("ngu"))
    decided(comment, "approved", at(MONDAY, "10:01"), by=moderator)
    decided(comment, "pending", at(MONDAY, "10:02"), by=moderator)
    assert counted(article, "by") == counted(article, "waits") == counted(article, "terms") == {}

    decided(comment, "spam", at(MONDAY, "10:10"), by=moderator)

    assert counted(article, "by") == {f"{moderator.pk}|spam": 1}
    assert counted(article, "waits") == {"10|600": 1}
    assert counted(article, "terms") == {"spam|ngu": 1}


def test_a_decision_that_a_rule_suspends_was_made_all_the_same(article, moderator):
    comment = written(article, at(MONDAY, "10:00"))
    decided(comment, "approved", at(MONDAY, "10:01"), by=moderator)
    decided(comment, "pending", at(MONDAY, "11:00"))

    assert counted(article, "by") == {f"{moderator.pk}|approved": 1}


def test_of_two_decisions_of_a_day_the_later_one_counts(article, moderator):
    other = UserFactory(roles=["chief"])
    comment = written(article, at(MONDAY, "10:00"))
    decided(comment, "approved", at(MONDAY, "10:05"), by=moderator)
    decided(comment, "rejected", at(MONDAY, "15:00"), by=other)

    assert counted(article, "by") == {f"{other.pk}|rejected": 1}
    # It waited until somebody decided on it first.
    assert counted(article, "waits") == {"10|300": 1}


def test_what_was_shown_unread_and_kept_is_approved_by_who_kept_it(article, moderator):
    comment = written(article, at(MONDAY, "10:00"), status="approved")
    comment.events.update(made_at=at(MONDAY, "10:00"))
    done(comment, "keep", at(MONDAY, "12:00"), by=moderator)

    assert counted(article, "by") == {f"{moderator.pk}|approved": 1}
    assert counted(article, "waits") == {}


def test_what_was_kept_or_picked_and_taken_back_counts_for_nothing(article, moderator):
    comment = written(article, at(MONDAY, "10:00"), status="approved")
    comment.events.update(made_at=at(MONDAY, "10:00"))
    back = {"taken_back": True}
    for number, (action, detail) in enumerate(
        [("keep", {}), ("keep", back), ("pick", {}), ("unpick", back), ("pick", {}), ("unpick", {})]
    ):
        done(comment, action, at(MONDAY, f"12:0{number}"), by=moderator, detail=detail)

    assert counted(article, "by") == {"0|approved": 1}
    # Picked a second time, and no longer picked for a reason of its own.
    assert counted(article, "picks") == {"": 1}


def test_reasons_count_once_a_comment_and_their_absence_too(article, moderator):
    twice = written(article, at(MONDAY, "09:00"), reasons=words("ngu", "ngu", "đm"))
    plain = written(article, at(MONDAY, "09:00"))
    for comment in (twice, plain):
        decided(comment, "approved", at(MONDAY, "09:30"), by=moderator)

    assert counted(article, "steps") == {"approved|words": 1, "approved|": 1}
    assert counted(article, "terms") == {"approved|ngu": 1, "approved|đm": 1}


def test_reasons_of_whatever_form_are_no_hindrance(article, moderator):
    comment = written(article, at(MONDAY, "09:00"), reasons=["old sentence", {}, {"step": "links"}])
    decided(comment, "approved", at(MONDAY, "09:30"), by=moderator)

    assert counted(article, "steps") == {"approved|": 1, "approved|links": 1}


def test_reports_and_picks(article, moderator):
    comment = written(article, at(MONDAY, "08:00"), status="approved")
    reported(comment, at(MONDAY, "09:00"), "r1", "r2")
    done(comment, "pick", at(MONDAY, "10:00"), by=moderator)

    assert counted(article, "reported") == {str(comment.pk): 2}
    assert counted(article, "reported_articles") == {str(article.pk): 2}
    assert counted(article, "picks") == {"": 1}


@time_machine.travel(at("2026-03-05", "00:05"))
def test_a_day_is_counted_when_it_has_been_over_for_a_while(article):
    assert dayfigures.gather() == dayfigures.MOST_AT_ONCE

    # Wednesday ended five minutes ago.
    assert DayFigures.objects.order_by("-day").first().day == date(2026, 3, 3)


@time_machine.travel(at("2026-03-05", "12:00"))
def test_all_days_are_counted_once_some_at_a_time(article):
    written(article, at(MONDAY, "08:00"))

    found = [dayfigures.gather() for _ in range(10)]

    assert found == [10] * 9 + [0]
    rows = DayFigures.objects.filter(section=None)
    assert rows.count() == 90
    assert rows.earliest("day").day == date(2025, 12, 5)
    [row] = DayFigures.objects.filter(section__isnull=False)
    assert (row.day, row.section) == (DAY, article.section)
    assert row.numbers == {"written": {"8": 1}, "articles": {str(article.pk): 1}}


@time_machine.travel(at("2026-03-05", "12:00"))
def test_counting_twice_changes_nothing_and_what_is_old_is_forgotten(article):
    DayFigures.objects.create(day=date(2026, 3, 4) - timedelta(days=180))
    DayFigures.objects.create(day=date(2026, 3, 5) - timedelta(days=180))
    written(article, at("2026-03-04", "08:00"))
    found = dayfigures.read(date(2026, 3, 4), date(2026, 3, 4))

    dayfigures.gather()
    dayfigures._keep(date(2026, 3, 4), found)

    assert DayFigures.objects.filter(day=date(2026, 3, 4)).count() == 2
    assert DayFigures.objects.earliest("day").day == date(2026, 3, 5) - timedelta(days=180)


def test_of_very_many_articles_the_first_are_kept(article, monkeypatch):
    monkeypatch.setattr(dayfigures, "MOST_KEPT", 1)
    other = ArticleFactory(public=True, section=article.section)
    for one in (article, other, other):
        written(one, at(MONDAY, "08:00"))

    dayfigures._keep(DAY, dayfigures.read(DAY, DAY))

    kept = DayFigures.objects.get(section=article.section).numbers
    assert kept == {"written": {"8": 3}, "articles": {str(other.pk): 2}}


@pytest.mark.parametrize("count", [1, 5])
def test_a_day_is_read_in_three_queries(count, moderator, django_assert_num_queries):
    for comment in CommentFactory.create_batch(count, created_at=at(MONDAY, "08:00")):
        decided(comment, "approved", at(MONDAY, "09:00"), by=moderator)

    with django_assert_num_queries(3):
        dayfigures.read(DAY, DAY)
