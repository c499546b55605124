"""Answers for machines, and pages for what went wrong."""

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client, RequestFactory
from django.utils.translation import gettext as _

from newsroom import views
from tests.factories import SectionFactory


def test_healthz_answers_without_a_database(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_readyz_says_that_both_answer(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "cache": True}


@pytest.mark.django_db
def test_readyz_names_a_database_that_does_not_answer(client, monkeypatch):
    def fail(self):
        raise OperationalError

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", fail)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": False, "cache": True}


@pytest.mark.django_db
def test_readyz_names_a_cache_that_does_not_answer(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.cache.GuardedRedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "cache": False}


@pytest.mark.django_db
def test_unknown_address_has_a_page_with_the_sections(client, django_assert_num_queries):
    section = SectionFactory(name="Kinh tế")

    with django_assert_num_queries(1):
        response = client.get("/khong/co/trang-nay")

    html = response.content.decode()
    assert response.status_code == 404
    assert _("Page not found") in html
    assert section.get_absolute_url() in html
    assert not response.cookies


def test_server_error_needs_no_database():
    response = views.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert _("The page could not be made") in response.content.decode()


@pytest.mark.django_db
def test_form_without_its_token_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})

    assert response.status_code == 403
    assert _("The form could not be sent") in response.content.decode()


@pytest.mark.django_db
def test_admin_loads_no_more_than_the_papers_name(client, django_assert_num_queries):
    # A paper without sections is looked for twice: with them, and alone.
    with django_assert_num_queries(2):
        response = client.get("/admin/login/")

    assert response.status_code == 200
