"""The figures of a period and of what waits, worked out by hand from a small past."""

from datetime import date, timedelta

import pytest
import time_machine

from comments import dayfigures, figures, waiting
from comments.figures import Outcome, median_of, period_of
from comments.models import Ban
from tests.comments.factories import CommentFactory
from tests.comments.moderated import at, decided, done, reported, words, written
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = at("2026-03-05", "12:00")


@pytest.fixture
def past():
    """Two sections, two moderators, four days; today is Thursday 5 March."""
    lan, minh = UserFactory.create_batch(2, roles=["moderator"])
    health, sport = ArticleFactory.create_batch(2, public=True)
    for number, (article, day, written_at, decided_at, by, status, found) in enumerate(
        [
            (health, "2026-03-02", "08:00", "08:10", lan, "approved", words("dịch")),
            (health, "2026-03-02", "08:30", "08:50", lan, "rejected", words("dịch", "ngu")),
            (health, "2026-03-03", "22:00", "22:40", minh, "approved", []),
            (sport, "2026-03-04", "08:00", "08:01", minh, "spam", [{"step": "links"}]),
            (sport, "2026-03-05", "09:00", "11:00", lan, "approved", words("dịch")),
        ]
    ):
        comment = written(article, at(day, written_at), reasons=found, body=f"Ý kiến {number}")
        decided(comment, status, at(day, decided_at), by=by)
    done(comment, "pick", at("2026-03-05", "11:30"), by=lan)
    reported(comment, at("2026-03-05", "11:40"), "r1", "r2", "r3")
    refused = written(sport, at("2026-03-05", "10:00"), body="Bị luật từ chối")
    decided(refused, "rejected", at("2026-03-05", "10:00"))
    return {"lan": lan, "minh": minh, "health": health, "sport": sport, "picked": comment}


def outcome(approved, refused):
    return Outcome(approved, refused)


@pytest.mark.parametrize(
    ("times", "middle"),
    [
        ({}, None),
        ({60: 1}, 60),
        ({60: 1, 120: 1}, 90),
        ({10: 1, 60: 1, 600: 1}, 60),
        ({10: 3, 600: 2}, 10),
        ({10: 2, 600: 2}, 305),
        ({5: 1, 10: 10, 600: 1}, 10),
    ],
)
def test_the_median_is_that_of_the_times_written_out(times, middle):
    assert median_of(times) == middle


@time_machine.travel(NOW)
@pytest.mark.parametrize("is_counted", [False, True])
def test_the_figures_of_a_week(past, is_counted):
    if is_counted:
        dayfigures.gather()

    period = period_of(7, None)

    assert (period.written, period.picks, period.reports, period.missing) == (6, 1, 3, 0)
    # 1, 10, 20, 40 and 120 minutes.
    assert period.median == 20 * 60
    assert period.by_moderator() == {
        past["lan"].pk: outcome(2, 1),
        past["minh"].pk: outcome(1, 1),
        0: outcome(0, 1),
    }
    assert period.outcomes("steps") == {
        "words": outcome(2, 1),
        "links": outcome(0, 1),
        "": outcome(1, 0),
    }
    assert period.outcomes("terms") == {"dịch": outcome(2, 1), "ngu": outcome(0, 1)}
    assert period.most("articles", 9) == [(past["health"].pk, 3), (past["sport"].pk, 3)]
    assert period.most("reported", 9) == [(past["picked"].pk, 3)]
    assert period.most("reported_articles", 9) == [(past["sport"].pk, 3)]


@time_machine.travel(NOW)
def test_hours_are_those_of_the_paper(past):
    hours = {one.hour: one for one in period_of(7, None).hours()}

    assert len(hours) == 24
    # 1, 10 and 20 minutes.
    assert (hours[8].written, hours[8].decided, hours[8].median) == (3, 3, 600)
    assert (hours[22].written, hours[22].decided, hours[22].median) == (1, 1, 2400)
    assert (hours[10].written, hours[10].decided, hours[10].median) == (1, 0, None)


@time_machine.travel(NOW)
def test_days_are_the_last_ones_today_among_them(past):
    days = [(one.day, one.written, one.decided) for one in period_of(7, None).days]

    assert days == [
        (date(2026, 2, 27), 0, 0),
        (date(2026, 2, 28), 0, 0),
        (date(2026, 3, 1), 0, 0),
        (date(2026, 3, 2), 2, 2),
        (date(2026, 3, 3), 1, 1),
        (date(2026, 3, 4), 1, 1),
        (date(2026, 3, 5), 2, 1),
    ]


