import pytest
from django.db import connection

from articles import lookalikes
from articles.models import Photo
from tests.factories import PhotoFactory

LOOK = (0b1010, 77, 4096, 65535)


def photo_like(look, **fields):
    names = ("look_1", "look_2", "look_3", "look_4")
    return PhotoFactory(**dict(zip(names, look, strict=True)), **fields)


def changed(look, *bits):
    """Return ``look`` with bits changed: 0 to 15 are of the first part, 16 to 31 of the second …"""
    parts = list(look)
    for bit in bits:
        parts[bit // 16] ^= 1 << bit % 16
    return tuple(parts)


@pytest.mark.django_db
def test_photos_that_look_the_same_are_found_the_nearest_first():
    far = photo_like(changed(LOOK, 0, 1, 2, 17, 18, 33))
    same = photo_like(LOOK)
    near = photo_like(changed(LOOK, 5))
    photo_like(changed(LOOK, *range(0, 22, 2)))  # eleven bits: another picture
    photo_like((9, 9, 9, 9))
    PhotoFactory()  # without a look

    assert lookalikes.find(LOOK) == [same, near, far]
    assert lookalikes.find(LOOK, exclude=same) == [near, far]


@pytest.mark.django_db
def test_every_look_of_less_than_eight_other_bits_is_found():
    # One or two in each part: the worst that seven bits can do.
    photo = photo_like(changed(LOOK, 0, 9, 16, 25, 32, 41, 48))

    assert lookalikes.find(LOOK) == [photo]


@pytest.mark.django_db
def test_without_a_look_nothing_is_found(django_assert_num_queries):
    PhotoFactory()

    with django_assert_num_queries(0):
        assert lookalikes.find(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 15])
def test_finding_takes_two_queries_and_gives_twelve_at_most(count, django_assert_num_queries):
    for _number in range(count):
        photo_like(LOOK)

    with django_assert_num_queries(2):
        found = lookalikes.find(LOOK)

    assert len(found) == min(count, 12)


@pytest.mark.django_db
def test_candidates_come_from_the_four_indexes():
    # Enough rows for a planner to have reasons.
    Photo.objects.bulk_create(
        PhotoFactory.build_batch(3000)
        + [
            PhotoFactory.build(
                look_1=n * 7 % 65536, look_2=n * 11 % 65536, look_3=n * 13 % 65536, look_4=n
            )
            for n in range(3000)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    plan = lookalikes.candidates(LOOK).explain()

    for part in range(1, 5):
        assert f"photo_look_{part}" in plan
