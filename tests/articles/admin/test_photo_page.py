"""One photo's page: its focal point, its uses, another file."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Photo
from tests.articles.admin.test_photo_admin import photo_data
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def secretary(client):
    user = UserFactory(roles=["secretary"])
    client.force_login(user)
    return user


def page(photo):
    return reverse("admin:articles_photo_change", args=[photo.pk])


@pytest.fixture
def ordered(monkeypatch):
    keys = []
    monkeypatch.setattr("articles.renditions._order", keys.append)
    return keys


def test_it_lists_the_articles_that_use_the_photo(client):
    client.force_login(UserFactory(roles=["reporter"]))
    photo = PhotoFactory()
    ArticleFactory(title="Bài đã đăng", photos=[photo], public=True)
    ArticleFactory(title="Bài mật", photos=[photo])

    response = client.get(page(photo))
    text = response.content.decode()

    assert "Bài đã đăng" in text
    assert "Bài mật" not in text
    assert response.context["uses"].hidden == 1


def test_it_runs_as_many_queries_for_many_uses(client):
    photo = PhotoFactory()

    def queries_with(count):
        ArticleFactory.create_batch(count, photos=[photo], public=True)
        with CaptureQueriesContext(connection) as queries:
            client.get(page(photo))
        return len(queries)

    client.get(page(photo))  # what is asked for once in a process
    few = queries_with(1)

    assert queries_with(6) == few
    assert few <= 16


def test_moving_the_focal_point_makes_what_follows_from_it_anew(
    client, media, ordered, django_capture_on_commit_callbacks
):
    photo = stored_photo(complete=True)
    assert photo.plan

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(photo), photo_data(focus_x="0.25", focus_y="0.5"))

    photo.refresh_from_db()
    assert (photo.focus_x, photo.plan, ordered) == (0.25, "", [photo.key])


@pytest.mark.parametrize("focus", ["0.5", "0.501"])
def test_a_focal_point_that_stays_makes_nothing_anew(
    client, media, ordered, focus, django_capture_on_commit_callbacks
):
    photo = stored_photo(complete=True, credit="Thanh Sang")

    with django_capture_on_commit_callbacks(execute=True):
        data = photo_data(focus_x=focus, focus_y="0.5", credit=photo.credit)
        client.post(page(photo), data)

    photo.refresh_from_db()
    assert photo.plan
    assert ordered == []


@pytest.mark.parametrize("focus", ["1.01", "-0.1", "nan", "inf", "x", "", "1e400"])
def test_a_focal_point_outside_the_picture_is_refused(client, focus):
    photo = PhotoFactory(caption="Cũ")

    response = client.post(page(photo), photo_data(focus_x=focus))

    photo.refresh_from_db()
    assert response.status_code == 200
    assert (photo.caption, photo.focus_x) == ("Cũ", 0.5)


def test_another_file_says_first_how_many_articles_will_show_it(client):
    photo = PhotoFactory()
    ArticleFactory.create_batch(2, photos=[photo], public=True)
    ArticleFactory(photos=[photo])

    response = client.get(page(photo))

    description = response.context["adminform"].fieldsets[-1][1]["description"]
    assert " 2 " in description


def test_a_photo_is_held_while_it_is_written(client, media):
    """Else a form writes back the key and the renditions that the photo had when it was read."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL): SQLite has one writer at a time")
    photo = stored_photo(complete=True)
    with CaptureQueriesContext(connection) as queries:
        client.post(page(photo), photo_data(caption="Mới"))

    read = [one["sql"] for one in queries if 'FROM "articles_photo"' in one["sql"]]
    assert "FOR UPDATE" in read[0]
    photo.refresh_from_db()
    assert photo.caption == "Mới"


def test_another_file_keeps_uses_and_gets_a_new_key(client, media):
    photo = stored_photo()
    article = ArticleFactory(public=True, photos=[photo])
    old = photo.key

    client.post(page(photo), photo_data(picture(size=(500, 900))))

    photo.refresh_from_db()
    assert photo.key != old
    assert (photo.width, photo.shape) == (500, "portrait")
    assert article.captions.get().photo == photo


def test_a_file_that_finds_no_room_leaves_nothing_behind(client, media, monkeypatch):
    photo = stored_photo(picture(colour=(0, 0, 0)))
    before = sorted(media.rglob("*.*"))
    save = default_storage.save

    def full(name, content):
        if name.endswith(".webp"):
            raise OSError(28, "No space left on device")
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", full)
    answer = client.post(page(photo), photo_data(picture()))

    assert answer.status_code == 503
    assert "Máy chủ không còn chỗ để lưu." in answer.content.decode()
    assert sorted(media.rglob("*.*")) == before
    assert Photo.objects.get().key == photo.key


def test_a_file_that_another_photo_has_is_refused(client, media):
    data = picture()
    stored_photo(data, caption="Đã có")
    photo = stored_photo(picture(size=(700, 700)))
    old = photo.key

    response = client.post(page(photo), photo_data(data))

    photo.refresh_from_db()
    assert "Đã có" in str(response.context["errors"])
    assert photo.key == old


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_who_may_not_change_it_reads_it(client, role):
    client.force_login(UserFactory(roles=[role]))
    photo = PhotoFactory(photographer="Bảo Trân", rights="Giữ mọi quyền")

    response = client.get(page(photo))
    text = response.content.decode()

    assert response.status_code == 200
    assert "Giữ mọi quyền" in text
    assert "data-focus>" not in text
    assert 'name="upload"' not in text


def test_no_file_is_a_hostile_one(client, media):
    photo = stored_photo()
    old = photo.key
    data = photo_data(upload=SimpleUploadedFile("ảnh.jpg", b"<?php"))

    assert client.post(page(photo), data).context["errors"]
    photo.refresh_from_db()
    assert photo.key == old
