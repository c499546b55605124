"""The list of all articles, which may have a million rows behind it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin import paging
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


def test_the_list_ends_where_leafing_does_and_says_so(client, sign_in, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 60)
    sign_in("chief")
    articles = ArticleFactory.create_batch(65)

    first, last = (client.get(f"{LIST}?p={page}") for page in (1, 2))
    shown = [*first.context["cl"].result_list, *last.context["cl"].result_list]

    assert shown == articles[::-1][:60]
    assert "60" in first.content.decode().partition('class="list-capped">')[2][:60]
    assert client.get(f"{LIST}?p=3").status_code == 302
    assert list(client.get(f"{LIST}?q=hoach").context["cl"].result_list)


def test_a_short_list_is_counted_to_its_end(client, sign_in):
    sign_in("chief")
    articles = ArticleFactory.create_batch(3)

    response = client.get(LIST)

    assert list(response.context["cl"].result_list) == articles[::-1]
    assert "list-capped" not in response.content.decode()


@pytest.mark.parametrize("state", ["draft", "scheduled", "published", "withdrawn"])
def test_the_list_is_narrowed_down_to_a_state(state, client, sign_in):
    sign_in("chief")
    made = {
        one: ArticleFactory(state=one, published_at=timezone.now())
        for one in ("draft", "scheduled", "published", "withdrawn")
    }

    response = client.get(f"{LIST}?state__exact={state}")

    assert list(response.context["cl"].result_list) == [made[state]]
