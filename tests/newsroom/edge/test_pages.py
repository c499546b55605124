"""Finished pages, sent from disk whatever has become of the application."""

import gzip
import os

import pytest

ARTICLE = "/thoi-su/cau-moi-qua-kenh-a12.html"
PLAIN, BROTLI = b"<p>trang</p>", b"as brotli has it"
ZIPPED = gzip.compress(PLAIN, mtime=0)


@pytest.fixture
def page(edge):
    """An article's page in three encodings; the application is dead."""
    file = edge.put(ARTICLE, PLAIN)
    for ending, body in ((".gz", ZIPPED), (".br", BROTLI)):
        file.with_name(f"{file.name}{ending}").write_bytes(body)
    edge.application.is_dead = True
    return file


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", BROTLI),
        ("gzip, deflate", "gzip", ZIPPED),
        ("br;q=0, gzip;q=0.5", "gzip", ZIPPED),
        ("br;q=0.3", "br", BROTLI),
        ("gzip;q=0", None, PLAIN),
        ("identity", None, PLAIN),
        ("", None, PLAIN),
        ("xgzip, brr", None, PLAIN),
    ],
)
def test_a_page_comes_as_its_reader_takes_it(edge, page, accepted, encoding, body):
    answer = edge.ask(ARTICLE, Accept_Encoding=accepted)

    assert (answer.status, answer.body) == (200, body)
    assert answer.headers["Content-Encoding"] == encoding
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers.get_all("Vary") == ["Accept-Encoding"]


def test_a_page_without_brotli_comes_gzipped(edge, page):
    page.with_name(f"{page.name}.br").unlink()

    answer = edge.ask(ARTICLE, Accept_Encoding="gzip, br")

    assert (answer.headers["Content-Encoding"], answer.body) == ("gzip", ZIPPED)


def test_a_page_known_already_costs_no_body(edge, page):
    etag = edge.ask(ARTICLE, Accept_Encoding="gzip").headers["ETag"]

    known = edge.ask(ARTICLE, Accept_Encoding="gzip", If_None_Match=etag)
    other = edge.ask(ARTICLE, Accept_Encoding="gzip", If_None_Match='"another"')

    assert (known.status, known.body, known.headers["ETag"]) == (304, b"", etag)
    assert (other.status, other.body) == (200, ZIPPED)


def test_a_page_tells_no_time_and_believes_none(edge, page):
    """The file's time is a hash: a page may not be held for unchanged by it."""
    os.utime(page, (10, 10))

    answer = edge.ask(ARTICLE, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")

    assert answer.status == 200
    assert answer.headers["Last-Modified"] is None


def test_another_body_of_the_same_length_has_another_etag(edge, page):
    first = edge.ask(ARTICLE).headers["ETag"]
    page.write_bytes(PLAIN[::-1])
    os.utime(page, (1_000_003, 1_000_003))

    assert edge.ask(ARTICLE, If_None_Match=first).status == 200


def test_a_head_is_a_page_without_its_body(edge, page):
    whole, head = (edge.ask(ARTICLE, method, Accept_Encoding="gzip") for method in ("GET", "HEAD"))

    assert (head.status, head.body) == (200, b"")
    dropped = {"Date", "Connection"}
    assert {n: v for n, v in head.headers.items() if n not in dropped} == {
        n: v for n, v in whole.headers.items() if n not in dropped
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "?utm_source=x",
        "?utm_source=x&utm_medium=y&fbclid=z",
        "?gclid",
        "?utm_source=",
        "?zarsrc=30&",
    ],
)
def test_what_others_put_into_links_changes_nothing(edge, page, query):
    assert edge.ask(ARTICLE + query).body == PLAIN


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?truoc=66123abc-1f", "~truoc=66123abc-1f"),
        ("?truoc=66123abc-1f&utm_source=x", "~truoc=66123abc-1f"),
        ("?fbclid=abc&truoc=66123abc-1f", "~truoc=66123abc-1f"),
        ("?ky=tuan", "~ky=tuan"),
        ("?chu=b", "~chu=b"),
    ],
)
def test_a_part_of_a_list_has_a_file_of_its_own(edge, query, name):
    edge.put("/thoi-su/", b"first")
    edge.put(f"/thoi-su/{name}", b"older")

    assert edge.ask(f"/thoi-su/{query}").body == b"older"
    assert edge.ask("/thoi-su/").body == b"first"


@pytest.mark.parametrize(
    "query",
    [
        "?q=x",
        "?truoc=a&truoc=b",
        "?truoc=a&ky=b",
        "?truoc=",
        "?truoc=..%2F..%2Fetc",
        "?truoc=a/../../b",
        f"?truoc={'a' * 201}",
        "?utm_source=x&q=1",
        "?TRUOC=a",
    ],
)
def test_any_other_query_is_the_applications(edge, query):
    for name in ("", "~truoc=a", "~truoc=b", "~ky=b"):
        edge.put(f"/thoi-su/{name}", b"from disk")

    answer = edge.ask(f"/thoi-su/{query}")

    assert answer.headers["X-From"] == "application"
    assert edge.application.asked[-1].path == f"/thoi-su/{query}"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/rss/", "application/rss+xml; charset=utf-8"),
        ("/rss/thoi-su/", "application/rss+xml; charset=utf-8"),
        ("/binh-luan/12/rss/", "application/rss+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/sitemap-articles-0.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/luu-tru/2026/11/", "text/html; charset=utf-8"),
    ],
)
def test_a_file_is_of_its_address_kind(edge, path, kind):
    edge.put(path, b"from disk")

    answer = edge.ask(path)

    assert (answer.body, answer.headers.get_all("Content-Type")) == (b"from disk", [kind])


def test_what_has_no_file_is_asked_of_the_application_as_it_stands(edge):
    edge.application.answer = lambda asked: (200, {"X-From": "application"}, b"made")

    answer = edge.ask("/t%C3%A1c/%2520?a=%20b")

    assert answer.body == b"made"
    assert edge.application.asked[-1].path == "/t%C3%A1c/%2520?a=%20b"


@pytest.mark.parametrize("status", [301, 404, 410])
def test_what_was_taken_down_is_told_as_the_application_tells_it(edge, status):
    headers = {"Location": "/", "X-From": "application"}
    edge.application.answer = lambda asked: (status, headers, b"its own words")

    answer = edge.ask(ARTICLE)

    assert (answer.status, answer.body) == (status, b"its own words")


def test_what_is_sent_never_meets_a_file(edge, page):
    edge.application.is_dead = False
    edge.application.answer = lambda asked: (405, {}, asked.body)

    answer = edge.ask(ARTICLE, "POST", body=b"text")

    assert (answer.status, answer.body) == (405, b"text")
