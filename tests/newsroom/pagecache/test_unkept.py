"""Answers that are kept for nobody: nobody waits for them, and they go out compressed."""

import gzip
from threading import Barrier

import pytest
from django.apps import apps
from django.test import Client

from comments.views import own
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    create_groups(apps)
    return ArticleFactory(public=True)


def test_what_is_not_kept_goes_out_compressed_all_the_same(kept, made, article):
    path = f"/api/v1/articles/{article.pk}"
    response = kept.get(path)

    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == made.get(path).content


def test_readers_of_their_own_things_do_not_queue(kept, article, monkeypatch):
    path = f"/binh-luan/{article.pk}/cua-toi/"
    kept.get(path)  # tells that nobody else may have it
    together = Barrier(3, timeout=30)

    monkeypatch.setattr(own.likes, "liked_by", lambda *args: [together.wait()][:0])
    handler = kept.handler

    def read():
        client = Client(headers={"host": "testserver"}, raise_request_exception=False)
        client.handler = handler
        client.cookies["doc-gia"] = "a" * 22
        return client.get(path).status_code

    assert at_once(read, read, read) == [200, 200, 200]
