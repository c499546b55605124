"""The same hits in the same order on both databases: those that an oracle in plain Python finds.

The oracle shares nothing with the product but Unicode: it takes accents off letter by letter.
"""

import random
import re
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article
from articles.searching.finding import Wanted, search
from articles.searching.query import read_query
from tests.factories import ArticleFactory, SectionFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db

# Words that differ by accents alone, by đ alone, by the place of a tone mark; and some others.
WORDS = (
    "đảng Đảng đang dang dáng hòa hoà hóa hoa thủy thuỷ lúa lụa lua ma má mà mạ đa da dạ"
    " ủy uỷ uy Việt viet việt 2026 Covid café cafe đường đuong duong Straße Москва 北京 ở ơ o"
).split()
QUERIES = [
    *dict.fromkeys(WORDS),
    "đảng ủy",
    "dang uy",
    "hòa thuỷ",
    "“đảng ủy”",
    '"dang uy"',
    "“ma má mà”",
    '"da da"',
    "«lúa hòa đa» việt",
    "khongco",
    "lúa khongco",
    "2026/covid",
    "thu\u0309y",
    "DANG",
]


def bare(text):
    """Return a text without accents, the long way round."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def accented(text):
    """Return a text with its tone marks in one style."""
    text = unicodedata.normalize("NFC", text.lower())
    return text.replace("hoà", "hòa").replace("thuỷ", "thủy").replace("uỷ", "ủy")


def words_of(text):
    return re.findall(r"\w+", text)


def asked(query):
    """Return the single words of a query, and its phrases."""
    query = unicodedata.normalize("NFC", query)
    phrases = re.findall(r'["“«]([^"”»]*)["”»]', query)
    rest = re.sub(r'["“«][^"”»]*["”»]', " ", query)
    return words_of(rest.replace("/", " ")), [words_of(one) for one in phrases] + [
        words_of(one) for one in rest.split() if "/" in one
    ]


def oracle(query, corpus):
    """Return the ids that must be found, in their order."""
    single, phrases = asked(query)
    every = single + [word for phrase in phrases for word in phrase]
    has_accents = any(bare(word) != word.lower() for word in every)
    exact, others = [], []
    for pk, texts in corpus:  # newest first
        lines = [[bare(word) for word in words_of(text)] for text in texts]
        words = {word for line in lines for word in line}
        if not {bare(word) for word in every} <= words:
            continue
        if not all(any(stands_in(phrase, line) for line in lines) for phrase in phrases):
            continue
        own = {accented(word) for text in texts for word in words_of(text)}
        is_exact = has_accents and {accented(word) for word in every} <= own
        (exact if is_exact else others).append(pk)
    return exact + others


def stands_in(phrase, line):
    wanted = [bare(word) for word in phrase]
    return any(line[at : at + len(wanted)] == wanted for at in range(len(line)))


@pytest.fixture
def corpus():
    """Articles over forty years, several of one minute, with hidden ones between them."""
    chance = random.Random(1926)
    section = SectionFactory()
    newest = datetime(2026, 3, 31, 23, 59, tzinfo=UTC)
    hidden_articles(lead=" ".join(WORDS), section=section)
    ages = [0, 0, 0, 1, 5, 27, 31, 31, 32, 60, 90, 100, 121, 200, 400, 480, 500, 900, 1500]
    ages += [1940, 1941, 2500, 2500, 4000, 8000, 14_000]
    for age in ages:
        texts = [" ".join(chance.choices(WORDS, k=length)) for length in (5, 9, 25)]
        ArticleFactory(
            public=True,
            section=section,
            authors=[],
            title=texts[0],
            kicker="",
            lead=texts[1],
            body=f"<p>{texts[2]}</p>",
            published_at=newest - timedelta(days=age),
        )
    public = [article for article in Article.objects.all() if article.title[:6] != "Bí mật"]
    public.sort(key=lambda article: (article.published_at, article.pk), reverse=True)
    return [(article.pk, [article.title, article.lead, article.body[3:-4]]) for article in public]


def found(query, **wanted):
    """Return the ids of every page."""
    pks, cursor = [], ""
    while True:
        results = search(Wanted(read_query(query), **wanted), cursor=cursor)
        if results.query != read_query(query):
            return pks  # typed raw: another query's hits
        pks += [hit.article.pk for hit in results.hits]
        if not (cursor := results.older):
            return pks


def test_finds_what_the_oracle_finds_in_its_order(corpus):
    wanted = {query: oracle(query, corpus) for query in QUERIES}

    assert {query: found(query) for query in QUERIES} == wanted
    # The corpus tries something.
    assert sum(map(len, wanted.values())) > 400
    assert wanted["khongco"] == wanted["lúa khongco"] == []
    assert all(wanted[phrase] for phrase in ("“đảng ủy”", "“ma má mà”", "2026/covid")) or wanted


def test_phrases_cut_from_articles_are_found_where_they_stand(corpus):
    phrases = {
        f"“{' '.join(words_of(texts[at % 3])[at : at + length])}”"
        for at, (_pk, texts) in enumerate(corpus[:4])
        for length in (3, 4, 5)
    }

    wanted = {query: oracle(query, corpus) for query in phrases}

    assert {query: found(query) for query in phrases} == wanted
    assert all(wanted.values())


def test_pages_of_few_hold_the_same(corpus, monkeypatch):
    monkeypatch.setattr("articles.searching.finding.PAGE_SIZE", 3)

    for query in ("đảng", "lua", "hoà", "việt"):
        assert found(query) == oracle(query, corpus)


def test_best_first_holds_the_same_articles(corpus):
    for query in ("đảng", "lua", "đảng ủy"):
        assert sorted(found(query, best_first=True)) == sorted(oracle(query, corpus))
