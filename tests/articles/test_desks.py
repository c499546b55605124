"""What the desks hold, in which order, and that they read no more than they show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import boards, desks, plan
from articles.models import Article, Assignment, Transition
from articles.querysets import InvalidCursor
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def ago(**parts):
    return timezone.now() - timedelta(**parts)


def waiting(state, since, **fields):
    return ArticleFactory(state=state, state_since=since, **fields)


def pane(panes, key):
    return next(one for one in panes if one.key == key)


def shown(panes, key):
    return [row.article for row in pane(panes, key).rows]


def test_a_writer_finds_their_own_by_what_is_to_be_done():
    writer = UserFactory(roles=["reporter"])
    own = {
        state: ArticleFactory(state=state, created_by=writer)
        for state in ("draft", "returned", "submitted", "editing", "awaiting_approval")
    }
    published = ArticleFactory(public=True, created_by=writer)
    for state in ("draft", "returned", "submitted"):
        ArticleFactory(state=state, created_by=UserFactory())

    panes = desks.panes_of_writer(writer)

    assert shown(panes, "returned") == [own["returned"]]
    assert shown(panes, "draft") == [own["draft"]]
    assert set(shown(panes, "waiting")) == {
        own["submitted"],
        own["editing"],
        own["awaiting_approval"],
    }
    assert shown(panes, "released") == [published]


def test_the_desk_shows_what_waits_longest_first_and_marks_it():
    editor = UserFactory(roles=["editor"])
    new = waiting("submitted", ago(hours=1))
    old = waiting("submitted", ago(hours=5))

    rows = pane(desks.panes_of_desk(editor), "submitted").rows

    assert [row.article for row in rows] == [old, new]
    assert [row.is_long for row in rows] == [True, False]
    assert all(row.may_take for row in rows)


def test_the_desk_ends_at_the_sections_given_to_an_editor():
    inside, outside = SectionFactory(), SectionFactory()
    below = SectionFactory(parent=inside)
    editor = UserFactory(roles=["editor"])
    editor.sections.add(inside)
    seen = [waiting("submitted", ago(hours=n), section=s) for n, s in ((3, inside), (2, below))]
    waiting("submitted", ago(hours=1), section=outside)

    assert shown(desks.panes_of_desk(editor), "submitted") == seen
    assert shown(desks.panes_of_desk(editor, section=below), "submitted") == [seen[1]]
    assert [(one.section, one.count) for one in desks.waiting_by_section(editor)] == [
        (inside, 1),
        (below, 1),
    ]


def test_what_one_holds_stands_apart_from_what_others_hold():
    editor, other = UserFactory(roles=["editor"]), UserFactory(roles=["editor"])
    mine = ArticleFactory(state="editing", holder=editor)
    theirs = ArticleFactory(state="editing", holder=other)
    lost = ArticleFactory(state="editing", holder=None)

    panes = desks.panes_of_desk(editor)

    assert [row.article for row in desks.in_hands(editor)] == [mine]
    assert set(shown(panes, "editing")) == {theirs, lost}


@pytest.mark.parametrize("key", ["draft", "released"])
def test_a_list_is_read_through_to_its_end_with_every_article_once(key, monkeypatch):
    monkeypatch.setattr(desks, "LONG", 2)
    writer = UserFactory(roles=["reporter"])
    fields = {"public": True} if key == "released" else {"state": "draft"}
    made = ArticleFactory.create_batch(5, created_by=writer, **fields)
    same = timezone.now()  # one moment: the id alone decides
    Article.objects.update(changed_at=same)

    found, after, pages = [], "", 0
    while pages == 0 or after:
        [only] = desks.panes_of_writer(writer, only=key, after=after)
        found += [row.article for row in only.rows]
        after, pages = only.more, pages + 1

    assert pages == 3
    assert sorted(a.pk for a in found) == sorted(a.pk for a in made)


def test_a_place_that_is_none_is_refused():
    with pytest.raises(InvalidCursor):
        desks.panes_of_writer(UserFactory(roles=["reporter"]), only="draft", after="x")


def test_numbers_end_where_counting_does(monkeypatch):
    monkeypatch.setattr(desks, "MOST_COUNTED", 9)
    writer = UserFactory(roles=["reporter"])
    ArticleFactory.create_batch(10, state="draft", created_by=writer)

    assert pane(desks.panes_of_writer(writer), "draft").counted == "9+"

    Article.objects.last().delete()
    assert pane(desks.panes_of_writer(writer), "draft").counted == "9"


def given(article, *, due, reporter=None):
    return Assignment.objects.create(
        article=article, reporter=reporter or UserFactory(), brief="Đi cùng đoàn.", due_at=due
    )


def test_due_is_what_is_not_handed_in_up_to_tonight():
    chief = UserFactory(roles=["chief"])
    late = given(ArticleFactory(state="draft"), due=ago(hours=30))
    returned = given(ArticleFactory(state="returned"), due=ago(minutes=1))
    given(ArticleFactory(state="submitted"), due=ago(hours=1))
    given(ArticleFactory(state="draft"), due=timezone.now() + timedelta(days=2))
    given(ArticleFactory(state="draft"), due=ago(days=61))
    put_off = ArticleFactory(state="draft")
    given(put_off, due=ago(hours=2))
    given(put_off, due=timezone.now() + timedelta(days=3))

    assert desks.due_now(chief) == [late, returned]


def test_due_ends_at_the_sections_given_to_an_editor():
    section = SectionFactory()
    editor = UserFactory(roles=["editor"])
    editor.sections.add(section)
    inside = given(ArticleFactory(state="draft", section=section), due=ago(hours=1))
    given(ArticleFactory(state="draft"), due=ago(hours=1))

    assert desks.due_now(editor) == [inside]


def test_todays_plan_stands_by_section(time_machine):
    time_machine.move_to("2026-03-11 03:00:00+00:00", tick=False)  # ten in the morning
    now = timezone.now()
    first, second = SectionFactory(position=1), SectionFactory(position=2)
    below = SectionFactory(parent=first)
    out = ArticleFactory(section=below, state="published", published_at=now - timedelta(hours=2))
    ArticleFactory(section=first, state="published", published_at=now - timedelta(hours=11))
    soon = ArticleFactory(section=first, state="scheduled", published_at=now + timedelta(hours=1))
    ArticleFactory(section=first, state="scheduled", published_at=now + timedelta(hours=15))
    waits = ArticleFactory(section=second, state="awaiting_approval")

    made = plan.plan_of_today(UserFactory(roles=["chief"]))

    assert [one.section for one in made.sections] == [first, second]
    assert (made.sections[0].published, made.sections[0].scheduled) == ([out], [soon])
    assert made.sections[1].awaiting == [waits]
    assert (made.published, made.scheduled, made.awaiting) == (1, 1, 1)


def test_the_plan_says_what_is_stuck_and_what_was_made_good():
    chief = UserFactory(roles=["chief"])
    stuck = ArticleFactory(state="scheduled", published_at=ago(minutes=5))
    ArticleFactory(state="scheduled", published_at=ago(seconds=20))
    article = ArticleFactory(public=True)

    def noted(due):
        return Transition.objects.create(
            article=article, from_state="scheduled", to_state="published", due_at=due
        )

    late = noted(ago(hours=1, minutes=12))
    noted(ago(seconds=30))

    made = plan.plan_of_today(chief)

    assert made.stuck == [stuck]
    assert made.made_good == [late]


def test_the_plan_ends_at_the_sections_given_to_a_secretary():
    section = SectionFactory()
    secretary = UserFactory(roles=["secretary"])
    secretary.sections.add(section)
    ArticleFactory(state="awaiting_approval")
    ArticleFactory(state="scheduled", published_at=ago(minutes=5))
    own = ArticleFactory(state="awaiting_approval", section=section)

    made = plan.plan_of_today(secretary)

    assert [one.awaiting for one in made.sections] == [[own]]
    assert made.stuck == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("reporter", ["own"]),
        ("editor", ["desk", "own"]),
        ("secretary", ["today", "desk", "own"]),
        ("chief", ["today", "desk", "own"]),
        ("moderator", []),
    ],
)
def test_each_role_has_its_desks_its_own_first(role, expected):
    assert boards.desks_of(UserFactory(roles=[role])) == expected
