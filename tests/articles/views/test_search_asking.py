"""The search page's filters, offers and suggestions, and what it says of odd addresses."""

import pytest
from django.db import OperationalError

from articles.searching import statement
from tests.factories import ArticleFactory, AuthorFactory, SectionFactory
from tests.reading import hidden_articles, text_of

pytestmark = pytest.mark.django_db

URL = "/tim-kiem/"
SUGGESTIONS = "/tim-kiem/goi-y/"


def titles(response):
    return [hit.article.title for hit in response.context["results"].hits]


@pytest.fixture
def three():
    """Three articles on rice: of two sections, two authors, three days."""
    top = SectionFactory(name="Kinh tế")
    below = SectionFactory(name="Nông nghiệp", parent=top)
    chau, hoa = AuthorFactory(name="Minh Châu"), AuthorFactory(name="Đỗ Hoà")
    for title, section, author, moment in [
        ("Lúa một", top, chau, "2026-01-01T16:59:59Z"),  # 23:59:59 in Vietnam
        ("Lúa hai", below, hoa, "2026-01-01T17:00:00Z"),  # the next day
        ("Lúa ba", SectionFactory(name="Thể thao"), chau, "2026-02-15T00:00:00Z"),
    ]:
        ArticleFactory(
            public=True, title=title, section=section, authors=[author], published_at=moment
        )


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({}, ["Lúa ba", "Lúa hai", "Lúa một"]),
        ({"muc": "kinh-te"}, ["Lúa hai", "Lúa một"]),
        ({"muc": "kinh-te/nong-nghiep"}, ["Lúa hai"]),
        ({"tac-gia": "minh châu"}, ["Lúa ba", "Lúa một"]),
        ({"tac-gia": "Đỗ Hòa"}, ["Lúa hai"]),
        ({"tac-gia": "do-hoa"}, ["Lúa hai"]),
        ({"tu": "2026-01-02"}, ["Lúa ba", "Lúa hai"]),
        ({"den": "2026-01-01"}, ["Lúa một"]),
        ({"tu": "1/1/2026", "den": "1-1-2026"}, ["Lúa một"]),
        ({"tu": "2026-02-15", "den": "2026-01-02"}, ["Lúa ba", "Lúa hai"]),  # turned round
        ({"tac-gia": "minh châu", "muc": "kinh-te"}, ["Lúa một"]),
        (
            {"muc": "", "tac-gia": "", "tu": "", "den": "", "xep": ""},
            ["Lúa ba", "Lúa hai", "Lúa một"],
        ),
    ],
)
@pytest.mark.parametrize("query", ["lúa", "lua"])
def test_filters_narrow_the_hits(client, three, query, filters, wanted):
    response = client.get(URL, {"q": query, **filters})

    assert response.status_code == 200
    assert titles(response) == wanted


@pytest.mark.parametrize(
    ("filters", "status", "words"),
    [
        ({"muc": "khong-co"}, 404, "choose"),
        ({"muc": "../../etc/passwd"}, 404, "choose"),
        ({"tac-gia": "Không Ai"}, 404, "Không Ai"),
        ({"tu": "hôm qua"}, 400, "hôm qua"),
        ({"den": "2026-02-30"}, 400, "2026-02-30"),
        ({"tu": "0001-01-01"}, 400, "0001-01-01"),
        ({"den": "9999-12-31"}, 400, "9999-12-31"),
        ({"truoc": "f1-1"}, 404, ""),
        ({"truoc": "7ffffffffffff-7fffffffffffffff"}, 404, ""),
        ({"truoc": "-ffffffffffff-1"}, 404, ""),
        ({"truoc": "1-1-3e7", "xep": "hop"}, 404, ""),
        ({"truoc": "1-1", "xep": "hop"}, 404, ""),
    ],
)
@pytest.mark.parametrize("query", ["lúa", "lua"])
def test_what_is_not_there_is_said_on_the_page(client, query, filters, status, words):
    response = client.get(f"/en{URL}", {"q": query, **filters})

    assert response.status_code == status
    html = response.content.decode()
    assert ('role="alert"' in html and words in html) or not words
    assert f'value="{query}"' in html  # what was typed is kept


def test_a_hidden_authors_name_is_as_unknown_as_any(client):
    hidden_articles(authors=[AuthorFactory(name="Kín Đáo")])

    assert client.get(URL, {"q": "a", "tac-gia": "Kín Đáo"}).status_code == 404


def test_filters_stay_in_the_form_and_in_the_addresses(client):
    section = SectionFactory(name="Kinh tế")
    for _number in range(21):
        ArticleFactory(public=True, title="Lúa", section=section, authors=[])

    response = client.get(URL, {"q": "lua", "muc": "kinh-te", "tu": "2020-01-01", "xep": "hop"})
    html = response.content.decode()

    assert '<option value="kinh-te" selected>' in html
    assert 'name="tu" value="2020-01-01"' in html
    older = response.context["results"].older
    address = f"{URL}?q=lua&amp;muc=kinh-te&amp;tu=2020-01-01&amp;xep=hop&amp;truoc={older}"
    assert f'href="{address}" rel="next"' in html
    assert len(titles(client.get(address.replace("&amp;", "&")))) == 1


def test_best_first_puts_titles_before_leads_before_texts(client):
    for minute, fields in enumerate(
        [{"body": "<p>Lúa</p>"}, {"lead": "Lúa"}, {"title": "Lúa"}, {"title": "Lụa"}]
    ):
        fields = {"title": "Tin", "lead": "", "body": "", **fields}
        ArticleFactory(public=True, published_at=f"2026-01-01T00:{59 - minute}:00Z", **fields)

    response = client.get(URL, {"q": "lúa", "xep": "hop"})

    assert titles(response) == ["Lúa", "Tin", "Tin", "Lụa"]
    shown = [str(hit.excerpt) for hit in response.context["results"].hits]
    assert shown[1:3] == ["<mark>Lúa</mark>", "<mark>Lúa</mark>"]


