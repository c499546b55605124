"""One photo's page: its focal point, its uses, another file, deleting it; several at once."""

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

LIST = reverse("admin:articles_photo_changelist")


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
    photo = stored_photo(complete=True)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(photo), photo_data(focus_x=focus, focus_y="0.5"))

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


def test_another_file_keeps_uses_and_gets_a_new_key(client, media):
    photo = stored_photo()
    article = ArticleFactory(public=True, photos=[photo])
    old = photo.key

    client.post(page(photo), photo_data(picture(size=(500, 900))))

    photo.refresh_from_db()
    assert photo.key != old
    assert (photo.width, photo.shape) == (500, "portrait")
    assert article.captions.get().photo == photo


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


# --- deleting -----------------------------------------------------------------------------------


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
    from tests.factories import SectionFactory

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


# --- texts for several --------------------------------------------------------------------------


def give(client, photos, **texts):
    data = {"action": "set_texts", "_selected_action": [photo.pk for photo in photos]}
    return client.post(LIST, {**data, **texts}, follow=True)


def test_several_get_the_same_texts(client):
    photos = PhotoFactory.create_batch(2, credit="Cũ", place="Bến Tre")
    other = PhotoFactory(credit="Cũ")

    asked = give(client, photos)
    assert set(asked.context["photos"]) == set(photos)
    give(client, photos, apply="1", credit="Bảo Trân", photographer="Bảo Trân")

    for photo in photos:
        photo.refresh_from_db()
        assert (photo.credit, photo.place, photo.photographer_key) == (
            "Bảo Trân",
            "Bến Tre",
            "bảo trân",
        )
        assert "bao tran" in photo.folded
    other.refresh_from_db()
    assert other.credit == "Cũ"
    history = client.get(reverse("admin:articles_photo_history", args=[photos[0].pk]))
    assert history.context["action_list"]


def test_those_that_one_may_not_change_are_left_out_and_counted(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    own, public = PhotoFactory.create_batch(2, uploaded_by=user, credit="Cũ")
    theirs = PhotoFactory(credit="Cũ")
    ArticleFactory(public=True, photos=[public])

    asked = give(client, [own, public, theirs])
    assert (asked.context["photos"], asked.context["left_out"]) == ([own], 2)
    done = give(client, [own, public, theirs], apply="1", credit="Mới")

    kept = dict(Photo.objects.values_list("pk", "credit"))
    assert kept == {own.pk: "Mới", public.pk: "Cũ", theirs.pk: "Cũ"}
    (message,) = done.context["messages"]
    assert "1" in str(message)
    assert "2" in str(message)


def test_none_that_one_may_change_is_said(client):
    client.force_login(UserFactory(roles=["reporter"]))
    photo = PhotoFactory(credit="Cũ")

    for response in (give(client, [photo]), give(client, [photo], apply="1", credit="Mới")):
        assert len(list(response.context["messages"])) == 1
    photo.refresh_from_db()
    assert photo.credit == "Cũ"


@pytest.mark.parametrize("texts", [{}, {"credit": "x" * 161}, {"place": "   "}])
def test_texts_that_cannot_be_are_asked_for_again(client, texts):
    photo = PhotoFactory(credit="Cũ")

    response = give(client, [photo], apply="1", **texts)

    assert response.context["form"].errors
    photo.refresh_from_db()
    assert photo.credit == "Cũ"


def test_a_hostile_choice_is_no_choice(client):
    PhotoFactory()
    for ticked in ("x", "'", "-1", "9" * 40, "²"):
        data = {"action": "set_texts", "_selected_action": [ticked], "apply": "1"}

        response = client.post(LIST, data, follow=True)

        assert response.status_code == 200
        assert len(list(response.context["messages"])) == 1


def test_an_action_takes_what_was_ticked_and_never_all(client):
    one = PhotoFactory.create_batch(2, credit="Cũ")[0]
    data = {"action": "set_texts", "_selected_action": [one.pk], "apply": "1", "credit": "Mới"}

    client.post(LIST, {**data, "select_across": "1"})

    assert not Photo.objects.filter(credit="Mới").exists()


def test_no_file_is_a_hostile_one(client, media):
    photo = stored_photo()
    old = photo.key
    data = photo_data(upload=SimpleUploadedFile("ảnh.jpg", b"<?php"))

    assert client.post(page(photo), data).context["errors"]
    photo.refresh_from_db()
    assert photo.key == old
