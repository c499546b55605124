import re

import pytest
from django.urls import reverse

from tests.factories import ArticleFactory, PhotoFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    user = UserFactory(roles=["reporter"])
    client.force_login(user)
    return user


def change_page(client, article):
    url = reverse("admin:articles_article_change", args=[article.pk])
    return client.get(url).content.decode()


def test_each_row_shows_its_photo_with_its_credit(client, reporter):
    photos = [
        PhotoFactory(caption="Chợ nổi.", credit="Thanh Sang"),
        PhotoFactory(caption="Ruộng muối.", credit=""),
    ]
    PhotoFactory(caption="Ảnh khác.")

    text = change_page(client, ArticleFactory(created_by=reporter, photos=photos))

    cards = re.findall(r'class="photo-card__caption">([^<]*)<', text)
    assert cards == ["Chợ nổi.", "Ruộng muối."]
    assert [photo.url(min(photo.widths), "webp") in text for photo in photos] == [True, True]
    assert "Thanh Sang" in text


@pytest.mark.parametrize("value", ["", "x", "0", "9" * 40, "٣"])
def test_a_row_that_names_no_photo_is_shown_without_one(client, reporter, value):
    data = {
        "title": "Bài",
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        "captions-TOTAL_FORMS": "1",
        "captions-INITIAL_FORMS": "0",
        "captions-0-photo": value,
        "captions-0-caption": "Chưa có ảnh",
        "captions-0-placement": "body",
    }

    response = client.post(reverse("admin:articles_article_add"), data)

    assert response.status_code == 200
    assert "photo-card__caption" not in response.content.decode()


def test_the_photo_just_chosen_is_shown_to_who_may_see_the_library(client, reporter):
    photo = PhotoFactory(caption="Chợ <b>nổi</b>.", credit="Thanh Sang")
    url = reverse("admin:articles_photo_card", args=[photo.pk])

    text = client.get(url).content.decode()

    assert "Chợ &lt;b&gt;nổi&lt;/b&gt;." in text
    assert "Thanh Sang" in text
    assert client.get(reverse("admin:articles_photo_card", args=[photo.pk + 1])).status_code == 404
    client.force_login(UserFactory(roles=["moderator"]))
    assert client.get(url).status_code == 403


def test_enter_in_a_field_saves_and_never_publishes(client):
    """A browser takes the first button of a form for Enter."""
    client.force_login(UserFactory(roles=["editor"]))

    text = change_page(client, ArticleFactory(state="submitted"))

    form = text[text.index('id="article_form"') :]
    first = re.search(r"<(?:button|input)[^>]*type=\"submit\"[^>]*>", form).group()
    assert 'name="_continue"' in first


@pytest.mark.parametrize(("role", "has_reason"), [("reporter", False), ("editor", True)])
def test_a_reason_is_asked_for_only_where_a_step_needs_one(client, role, has_reason):
    user = UserFactory(roles=[role])
    client.force_login(user)
    state = "draft" if role == "reporter" else "submitted"

    text = change_page(client, ArticleFactory(created_by=user, state=state))

    assert ('name="reason"' in text) is has_reason
