"""The library's list: a wall of pictures, its filters in the address."""

import html
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from articles.admin import paging
from articles.models import Photo
from tests.factories import ArticleFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_photo_changelist")


@pytest.fixture(autouse=True)
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def shown(client, **asked):
    return [plate.photo for plate in client.get(LIST, asked).context["cl"].plates]


def test_a_picture_says_whose_it_is_where_and_how_often_it_is_used(client):
    photo = PhotoFactory(
        caption="Chợ nổi.",
        photographer="Bảo Trân",
        credit="Bảo Trân / TTXVN",
        place="Vàm Lớn",
        taken_at=datetime(2026, 7, 7, 18, tzinfo=UTC),
        focus_x=0.72,
        focus_y=0.1,
    )
    ArticleFactory.create_batch(2, photos=[photo])

    text = client.get(LIST).content.decode()

    assert reverse("admin:articles_photo_change", args=[photo.pk]) in text
    for part in ("Chợ nổi.", "Bảo Trân / TTXVN", "Vàm Lớn", "08/07/2026"):
        assert part in text
    assert 'data-focus-x="70" data-focus-y="10"' in text
    assert client.get(LIST).context["cl"].plates[0].uses == 2
    assert f'name="_selected_action" value="{photo.pk}"' in text


def test_what_a_picture_lacks_is_marked(client):
    PhotoFactory(credit="", alt="")

    assert client.get(LIST).content.decode().count('class="mark-lacking"') == 2


def test_a_name_leads_to_all_of_that_photographer(client):
    own = PhotoFactory(photographer="Đỗ Hoà & Con")
    PhotoFactory(photographer="Bảo Trân")
    text = client.get(LIST).content.decode()
    links = [part.partition('"')[0] for part in text.split('class="plate__name" href="')[1:]]

    assert len(links) == 2
    assert [plate.photo for plate in client.get(LIST + links[1]).context["cl"].plates] == [own]


def test_filters_hold_together_and_each_has_a_chip_that_takes_it_away(client, reporter):
    wanted = PhotoFactory(
        caption="Cầu phao", shape="panorama", photographer="Bảo Trân", uploaded_by=reporter
    )
    PhotoFactory(caption="Cầu phao", shape="portrait", uploaded_by=reporter)
    PhotoFactory(caption="Cầu phao", shape="panorama")
    asked = {
        "q": "cau phao",
        "shape": "panorama",
        "photographer": "bảo trân",
        "mine": "on",
        "used": "none",
    }

    response = client.get(LIST, asked)
    changelist = response.context["cl"]

    assert [plate.photo for plate in changelist.plates] == [wanted]
    assert len(changelist.chips) == 5
    for chip in changelist.chips:
        left = client.get(LIST + chip.address).context["cl"]
        assert len(left.chips) == 4
        assert wanted in [plate.photo for plate in left.plates]
    assert client.get(LIST + changelist.plain).context["cl"].chips == []


def test_days_are_written_as_they_are_here(client):
    photo = PhotoFactory(taken_at=datetime(2026, 7, 8, 3, tzinfo=UTC))
    PhotoFactory(taken_at=datetime(2026, 7, 9, 3, tzinfo=UTC))

    assert shown(client, since="08/07/2026", until="8/7/2026", dated="taken") == [photo]


def test_a_quick_range_is_an_address_with_its_first_day(client):
    PhotoFactory()
    old = PhotoFactory()
    Photo.objects.filter(pk=old.pk).update(created_at=datetime(2001, 1, 1, tzinfo=UTC))

    for way in client.get(LIST).context["cl"].ranges:
        changelist = client.get(LIST + way.address).context["cl"]
        assert old not in [plate.photo for plate in changelist.plates]
        assert len(changelist.plates) == 1
        assert sum(one.is_current for one in changelist.ranges) >= 1


HOSTILE = [
    {"since": "31/02/2026"},
    {"since": "0001-01-01"},
    {"until": "31/12/9999"},
    {"since": "9" * 10_000},
    {"photographer": "'; DROP TABLE articles_photo; --"},
    {"photographer": "x" * 10_000},
    {"photographer": "%_\\"},
    {"shape": "round"},
    {"used": "everywhere"},
    {"section": "99999999999999999999"},
    {"section": "x"},
    {"lacking": "sha256"},
    {"dated": "never"},
    {"mine": "\\"},
    {"q": "%"},
    {"q": "'\"\\_%"},
    {"q": "x" * 10_000},
    {"q": '"' * 3_000},
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_hostile_filters_get_a_page(client, asked):
    PhotoFactory()

    response = client.get(LIST, asked)

    assert response.status_code == 200
    assert "cl" in response.context


@pytest.mark.parametrize(("name", "value"), [("since", "31/02/2026"), ("until", "1/1/9999")])
def test_a_day_that_is_none_is_said_and_narrows_nothing_down(client, name, value):
    photo = PhotoFactory()

    response = client.get(LIST, {name: value})

    assert [plate.photo for plate in response.context["cl"].plates] == [photo]
    assert 'role="alert"' in response.content.decode()


def test_a_filter_given_twice_is_its_last(client):
    photo = PhotoFactory(shape="portrait")

    response = client.get(f"{LIST}?shape=panorama&shape=portrait")

    assert [plate.photo for plate in response.context["cl"].plates] == [photo]


def test_nothing_found_says_what_to_do(client):
    PhotoFactory()

    text = client.get(LIST, {"q": "khongco"}).content.decode()

    assert 'class="wall-empty"' in text
    assert 'class="wall results"' not in text


def test_what_was_searched_for_is_shown_as_text(client):
    text = client.get(LIST, {"q": "<script>alert(1)</script>", "photographer": '"><b>'}).content

    assert b"<script>alert(1)" not in text
    assert b'"><b>' not in text
    assert html.escape("<script>alert(1)</script>") in text.decode()


def test_the_list_ends_at_a_thousand_and_says_so(client, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 65)
    photos = PhotoFactory.create_batch(70)

    first, second = (client.get(LIST, {"p": page}) for page in (1, 2))

    seen = [plate.photo for one in (first, second) for plate in one.context["cl"].plates]
    assert seen == photos[::-1][:65]
    assert "65" in first.content.decode().partition('class="list-capped">')[2][:60]


@pytest.mark.parametrize("asked", [{}, {"q": "cau", "used": "none", "section": "1", "mine": "on"}])
def test_the_list_runs_as_many_queries_for_many(client, django_assert_num_queries, asked, reporter):
    """Session, user, two for permissions, sections, ids, rows, uses; changes on their way."""
    number = 9 if asked else 8
    asked = {name: value for name, value in asked.items() if name != "section"}
    for count in (1, 7):
        PhotoFactory.create_batch(count, uploaded_by=reporter)
        with django_assert_num_queries(number):
            assert shown(client, **asked)


def test_moderators_do_not_see_it(client):
    client.force_login(UserFactory(roles=["moderator"]))

    assert client.get(LIST).status_code == 403


def test_a_window_to_choose_in_stays_one(client):
    PhotoFactory()
    text = client.get(LIST, {"_popup": "1", "_to_field": "id"}).content.decode()

    assert '<input type="hidden" name="_to_field" value="id">' in text
    assert "data-popup-opener" in text
