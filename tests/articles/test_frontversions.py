"""Versions of fronts: saved, undone, compared; who may."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from articles import frontversions
from articles.arrangement import Arrangement
from articles.frontversions import Change, NotAllowed, Stale, differences
from articles.models import Front, FrontVersion
from articles.signals import public_content_changed
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory
from tests.fronts import arranged

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    return ArticleFactory.create_batch(4, public=True)


def placed(front):
    return [one.article for one in frontversions.arrangement_of(front.current).placements()]


def test_there_is_one_home_page_and_one_front_of_a_section():
    section = SectionFactory()
    for where in (None, section):
        Front.objects.create(section=where)
        with pytest.raises(IntegrityError), transaction.atomic():
            Front.objects.create(section=where)


def test_every_save_is_a_version(articles):
    user = UserFactory(roles=["secretary"])
    first = arranged(lead=articles[:1], by=user)
    second = arranged(lead=articles[1:2], by=user, base=1)

    assert (first.number, second.number, second.created_by) == (1, 2, user)
    assert [v.arrangement[0]["placements"][0]["article"] for v in FrontVersion.objects.all()] == [
        articles[1].pk,
        articles[0].pk,
    ]


def test_what_is_equal_makes_no_version(articles):
    arranged(lead=articles[:1])

    assert arranged(lead=articles[:1], base=1) is None
    assert FrontVersion.objects.count() == 1


@pytest.mark.parametrize("base", [0, 1, 3])
def test_a_stale_save_is_refused_and_changes_nothing(articles, base):
    arranged(lead=articles[:1])
    newest = arranged(lead=articles[1:2], base=1)

    with pytest.raises(Stale) as stale:
        arranged(lead=articles[2:3], base=base)

    assert stale.value.newest == newest
    assert placed(Front.objects.get()) == [articles[1].pk]


def test_undo_goes_back_step_by_step_and_keeps_everything(articles):
    user = UserFactory(is_superuser=True)
    for base in range(3):
        arranged(lead=articles[base : base + 1], base=base)

    seen = []
    for base in range(3, 7):
        front = Front.objects.get()
        version, _is_whole = frontversions.undo(front, by=user, base=base)
        seen.append(placed(Front.objects.get()))
        last = version

    assert seen == [[articles[1].pk], [articles[0].pk], [], []]
    assert last is None
    assert FrontVersion.objects.count() == 6


def test_a_restored_version_leaves_out_what_is_gone(articles):
    photo = PhotoFactory()
    gone = ArticleFactory()
    arranged(lead=[(articles[0], {"photo": photo.pk}), gone])
    arranged(lead=articles[1:2], base=1)
    gone.delete()
    photo.delete()

    by = UserFactory(is_superuser=True)
    version, is_whole = frontversions.restore(Front.objects.get(), 1, by=by, base=2)

    assert version.number == 3
    assert not is_whole
    assert version.arrangement == [{"slot": "lead", "placements": [{"article": articles[0].pk}]}]


def test_a_photo_that_a_front_shows_cannot_be_deleted(articles):
    photo = PhotoFactory()
    arranged(lead=[(articles[0], {"photo": photo.pk})])

    with pytest.raises(ProtectedError):
        photo.delete()
    arranged(lead=articles[:1], base=1)
    photo.delete()


def test_editors_arrange_the_fronts_of_their_sections_alone(articles):
    section, other = SectionFactory.create_batch(2)
    child = SectionFactory(parent=section)
    limited = UserFactory(roles=["editor"])
    limited.sections.add(section)
    may = {
        name: {where for where in (None, section, child, other) if user_may(user, where)}
        for name, user in {
            "limited": limited,
            "editor": UserFactory(roles=["editor"]),
            "secretary": UserFactory(roles=["secretary"]),
            "reporter": UserFactory(roles=["reporter"]),
            "moderator": UserFactory(roles=["moderator"]),
            "gone": UserFactory(roles=["secretary"], is_active=False),
        }.items()
    }

    everywhere = {None, section, child, other}
    assert may == {
        "limited": {section, child},
        "editor": everywhere,
        "secretary": everywhere,
        "reporter": set(),
        "moderator": set(),
        "gone": set(),
    }
    with pytest.raises(NotAllowed):
        frontversions.save(None, Arrangement(), by=limited, base=0)


def user_may(user, section):
    return frontversions.may_arrange(user, section)


def test_the_rest_of_the_site_hears_of_a_new_front(articles):
    section = SectionFactory()
    heard = []

    def hear(*, keys, **_kwargs):
        heard.append((keys, connection.in_atomic_block))

    public_content_changed.connect(hear)
    try:
        arranged(lead=articles[:1])
        arranged(section, lead=articles[:1])
    finally:
        public_content_changed.disconnect(hear)

    assert heard == [({"front"}, True), ({f"section:{section.pk}"}, True)]


def test_differences_say_what_happened_to_each_article(articles):
    a, b, c, d = articles
    before = frontversions.arrangement_of(arranged(lead=[a, b], second_1=[c]))
    after = frontversions.arrangement_of(
        arranged(
            base=1,
            lead=[b, a],
            second_1=[(d, {"title": "Tít"})],
            second_2=[c],
            by_hand_only=["second-3"],
        )
    )

    assert differences(before, after) == [
        Change("lead", "reordered"),
        Change("second-1", "put", d.pk),
        Change("second-2", "moved", c.pk, "second-1"),
        Change("second-3", "closed"),
    ]
    assert differences(before, before) == []
    assert Change("second-1", "taken", d.pk) in differences(after, before)
