"""What narrows the library down, in which order it comes, whose names it knows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import library, photosearch, revisions
from articles.library import Wanted
from articles.models import Photo
from articles.querysets import InvalidCursor
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


def found(**wanted):
    if text := wanted.get("text"):
        wanted["asked"] = photosearch.read(text)
    return set(library.narrowed(Photo.objects.all(), Wanted(**wanted)))


def test_nothing_wanted_is_everything():
    photos = PhotoFactory.create_batch(3)

    assert found() == set(photos)


def test_a_photographer_is_found_in_whatever_case_and_tone_style():
    one = PhotoFactory(photographer="Đỗ Hoà")
    two = PhotoFactory(photographer="đỗ hòa")
    PhotoFactory(photographer="Đỗ Hoa")
    PhotoFactory(photographer="Đỗ Hoà Bình")

    assert found(photographer="ĐỖ  HÒA") == {one, two}


def test_a_photographer_who_is_saved_alone_is_found():
    photo = PhotoFactory()
    photo.photographer = "Đỗ Hoà"
    photo.save(update_fields=["photographer"])

    assert found(photographer="đỗ hòa") == {photo}


def test_by_shape_and_word_together():
    wide = PhotoFactory(shape="panorama", caption="Cầu")
    PhotoFactory(shape="panorama", caption="Chợ", alt="")
    PhotoFactory(shape="portrait", caption="Cầu")

    assert found(shape="panorama", text="cau") == {wide}


def test_by_where_it_is_used():
    nowhere, public, draft, both = PhotoFactory.create_batch(4)
    ArticleFactory(public=True, photos=[public, both])
    ArticleFactory(photos=[draft, both])
    ArticleFactory(state="scheduled", published_at=timezone.now() + timedelta(days=1))

    assert found(used="none") == {nowhere}
    assert found(used="public") == {public, both}
    assert found(used="drafts") == {draft}


def test_a_photo_that_pending_changes_need_is_not_unused():
    from dataclasses import replace

    waiting, free = PhotoFactory.create_batch(2)
    article = ArticleFactory(public=True)
    uses = (revisions.PhotoUse(waiting.pk, "Ảnh mới.", "Ảnh"),)
    content = replace(revisions.newest_content(article), photos=uses)
    revisions.save(article, content, by=None)

    assert found(used="none") == {free}


def test_by_section_with_its_subsections():
    top = SectionFactory()
    below = SectionFactory(parent=top, publication=top.publication)
    photos = PhotoFactory.create_batch(3)
    for section, photo in zip([top, below, SectionFactory()], photos, strict=True):
        ArticleFactory(section=section, photos=[photo])

    assert found(section=top) == {photos[0], photos[1]}
    assert found(section=below) == {photos[1]}


def test_by_what_it_lacks_and_who_uploaded_it():
    user = UserFactory()
    no_credit = PhotoFactory(credit="")
    no_text = PhotoFactory(alt="", uploaded_by=user)

    assert found(lacking="credit") == {no_credit}
    assert found(lacking="alt") == {no_text}
    assert found(uploaded_by=user) == {no_text}


def test_days_are_those_of_the_newsroom_and_both_count():
    """In Vietnam a day begins at 17:00 of the day before in UTC."""
    moments = [(7, 16, 59), (7, 17, 0), (8, 16, 59), (8, 17, 0)]
    photos = [PhotoFactory(taken_at=datetime(2026, 7, *one, tzinfo=UTC)) for one in moments]
    for photo in photos:
        Photo.objects.filter(pk=photo.pk).update(created_at=photo.taken_at)
    day = date(2026, 7, 8)

    for by_taken in (True, False):
        assert found(since=day, until=day, by_taken=by_taken) == set(photos[1:3])
    assert found(since=day, by_taken=True) == set(photos[1:])


def test_pages_follow_each_other_to_the_end(monkeypatch):
    monkeypatch.setattr(library, "PAGE", 2)
    photos = PhotoFactory.create_batch(5)
    same = photos[2].created_at
    Photo.objects.filter(pk__in=[one.pk for one in photos[1:4]]).update(created_at=same)

    seen, after = [], ""
    while after is not None:
        page, after = library.page(Photo.objects.all(), after=after)
        seen += page

    assert seen == photos[::-1]


@pytest.mark.parametrize("after", ["x", "1", "-", "f" * 40 + "-1", "1-1\x00", "'--"])
def test_a_place_that_no_page_gave(after):
    with pytest.raises(InvalidCursor):
        library.page(Photo.objects.all(), after=after)


@pytest.mark.parametrize("count", [1, 7])
def test_names_are_offered_once_whatever_their_accents(django_assert_num_queries, count):
    PhotoFactory.create_batch(count, photographer="Đỗ Hòa")
    PhotoFactory(photographer="Bảo Trân")
    PhotoFactory(photographer="")

    with django_assert_num_queries(1):
        assert library.names("") == ["Bảo Trân", "Đỗ Hòa"]
    assert library.names("do") == ["Đỗ Hòa"]
    assert library.names("TRÂN") == ["Bảo Trân"]
    assert library.names("x%_'") == []


def test_only_some_names_are_offered():
    for number in range(15):
        PhotoFactory(photographer=f"Phóng viên {number}")

    assert len(library.names("vien")) == 10
