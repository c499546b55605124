"""Staff and readers share a table, and nothing else."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles import assignments
from comments.accounts import entry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/newsroom/user/"


@pytest.fixture
def chief(client):
    chief = UserFactory(roles=["chief"], last_name="Trần", first_name="Bình")
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    return chief


def test_the_list_of_the_staff_holds_no_reader(client, chief):
    reader = entry.account_for("hoa@example.com")

    staff = client.get(LIST).context["cl"].queryset
    readers = client.get(f"{LIST}?kind=readers").context["cl"].queryset

    assert set(staff) == {chief}
    assert set(readers) == {reader}


def test_a_reader_is_found_by_the_address(client, chief):
    entry.account_for("lan@example.com")
    reader = entry.account_for("hoa@example.com")

    found = client.get(f"{LIST}?kind=readers&q=hoa@example.com").context["cl"].queryset

    assert list(found) == [reader]


@pytest.mark.parametrize("query", ["?kind=x", "?kind=", "?kind=readers&kind=x"])
def test_a_strange_filter_shows_staff_alone(client, chief, query):
    entry.account_for("hoa@example.com")

    assert set(client.get(LIST + query).context["cl"].queryset) <= {chief}


def test_where_a_person_is_chosen_only_the_staff_stand(client, chief):
    reader = entry.account_for("trần-bình@example.com".replace("ầ", "a").replace("ì", "i"))
    reader.last_name, reader.first_name = "Trần", "Bình"
    reader.save()
    query = {"app_label": "articles", "model_name": "author", "field_name": "user", "term": "Trần"}

    results = client.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [one["id"] for one in results] == [str(chief.pk)]


def test_no_story_is_given_to_a_reader(chief):
    reader = entry.account_for("hoa@example.com")

    assert reader not in assignments.reporters()


def test_addresses_and_services_are_not_edited_by_hand():
    known = {model._meta.label for model in admin.site._registry}

    assert not {label for label in known if label.startswith(("account.", "socialaccount."))}


def test_readers_are_listed_by_their_address(client):
    UserFactory(is_staff=False, username="u81", email="hoa@example.com")
    client.force_login(UserFactory(roles=["chief"]))

    assert "hoa@example.com" in client.get(f"{LIST}?kind=readers").content.decode()
    assert client.get(LIST).context["cl"].list_display[0] == "username"
