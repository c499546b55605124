import pytest
from django.test import Client

from tests.articles.admin.saving import Window
from tests.factories import UserFactory


@pytest.fixture
def sign_in(client):
    """Give ``sign_in(role)``: a member of staff of that role, whose ``client`` is."""

    def _sign_in(role, **fields):
        user = UserFactory(roles=[role], **fields)
        client.force_login(user)
        return user

    return _sign_in


@pytest.fixture
def window():
    """Give ``window(role_or_user, article=None)``: a page that somebody signed in has open."""

    def _window(who, article=None, **first):
        user = who if not isinstance(who, str) else UserFactory(roles=[who])
        client = Client()
        client.force_login(user)
        return Window(client, user, article, **first)

    return _window
