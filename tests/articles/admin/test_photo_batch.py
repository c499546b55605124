"""Texts for several photos at once."""

import pytest
from django.urls import reverse

from articles.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_photo_changelist")


@pytest.fixture(autouse=True)
def secretary(client):
    user = UserFactory(roles=["secretary"])
    client.force_login(user)
    return user


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


@pytest.mark.parametrize(("has_worker", "ordered"), [(True, 2), (False, 1)])
def test_the_files_of_all_are_to_say_the_new_credit(
    client, media, monkeypatch, django_capture_on_commit_callbacks, has_worker, ordered
):
    photos = [stored_photo(picture(colour=(n, n, n)), credit="Cũ", plan="1") for n in (9, 99)]
    Photo.objects.update(plan="1")
    keys = []
    monkeypatch.setattr("articles.renditions._order", keys.append)
    monkeypatch.setattr("articles.tasks.are_done_elsewhere", lambda: has_worker)
    monkeypatch.setattr("articles.admin.photobatch.MOST_AT_ONCE", 1)

    with django_capture_on_commit_callbacks(execute=True):
        give(client, photos, apply="1", place="Bến Tre")
    assert keys == []
    with django_capture_on_commit_callbacks(execute=True):
        give(client, photos, apply="1", credit="Mới")

    assert keys == [photo.key for photo in photos][:ordered]
    assert list(Photo.objects.values_list("plan", flat=True)) == ["", ""]


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
