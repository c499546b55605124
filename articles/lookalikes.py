"""Photos of the library that look the same as another."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from articles.darkroom.likeness import SAME, Look, distance, near
from articles.models import Photo

MOST: Final = 12
# So many candidates are compared at most; in a library of 200,000 there are some hundreds.
_MOST_CANDIDATES: Final = 5000


def find(look: Look | None, *, exclude: Photo | None = None) -> list[Photo]:
    """Return at most ``MOST`` photos that are visibly the same, the nearest first.

    None is found without a look. Two queries: one for candidates, one for the photos (if any).
    """
    if look is None:
        return []
    rows = candidates(look).values_list("pk", "look_1", "look_2", "look_3", "look_4")
    if exclude is not None:
        rows = rows.exclude(pk=exclude.pk)
    near_ones = sorted(
        (far, -pk)
        for pk, one, two, three, four in rows[:_MOST_CANDIDATES]
        if (far := distance(look, (one or 0, two or 0, three or 0, four or 0))) <= SAME
    )[:MOST]
    if not near_ones:
        return []
    photos = Photo.objects.in_bulk([-negative for _far, negative in near_ones])
    return [photos[-negative] for _far, negative in near_ones if -negative in photos]


def candidates(look: Look) -> QuerySet[Photo]:
    """Return photos with a part like ``look``'s: one bit of 16 changed, or none.

    Whatever differs in less than eight of the 64 bits is among them, and most of what differs in
    a few more. Each part has its index (``photo_look_1`` to ``4``); of those the databases make
    one scan.
    """
    is_near = Q()
    for number, part in enumerate(look, start=1):
        is_near |= Q(**{f"look_{number}__in": near(part)})
    return Photo.objects.filter(is_near)
