"""Processes that count the same article at once. Only a database that locks rows can show it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Readership
from articles.readership import write
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_no_read_is_lost_between_two_who_write_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    articles = ArticleFactory.create_batch(3, public=True)
    barrier = Barrier(4)

    def count(_number):
        try:
            for _ in range(10):
                barrier.wait(10)
                write(Counter({(one.pk, timezone.localdate()): 7 for one in articles}))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))

    assert [one.reads for one in Readership.objects.all()] == [4 * 10 * 7] * 3
