"""The desk and its figures walk their indexes: what they cost must not grow with the table."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from comments import dayfigures, figures, waiting
from comments.models import Comment, ModerationEvent, Report
from comments.moderation import desk
from comments.moderation.desk import Wanted
from tests import plans
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
plans_of = partial(plans.plans_of, without=("seqscan", "bitmapscan"))

SIZE = 2000


@pytest.fixture
def moderator():
    """Somebody without limits, before very many comments of which one in twenty waits."""
    user = UserFactory(roles=["moderator"])
    articles = ArticleFactory.create_batch(3, public=True)
    now = timezone.now()
    comments = Comment.objects.bulk_create(
        Comment(
            article=articles[number % 3],
            name="Hoa",
            body="Bài hay.",
            status="pending" if number % 20 == 0 else "approved",
            on_desk=number % 20 == 0,
            urgency=number % 3,
            created_at=now - timedelta(hours=number),
            published_at=None if number % 20 == 0 else now - timedelta(hours=number),
        )
        for number in range(SIZE)
    )
    ModerationEvent.objects.bulk_create(
        ModerationEvent(
            comment=one,
            moderator=user,
            from_status="pending",
            to_status=one.status,
            made_at=one.created_at,
        )
        for one in comments
        if one.status == "approved"
    )
    Report.objects.bulk_create(
        Report(comment=one, reader="r", reason="other", created_at=one.created_at)
        for one in comments
    )
    models = (Comment, ModerationEvent, Report)
    plans.let_planner_know(*(model._meta.db_table for model in models))
    return user


def assert_walks(index, plans, table="comments_comment"):
    [plan] = [one for one in plans if index in one] or [None]
    assert plan, "\n\n".join(plans)
    assert f"SCAN {table}\n" not in f"{plan}\n"
    assert f"Seq Scan on {table}" not in plan
    return plan


def test_the_desk_takes_the_most_urgent_off_its_index(moderator):
    queue = Comment.objects.on_desk().in_sections_of(moderator)
    queue = queue.order_by("-urgency", "created_at", "id")[:20]

    plan = assert_walks("comment_on_desk", plans_of(lambda: list(queue)))

    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    "count",
    [
        desk.waiting_number,
        lambda user: desk.waiting_number(user, Wanted()),
        desk.sections_waiting,
    ],
)
def test_what_is_on_the_desk_is_counted_by_its_index(moderator, count):
    assert_walks("comment_on_desk", plans_of(lambda: count(moderator)))


def test_who_reads_what_is_found_by_the_index_of_leases(moderator):
    desk.take(UserFactory(roles=["moderator"]), Wanted())

    assert_walks("comment_leases", plans_of(lambda: desk.others(moderator)))


@pytest.mark.parametrize("ages", [waiting.of_all, waiting.by_section])
def test_ages_are_read_off_the_index_of_what_waits(moderator, ages):
    plans = plans_of(lambda: ages(waiting.waiting_of(moderator)))

    assert any("comment_waiting" in plan for plan in plans), plans
    assert not any("Seq Scan on comments_comment" in plan for plan in plans)
    assert not any("SCAN comments_comment\n" in f"{plan}\n" for plan in plans)


def test_a_day_is_read_off_the_indexes_of_times(moderator):
    day = dayfigures.today() - timedelta(days=3)

    plans = plans_of(lambda: dayfigures.read(day, day))

    assert_walks("comment_newest", plans)
    assert_walks("moderationevent_newest", plans, "comments_moderationevent")
    assert_walks("report_newest", plans, "comments_report")


def test_days_not_counted_are_measured_by_the_indexes_of_times(moderator):
    plans = plans_of(lambda: figures._first_to_read([dayfigures.today() - timedelta(days=9)]))

    assert_walks("moderationevent_newest", plans, "comments_moderationevent")
    assert_walks("comment_newest", plans)


def test_bans_are_counted_by_the_index_of_their_times(moderator):
    assert_walks("ban_newest", plans_of(lambda: figures.bans_since(7)), "comments_ban")
