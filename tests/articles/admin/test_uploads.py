"""Pictures are made ready before the transaction: SQLite's other writers do not wait for them."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from articles import renditions
from articles.models import Photo
from newsroom.roles import create_groups
from tests.articles.admin.test_article_admin import form_data
from tests.articles.admin.test_photo_admin import photo_data
from tests.factories import UserFactory
from tests.pictures import picture


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", ["articles_photo_add", "articles_article_add"])
def test_no_transaction_is_open_while_a_picture_is_encoded(client, media, monkeypatch, screen):
    create_groups(apps)
    client.force_login(UserFactory(roles=["reporter"]))
    develop, open_transactions = renditions.apart.develop, []

    def watched(file, order):
        open_transactions.append(connection.in_atomic_block)
        return develop(file, order)

    monkeypatch.setattr(renditions.apart, "develop", watched)
    row = {
        "captions-TOTAL_FORMS": "1",
        "captions-0-upload": SimpleUploadedFile("a.jpg", picture()),
        "captions-0-credit": "Minh Châu",
        "captions-0-placement": "lead",
    }
    data = photo_data(picture()) if "photo" in screen else form_data(title="Bài", **row)

    client.post(reverse(f"admin:{screen}"), data)

    assert Photo.objects.count() == 1
    # Once for the upload, once for what a task makes of it.
    assert open_transactions == [False, False]
