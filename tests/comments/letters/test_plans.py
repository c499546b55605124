"""Which index is used, on both databases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments import asking, correspondents, letters
from comments.privacy import person

pytestmark = pytest.mark.django_db


def plans(do):
    """Return how the database reads what ``do`` asks, one text for each query."""
    with CaptureQueriesContext(connection) as queries:
        do()
    found = []
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN"
        if connection.vendor == "postgresql":
            explain = "EXPLAIN"
            cursor.execute("SET LOCAL enable_seqscan = off")
        for query in queries.captured_queries:
            if query["sql"].startswith(("SELECT", "DELETE")):
                cursor.execute(f"{explain} {query['sql']}")
                found.append(str(cursor.fetchall()))
    return found


@pytest.mark.parametrize(
    ("do", "index"),
    [
        (lambda: person.typed("ba@example.com"), "comment_email"),
        (lambda: list(correspondents.of_address("ba@example.com")), "correspondent_once"),
        (letters.forget, "letter_age"),
        (asking.forget, "asked_age"),
        (
            lambda: asking.allow("data", "ba@example.com", address="198.51.100.7"),
            "asked_sender",
        ),
    ],
)
def test_it_reads_only_what_it_needs(do, index):
    assert index in plans(do)[0]
