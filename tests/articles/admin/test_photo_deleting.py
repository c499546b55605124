"""Deleting photos: one in use is refused with the list of its articles."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from articles.models import Photo
from tests.factories import (
    ArticleFactory,
    PhotoFactory,
    SectionFactory,
    UserFactory,
    stored_photo,
)
from tests.pictures import picture

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_photo_changelist")


@pytest.fixture(autouse=True)
def secretary(client):
    user = UserFactory(roles=["secretary"])
    client.force_login(user)
    return user


def delete(client, *photos):
    if len(photos) == 1:
        address = reverse("admin:articles_photo_delete", args=[photos[0].pk])
        return client.get(address), client.post(address, {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [photo.pk for photo in photos]}
    return client.post(LIST, data), client.post(LIST, {**data, "post": "yes"})


@pytest.mark.parametrize("others", [0, 1])
def test_deleting_one_in_use_is_refused_with_the_list(client, others):
    photo = PhotoFactory()
    article = ArticleFactory(title="Bài dùng ảnh", photos=[photo])

    asked, done = delete(client, photo, *PhotoFactory.create_batch(others))

    for response in (asked, done):
        text = response.content.decode()
        assert "Bài dùng ảnh" in text
        assert reverse("admin:articles_article_change", args=[article.pk]) in text
        assert 'name="post"' not in text
    assert Photo.objects.count() == 1 + others


@pytest.mark.parametrize("others", [0, 1])
def test_an_article_that_one_may_not_open_is_counted(client, secretary, others):
    secretary.sections.add(SectionFactory())
    photo = PhotoFactory(caption="Ảnh")
    ArticleFactory(title="Bài mật", photos=[photo])

    asked, _done = delete(client, photo, *PhotoFactory.create_batch(others))

    assert "Bài mật" not in asked.content.decode()
    (uses,) = asked.context["protected"]
    assert (uses.shown, uses.hidden) == ([], 1)
    assert Photo.objects.count() == 1 + others


@pytest.mark.parametrize("count", [1, 2])
def test_an_unused_one_is_shown_before_it_goes_with_its_files(
    client, media, count, django_capture_on_commit_callbacks
):
    photos = [stored_photo(picture(colour=(n, 9, 9)), caption=f"Ảnh {n}") for n in range(count)]
    files = [f"photos/{photo.key[:2]}/{photo.key}/240.jpg" for photo in photos]
    assert all(default_storage.exists(file) for file in files)

    with django_capture_on_commit_callbacks(execute=True):
        asked, _done = delete(client, *photos)

    text = asked.content.decode()
    assert all(photo.url(240, "jpg") in text or photo.url(800, "jpg") in text for photo in photos)
    assert not Photo.objects.exists()
    assert not any(default_storage.exists(file) for file in files)


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_may_not_delete_does_not(client, role):
    client.force_login(UserFactory(roles=[role]))
    photos = PhotoFactory.create_batch(2)

    delete(client, photos[0])
    delete(client, *photos)

    assert Photo.objects.count() == 2
