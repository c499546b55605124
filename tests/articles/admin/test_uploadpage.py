"""The page for many photos: without scripts, and what its script writes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import lookalikes
from articles.models import Photo, PhotoUpload
from tests.articles.admin.uploading import Sender
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/photo/upload/"


@pytest.fixture
def reporter(client, media):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def posted(client, *files, **data):
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(PAGE, {"files": uploads, **data})


def said(response):
    return [(line.name, line.error or line.outcome.state) for line in response.context["lines"]]


def texts_of(photo):
    return reverse("admin:articles_photo_texts", args=[photo.pk])


def test_the_library_leads_to_the_page(client, reporter):
    text = client.get(reverse("admin:articles_photo_changelist")).content.decode()

    assert f'href="{PAGE}"' in text


def test_who_comes_to_the_scripts_address_is_sent_to_the_page(client, reporter):
    response = client.get("/admin/articles/photo/uploads/", headers={"Accept": "text/html,*/*"})

    assert (response.status_code, response.url) == (302, PAGE)


def test_many_files_come_at_once_and_a_bad_one_loses_none(client, reporter):
    known = stored_photo(picture(colour=(1, 2, 3)), caption="Bến phà")

    response = posted(
        client,
        ("chợ nổi.jpg", picture()),
        ("trang.jpg", b"<html>"),
        ("bến phà.jpg", picture(colour=(1, 2, 3))),
        ("trống.jpg", b""),
        ("cầu.png", picture(size=(300, 500), format="PNG")),
    )

    assert response.status_code == 200
    (one, two, three, four, five) = said(response)
    assert (one, three, five) == (
        ("chợ nổi.jpg", "done"),
        ("bến phà.jpg", "known"),
        ("cầu.png", "done"),
    )
    assert (two[0], four[0]) == ("trang.jpg", "trống.jpg") and len({two[1], four[1]}) == 2
    assert Photo.objects.count() == 3
    text = response.content.decode()
    for photo in Photo.objects.all():
        assert f'href="/admin/articles/photo/{photo.pk}/change/"' in text
    assert str(two[1]) in text
    assert known in Photo.objects.all()


def test_nothing_chosen_is_said(client, reporter):
    response = client.post(PAGE)

    assert response.status_code == 200
    assert response.context["lines"][0].error


def test_what_looks_alike_is_asked_about_without_scripts(client, reporter, monkeypatch):
    twin = stored_photo(picture(colour=(0, 0, 0)), caption="Bản trong kho")
    monkeypatch.setattr(lookalikes, "find", lambda look, exclude=None: [twin])

    text = posted(client, ("a.jpg", picture())).content.decode()
    upload = PhotoUpload.objects.get()

    assert f'name="upload" value="{upload.pk}"' in text
    assert f'value="twin:{twin.pk}"' in text
    # Somebody else's photo: it is not theirs to replace.
    assert f'value="replace:{twin.pk}"' not in text
    answer = client.post(PAGE, {"upload": str(upload.pk), "choice": f"twin:{twin.pk}"})
    assert said(answer) == [("a.jpg", "known")]
    assert "Bản trong kho" in Photo.objects.get().caption


UNKNOWN = "0ae67657-c709-421d-afe1-d41c3b9bb502"


@pytest.mark.parametrize("upload", ["", "x", "a\x00b", "9" * 40, UNKNOWN])
def test_a_choice_about_nothing_is_answered(client, reporter, upload):
    response = client.post(PAGE, {"upload": upload, "choice": "new"})

    assert response.status_code == 200 and response.context["lines"][0].error


def test_the_page_knows_what_was_cut_off(client, reporter):
    sender = Sender(client)
    address = sender.address(1000, name="cầu.jpg")
    sender.piece(address, 0, b"x" * 300)
    PhotoUpload.objects.create(sent_by=UserFactory(), name="của người khác.jpg", size=10)

    begun = client.get(PAGE).context["uploading"]["begun"]

    assert begun == [
        {"address": address, "name": "cầu.jpg", "state": "coming", "size": 1000, "received": 300}
    ]


# --- What is written of a photo ---------------------------------------------------------------


def test_a_field_is_saved_alone_and_found(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter, caption="Cũ", credit="Minh Châu")

    answer = client.post(texts_of(photo), {"caption": "  Chợ nổi  buổi sớm. "})

    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("Chợ nổi buổi sớm.", "Minh Châu")
    assert "cho noi buoi som" in photo.folded
    assert answer.json()["fields"]["caption"] == "Chợ nổi buổi sớm."
    assert LogEntry.objects.get().object_id == str(photo.pk)


def test_what_does_not_change_is_not_recorded(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter, credit="Minh Châu")

    assert client.post(texts_of(photo), {"credit": "Minh Châu"}).status_code == 200
    assert not LogEntry.objects.exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter, place="Vàm Lớn")

    answer = client.post(texts_of(photo), {"credit": "x" * 161, "place": "Nơi khác"})

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["credit"] and answer.json()["errors"]["credit"][0]
    photo.refresh_from_db()
    assert photo.place == "Vàm Lớn"


def test_nul_is_refused_and_other_fields_are_not_written(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter)
    before = Photo.objects.values().get()

    assert client.post(texts_of(photo), {"credit": "a\x00b"}).status_code == 422
    client.post(texts_of(photo), {"sha256": "0" * 64, "uploaded_by": "1", "key": "x"})

    assert Photo.objects.values().get() == before


@pytest.mark.parametrize("case", ["readers have it", "somebody else's", "not there"])
def test_texts_take_the_right_to_change_the_photo(client, reporter, case):
    photo = PhotoFactory(uploaded_by=None if "else" in case else reporter, credit="Minh Châu")
    if "readers" in case:
        ArticleFactory(public=True, photos=[photo])
    address = texts_of(photo)
    if "not" in case:
        photo.delete()

    answer = client.post(address, {"credit": "Kẻ khác"})

    assert answer.status_code == (404 if "not" in case else 403) and answer.json()["error"]
    assert not Photo.objects.filter(credit="Kẻ khác").exists()


def test_texts_of_somebody_signed_out_are_told_so(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter)
    client.logout()

    answer = client.post(texts_of(photo), {"credit": "Minh Châu"})

    assert answer.status_code == 401 and answer.json()["error"]


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_runs_constant_queries(client, reporter, count, django_assert_num_queries):
    for number in range(count):
        Sender(client).address(1000 + number)

    # session, user, rights of the user and of the groups, what was cut off
    with django_assert_num_queries(5):
        client.get(PAGE)
