"""Giving changes their numbers: the one step between a commit and its being heard of.

Everybody waits for it, so on PostgreSQL it is one exchange with the server.
"""

from __future__ import annotations

from typing import Final

from django.db import connection, transaction

from articles.written import WrittenQuery
from newsroom.models import PageChange, PageCounter, PageKey
from newsroom.pagecache import wake

#: What PostgreSQL tells who listens there: something has been numbered.
CHANNEL: Final = "newsroom_pages"

# Each statement sees what was committed before it began: those after the lock, all that whoever
# had it before has done. In a new database the row to be locked is made first: a statement that
# finds none to lock goes on without the lock.
_AT_ONCE: Final = """
INSERT INTO {counter} (id, number) VALUES (1, 0) ON CONFLICT DO NOTHING;
SELECT number FROM {counter} WHERE id = 1 FOR UPDATE;
WITH given AS (
  UPDATE {change} c SET number = n.number
  FROM (
    SELECT change.id, counter.number + row_number() OVER (ORDER BY change.id) AS number
    FROM {change} change JOIN {counter} counter ON counter.id = 1
    WHERE change.number IS NULL
  ) n
  WHERE c.id = n.id
  RETURNING c.number, c.keys
), noted AS (
  INSERT INTO {key} (key, number)
  SELECT k.key, max(given.number) FROM given, jsonb_array_elements_text(given.keys) AS k(key)
  GROUP BY k.key ORDER BY k.key
  ON CONFLICT (key) DO UPDATE SET number = excluded.number
)
UPDATE {counter} SET number = (SELECT max(number) FROM given)
WHERE id = 1 AND EXISTS (SELECT FROM given);
NOTIFY {channel};
SELECT number FROM {counter} WHERE id = 1
"""
_TABLES: Final = {"counter": PageCounter, "change": PageChange, "key": PageKey}


def number() -> int:
    """Give numbers to all committed changes that have none, under one lock, and tell this host;
    return the last number there is."""
    last = _at_once() if connection.vendor == "postgresql" else _one_by_one()
    wake.tell(last)
    return last


def _at_once() -> int:
    """Number in one exchange, which is one transaction."""
    tables = {name: model._meta.db_table for name, model in _TABLES.items()}
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE.format(**tables, channel=CHANNEL))
        (last,) = cursor.fetchone()
    return int(last)


def _one_by_one() -> int:
    with transaction.atomic():
        counter = _locked()
        changes = _UNNUMBERED.ask()
        numbers: dict[str, int] = {}
        for change in changes:
            counter.number += 1
            change.number = counter.number
            numbers.update(dict.fromkeys(change.keys, counter.number))
        if changes:
            _give(changes)
            _note(numbers)
            counter.save(update_fields=["number"])
    return counter.number


def _locked() -> PageCounter:
    found = _LOCKED.ask()
    if not found:
        PageCounter.objects.bulk_create([PageCounter(pk=1)], ignore_conflicts=True)
        found = _LOCKED.ask()
    return found[0]


_LOCKED: Final = WrittenQuery(
    PageCounter, lambda *_: PageCounter.objects.select_for_update().filter(pk=1)
)
_UNNUMBERED: Final = WrittenQuery(
    PageChange, lambda *_: PageChange.objects.filter(number=None).order_by("pk").only("pk", "keys")
)


def _give(changes: list[PageChange]) -> None:
    """Write the numbers of changes; nearly always it is one."""
    if len(changes) == 1:
        PageChange.objects.filter(pk=changes[0].pk).update(number=changes[0].number)
    else:
        PageChange.objects.bulk_update(changes, ["number"])


def _note(numbers: dict[str, int]) -> None:
    PageKey.objects.bulk_create(
        [PageKey(key=key, number=number) for key, number in sorted(numbers.items())],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["number"],
    )
