from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing, workflow
from articles.rules import Action
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_writer_reads_why_it_came_back_whatever_happened_since(client):
    writer, editor = UserFactory(roles=["reporter"]), UserFactory(roles=["editor"])
    article = ArticleFactory(state="submitted", created_by=writer)
    workflow.move(article, Action.RETURN, by=editor, reason="Thiếu số liệu.")
    later = timezone.now() + timedelta(days=1)
    publishing.set_embargo(article, by=editor, until=later)
    client.force_login(writer)

    text = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    said = text.partition('class="article-returned"')[2].partition("</p>")[0]
    assert "Thiếu số liệu." in said
    assert "Thiếu số liệu." in client.get("/admin/articles/article/own/").content.decode()
