import dataclasses

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext

from articles import revisions
from articles.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UserFactory
from tests.pictures import HOSTILE, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def photo_data(data=None, **changes):
    fields = {
        "caption": "Chợ nổi buổi sớm.",
        "alt": "Ghe xuồng trên sông",
        "credit": "Thanh Sang",
        "place": "Vàm Lớn",
        "focus_x": "0.5",
        "focus_y": "0.4",
    }
    if data is not None:
        fields["upload"] = SimpleUploadedFile("chợ nổi.jpg", data)
    return {**fields, **changes}


def test_a_photo_comes_in_with_its_credit(client, media, reporter):
    response = client.post(reverse("admin:articles_photo_add"), photo_data(picture()))

    assert response.status_code == 302
    photo = Photo.objects.get()
    assert (photo.credit, photo.widths, photo.uploaded_by) == (
        "Thanh Sang",
        [240, 800],
        reporter,
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_files_get_a_sentence(client, media, name):
    response = client.post(reverse("admin:articles_photo_add"), photo_data(HOSTILE[name]))

    assert response.status_code == 200
    assert response.context["errors"]
    assert not Photo.objects.exists()


def test_the_same_file_again_names_the_photo_that_is_there(client, media):
    client.post(reverse("admin:articles_photo_add"), photo_data(picture()))

    response = client.post(reverse("admin:articles_photo_add"), photo_data(picture()))

    assert "Chợ nổi buổi sớm." in str(response.context["errors"])
    assert Photo.objects.count() == 1


def test_a_new_file_replaces_the_picture_and_keeps_its_uses(client, media, reporter):
    photo = PhotoFactory(widths=[], uploaded_by=reporter)
    article = ArticleFactory(photos=[photo])
    url = reverse("admin:articles_photo_change", args=[photo.pk])

    client.post(
        url,
        photo_data(
            picture(size=(500, 500)),
            **{"captions-TOTAL_FORMS": "0", "captions-INITIAL_FORMS": "0"},
        ),
    )

    photo.refresh_from_db()
    assert photo.widths == [240]
    assert article.captions.get().photo == photo


@pytest.mark.parametrize("role", ["reporter", "secretary"])
def test_what_readers_see_of_a_photo_takes_the_right_to_publish(client, reporter, role):
    client.force_login(UserFactory(roles=[role]))
    theirs = PhotoFactory(uploaded_by=reporter, credit="Minh Châu")
    ArticleFactory(public=True, photos=[theirs])
    url = reverse("admin:articles_photo_change", args=[theirs.pk])

    client.post(
        url,
        photo_data(
            credit="Kẻ khác", **{"captions-TOTAL_FORMS": "0", "captions-INITIAL_FORMS": "0"}
        ),
    )

    theirs.refresh_from_db()
    assert theirs.credit == ("Kẻ khác" if role == "secretary" else "Minh Châu")


def test_a_photo_says_why_it_is_closed_to_a_reporter(client, reporter):
    own = PhotoFactory(uploaded_by=reporter)
    others = PhotoFactory()
    closed = gettext(
        "This photo is someone else’s, or readers have it already: those who may publish can"
        " change it."
    )

    pages = [
        client.get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()
        for photo in (own, others)
    ]

    assert [closed in page for page in pages] == [False, True]
    assert ["_continue" in page for page in pages] == [True, False]
    # Several come by the page for uploads.
    assert not any("_addanother" in page for page in pages)


def test_a_photo_does_not_tell_the_headline_of_somebody_elses_draft(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter)
    ArticleFactory(title="Bài mật của người khác", photos=[photo])
    ArticleFactory(title="Bài đã đăng", photos=[photo], public=True)

    text = client.get(reverse("admin:articles_photo_change", args=[photo.pk])).content.decode()

    assert "Bài đã đăng" in text
    assert "Bài mật" not in text


def test_a_tiny_photo_is_refused(client, media):
    response = client.post(
        reverse("admin:articles_photo_add"), photo_data(picture(size=(8, 6000), format="PNG"))
    )

    assert response.context["errors"]
    assert not Photo.objects.exists()


def test_the_library_is_searched_without_accents(client):
    PhotoFactory(caption="Đường sắt qua cầu.", credit="Bảo Trân")
    PhotoFactory(caption="Ruộng muối.", credit="Thanh Sang")

    text = client.get(reverse("admin:articles_photo_changelist"), {"q": "bao tran"}).content

    assert "Đường sắt qua cầu." in text.decode()
    assert "Ruộng muối." not in text.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_runs_constant_queries(client, count, django_assert_num_queries):
    PhotoFactory.create_batch(count)

    # session, user, permissions of the user and of the groups, sections, ids, rows, uses
    with django_assert_num_queries(8):
        client.get(reverse("admin:articles_photo_changelist"))


def test_a_photo_in_use_is_not_deleted(client):
    client.force_login(UserFactory(is_superuser=True))
    photo = PhotoFactory()
    ArticleFactory(photos=[photo])

    client.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})

    assert Photo.objects.filter(pk=photo.pk).exists()


def test_a_photo_that_pending_changes_need_is_not_deleted(client):
    client.force_login(UserFactory(is_superuser=True))
    photo, free = PhotoFactory.create_batch(2)
    article = ArticleFactory(public=True)
    content = revisions.newest_content(article)
    uses = (revisions.PhotoUse(photo.pk, "Ảnh mới.", "Ảnh"),)
    revisions.save(article, dataclasses.replace(content, photos=uses), by=None)

    for one in (photo, free):
        client.post(reverse("admin:articles_photo_delete", args=[one.pk]), {"post": "yes"})

    assert list(Photo.objects.all()) == [photo]
