"""What an article names, in one query."""

import pytest

from articles import mentions
from articles.mentions import mentions_of
from articles.models import RelatedArticle
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_all_that_an_article_names_comes_in_one_query(count, django_assert_num_queries):
    authors = AuthorFactory.create_batch(count)
    others = ArticleFactory.create_batch(count)
    article = ArticleFactory(authors=authors[::-1], tag_names=["b", "đ", "a"][:count])
    for place, other in enumerate(reversed(others)):
        RelatedArticle.objects.create(article=article, target=other, position=place)
    ArticleFactory(tag_names=["khác"])

    with django_assert_num_queries(1):
        found = mentions_of(article)

    assert [author.name for author in found.authors] == [one.name for one in authors[::-1]]
    assert [author.get_absolute_url() for author in found.authors] == [
        one.get_absolute_url() for one in authors[::-1]
    ]
    assert [tag.name for tag in found.tags] == [["b"], ["a", "b", "đ"]][count > 1]
    assert found.related == [one.pk for one in reversed(others)]


def test_a_keyword_is_common_above_a_number_of_articles(monkeypatch):
    monkeypatch.setattr(mentions, "COMMON", 2)
    two = [ArticleFactory(tag_names=["hai"]) for _ in range(2)]
    three = [ArticleFactory(tag_names=["ba"]) for _ in range(3)]

    assert mentions_of(two[0]).rare == [two[0].tags.get().pk]
    assert mentions_of(three[0]).rare == []
