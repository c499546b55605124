"""Keywords are found by the words of their names, in an index that follows every change."""

import pytest
from django.db import connection

from articles.models import Tag
from articles.searching import keywords
from articles.searching.offers import keywords_near
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def used():
    return ArticleFactory(public=True, tag_names=["Nông thôn mới", "Thôn nữ", "Đồng Tháp"])


def names(words, **how):
    return {tag.name for tag in keywords_near(words, **how)}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["thon"], {"Nông thôn mới", "Thôn nữ"}),
        (["moi", "thap"], {"Nông thôn mới", "Đồng Tháp"}),
        (["tho"], set()),
        (["京", "nu"], {"Thôn nữ"}),
        (["京"], set()),
    ],
)
def test_any_of_the_words_is_enough(words, found):
    assert names(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["tho"], {"Nông thôn mới", "Thôn nữ"}),
        (["th"], {"Nông thôn mới", "Thôn nữ", "Đồng Tháp"}),
        (["thon", "n"], {"Nông thôn mới", "Thôn nữ"}),
        (["tho", "nu"], set()),
        (["on"], set()),
        (["京", "tho"], set()),
    ],
)
def test_all_words_and_the_beginning_of_the_last_are_suggested(words, found):
    assert names(words, begun=True) == found


def test_a_change_is_followed_and_what_is_deleted_is_gone():
    tag = Tag.objects.get(name="Thôn nữ")
    tag.name, tag.slug = "Phụ nữ", "phu-nu"
    tag.save()
    assert names(["thon"]) == {"Nông thôn mới"}
    assert names(["phu"]) == {"Phụ nữ"}

    tag.delete()
    assert names(["phu"]) == set()


def test_an_index_that_has_gone_comes_back():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # as where the table was made anew
            cursor.execute(f"DROP TRIGGER {keywords.INDEX}_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"DROP INDEX {keywords.INDEX}")
    Tag.objects.filter(name="Thôn nữ").update(slug="phu-nu")

    keywords.WORDS.prepare(connection)

    assert names(["phu"]) == {"Thôn nữ"}
    assert names(["thon"]) == {"Nông thôn mới"}
