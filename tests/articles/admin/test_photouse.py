"""What the editor asks of photos: their cards, and saying whose they are."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UserFactory, stored_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def cards(client, ids):
    return client.get(reverse("admin:articles_photo_cards"), {"ids": ids})


def describe(client, photo, **texts):
    return client.post(reverse("admin:articles_photo_describe", args=[photo.pk]), texts)


def test_cards_are_given_for_what_is_there_and_the_rest_is_gone(client, reporter):
    photo = PhotoFactory(caption="Chợ nổi.", credit="Thanh Sang")

    answer = cards(client, f"{photo.pk},{photo.pk},987654").json()

    assert [one["id"] for one in answer["photos"]] == [photo.pk]
    assert answer["photos"][0]["credit"] == "Thanh Sang"
    assert answer["gone"] == [987654]


@pytest.mark.parametrize("ids", ["", "x", "1;2", "٣", "-1", "9" * 40, "," * 5000, "0x7"])
def test_ids_that_are_none_are_left_out(client, reporter, ids):
    response = cards(client, ids)

    assert response.status_code == 200
    assert response.json() == {"photos": [], "gone": []}


def test_a_request_is_answered_for_so_many_photos_and_no_more(client, reporter):
    asked = ",".join(str(number) for number in range(10**6, 10**6 + 1000))

    assert len(cards(client, asked).json()["gone"]) == 200


@pytest.mark.parametrize("count", [1, 20])
def test_cards_take_one_query_for_any_number(client, reporter, count, django_assert_num_queries):
    photos = PhotoFactory.create_batch(count)
    asked = ",".join(str(photo.pk) for photo in photos)

    # session, user, the two queries of the rights, the photos
    with django_assert_num_queries(5):
        answer = cards(client, asked)

    assert len(answer.json()["photos"]) == count


def test_whose_a_new_photo_is_goes_to_the_library(client, reporter):
    photo = PhotoFactory(credit="", alt="", caption="Chợ", uploaded_by=reporter)

    answer = describe(client, photo, credit="  Minh  Nguyệt ", alt="Người đi chợ")

    photo.refresh_from_db()
    assert (photo.credit, photo.alt, photo.caption) == ("Minh Nguyệt", "Người đi chợ", "Chợ")
    assert answer.json()["photo"]["credit"] == "Minh Nguyệt"
    assert "minh nguyet" in photo.folded
    assert LogEntry.objects.filter(object_id=str(photo.pk), user=reporter).count() == 1


@pytest.fixture
def ordered(monkeypatch, django_capture_on_commit_callbacks):
    """The keys of photos whose files are ordered anew; call it around what is to be done."""
    keys = []
    monkeypatch.setattr("articles.renditions._order", keys.append)

    def _ordered(do, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        return keys

    return _ordered


@pytest.mark.parametrize(
    ("texts", "is_made"), [({"credit": "Mới"}, True), ({"caption": "Mới", "credit": "Cũ"}, False)]
)
@pytest.mark.parametrize("door", ["describe", "texts"])
def test_what_the_files_say_is_made_anew_with_the_credit(
    client, reporter, media, ordered, texts, is_made, door
):
    photo = stored_photo(credit="Cũ", complete=True, uploaded_by=reporter)
    address = reverse(f"admin:articles_photo_{door}", args=[photo.pk])

    assert ordered(client.post, address, texts) == [photo.key] * is_made
    assert Photo.objects.filter(plan="").exists() is is_made


def test_another_ones_photo_is_not_described(client, reporter):
    photo = PhotoFactory(credit="", uploaded_by=UserFactory(roles=["reporter"]))

    answer = describe(client, photo, credit="Tôi")

    assert answer.status_code == 403
    assert answer.json()["error"]
    assert Photo.objects.get().credit == ""


def test_the_credit_of_what_readers_have_is_the_editors(client, reporter):
    photo = PhotoFactory(credit="Thanh Sang", uploaded_by=reporter)
    ArticleFactory(public=True, photos=[photo])

    assert describe(client, photo, credit="Tôi").status_code == 403
    client.force_login(UserFactory(roles=["secretary"]))
    assert describe(client, photo, credit="Thanh Sáng").status_code == 200
    assert Photo.objects.get().credit == "Thanh Sáng"


def test_a_credit_that_is_too_long_is_refused_with_a_sentence(client, reporter):
    photo = PhotoFactory(credit="", uploaded_by=reporter)

    answer = describe(client, photo, credit="a" * 161)

    assert answer.status_code == 422
    assert "160" in answer.json()["error"]
    assert Photo.objects.get().credit == ""


def test_nothing_else_of_a_photo_is_changed_here(client, reporter):
    photo = PhotoFactory(uploaded_by=reporter, place="Vàm Lớn")

    describe(client, photo, place="Nơi khác", key="x", sha256="y", credit="Tôi")

    after = Photo.objects.get()
    assert (after.place, after.key, after.sha256) == ("Vàm Lớn", photo.key, photo.sha256)


def test_the_moderator_gets_neither(client):
    client.force_login(UserFactory(roles=["moderator"]))
    photo = PhotoFactory()

    assert cards(client, str(photo.pk)).status_code == 403
    assert describe(client, photo, credit="x").status_code == 403
    assert describe(client, photo).status_code == 403


def test_the_page_tells_its_scripts_where_to_ask(client, reporter):
    html = client.get(reverse("admin:articles_article_add")).content.decode()

    assert 'id="newsphoto-data"' in html
    assert reverse("admin:articles_photo_cards") in html
    assert 'id="photo-dialog"' in html
