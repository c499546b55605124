"""An article's stored parts, and which of them are true: one query behind the readers' gate."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import connections, router
from django.db.models import Model

from articles.built import asking, truth
from articles.built.deflate import unpack
from articles.built.parts import Part
from articles.built.release import release
from articles.models import Article, BuiltPart

#: What the two databases say differently: the keys of a part as rows.
_KEYS: Final = {
    "postgresql": "json_array_elements_text(p.keys::json) AS e(value)",
    "sqlite": "json_each(p.keys) AS e",
}
_SELECT: Final = """
SELECT a.top_section_id, (SELECT number FROM {counter} WHERE id = 1),
  (SELECT max(number) FROM {page_key} WHERE key IN ('breaking', 'site')),
  p.name, p.address, p.pieces, p.keys, p.number, p.made_at, p.until, p.lag_key, p.lag,
  EXISTS(SELECT 1 FROM {keys} JOIN {page_key} k ON k.key = e.value AND k.number > p.number),
  p.lag_key <> '' AND EXISTS(
    SELECT 1 FROM {page_key} k WHERE k.key = p.lag_key AND k.number > p.number)
FROM ({public}) a
LEFT JOIN {part} p ON p.article_id = a.id AND p.language = %s AND p.release = %s
WHERE a.id = %s
"""


@dataclass(frozen=True)
class Found:
    """A public article by its id: its first-level section, ``parts`` that are true now, by name.

    ``number`` is that of the last change there was, ``frame`` that of the last one of a frame.
    """

    article: int
    top_section: int | None
    number: int
    frame: int
    parts: dict[str, Part]

    @property
    def address(self) -> str:
        """The path of the article; empty where no part knows it."""
        return next((part.address for part in self.parts.values()), "")


def find(article_id: int, language: str) -> Found | None:
    """Return what there is of an article; None where readers may not have it now."""
    alias = router.db_for_read(BuiltPart)
    sql, params = statement(alias)
    rows = asking.rows(connections[alias], sql, params, (language, release(), article_id))
    if not rows:
        return None
    now = time.time()
    top, number, frame = rows[0][:3]
    parts = {row[3]: _part(row) for row in rows if row[3] and _is_true(row, now)}
    return Found(article_id, top, number or 0, frame or 0, parts)


def _is_true(row: tuple[Any, ...], now: float) -> bool:
    made_at, until, _key, lag, has_changed, is_behind = row[8:]
    if has_changed or (until is not None and until <= now):
        return False
    return not is_behind or now < made_at + lag


def _part(row: tuple[Any, ...]) -> Part:
    name, address, pieces, *rest = row[3:12]
    return Part(name, address, unpack(bytes(pieces)), *rest)


@cache
def statement(alias: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query, up to what is asked, with ``ArticleQuerySet.public`` in it."""
    gate = Article.objects.using(alias).public().order_by().values("id", "top_section_id")
    public, params = gate.query.get_compiler(using=alias).as_sql()
    log = truth.log()
    sql = _SELECT.format(
        keys=_KEYS[connections[alias].vendor],
        public=public,
        part=_table(BuiltPart),
        page_key=_table(log.PageKey),
        counter=_table(log.PageCounter),
    )
    return sql, tuple(params)


def _table(model: type[Model]) -> str:
    return model._meta.db_table
