import pytest
from django.test import Client

from tests.articles.admin.saving import Window
from tests.factories import UserFactory


@pytest.fixture
def window():
    """Give ``window(role_or_user, article=None)``: a page that somebody signed in has open."""

    def _window(who, article=None, **first):
        user = who if not isinstance(who, str) else UserFactory(roles=[who])
        client = Client()
        client.force_login(user)
        return Window(client, user, article, **first)

    return _window
