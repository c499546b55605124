"""What a query finds, in which order, and which words it marks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.querysets import InvalidCursor
from articles.searching.finding import Wanted
from articles.searching.finding import search as find
from articles.searching.query import MAX_LENGTH, read_query
from tests.factories import ArticleFactory
from tests.reading import hidden_articles


def make(title, *, minutes=60, **fields):
    fields = {"lead": "", "authors": []} | fields
    moment = timezone.now() - timedelta(minutes=minutes)
    return ArticleFactory(public=True, title=title, published_at=moment, **fields)


def search(query, *, cursor="", **wanted):
    return find(Wanted(read_query(query), **wanted), cursor=cursor)


def titles(query, **place):
    return [hit.article.title for hit in search(query, **place).hits]


def pages(query):
    """Return the titles of every page, each page a list."""
    found, cursor = [], ""
    while cursor or not found:
        results = search(query, cursor=cursor)
        found.append([hit.article.title for hit in results.hits])
        cursor = results.older
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "đảng ủy",
        "Đảng uỷ",
        "dang uy",
        "DANG UY",
        "ĐẢNG ỦY",
        "uy dang",
        "“Đảng ủy”,",
        "đa\u0309ng u\u0309y",
        "\u200bđảng\u00adủy".replace("\u00ad", "\u00a0"),
        "ddarng uyr",
        "đảng - ủy",
    ],
)
def test_query_finds_however_it_is_typed(query):
    wanted = make("Đảng ủy xã An Phú Tây họp")
    make("Ủy ban nhân dân tỉnh họp")

    assert titles(query) == [wanted.title]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["title", "kicker", "lead", "body"])
def test_words_may_stand_in_any_of_the_texts(field):
    article = make(**{"title": "Tin trong ngày", field: "Lũ về sớm, nước lên nhanh"})

    assert [hit.article for hit in search("lũ nhanh").hits] == [article]
    assert titles("lũ chậm") == []


@pytest.mark.django_db
def test_words_are_found_whole():
    make("Bàn về luật")

    assert titles("an") == titles("lu") == []
    assert titles("ban") == titles("luat") == ["Bàn về luật"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("50%", "Giảm 50% học phí"),
        ("a_b", "Tệp a_b"),
        ("c\\d", "Ổ c\\d"),
        ("tp.hcm", "TP.HCM mưa"),
        ("(x|y)", "Hàm (x|y) và [z]*"),
        ("khí co2", "Khí CO2 trong phòng"),
        ("30/4", "Lễ 30/4 ở tỉnh"),
        ("q'", "Q' và R"),
    ],
)
def test_signs_mean_themselves(query, wanted):
    make(wanted)
    for decoy in (
        "Giảm 501 học phí",
        "Tệp axb",
        "Ổ cd",
        "TPxHCM mưa",
        "Hàm x",
        "Khí CO3",
        "Ngày 4 tháng 30",
    ):
        make(decoy)

    assert titles(query) == [wanted]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["%", "_", "\\", "\\%", "*", "[", "^", "$", "***"])
def test_signs_alone_are_no_wildcards(query):
    make("Nông dân vào mùa")

    assert titles(query) == []


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["bí mật", "bi mat", "bis maatj", "mật"])
def test_hidden_articles_are_never_found(query):
    hidden_articles()
    public = make("Bí mật nhà nông")

    assert titles(query) == [public.title]


@pytest.mark.django_db
def test_exact_accents_come_first_then_newest():
    for minutes, title in enumerate(
        ("Đang mở cửa", "Đảng bộ mới", "Dáng đứng", "Đảng bộ cũ"), start=1
    ):
        make(title, minutes=minutes)

    assert titles("đảng") == ["Đảng bộ mới", "Đảng bộ cũ", "Đang mở cửa", "Dáng đứng"]
    assert titles("dang") == ["Đang mở cửa", "Đảng bộ mới", "Dáng đứng", "Đảng bộ cũ"]


@pytest.mark.django_db
def test_old_and_new_tone_marks_are_equally_exact():
    for minutes, title in enumerate(("Hoa quả", "Hoà bình", "Hòa bình", "Hóa chất"), start=1):
        make(title, minutes=minutes)

    assert titles("hòa") == titles("hoà") == ["Hoà bình", "Hòa bình", "Hoa quả", "Hóa chất"]


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["lúa", "lua"])
def test_pages_hold_every_hit_once(query, monkeypatch):
    monkeypatch.setattr("articles.searching.finding.WINDOW", 40)
    # Three at each moment: ends of pages and windows fall among equal times.
    for number in range(85):
        make(f"{'Lụa' if number % 3 else 'Lúa'} {number:02}", minutes=number // 3)

    found = pages(query)

    assert [len(page) for page in found] == [20, 20, 20, 20, 5]
    assert sorted(int(title[-2:]) for page in found for title in page) == list(range(85))
    if query == "lúa":
        first_window = found[0] + found[1]
        exact = [title.startswith("Lúa") for title in first_window]
        assert exact == sorted(exact, reverse=True)


@pytest.mark.django_db
def test_article_published_meanwhile_moves_nothing():
    for number in range(30):
        make(f"Lúa {number:02}", minutes=number + 5)
    first = search("lúa")
    make("Lúa mới", minutes=1)

    second = search("lúa", cursor=first.older)

    assert [hit.article.title for hit in second.hits] == [f"Lúa {n:02}" for n in range(20, 30)]


@pytest.mark.django_db
def test_plain_words_are_not_taken_for_telex():
    make("Bus nhanh")
    make("Bú mẹ")

    assert titles("bus") == ["Bus nhanh"]
    assert search("bus").query == read_query("bus")


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["x", "1", "1-", "1-1-", "1-1-fff", "1-1-1-1", "1" * 400, "😀"])
@pytest.mark.parametrize("query", ["lúa", "lua"])
def test_foreign_cursor_is_refused(query, cursor):
    make("Lúa")

    with pytest.raises(InvalidCursor):
        search(query, cursor=cursor)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  lúa \n mới ", "lúa mới"),
        ("lu\u0301a\x00", "lúa"),
        ("\u202elúa\u2066", "lúa"),
        ("x" * 300, "x" * MAX_LENGTH),
        ("lúa " * 100, ("lúa " * 50).strip()),
        ("a" * 199 + " mùa", "a" * 199),
    ],
)
def test_query_is_cleaned_and_cut(raw, text):
    assert read_query(raw).text == text


def test_words_are_counted_once_and_without_their_quotes():
    words = read_query("“Lúa” mới, (Lúa) … -").words

    assert [word.exact for word in words] == ["lúa", "mới"]


@pytest.mark.parametrize(
    ("query", "text", "html"),
    [
        ("lua", "Lúa và lụa, của", "<mark>Lúa</mark> và <mark>lụa</mark>, của"),
        ("dang", "ĐẢNG đang", "<mark>ĐẢNG</mark> <mark>đang</mark>"),
        ("lúa", "lu\u0301a", "<mark>lúa</mark>"),
        ("b", "<b>&", "&lt;<mark>b</mark>&gt;&amp;"),
        ("amp", "Ampe & amp", "Ampe &amp; <mark>amp</mark>"),
        ("x", "", ""),
    ],
)
def test_matches_are_marked_and_all_else_escaped(query, text, html):
    assert read_query(query).marked(text) == html


def test_exact_marks_heed_accents():
    marked = read_query("hoà").marked("Hòa và hoa", exactly=True)

    assert marked == "<mark>Hòa</mark> và hoa"
