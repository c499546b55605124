"""What a page costs the database: each of its statements, run again by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, Final

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from articles.searching.statement import TIMEOUT, TooMuchWork
from newsroom.benchmarks.place import at

#: Milliseconds that one statement may take here: what a reader's would be stopped at, and more.
_PATIENCE: Final = 60_000


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the database's, and of how many statements.

    ``planning`` is part of ``all``. SQLite has no clock of its own: there it is what its
    statements took from here, and planning what explaining them took.
    """

    all: float
    planning: float
    statements: int


class Statements:
    """The statements of one page, as they came with nothing in the cache."""

    def __init__(self, page: Callable[[], object]) -> None:
        page()  # what a process loads once is loaded now
        cache.clear()
        self._seen: list[tuple[str, Any]] = []
        self._database = connections[DEFAULT_DB_ALIAS]
        # What takes too long is stopped: its time, without an end, says so.
        with connection.execute_wrapper(self._keep), suppress(TooMuchWork):
            page()

    def _keep(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        _settings, _mark, statement = sql.rpartition("; ")
        if statement.lstrip("( ").startswith(("SELECT", "WITH")):
            self._seen.append((sql, params))
        return execute(sql, params, many, context)

    def cost(self, rounds: int) -> Cost:
        """Return the sum over the statements of each one's median of so many rounds."""
        return cost_of([self.times() for _round in range(rounds)], median)

    def times(self) -> list[tuple[float, float]]:
        """Return the milliseconds of planning and of running of each statement, run once, in the
        database that the page was made from."""
        with at(self._database):
            measured = _on_server if connection.vendor == "postgresql" else _from_here
            return [measured(*one) for one in self._seen]

    def plans(self) -> list[list[str]]:
        """Return how the database goes about each statement, as lines."""
        if connection.vendor != "postgresql":
            return [_rows(f"EXPLAIN QUERY PLAN {sql}", params) for sql, params in self._seen]
        how = "ANALYZE, BUFFERS, COSTS OFF, TIMING OFF"
        return [_explained(how, sql, params) for sql, params in self._seen]


def cost_of(
    rounds: list[list[tuple[float, float]]], typical: Callable[[Iterable[float]], float]
) -> Cost:
    """Return the sum over the statements of what is ``typical`` of each one's ``rounds``."""
    found = list(zip(*rounds, strict=True))
    planning = sum(typical(plan for plan, _run in each) for each in found)
    running = sum(typical(run for _plan, run in each) for each in found)
    return Cost(planning + running, planning, len(found))


def _on_server(sql: str, params: Any) -> tuple[float, float]:
    [plan] = _explained("ANALYZE, TIMING OFF, FORMAT JSON", sql, params)
    [told] = json.loads(plan) if isinstance(plan, str) else plan  # the driver may read JSON
    return told["Planning Time"], told["Execution Time"]


def _explained(how: str, sql: str, params: Any) -> list[Any]:
    settings, mark, statement = sql.rpartition("; ")
    settings = settings.replace(f"timeout = {TIMEOUT}", f"timeout = {_PATIENCE}")
    # Settings hold until the end of the transaction.
    with transaction.atomic():
        return _rows(f"{settings}{mark}EXPLAIN ({how}) {statement}", params)


def _from_here(sql: str, params: Any) -> tuple[float, float]:
    start = perf_counter()
    _rows(f"EXPLAIN {sql}", params)
    middle = perf_counter()
    _rows(sql, params)
    planning, both = middle - start, perf_counter() - middle
    return 1000 * min(planning, both), 1000 * max(0.0, both - planning)


def _rows(sql: str, params: Any) -> list[Any]:
    """Return the last column of what a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[-1] for row in cursor.fetchall()]
