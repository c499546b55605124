"""What the photos of an article need before readers may have them."""

import pytest

from articles import housestyle
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.content import Content, PhotoUse
from articles.models import StyleRule
from articles.photochecks import photo_problems
from articles.requirements import problems_of
from tests.factories import PhotoFactory

pytestmark = pytest.mark.django_db


def found(content):
    return [(one.field, one.photo, one.blocks) for one in photo_problems(content)]


def body(*uses):
    return "<p>Đầu.</p>" + "".join(stored(use) for use in uses)


def test_a_photo_that_lacks_nothing_is_no_problem():
    photo = PhotoFactory()

    assert found(Content(body=body(BodyPhoto(photo.pk, "a", "b")))) == []


def test_what_is_missing_of_photos_in_the_text_blocks_and_leads_to_the_first():
    good, bare, other = PhotoFactory(), PhotoFactory(credit=""), PhotoFactory(credit="")
    gallery = Gallery((BodyPhoto(bare.pk, "a", "b"), BodyPhoto(other.pk, "a", "")))
    content = Content(body=body(BodyPhoto(good.pk, "a", "b"), gallery, BodyPhoto(987654, "a", "b")))

    assert found(content) == [
        ("body", 987654, True),  # gone
        ("body", bare.pk, True),  # two without credit
        ("body", other.pk, True),  # one without alternative text
    ]
    assert [text[0] for text in (p.text for p in photo_problems(content))] == ["1", "2", "1"]


def test_photos_above_the_text_are_told_from_those_in_it():
    photo, other = PhotoFactory(credit=""), PhotoFactory(credit="")
    content = Content(
        photos=(PhotoUse(photo.pk, "a", "b"),), body=body(BodyPhoto(other.pk, "a", "b"))
    )

    assert found(content) == [("captions", photo.pk, True), ("body", other.pk, True)]


@pytest.mark.parametrize(
    ("caption", "alt", "problems"), [(500, 300, 0), (501, 300, 1), (1, 301, 1)]
)
def test_texts_longer_than_pages_take_block_and_are_not_cut(caption, alt, problems):
    photo = PhotoFactory()
    content = Content(body=body(BodyPhoto(photo.pk, "a" * caption, "b" * alt))).cleaned()

    assert len([one for one in photo_problems(content) if one.blocks]) == problems
    assert "a" * caption in content.body
    assert "b" * alt in content.body


def test_the_same_photo_twice_is_worth_a_look():
    photo = PhotoFactory()
    use = BodyPhoto(photo.pk, "a", "b")

    warned = [("body", photo.pk, False)]
    assert found(Content(body=body(use, use))) == warned
    assert found(Content(body=body(use), photos=(PhotoUse(photo.pk, "a", "b"),))) == warned


@pytest.mark.parametrize(("count", "expected"), [(0, [True]), (1, [False]), (2, [False]), (3, [])])
def test_a_photo_story_needs_photos_in_its_text(count, expected):
    photos = PhotoFactory.create_batch(count)
    content = Content(
        kind="photos", body=body(*(BodyPhoto(photo.pk, "a", "b") for photo in photos))
    )

    assert [one.blocks for one in photo_problems(content)] == expected


@pytest.mark.parametrize("count", [1, 12])
def test_photos_are_looked_at_in_one_query(count, django_assert_num_queries):
    photos = PhotoFactory.create_batch(count)
    content = Content(body=body(*(BodyPhoto(photo.pk, "a", "b") for photo in photos)))

    with django_assert_num_queries(1):
        assert photo_problems(content) == []


def test_the_house_style_is_held_against_each_text_of_a_photo_once():
    StyleRule.objects.create(pattern="thảm họa")
    photo = PhotoFactory()

    def hits(**texts):
        content = Content(body=body(BodyPhoto(photo.pk, **{"caption": "a", "alt": "b", **texts})))
        return [one.field for one in problems_of(content) if "thảm họa" in one.text]

    assert len(housestyle.rules_in_force()) == 1
    assert hits(caption="Thảm họa ở đây, thảm họa") == []
    assert hits(caption="một thảm họa") == ["body"]
    assert hits(alt="một thảm họa") == ["body"]
    assert hits() == []


def test_a_storys_cover_may_be_one_of_its_photos():
    cover, *others = PhotoFactory.create_batch(3)
    text = "".join(stored(BodyPhoto(one.pk, "Chú thích.", "Mô tả")) for one in (cover, *others))
    lead = (PhotoUse(cover.pk, "Chú thích.", "Mô tả", "lead"),)

    assert photo_problems(Content(kind="photos", body=text, photos=lead)) == []
    assert len(photo_problems(Content(body=text, photos=lead))) == 1
