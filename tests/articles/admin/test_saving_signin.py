"""Signing in again in place, while an article is open."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from newsroom.models import User
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/articles/article/sign-in-again/"


def answer(client, user, password="secret", **data):
    data = {"username": user.username, "password": password, "writer": user.pk, **data}
    return client.post(ADDRESS, data)


def test_the_writer_is_let_in_again_and_what_waits_is_saved(window):
    page = window("editor", ArticleFactory())
    Session.objects.all().delete()
    assert page.autosave(title="Chờ gửi")[0] == 401

    response = answer(page.client, page.user)

    assert response.json()["user"] == page.user.pk
    assert response.json()["token"]
    assert page.autosave(title="Chờ gửi")[0] == 200


def test_the_new_token_is_good_for_the_old_page():
    user, client = UserFactory(roles=["editor"]), Client(enforce_csrf_checks=True)
    token = client.get(ADDRESS).json()["token"]

    fresh = answer(client, user, csrfmiddlewaretoken=token).json()["token"]

    data = {"session": "x", "writer": user.pk, "csrfmiddlewaretoken": fresh}
    url = f"/admin/articles/article/{ArticleFactory().pk}/presence/"
    assert client.post(url, data).status_code == 400


def test_without_a_token_nobody_is_let_in():
    assert answer(Client(enforce_csrf_checks=True), UserFactory()).status_code == 403
    assert not Session.objects.exists()


def test_whatever_is_wrong_is_told_with_the_same_sentence(client):
    user, other = UserFactory(), UserFactory()
    reader = UserFactory(is_staff=False)
    nobody = User(pk=10**9, username="nobody")

    answers = [
        answer(client, user, password="sai"),
        answer(client, nobody),
        answer(client, reader),
        answer(client, UserFactory(is_active=False)),
        answer(client, user, writer=other.pk),
    ]

    assert {response.status_code for response in answers} == {403}
    assert len({response.content for response in answers}) == 1
    assert not Session.objects.exists()


def test_who_is_signed_in_is_told_to_themselves_only(client):
    assert client.get(ADDRESS).json()["user"] is None

    user = UserFactory()
    client.force_login(user)
    response = client.get(ADDRESS)

    assert response.json()["user"] == user.pk
    assert "no-store" in response.headers["Cache-Control"]
