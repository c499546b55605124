"""The changes of what readers have, in the order in which they were committed.

``record`` writes a change down in its own transaction; ``number`` gives it its number after the
commit, under one lock, so that a number is never seen before a lower one. Where a process dies in
between, whoever looks next (``catch_up``) numbers what was left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from articles.committed import afterwards
from newsroom.models import PageChange, PageCounter, PageMoment
from newsroom.pagecache import wake

#: How long a change is kept: no page lives longer.
KEPT: Final = timedelta(days=2)


def follow(*, keys: frozenset[str], moments: Iterable[datetime] = (), **kwargs: Any) -> None:
    """Receive ``public_content_changed``: within the transaction that changes what readers have."""
    PageChange.objects.create(keys=sorted(keys))
    now = timezone.now()
    PageMoment.objects.bulk_create(
        [PageMoment(key=key, at=at) for at in set(moments) if at > now for key in sorted(keys)],
        ignore_conflicts=True,
    )
    afterwards(number)


def number() -> int:
    """Give numbers to all committed changes that have none; return the last number there is."""
    with transaction.atomic():
        counter = PageCounter.objects.select_for_update().filter(pk=1).first()
        if counter is None:
            PageCounter.objects.bulk_create([PageCounter(pk=1)], ignore_conflicts=True)
            counter = PageCounter.objects.select_for_update().get(pk=1)
        changes = list(PageChange.objects.filter(number=None).order_by("pk").only("pk"))
        for change in changes:
            counter.number += 1
            change.number = counter.number
        if changes:
            PageChange.objects.bulk_update(changes, ["number"])
            counter.save(update_fields=["number"])
    wake.tell()
    return counter.number


def head() -> int:
    """Return the number of the last change, having numbered what has none; two small queries."""
    if PageChange.objects.filter(number=None).exists():
        return number()
    return PageCounter.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def since(number: int) -> list[tuple[int, list[str]]]:
    """Return the changes after ``number``: each number with its keys, in order."""
    rows = PageChange.objects.filter(number__gt=number).order_by("number").only("number", "keys")
    return [(row.number or 0, row.keys) for row in rows]


def next_moment(keys: Collection[str], after: datetime) -> datetime | None:
    """Return when, ``after`` then, a page of these keys next becomes another by time alone; None
    for never."""
    moments = PageMoment.objects.filter(key__in=keys, at__gt=after)
    moment: datetime | None = moments.aggregate(Min("at"))["at__min"]
    return moment


def forget() -> int:
    """Throw away changes that no page is old enough for, and moments that are over."""
    before = timezone.now() - KEPT
    old = PageChange.objects.filter(made_at__lt=before, number__isnull=False)
    number, _by_model = old.delete()
    PageMoment.objects.filter(at__lt=before).delete()
    return number