def test_the_excerpt_is_the_place_that_has_the_words(client):
    filler = "Câu này không nói gì thêm. " * 40
    body = f"<p>{filler}</p><p>Máy gặt về đồng & lúa chín <b>vàng</b>.</p><p>{filler}</p>"
    ArticleFactory(public=True, title="Tin trong ngày", lead="Sapo.", body=body)

    html = client.get(URL, {"q": "máy gặt lúa"}).content.decode()

    assert "<mark>Máy</mark> <mark>gặt</mark> về đồng &amp; <mark>lúa</mark> chín" in html


def test_nothing_found_offers_shorter_queries_keywords_and_news(client):
    ArticleFactory(public=True, title="Lúa chín", tag_names=["lúa gạo"])
    ArticleFactory(title="Bản nháp", tag_names=["lúa kín"])

    response = client.get(URL, {"q": "lúa xyz"})
    html = response.content.decode()

    assert response.status_code == 200
    assert f'href="{URL}?q=l%C3%BAa"' in html
    assert f'href="{URL}?q=xyz"' not in html
    assert 'href="/tu-khoa/lua-gao/"' in html and "lúa kín" not in html
    assert '<article class="card' in html


def test_words_apart_are_offered_without_their_quotation_marks(client):
    ArticleFactory(public=True, title="Chín muồi, lúa ngoài đồng")

    html = client.get(URL, {"q": "“lúa chín”"}).content.decode()

    assert f'href="{URL}?q=l%C3%BAa%20ch%C3%ADn"' in html


def test_many_hits_are_not_counted(client, monkeypatch):
    monkeypatch.setattr("articles.searching.finding.WINDOW", 30)
    for _number in range(31):
        ArticleFactory(public=True, title="Lúa", authors=[])

    best = client.get(URL, {"q": "lua", "xep": "hop"}).context["results"]
    newest = client.get(URL, {"q": "lua"}).context["results"]

    assert (best.number, best.more) == (30, True)
    assert newest.number is None


def test_a_statement_that_takes_too_long_is_said_on_the_page(client, monkeypatch):
    class Cancelled(Exception):
        pgcode = "57014"

    def run(*args):
        with statement._in_time():
            raise OperationalError("canceling statement") from Cancelled()

    monkeypatch.setattr(statement, "_run", run)

    response = client.get(URL, {"q": "lúa chín"})

    assert response.status_code == 503
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "lúa " * 2_500, '"' * 5_000, "“a b” " * 1_500, "\u202e\x01" * 900, "__m24311"],
)
def test_work_is_bounded_whatever_is_asked(client, query, django_assert_max_num_queries):
    ArticleFactory(public=True, title="Lúa")

    with django_assert_max_num_queries(6):
        response = client.get(URL, {"q": query, "xep": "hop"})

    asked = response.context["query"]
    assert response.status_code == 200
    assert len(asked.text) <= 200 and len(asked.all_words) <= 160
    assert len(asked.terms.tokens) <= 400
    with django_assert_max_num_queries(6):
        assert client.get(SUGGESTIONS, {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["bí m", "bi mat", "kín", "kin", "chuyện k", "m"])
def test_suggestions_name_nothing_hidden(client, query):
    hidden_articles(authors=[AuthorFactory(name="Kín Đáo")], tag_names=["chuyện kín"])

    assert text_of(client.get(SUGGESTIONS, {"q": query})) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_are_of_four_kinds(client, count, django_assert_num_queries):
    section = SectionFactory(name="Lúa nước")
    for number in range(count):
        author = AuthorFactory(name=f"Lúa Văn {number}")
        ArticleFactory(
            public=True, title="Lúa chín", section=section, authors=[author], tag_names=["lúa gạo"]
        )

    with django_assert_num_queries(5):
        response = client.get(SUGGESTIONS, {"q": "lu"})

    html = response.content.decode()
    for href in ("/lua-nuoc/", "/tac-gia/lua-van-0/", "/tu-khoa/lua-gao/", "/lua-nuoc/lua-chin-a"):
        assert f'href="{href}' in html
    assert not response.cookies


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("lúa ch", True),
        ("chin lu", True),
        ("chin ", True),
        ("l", False),
        ("lúa x", True),
        ("úa", False),
        ("", False),
    ],
)
def test_titles_are_suggested_by_words_and_the_beginning_of_the_last(client, query, is_found):
    ArticleFactory(public=True, title="Lúa chín", section=SectionFactory(name="A"), authors=[])

    assert ("Lúa chín" in text_of(client.get(SUGGESTIONS, {"q": query}))) == is_found


def test_suggestions_stand_below_english_pages_too(client):
    ArticleFactory(public=True, title="Lúa chín", authors=[])

    assert 'href="/en/' in client.get("/en/tim-kiem/goi-y/", {"q": "lua"}).content.decode()


def test_without_a_script_there_is_a_plain_form(client):
    html = client.get(URL).content.decode()

    assert '<div class="suggest" id="goi-y" hidden></div>' in html
    assert 'role="combobox"' not in html
    assert html.count("<form") == 1 and 'action="/tim-kiem/"' in html


def test_htmx_is_loaded_on_the_search_page_alone(client):
    assert "htmx-2.min.js" in client.get(URL).content.decode()
    assert "htmx" not in client.get("/").content.decode()
