from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Assignment, Note, Transition
from articles.timeline import timeline_of
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def at(model, moment, **fields):
    made = model.objects.create(made_by=UserFactory(), **fields)
    model.objects.filter(pk=made.pk).update(made_at=moment)
    return made


def step(article, moment, **fields):
    fields = {"from_state": "draft", "to_state": "submitted", **fields}
    return at(Transition, moment, article=article, **fields)


def test_steps_notes_and_assignments_stand_in_one_row_newest_first():
    article = ArticleFactory()
    note = at(Note, NOW - timedelta(hours=2), article=article, text="Xong chưa?")
    moved = step(article, NOW - timedelta(hours=1))
    given = at(
        Assignment,
        NOW - timedelta(hours=3),
        article=article,
        reporter=UserFactory(),
        brief="Đi cùng đoàn.",
    )
    step(ArticleFactory(), NOW)

    events = timeline_of(article)

    assert [one.step or one.note or one.assignment for one in events] == [moved, note, given]
    assert [one.by for one in events] == [moved.made_by, note.made_by, given.made_by]


@pytest.mark.parametrize(("late", "is_said"), [(30, False), (72 * 60, True)])
def test_what_was_made_good_later_says_so(late, is_said):
    article = ArticleFactory()
    due = NOW - timedelta(seconds=late)
    step(article, NOW, due_at=due)

    [event] = timeline_of(article)

    assert event.due_at == (due if is_said else None)


def test_a_step_that_changed_no_state_is_no_move():
    article = ArticleFactory()
    step(article, NOW, from_state="scheduled", to_state="scheduled", reason="Dời giờ.")

    assert not timeline_of(article)[0].is_move


@pytest.mark.parametrize("count", [1, 3])
def test_a_timeline_runs_constant_queries(count, django_assert_num_queries):
    article = ArticleFactory()
    for _ in range(count):
        step(article, NOW)
        at(Note, NOW, article=article, text="Chào")
        at(Assignment, NOW, article=article, reporter=UserFactory(), brief="Đi.")

    with django_assert_num_queries(3):
        events = timeline_of(article)
        names = [str(one.by) for one in events]
        names += [str(one.assignment.reporter) for one in events if one.assignment]

    assert len(events) == 3 * count
