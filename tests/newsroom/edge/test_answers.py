"""Answers without a file: search, programs' questions, pictures."""

import time

import pytest

from articles.views.photos import KEPT, PUBLIC


def counting(**headers):
    """Answer with how often it was asked."""
    asked = []

    def answer(request):
        asked.append(request)
        return 200, headers, str(len(asked)).encode()

    return answer


def test_answers_outlive_the_application(edge):
    paths = [
        f"{path}?q={time.monotonic_ns()}"
        for path in ("/tim-kiem/", "/en/tim-kiem/", "/api/v1/articles")
    ]
    edge.application.answer = lambda asked: (200, {}, asked.path.encode())
    first = [edge.ask(path).body for path in paths]
    edge.application.is_dead = True
    while edge.caching_of(paths[-1]) != "STALE":  # kept for a second, until then
        time.sleep(0.1)

    assert [edge.ask(path).body for path in paths] == first
    assert edge.ask(f"{paths[0]}x").status == 503


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ({"Cookie": "sessionid=1"}, {}),
        ({"Authorization": "Basic x"}, {}),
        ({}, {"Set-Cookie": "a=b"}),
        ({}, {"Cache-Control": "private, no-store"}),
        ({}, {"Cache-Control": "no-cache"}),
    ],
)
def test_an_answer_for_one_reader_reaches_no_other(edge, sent, received):
    path = f"/tim-kiem/?q={time.monotonic_ns()}"
    edge.application.answer = counting(**received)

    assert edge.ask(path, **sent).body == b"1"
    assert edge.ask(path).body == b"2"


def test_an_answer_is_of_its_whole_query(edge):
    now = time.monotonic_ns()
    edge.application.answer = lambda asked: (200, {}, asked.path.encode())

    assert edge.ask(f"/tim-kiem/?q=a{now}").body == f"/tim-kiem/?q=a{now}".encode()
    assert edge.ask(f"/tim-kiem/?q=b{now}").body == f"/tim-kiem/?q=b{now}".encode()


def test_a_page_without_a_file_is_kept_by_nobody(edge):
    """It may be over a moment later."""
    edge.application.answer = counting(**{"Cache-Control": "public, max-age=60"})

    assert [edge.ask("/thoi-su/").body for _ in range(2)] == [b"1", b"2"]


def photo():
    return f"/anh/{time.monotonic_ns():024}/800.jpg"


def test_a_photo_is_asked_for_once_and_outlives_the_application(edge):
    path = photo()
    edge.application.answer = counting(**{"Cache-Control": PUBLIC, "Content-Type": "image/jpeg"})

    answers = [edge.ask(path) for _ in range(2)]

    assert [answer.body for answer in answers] == [b"1", b"1"]
    assert answers[1].headers["Content-Type"] == "image/jpeg"
    (asked,) = edge.application.asked
    assert asked.headers["X-Forwarded-For"] == "127.0.0.1"
    assert asked.headers["X-Forwarded-Proto"] == "https"
    edge.application.is_dead = True
    assert edge.ask(path).body == b"1"


def test_a_photo_is_kept_here_and_by_browsers_as_long_as_was_promised(edge):
    """Ten seconds here and the rest there: ten minutes, as the application says."""
    path = photo()
    edge.application.answer = counting(**{"Cache-Control": PUBLIC})

    kept = edge.ask(path).headers.get_all("Cache-Control")

    assert kept == [f"public, max-age={KEPT - 10}, must-revalidate"]


def test_a_photo_for_staff_is_theirs_alone(edge):
    path = photo()
    edge.application.answer = lambda asked: (
        (200, {"Cache-Control": "private, no-store"}, b"draft")
        if "Cookie" in asked.headers
        else (404, {}, b"none")
    )

    assert edge.ask(path, Cookie="sessionid=1").body == b"draft"
    assert edge.ask(path).status == 404
    answer = edge.ask(path, Cookie="sessionid=1")
    assert (answer.body, answer.headers["Cache-Control"]) == (b"draft", "private, no-store")


def test_a_photo_comes_from_disk_once_the_application_says_that_it_may(edge):
    key = f"{time.monotonic_ns():024}"
    file = edge.data / "media" / "photos" / key[:2] / key / "800.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xd8 picture")
    told = {"X-Accel-Redirect": f"/_media/photos/{key[:2]}/{key}/800.jpg"}
    edge.application.answer = lambda asked: (
        (200, {**told, "Cache-Control": PUBLIC, "Content-Type": "image/jpeg"}, b"")
    )

    answer = edge.ask(f"/anh/{key}/800.jpg")

    assert answer.body == b"\xff\xd8 picture"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Accel-Redirect"] is None
    known = edge.ask(f"/anh/{key}/800.jpg", If_None_Match=answer.headers["ETag"])
    part = edge.ask(f"/anh/{key}/800.jpg", Range="bytes=0-1")
    assert (known.status, part.status, part.body) == (304, 206, b"\xff\xd8")


def test_a_photo_that_was_taken_back_does_not_come_back_with_an_error(edge):
    path = photo()
    edge.application.answer = lambda asked: (404, {}, b"none")
    assert edge.ask(path).status == 404
    edge.application.is_dead = True

    assert edge.ask(path).status == 404


@pytest.mark.parametrize("name", ["css/paper.7f0cc22c42ea.css", "img/a.0123456789ab.png"])
def test_a_static_file_under_a_hash_is_kept_for_ever(edge, name):
    file = edge.data / "static" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"as it is")
    file.with_name(f"{file.name}.gz").write_bytes(b"gzipped")
    edge.application.is_dead = True

    answer = edge.ask(f"/static/{name}", Accept_Encoding="gzip")

    assert (answer.status, answer.body) == (200, b"gzipped")
    assert answer.headers["Cache-Control"] == "public, max-age=315360000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert edge.ask(f"/static/{name}").body == b"as it is"


def test_a_static_file_comes_with_its_kind_in_brotli_too(edge):
    file = edge.data / "static" / "js" / "paper.0123456789ab.js"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"as it is")
    file.with_name(f"{file.name}.br").write_bytes(b"brotli")

    answers = [edge.ask("/static/js/paper.0123456789ab.js", Accept_Encoding=a) for a in ("", "br")]

    assert [answer.body for answer in answers] == [b"as it is", b"brotli"]
    assert [answer.headers["Content-Encoding"] for answer in answers] == [None, "br"]
    kinds = [answer.headers.get_all("Content-Type") for answer in answers]
    assert kinds == [["application/javascript; charset=utf-8"]] * 2
    assert all("Accept-Encoding" in answer.headers.get_all("Vary", []) for answer in answers)


def test_a_static_file_without_a_hash_is_soon_asked_for_again(edge):
    (edge.data / "static" / "plain.txt").write_bytes(b"text")

    assert edge.ask("/static/plain.txt").headers["Cache-Control"] == "public, max-age=60"
    assert edge.ask("/static/none.css").status == 404
