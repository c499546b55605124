"""Phrases of any length: what has their words in a row, and not what has but parts of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from articles.searching.words import ROWS, rows
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def titles(query, **wanted):
    results = search(Wanted(read_query(query), **wanted))
    return [hit.article.title for hit in results.hits]


def make(title, *, days=0, **fields):
    moment = timezone.now() - timedelta(days=days, hours=1)
    fields = {"lead": "", "kicker": "", "authors": []} | fields
    return ArticleFactory(public=True, title=title, published_at=moment, **fields)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("“ủy ban”", ["Ủy ban nhân dân tỉnh", "Ủy ban nhân quyền, nhân dân tỉnh"]),
        ("“ủy ban nhân”", ["Ủy ban nhân dân tỉnh", "Ủy ban nhân quyền, nhân dân tỉnh"]),
        ("“ủy ban nhân dân”", ["Ủy ban nhân dân tỉnh"]),
        ("“uy ban nhan dan tinh”", ["Ủy ban nhân dân tỉnh"]),
        ("“ban nhân dân tỉnh”", ["Ủy ban nhân dân tỉnh"]),
        ("“nhân dân tỉnh ủy ban”", []),
        ("“ủy nhân ban”", []),
        ("“dân ủy ban”", []),
        ("“nhân dân tỉnh” ủy", ["Ủy ban nhân dân tỉnh", "Ủy ban nhân quyền, nhân dân tỉnh"]),
    ],
)
def test_words_of_a_phrase_stand_in_a_row(query, found):
    make("Ủy ban nhân dân tỉnh", days=40)
    make("Ủy ban nhân quyền, nhân dân tỉnh", days=800)
    make("Nhân dân, ủy viên, ban tỉnh", days=3)

    assert titles(query) == found


def test_every_row_of_three_is_not_the_phrase_yet():
    make("Một hai ba, hai ba bốn", days=1)
    make("Một hai ba bốn", days=500)

    assert titles("“một hai ba bốn”") == ["Một hai ba bốn"]


def test_a_phrase_does_not_reach_over_the_end_of_a_text():
    make("Lúa chín", lead="vàng đồng", body="<p>Một hai</p><p>ba bốn</p>")

    assert titles("“lúa chín vàng”") == titles("“hai ba bốn”") == []
    assert titles("“lúa chín” “vàng đồng”") == ["Lúa chín"]


def test_a_phrase_with_its_accents_comes_first():
    make("Hoa mua tim", days=1)
    make("Hoa mùa tím", days=900)

    assert titles("“hoa mùa tím”") == ["Hoa mùa tím", "Hoa mua tim"]
    assert titles("“hoa mua tim”") == ["Hoa mua tim", "Hoa mùa tím"]


def test_tokens_of_rows():
    words = ["mot", "hai", "ba"]

    assert {length: list(rows(words, length)) for length in ROWS} == {
        2: ["mot_hai", "hai_ba"],
        3: ["mot_hai_ba"],
    }
    assert list(rows(["mot"], 2)) == list(rows(words, 4)) == []


def test_the_longest_words_fit_into_the_index():
    body = " ".join(f"{number:04}{'x' * 96}" for number in range(1_400))
    make("Dài", body=f"<p>{body}</p>")

    wanted = " ".join(f"{number:04}{'x' * 96}" for number in (0, 1))
    assert titles(f"“{wanted[:201]}”") == ["Dài"]