@time_machine.travel(at("2026-03-09", "12:00"))
def test_what_is_older_is_left_out(past):
    assert period_of(7, None).written == 4
    assert period_of(30, None).written == 6


@time_machine.travel(NOW)
@pytest.mark.parametrize("is_counted", [False, True])
def test_a_section_has_its_own_figures_and_its_subsections(past, is_counted):
    section = past["sport"].section
    below = ArticleFactory(public=True, section=SectionFactory(parent=section))
    written(below, at("2026-03-04", "07:00"))
    if is_counted:
        dayfigures.gather()

    period = period_of(7, figures.within(past["lan"], section.pk))

    assert period.written == 4
    assert period.by_moderator() == {
        past["lan"].pk: outcome(1, 0),
        past["minh"].pk: outcome(0, 1),
        0: outcome(0, 1),
    }


@time_machine.travel(NOW)
def test_sections_of_others_are_not_in_it(past):
    past["minh"].sections.add(past["health"].section)

    assert figures.within(past["minh"], None) == {past["health"].section_id}
    assert figures.within(past["minh"], past["sport"].section_id) == set()
    assert figures.sections_of(past["minh"]) == [past["health"].section]
    assert len(figures.sections_of(past["lan"])) == 2
    assert period_of(7, set()).written == 0
    assert period_of(7, {past["health"].section_id}).written == 3


@time_machine.travel(NOW)
def test_days_that_would_take_long_to_read_are_said_to_be_missing(past, monkeypatch):
    monkeypatch.setattr(figures, "MOST_READ", 5)

    period = period_of(7, None)

    assert (period.missing, period.written) == (6, 2)
    dayfigures.gather()
    assert (period_of(7, None).missing, period_of(7, None).written) == (0, 6)


@pytest.mark.parametrize("days", [7, 90])
@pytest.mark.parametrize("is_counted", [False, True])
def test_a_period_runs_constant_queries(past, days, is_counted, django_assert_num_queries):
    with time_machine.travel(NOW):
        for _ in range(10 if is_counted else 0):
            dayfigures.gather()
        with django_assert_num_queries(6):
            period_of(days, None)


@time_machine.travel(NOW, tick=False)
def test_waiting_now():
    health, sport = ArticleFactory.create_batch(2, public=True)
    for article, hours in ((health, (1, 2, 9)), (sport, (4, 30))):
        for number in hours:
            CommentFactory(article=article, created_at=NOW - timedelta(hours=number))
    CommentFactory(article=sport, status="approved", created_at=NOW - timedelta(days=9))
    comments = waiting.waiting_of(UserFactory(is_superuser=True))

    found = waiting.of_all(comments)
    by_section = waiting.by_section(comments)

    hour = timedelta(hours=1)
    assert (found.number, found.oldest, found.median) == (5, 30 * hour, 4 * hour)
    assert [(one.section, one.number, one.oldest, one.median) for one in by_section] == [
        (sport.section, 2, 30 * hour, 17 * hour),
        (health.section, 3, 9 * hour, 2 * hour),
    ]
    # Of 1, 2, 4 and 9 hours the two in the middle are 2 and 4.
    assert waiting.of_all(comments.filter(created_at__gt=NOW - 10 * hour)).median == 3 * hour


def test_nothing_waits_and_nothing_has_happened():
    comments = waiting.waiting_of(UserFactory(roles=["moderator"]))

    assert waiting.of_all(comments) is None
    assert waiting.by_section(comments) == []
    period = period_of(7, None)
    assert (period.written, period.median, period.by_moderator()) == (0, None, {})
    assert Outcome().percent is None


def test_bans_are_counted_by_when_they_were_made():
    with time_machine.travel(NOW):
        for made_at in (
            "2026-02-26T12:00+07:00",
            "2026-02-27T00:00+07:00",
            "2026-03-05T11:00+07:00",
        ):
            Ban.objects.create(user=UserFactory(), reason="Quấy rối", made_at=made_at)
        Ban.objects.filter(made_at__gte=at("2026-03-05", "00:00")).update(lifted_at=NOW)

        assert figures.bans_since(7) == (2, 1)
