"""How the database reads what is asked of it."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

# What is small here would be read from end to end or sorted: shown is whether it has to be.
EVERY_DETOUR = ("seqscan", "sort", "incremental_sort", "bitmapscan", "hashjoin", "mergejoin")


READING = ("SELECT", "DELETE", "WITH", "(")


def let_planner_know(*tables):
    """Have PostgreSQL's planner see the tables as they are now.

    What other tests have deleted stands in the indexes still, and makes them dear.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"REINDEX TABLE {table}")
                cursor.execute(f"ANALYZE {table}")


def plans_of(call, *, without=("seqscan",)):
    """Return the plan of each statement of ``call`` that reads or deletes rows, in their order.

    ``without`` are the ways of reading that PostgreSQL takes only where there is no other.
    """
    with CaptureQueriesContext(connection) as queries:
        call()
    # Many rows are read through a cursor of the server's.
    statements = (re.sub(r"^DECLARE .*? FOR (?=SELECT)", "", one["sql"]) for one in queries)
    return [_plan(sql, without) for sql in statements if sql.startswith(READING)]


def plan_of(call, *, without=("seqscan",)):
    """Return the plan of the one such statement that ``call`` runs."""
    [plan] = plans_of(call, without=without)
    return plan


def _plan(sql, without):
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN"
        if connection.vendor == "postgresql":
            explain = "EXPLAIN"
            for name in without:
                cursor.execute(f"SET LOCAL enable_{name} = off")
        cursor.execute(f"{explain} {sql.replace('%', '%%')}", [])
        return "".join(f"{row[-1]}\n" for row in cursor.fetchall())
