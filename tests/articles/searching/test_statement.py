"""How much the database does for a search."""

import pytest
from django.db import connection

from articles.models import Article
from articles.searching import statement
from articles.searching.finding import Wanted
from articles.searching.query import read_query
from articles.searching.terms import Terms
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def newest(query):
    """Return how many are found, and how many steps that took, where SQLite tells."""
    steps = []
    layers = Wanted(read_query(query)).layers(exact=None, folded=None, skip_exact=False)
    if connection.vendor != "sqlite":
        return len(statement.newest(layers, limit=20)), None
    connection.connection.set_progress_handler(lambda: steps.append(1), 1)
    try:
        return len(statement.newest(layers, limit=20)), len(steps)
    finally:
        connection.connection.set_progress_handler(None, 1)


@pytest.mark.parametrize("query", ["lúa gặt", "“lúa chín sớm”"])
def test_words_of_no_article_are_not_looked_for_in_each_stretch(query):
    ArticleFactory(public=True, title="Lúa chín", body="<p>Ruộng sớm</p>")
    ArticleFactory(public=True, title="Ruộng gặt")
    one, all_stretches = newest("lúa chín")

    none, steps = newest(query)

    assert (one, none) == (1, 0)
    assert steps is None or steps < all_stretches / 4


@pytest.mark.parametrize("query", ["lua", "lụa", "“lúa chín”", "lúa “chín ruộng” vàng"])
def test_what_has_the_words_is_found_whatever_its_accents(query):
    ArticleFactory(public=True, title="Lúa chín ruộng vàng")
    layers = Wanted(read_query(query)).layers(exact=None, folded=None, skip_exact=False)

    assert len(statement.newest(layers, limit=20)) == 1


@pytest.mark.parametrize(
    ("terms", "limit", "number"),
    [
        (Terms(("lua",)), 21, 4),
        (Terms(("lua",), section=1), 21, 4),
        (Terms(("lua",)), 201, 6),
        (Terms((), rows=("lua_chin",)), 21, 3),
        (Terms((), rows=("lua_chin",)), 201, 3),
        (Terms((), begun="lu"), 5, 5),
    ],
)
def test_each_search_has_as_many_stretches_as_it_needs(terms, limit, number):
    layer = statement.Layer(terms, Article.objects.all())

    assert len(list(statement._parts(layer, limit, None))) == number
