"""Each sees who else has the article open, and what happened to it."""

import pytest

from articles import workflow
from articles.models import Article, Presence
from articles.rules import Action
from tests.articles.admin.saving import change_url, saved_by
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_two_windows_see_each_other_until_one_is_closed(window):
    article = ArticleFactory()
    one, two = window("editor", article), window("secretary", article)
    one.beat()

    _status, answer = two.beat()
    assert [other["name"] for other in answer["there"]["others"]] == [str(one.user)]
    assert [other["name"] for other in one.beat()[1]["there"]["others"]] == [str(two.user)]
    assert str(one.user) in two.client.get(change_url(article)).content.decode()

    two.beat(leave="1")
    assert one.beat()[1]["there"]["others"] == []


def test_a_new_text_of_somebody_else_is_told(window):
    article = ArticleFactory()
    page = window("editor", article)
    before = page.beat()[1]["there"]["newest"]

    somebody = UserFactory()
    saved_by(somebody, article, title="Mới")

    after = page.beat()[1]["there"]["newest"]
    assert after["id"] != before["id"]
    assert (after["by"], after["own"], after["self"]) == (str(somebody), False, False)


def test_taking_over_is_told_to_whoever_had_it_in_hand(window):
    first, second = UserFactory(roles=["editor"]), UserFactory(roles=["editor"])
    article = ArticleFactory(state="editing", holder=first)
    page = window(first, article)
    before = page.beat()[1]["there"]["view"]

    taker = window(second, article)
    shown = taker.client.get(change_url(article)).content.decode()
    workflow.move(Article.objects.get(), Action.TAKE, by=second)

    there = page.beat()[1]["there"]
    assert str(first) in shown
    assert there["view"] != before
    assert str(second) in there["standing"]
    assert str(first) in Article.objects.get().transitions.get().reason


def test_looking_at_the_page_leaves_no_trace(window):
    page = window("editor", ArticleFactory())

    page.client.get(change_url(page.article))

    assert not Presence.objects.exists()


def test_whoever_may_not_see_the_article_hears_nothing_of_it(window):
    article = ArticleFactory()

    for role in ("reporter", "moderator"):
        status, answer = window(role, article).beat()
        assert status == 404
        assert "there" not in answer
    assert not Presence.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_asking_who_is_there_runs_constant_queries(window, count, django_assert_num_queries):
    article = ArticleFactory()
    for _number in range(count):
        window("editor", article).beat()
    page = window("editor", article)
    page.beat()

    with django_assert_num_queries(QUERIES):
        page.beat()


QUERIES = 11
