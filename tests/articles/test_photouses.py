"""Where a photo is used, and who may know, change and have it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import library, photorights, photouses, revisions
from articles.models import Photo, PhotoCaption
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo
from tests.fronts import arranged
from tests.reading import content_of

pytestmark = pytest.mark.django_db


def pending(photo, **fields):
    article = ArticleFactory(public=True, **fields)
    content = revisions.newest_content(article)
    use = revisions.PhotoUse(photo.pk, "Ảnh mới.", "Ảnh")
    revisions.save(article, replace(content, photos=(*content.photos, use)), by=None)
    return article


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"])


def test_each_use_is_told_and_those_of_others_drafts_are_counted(reporter):
    photo = PhotoFactory()
    own = ArticleFactory(photos=[PhotoFactory(), photo], created_by=reporter)
    public = ArticleFactory(public=True, photos=[photo])
    ArticleFactory.create_batch(2, photos=[photo])

    uses = photouses.uses_of([photo], reporter)

    assert {(use.article, use.placement) for use in uses.shown} == {
        (own, PhotoCaption.Placement.BODY.label),
        (public, PhotoCaption.Placement.LEAD.label),
    }
    assert (uses.hidden, uses.more, uses.total) == (2, 0, 4)


def test_changes_on_their_way_to_readers_are_uses(reporter):
    photo = PhotoFactory()
    article = pending(photo)

    for user in (reporter, UserFactory(roles=["chief"])):
        (use,) = photouses.uses_of([photo], user).shown
        assert (use.article, use.is_waiting) == (article, True)


def test_what_uses_it_already_is_told_once():
    photo = PhotoFactory()
    article = ArticleFactory(public=True, photos=[photo])
    content = revisions.newest_content(article)
    revisions.save(article, replace(content, title="Tít mới"), by=None)

    assert photouses.uses_of([photo], UserFactory(roles=["chief"])).total == 1


def test_an_unused_photo_has_no_uses(reporter):
    ArticleFactory(photos=1)

    assert not photouses.uses_of([PhotoFactory()], reporter)


@pytest.mark.parametrize("count", [1, 6])
def test_uses_are_loaded_at_once(reporter, count, django_assert_num_queries):
    photo = PhotoFactory()
    ArticleFactory.create_batch(count, public=True, photos=[photo])
    reporter.has_perm("articles.view_photo")

    with django_assert_num_queries(4):  # uses, their number, changes on their way, fronts
        assert len(photouses.uses_of([photo], reporter).shown) == count


def test_of_very_many_uses_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(photouses, "MOST", 3)
    photo = PhotoFactory()
    ArticleFactory.create_batch(5, photos=[photo])

    uses = photouses.uses_of([photo], UserFactory(roles=["chief"]))

    assert (len(uses.shown), uses.more, uses.hidden, uses.total) == (3, 2, 0, 5)


def test_reporters_change_their_own_until_readers_have_them(reporter):
    own, theirs, public = PhotoFactory.create_batch(3, uploaded_by=reporter)
    Photo.objects.filter(pk=theirs.pk).update(uploaded_by=UserFactory())
    ArticleFactory(photos=[own])
    ArticleFactory(public=True, photos=[public])
    theirs.refresh_from_db()

    may = [photorights.may_change(reporter, photo) for photo in (own, theirs, public)]

    assert may == [True, False, False]
    assert set(photorights.changeable_by(Photo.objects.all(), reporter)) == {own}
    secretary = UserFactory(roles=["secretary"])
    assert photorights.changeable_by(Photo.objects.all(), secretary).count() == 3
    assert not photorights.changeable_by(Photo.objects.all(), UserFactory()).exists()


@pytest.mark.parametrize(
    ("role", "mine", "wanted"),
    [
        ("reporter", True, True),
        ("reporter", False, False),
        ("editor", False, True),
        ("moderator", True, False),
    ],
)
def test_who_may_have_the_file_as_it_came(role, mine, wanted):
    user = UserFactory(roles=[role])
    photo = PhotoFactory(uploaded_by=user if mine else None)

    assert photorights.may_download(user, photo) is wanted


def test_fronts_are_told_of_and_keep_the_photo(client, media):
    """A photo that only a front shows is used: the library says where, and lets it not go."""
    photo = stored_photo()
    article = ArticleFactory(public=True)
    arranged(lead=[(article, {"photo": photo.pk})])
    user = UserFactory(roles=["chief"])

    uses = photouses.uses_of([photo], user)
    assert [front.section for front in uses.fronts] == [None]
    assert uses.total == 1
    unused = library.narrowed(Photo.objects.all(), library.Wanted(used="none"))
    assert not unused.exists()
    client.force_login(user)
    client.post(f"/admin/articles/photo/{photo.pk}/delete/", {"post": "yes"})
    assert Photo.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize(("hours", "status"), [(-1, 404), (1, 200)])
def test_readers_open_a_front_s_photo_while_it_stands_there(client, media, hours, status):
    photo = stored_photo()
    ends_at = timezone.now() + timedelta(hours=hours)
    arranged(lead=[(ArticleFactory(public=True), {"photo": photo.pk, "ends_at": ends_at})])

    answer = client.get(photo.url(photo.widths[0], "jpg"))

    assert answer.status_code == status
    assert content_of(answer)
