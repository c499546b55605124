"""What the editor's dialog asks of the library, and the file as it came."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from articles import library
from tests.factories import PhotoFactory, UserFactory, stored_photo
from tests.pictures import picture

pytestmark = pytest.mark.django_db

FIND = reverse("admin:articles_photo_find")
NAMES = reverse("admin:articles_photo_names")


@pytest.fixture(autouse=True)
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def ids(response):
    return [photo["id"] for photo in response.json()["photos"]]


def test_photos_come_newest_first_in_pages(client, monkeypatch):
    monkeypatch.setattr(library, "PAGE", 2)
    photos = PhotoFactory.create_batch(3)

    first = client.get(FIND)
    second = client.get(FIND, {"after": first.json()["next"]})

    assert ids(first) == [photos[2].pk, photos[1].pk]
    assert ids(second) == [photos[0].pk]
    assert second.json()["next"] is None
    assert first.json()["photos"][0]["credit"] == "Minh Châu"
    assert {"private", "no-store"} <= set(first.headers["Cache-Control"].split(", "))


def test_they_are_searched_and_narrowed_down(client, reporter):
    mine = PhotoFactory(caption="Đường sắt", shape="portrait", uploaded_by=reporter)
    other = PhotoFactory(caption="Đường sông", shape="landscape")

    assert ids(client.get(FIND, {"q": "duong s"})) == [other.pk, mine.pk]
    assert ids(client.get(FIND, {"q": "duong sa"})) == [mine.pk]
    assert ids(client.get(FIND, {"mine": "1"})) == [mine.pk]
    assert ids(client.get(FIND, {"shape": "landscape"})) == [other.pk]
    assert ids(client.get(FIND, {"q": "%"})) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "x"},
        {"after": "' OR 1=1"},
        {"after": "f" * 500 + "-1"},
        {"shape": "'"},
        {"q": "x" * 9_000},
        {"q": '"'},
        {"mine": "2"},
    ],
)
def test_hostile_questions_get_an_answer(client, asked):
    PhotoFactory()

    response = client.get(FIND, asked)

    assert response.status_code == (400 if "after" in asked else 200)
    assert ("error" in response.json()) == ("after" in asked)


@pytest.mark.parametrize("count", [1, 9])
def test_constant_queries(client, count, django_assert_num_queries):
    PhotoFactory.create_batch(count)

    with django_assert_num_queries(5):  # session, user, permissions (2), photos
        client.get(FIND, {"q": "cau"})


def test_names_are_offered_as_one_types(client):
    PhotoFactory(photographer="Bảo Trân")

    assert client.get(NAMES, {"q": "tran"}).json() == {"names": ["Bảo Trân"]}
    assert client.get(NAMES, {"q": "x" * 9_000}).json() == {"names": []}


@pytest.mark.parametrize("address", [FIND, NAMES])
def test_only_those_who_see_the_library_may_ask(client, address):
    assert client.post(address).status_code == 405
    client.force_login(UserFactory(roles=["moderator"]))
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_the_original_comes_as_a_file_to_keep(client, media, reporter):
    data = picture()
    photo = stored_photo(data, uploaded_by=reporter)

    response = client.get(reverse("admin:articles_photo_original", args=[photo.pk]))

    assert b"".join(response.streaming_content) == data
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


def test_the_original_is_for_who_took_it_in_and_for_editors(client, media):
    photo = stored_photo()
    address = reverse("admin:articles_photo_original", args=[photo.pk])
    answers = {}
    for role in ("reporter", "editor", "secretary", "moderator"):
        client.force_login(UserFactory(roles=[role]))
        response = client.get(address)
        answers[role] = response.status_code
        if response.streaming:
            assert b"".join(response.streaming_content)  # read to its end, it closes its file

    assert answers == {"reporter": 403, "editor": 200, "secretary": 200, "moderator": 403}


def test_an_original_that_the_storage_does_not_give_is_asked_for_later(client, media, monkeypatch):
    client.force_login(UserFactory(roles=["secretary"]))
    photo = stored_photo()

    def away(*args, **kwargs):
        raise OSError("The service did not answer")

    monkeypatch.setattr(default_storage, "open", away)
    response = client.get(reverse("admin:articles_photo_original", args=[photo.pk]))

    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_an_original_that_is_not_there(client, media):
    client.force_login(UserFactory(roles=["editor"]))
    for pk in (PhotoFactory().pk, PhotoFactory(original="original.jpg").pk, 10**15):
        address = reverse("admin:articles_photo_original", args=[pk])
        assert client.get(address).status_code == 404
