"""How much the database does for a search."""

import pytest
from django.db import connection

from articles.searching import statement
from articles.searching.finding import Wanted
from articles.searching.query import read_query
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite what it does")


def newest(query):
    """Return how many are found, and how many steps SQLite took."""
    steps = []
    layers = Wanted(read_query(query)).layers(exact=None, folded=None, skip_exact=False)
    connection.connection.set_progress_handler(lambda: steps.append(1), 1)
    try:
        return len(statement.newest(layers, limit=20)), len(steps)
    finally:
        connection.connection.set_progress_handler(None, 1)


@pytest.mark.parametrize("query", ["lúa gặt", "“lúa chín sớm”"])
def test_words_of_no_article_are_not_looked_for_in_each_stretch(sqlite, query):
    ArticleFactory(public=True, title="Lúa chín", body="<p>Ruộng sớm</p>")
    ArticleFactory(public=True, title="Ruộng gặt")
    one, all_stretches = newest("lúa chín")

    none, steps = newest(query)

    assert (one, none) == (1, 0)
    assert steps < all_stretches / 4


@pytest.mark.parametrize("query", ["lua", "lụa", "“lúa chín”", "lúa “chín ruộng” vàng"])
def test_what_has_the_words_is_found_whatever_its_accents(query):
    ArticleFactory(public=True, title="Lúa chín ruộng vàng")
    layers = Wanted(read_query(query)).layers(exact=None, folded=None, skip_exact=False)

    assert len(statement.newest(layers, limit=20)) == 1
