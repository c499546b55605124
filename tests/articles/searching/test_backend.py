"""The site's own search as a backend of modelsearch."""

import pytest
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, And, Fuzzy, Phrase, PlainText

from articles.models import Article
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def found(query):
    results = get_search_backend().search(query, Article.objects.public())
    assert results.count() == len(results)
    return {article.title for article in results}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("đảng ủy", {"Đảng ủy họp", "Ủy ban và Đảng"}),
        (PlainText("uy dang"), {"Đảng ủy họp", "Ủy ban và Đảng"}),
        (Phrase("dang uy"), {"Đảng ủy họp"}),
        (And([Phrase("đảng uỷ"), PlainText("họp")]), {"Đảng ủy họp"}),
        (MATCH_ALL, {"Đảng ủy họp", "Ủy ban và Đảng", "Lúa"}),
        ("…", set()),
    ],
)
def test_takes_what_modelsearch_queries_are_made_of(query, titles):
    for title in ("Đảng ủy họp", "Ủy ban và Đảng", "Lúa"):
        ArticleFactory(public=True, title=title)
    ArticleFactory(title="Đảng ủy còn là bản nháp")

    assert found(query) == titles


def test_results_are_sliced_newest_first():
    newest, older = (
        ArticleFactory(public=True, title="Lúa", published_at=f"2026-01-0{day}T00:00:00Z")
        for day in (2, 1)
    )

    results = get_search_backend().search("lua", Article.objects.public())

    assert [article.pk for article in results] == [newest.pk, older.pk]
    assert [article.pk for article in results[1:2]] == [older.pk]


def test_says_what_it_does_not_take():
    with pytest.raises(NotImplementedError, match="Fuzzy"):
        list(get_search_backend().search(Fuzzy("lua"), Article.objects.public()))


def test_add_and_delete_keep_the_rows():
    article = ArticleFactory(public=True, title="Lúa")
    backend = get_search_backend()

    backend.delete(article)
    assert found("lua") == set()
    backend.add(article)
    assert found("lua") == {"Lúa"}
