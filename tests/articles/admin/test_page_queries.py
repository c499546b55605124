import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


def queries_of(client, count):
    article = ArticleFactory(
        state="submitted", authors=AuthorFactory.create_batch(count), photos=count
    )
    url = reverse("admin:articles_article_change", args=[article.pk])
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.content.decode().count("photo-card__credit") == count
    return [query["sql"][:160] for query in queries]


def test_the_articles_page_runs_as_many_queries_for_many_rows(client):
    client.force_login(UserFactory(roles=["secretary"]))
    queries_of(client, 1)  # what is asked for once in a process

    few, many = queries_of(client, 1), queries_of(client, 5)

    assert len(many) == len(few), "\n".join(many)


def test_the_chosen_author_and_photo_are_shown(client):
    client.force_login(UserFactory(roles=["secretary"]))
    article = ArticleFactory(authors=AuthorFactory.create_batch(2), photos=2)
    url = reverse("admin:articles_article_change", args=[article.pk])

    text = client.get(url).content.decode()

    for author in article.authors.all():
        assert f'<option value="{author.pk}" selected>{author.name}</option>' in text
    for use in article.captions.all():
        assert f'<option value="{use.photo_id}" selected>' in text
