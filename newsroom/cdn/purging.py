"""Following the log of changes and telling the network in front of each, twice.

What was made before a change can still be on its way to the network when the purge gets there, and
would then be kept as new. An answer is labelled only if nothing that it was made from has changed
as far as its process knows, which is true up to a second ago; so a second purge ``AGAIN`` seconds
after the first finds it.

Any number of hosts may follow: the row of a place is locked while one tells it. A place that was
not told for longer than the log goes back is purged whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import Min

from articles import clock
from articles.models import Photo
from articles.signals import article_ids
from newsroom.cdn import telling
from newsroom.cdn.address import Cdn
from newsroom.cdn.labels import ANY
from newsroom.models import PageChange, PageMoment, PurgePlace
from newsroom.pagecache import log

#: Seconds between the two purges: longer than an answer is on its way and its maker uninformed.
AGAIN: Final = 10.0


class Told(NamedTuple):
    """How many changes a place was told of, and whether all of it was purged instead."""

    changes: int
    everything: bool = False


def step(cdn: Cdn, name: str) -> Told:
    """Tell one place of what it has not been told of; nothing where another host is at it.

    Raises:
        NotTold: the place did not take it; the next step tells the same once more.
    """
    head = log.head()
    with _locked(name) as place:
        if place is None:
            return Told(0)
        if _has_lost_track(place, head):
            telling.tell_all(cdn, name)
            place.number, place.repeated, place.ended_at = head, head, clock.now()
            place.waiting = []
            place.save()
            return Told(0, everything=True)
        told = _tell(cdn, name, log.since(place.number), head) + _tell_of_endings(cdn, place)
        if head > place.number:
            place.number = head
            place.waiting = [*place.waiting, [head, time.time()]]
        told_again = _tell_again(cdn, place)
        if told or told_again:
            place.save()
        return Told(told)


def _tell_again(cdn: Cdn, place: PurgePlace) -> bool:
    over = time.time() - AGAIN
    until = max((number for number, at in place.waiting if at <= over), default=-1)
    if until < 0:
        return False
    _tell(cdn, place.name, log.since(place.repeated), until)
    place.repeated = until
    place.waiting = [one for one in place.waiting if one[0] > until]
    return True


def _tell_of_endings(cdn: Cdn, place: PurgePlace) -> int:
    """Tell of what is over by time alone: pages were bound to end then, older ones were not."""
    now = clock.now()
    over = PageMoment.objects.filter(takes_away=True, at__gt=place.ended_at, at__lte=now)
    if keys := set(over.values_list("key", flat=True)):
        telling.tell(cdn, place.name, {*keys, *_photos_of(keys), ANY}, hard=True)
        place.ended_at = now
    return len(keys)


@contextmanager
def _locked(name: str) -> Iterator[PurgePlace | None]:
    """Give the place, while nobody else has it; None where somebody does.

    SQLite's one lock would be every writer's: its one host runs one follower.
    """
    if not connection.features.has_select_for_update_skip_locked:
        yield PurgePlace.objects.get_or_create(name=name)[0]
        return
    PurgePlace.objects.bulk_create([PurgePlace(name=name)], ignore_conflicts=True)
    with transaction.atomic():
        rows = PurgePlace.objects.select_for_update(skip_locked=True)
        yield rows.filter(name=name).first()


def _has_lost_track(place: PurgePlace, head: int) -> bool:
    """Say whether the log does not tell all that has changed since the place was told."""
    if place.number < 0 or head < place.number:
        return True  # a new place, or a database that was restored
    oldest = PageChange.objects.filter(number__isnull=False).aggregate(Min("number"))["number__min"]
    return head > place.number and (oldest is None or oldest > place.number + 1)


def _tell(cdn: Cdn, name: str, changes: list[log.Change], until: int) -> int:
    """Tell of those ``changes`` whose number is not above ``until``; return how many."""
    changes = [change for change in changes if change.number <= until]
    hard = {key for change in changes if change.takes_away for key in change.keys}
    soft = {key for change in changes for key in change.keys} - hard
    if hard:
        telling.tell(cdn, name, {*hard, *_photos_of(hard), ANY}, hard=True)
    if soft:
        telling.tell(cdn, name, {*soft, ANY}, hard=False)
    return len(changes)


def _photos_of(keys: set[str]) -> set[str]:
    """Return the keys of the photos of articles among ``keys``: their files go with them."""
    ids = article_ids(frozenset(keys))
    used = Photo.objects.filter(captions__article__in=ids).values_list("pk", flat=True)
    return {f"photo:{pk}" for pk in used} if ids else set()
