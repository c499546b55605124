"""Storing parts beside the readers, by a thread that ends when nothing has come for a while.

Nobody waits for it, and nothing depends on it: what it cannot store is made again for the next
reader.
"""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from operator import attrgetter
from threading import Event, Lock, Thread
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connections, router, transaction
from django.db.models import Q

from articles.built import truth
from articles.built.deflate import pack
from articles.built.parts import COMMENTS, Part
from articles.built.release import release
from articles.committed import afterwards
from articles.models import BuiltPart

logger = logging.getLogger(__name__)

#: Parts that wait to be stored at the most; the oldest are let go.
MOST: Final = 300
#: Seconds before a part is stored in the place of another: until the page has gone out to all who
#: waited for it. What is stored first is stored at once, as all of it would have to be made again.
PAUSE: Final = 0.05
#: Seconds for which a connection is kept for what comes next: to open one takes most of the work.
IDLE: Final = 2.0

_Place = tuple[int, str, str]
#: What names a row; who takes several takes them in this order, lest two wait for each other.
_PLACE: Final = ("article_id", "language", "name")
_waiting: OrderedDict[_Place, BuiltPart] = OrderedDict()
_guard = Lock()
_thread: Thread | None = None
_come = Event()
_hurry = Event()


def store(article_id: int, language: str, parts: list[Part], *, is_first: bool = False) -> None:
    """Have parts stored soon, in the place of older ones; ``is_first`` if there were none."""
    with _guard:
        for part in parts:
            _waiting[article_id, language, part.name] = _row(article_id, language, part)
        while len(_waiting) > MOST:
            _waiting.popitem(last=False)
    if is_first:
        _hurry.set()
    wake()


def follow(*, keys: frozenset[str], takes_away: bool = False, **kwargs: Any) -> None:
    """Receive ``public_content_changed``: do not keep the words that are taken from readers.

    They would be shown to nobody; but who is erased is not to stand in a table for ever.
    """
    if takes_away and settings.BUILT_PARTS:
        afterwards(_drop, keys)


def _drop(keys: frozenset[str]) -> None:
    found = [key.partition(":") for key in keys if key.startswith(("article:", "comments:"))]
    articles = [int(pk) for kind, _colon, pk in found if kind == "article"]
    discussed = [int(pk) for kind, _colon, pk in found if kind == "comments"]
    if found:
        taken = Q(article__in=articles) | Q(article__in=discussed, name=COMMENTS)
        with transaction.atomic():
            rows = BuiltPart.objects.filter(taken).order_by(*_PLACE).select_for_update()
            BuiltPart.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()


def wake() -> None:
    """Have somebody store what waits."""
    global _thread
    with _guard:
        if _waiting and (_thread is None or not _thread.is_alive()):
            _thread = Thread(target=_work, name="built-parts", daemon=True)
            _thread.start()
    _come.set()


def finish() -> None:
    """Store all that waits now, and come back when that is done."""
    while write_waiting():
        pass


def _work() -> None:
    global _thread
    try:
        while True:
            _come.wait(IDLE)
            _come.clear()
            with _guard:
                if not _waiting:
                    _thread = None
                    return
            _hurry.wait(PAUSE)
            _hurry.clear()
            write_waiting()
            connections[router.db_for_write(BuiltPart)].close_if_unusable_or_obsolete()
    finally:
        connections.close_all()


def write_waiting() -> int:
    """Store what waits, in one statement; return how many parts that were."""
    with _guard:
        rows = list(_waiting.values())
        _waiting.clear()
    try:
        write(rows)
    except DatabaseError as error:
        logger.warning("Built parts were not stored: %s", error)
    return len(rows)


def write(rows: list[BuiltPart]) -> None:
    for row in rows:
        _end_by_time(row)
    BuiltPart.objects.bulk_create(
        sorted(rows, key=attrgetter(*_PLACE)),
        update_conflicts=True,
        unique_fields=_PLACE,
        update_fields=_CONTENT,
    )


def _end_by_time(row: BuiltPart) -> None:
    """Let a part end when the next of what is to come changes one of its keys by time alone."""
    moment = truth.log().next_moment(json.loads(row.keys), row.made_at)
    if moment is not None:
        row.until = min(row.until or moment.timestamp(), moment.timestamp())


_CONTENT: Final = (
    *("release", "address", "pieces", "keys", "number", "made_at", "until", "lag_key", "lag"),
)


def _row(article_id: int, language: str, part: Part) -> BuiltPart:
    return BuiltPart(
        article_id=article_id,
        language=language,
        name=part.name,
        release=release(),
        address=part.address,
        pieces=pack(part.pieces),
        keys=part.keys,
        number=part.number,
        made_at=part.made_at,
        until=part.until,
        lag_key=part.lag_key,
        lag=part.lag,
    )
