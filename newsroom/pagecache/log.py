"""The changes of what readers have, in the order in which they were committed.

``follow`` writes a change down in its own transaction; ``number`` gives it its number after the
commit, under one lock, so that a number is never seen before a lower one. Where a process dies in
between, whoever looks next (``head``) numbers what was left.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, Min, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.committed import afterwards
from articles.written import WrittenQuery
from newsroom.models import PageChange, PageCounter, PageKey, PageMoment
from newsroom.pagecache import wake
from newsroom.pagecache.files import Folder
from newsroom.pagecache.heard import Change as Change
from newsroom.pagecache.numbering import number as number

logger = logging.getLogger(__name__)

#: After how long a change without a number was left by a process that died.
LEFT: Final = timedelta(seconds=1)
#: How long a change is kept: no page lives longer.
KEPT: Final = timedelta(days=2)
#: By how much more than has passed is looked back for moments, at least; of so many at the most.
SLACK: Final = timedelta(seconds=10)
STEP: Final = timedelta(seconds=5)
MOST_AHEAD: Final = 200


def follow(
    *,
    keys: frozenset[str],
    moments: Iterable[datetime] = (),
    endings: Iterable[datetime] = (),
    takes_away: bool = False,
    **kwargs: Any,
) -> None:
    """Receive ``public_content_changed``: within the transaction that changes what readers have."""
    PageChange.objects.create(keys=sorted(keys), takes_away=takes_away)
    now = timezone.now()
    ends = set(endings)
    times = sorted(at for at in {*moments, *ends} if at > now)
    PageMoment.objects.bulk_create(
        [PageMoment(key=key, at=at, takes_away=at in ends) for at in times for key in sorted(keys)],
        update_conflicts=True,
        unique_fields=["key", "at"],
        update_fields=["takes_away"],
    )
    afterwards(settle)


def settle() -> None:
    """Number what has been committed, and wait shortly until this host's readers have it.

    Raises:
        NotRemoved: nobody keeps the files, and they could not be taken away.
    """
    if wake.wait_for_keeper(number()) or settings.PAGES_DIR is None:
        return
    if wake.keeper():
        logger.warning("Finished pages may be behind: their keeper is slow.")
    else:
        Folder(settings.PAGES_DIR).empty()


def leap() -> None:
    """Let the next number be higher than any that was ever given, also in what this database was
    before it was restored: no page from then is true by it."""
    with transaction.atomic():
        number()
        counter = PageCounter.objects.select_for_update().get(pk=1)
        counter.number = max(counter.number, time.time_ns() // 1_000_000)
        counter.save(update_fields=["number"])


def lag(*, key: str, **kwargs: Any) -> None:
    """Receive ``number_changed``: what is being made, or was before, may be behind in ``key``.

    It is no change that pages are dropped at. One write until the next change of anything: who
    finds the key there already leaves it alone.
    """
    number = PageCounter.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    keys = PageKey.objects.filter(key=key)
    if not keys.filter(number__gt=number).exists() and not keys.update(number=number + 1):
        PageKey.objects.bulk_create([PageKey(key=key, number=number + 1)], ignore_conflicts=True)


def head() -> int:
    """Return the number of the last change, having numbered what was left; in one small query.

    What has only just been committed is being numbered by who changed it: readers do not queue up
    for that lock.
    """
    counter = next(iter(_HEAD.ask()), None)
    if counter is None:  # nothing was ever numbered
        return number() if _left().exists() else 0
    is_left: bool = counter.is_left  # type: ignore[attr-defined]
    return number() if is_left else counter.number


def _left() -> QuerySet[PageChange]:
    return PageChange.objects.filter(number=None, made_at__lt=Now() - LEFT)


def _head(shape: None, ids: Sequence[int]) -> QuerySet[PageCounter]:
    return PageCounter.objects.filter(pk=1).annotate(is_left=Exists(_left()))


_HEAD: Final = WrittenQuery(PageCounter, _head)


def news(known: int, *, is_likely: bool) -> tuple[int, list[Change]]:
    """Return the number of the last change, and the changes after ``known``: none of them where
    that is of another database, or -1 for nothing known.

    It is one query if there is something where that ``is_likely``, or nothing where it is not.
    Where there is something nothing is left unnumbered: who numbered that has numbered all.
    """
    changes = since(known) if is_likely and known >= 0 else []
    last = changes[-1].number if changes else head()
    if 0 <= known < last and not changes:
        changes = since(known)
    return last, changes


def since(number: int, using: str = "default") -> list[Change]:
    """Return the changes after ``number``, in their order."""
    rows = _SINCE.ask(ids=[number], using=using)
    return [Change(row.number or 0, row.keys, row.takes_away) for row in rows]


def _after(shape: None, ids: Sequence[int]) -> QuerySet[PageChange]:
    return PageChange.objects.filter(number__gt=ids[0]).order_by("number")


_SINCE: Final = WrittenQuery(PageChange, _after)


class Ahead(NamedTuple):
    """What time alone will do to a page; None for never.

    ``change`` is when it next becomes another, ``ending`` when something of it is next taken from
    readers.
    """

    change: datetime | None
    ending: datetime | None


def ahead(keys: Collection[str], began: float) -> Ahead:
    """Return what is ahead of a page of these keys, whose making ``began`` then (seconds since
    1970).

    A moment that came since is among them: the page may not show it. Whether it has come is said
    by the database's clock, as rows become public by that; ours only says how long ago it was.
    """
    longer = STEP * ceil((timedelta(seconds=time.time() - began) + SLACK) / STEP)
    found = _AHEAD.ask((longer, MOST_AHEAD), _padded(sorted(keys))) if keys else []
    # No less than had gone by when the database looked at its clock.
    passed = timedelta(seconds=time.time() - began)
    changes = (at for at, _ends, now in found if at > now - passed or passed > longer)
    takings = (at for at, ends, now in found if ends and at > now)
    change, ending = next(changes, None), next(takings, None)
    if len(found) == MOST_AHEAD:  # there are more
        change = change or found[-1][0]
        if ending is None and (ends := endings(keys)):
            ending = datetime.fromtimestamp(min(ends.values()), UTC)
    return Ahead(change, ending)


def _padded(keys: list[str]) -> list[str]:
    """Return the keys, the last some times more: so few numbers of them are so few queries."""
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _moments(
    shape: tuple[timedelta, int], keys: Sequence[str]
) -> QuerySet[PageMoment, tuple[Any, ...]]:
    longer, most = shape
    moments = PageMoment.objects.filter(key__in=keys, at__gt=Now() - longer).order_by("at")
    return moments.values_list("at", "takes_away", Now())[:most]


_AHEAD: Final = WrittenQuery(PageMoment, _moments)


def next_moment(keys: Collection[str], began: float) -> datetime | None:
    """Return when a page of these keys, whose making ``began`` then, next becomes another by time
    alone; None for never."""
    return ahead(keys, began).change


def endings(keys: Collection[str]) -> dict[str, float]:
    """Return, of those keys that have one, when something of them is next taken from readers by
    time alone, in seconds since 1970."""
    moments = PageMoment.objects.filter(key__in=keys, takes_away=True, at__gt=timezone.now())
    rows = moments.values_list("key").annotate(Min("at"))
    return {key: at.timestamp() for key, at in rows}


def last_change(keys: Collection[str]) -> int:
    """Return the number of the last change of any of ``keys``, however long ago; -1 for none."""
    last: int | None = PageKey.objects.filter(key__in=keys).aggregate(Max("number"))["number__max"]
    return -1 if last is None else last


def forget() -> int:
    """Throw away changes that no page is old enough for, and moments that are over."""
    before = timezone.now() - KEPT
    old = PageChange.objects.filter(made_at__lt=before, number__isnull=False)
    number, _by_model = old.delete()
    PageMoment.objects.filter(at__lt=before).delete()
    return number
