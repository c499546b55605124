"""What readers get where the application fails or does not answer."""

import pytest

PATH = "/thoi-su/cau-moi-qua-kenh-a12.html"


def fails_with(status):
    return lambda asked: (status, {"X-From": "application", "Retry-After": "7"}, b"its own words")


def assert_is_the_old_page(answer):
    assert (answer.status, answer.body) == (200, b"as it was")
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]
    assert answer.headers["Warning"] == '110 - "Response is Stale"'
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "frame-src" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_older_page_stands_in_for_an_error(edge, status, method):
    edge.put(PATH, b"as it was", "old")
    edge.application.answer = fails_with(status)

    answer = edge.ask(PATH, method)

    answer.body = answer.body or {"HEAD": b"as it was"}[method]
    assert_is_the_old_page(answer)


def test_an_older_page_stands_in_for_an_application_that_is_dead(edge):
    edge.put(PATH, b"as it was", "old")
    edge.put("/thoi-su/~truoc=a-1", b"older", "old")
    edge.application.is_dead = True

    assert_is_the_old_page(edge.ask(f"{PATH}?utm_source=x"))
    assert edge.ask("/thoi-su/?truoc=a-1").body == b"older"
    assert edge.ask("/thoi-su/?truoc=a-2").status == 503


@pytest.mark.parametrize("status", [200, 301, 404, 410])
def test_an_older_page_is_not_shown_where_the_application_answers(edge, status):
    edge.put(PATH, b"as it was", "old")
    edge.application.answer = fails_with(status)

    answer = edge.ask(PATH)

    assert (answer.status, answer.body) == (status, b"its own words")


def test_an_older_page_is_no_answer_to_what_is_sent(edge):
    edge.put(PATH, b"as it was", "old")
    edge.application.answer = fails_with(503)

    answer = edge.ask(PATH, "POST", body=b"comment")

    assert (answer.status, answer.body) == (503, b"its own words")
    assert answer.headers.get_all("Retry-After") == ["7"]


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_without_an_older_page_is_told_in_its_own_words(edge, status):
    edge.application.answer = fails_with(status)

    answer = edge.ask(PATH)

    assert (answer.status, answer.body) == (status, b"its own words")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", [PATH, "/tim-kiem/?q=a", "/admin/", "/api/v1/articles"])
def test_who_meets_a_dead_application_is_told_to_come_back(edge, path, method):
    edge.application.is_dead = True

    answer = edge.ask(path, method, body=b"comment" if method == "POST" else None)

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Báo tạm gián đoạn" in answer.body.decode()


def test_the_page_of_excuses_has_no_address(edge):
    assert edge.ask("/503.html").status == 404


def test_the_application_is_asked_once(edge):
    """Its trouble is not made twice as large by us."""
    edge.put(PATH, b"as it was", "old")
    edge.application.answer = fails_with(503)
    edge.ask(PATH)
    edge.ask("/khac/")
    edge.ask("/khac/", "POST", body=b"")

    assert len(edge.application.asked) == 3
