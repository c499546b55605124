"""What nobody may do through nginx."""

import itertools

import pytest

from tests.together import at_once, eventually

_sources = (f"127.0.2.{number}" for number in itertools.count(1))


def test_a_body_is_as_large_as_the_application_lets_it(edge):
    edge.application.answer = lambda asked: (200, {}, str(len(asked.body)).encode())
    limit = 1024 * 1024

    assert edge.ask("/binh-luan/1/", "POST", body=b"x" * limit).body == str(limit).encode()
    refused = edge.ask("/binh-luan/1/", "POST", Content_Length=str(limit + 1))
    assert refused.status == 413
    assert "quá lớn" in refused.body.decode()
    assert edge.ask("/admin/photo/", "POST", body=b"x" * (limit + 1)).status == 200
    assert edge.ask("/admin/photo/", "POST", Content_Length=str(256 * limit + 1)).status == 413


@pytest.mark.parametrize(
    ("method", "path", "may"),
    [
        ("POST", "/binh-luan/1/", 41),
        ("POST", "/tai-khoan/dang-nhap/", 11),
        ("POST", "/en/tai-khoan/dang-nhap/ma/", 11),
        ("POST", "/admin/login/", 11),
        ("GET", "/tim-kiem/?q=thuong", 41),
    ],
)
def test_who_asks_too_often_is_told_so(edge, method, path, may):
    edge.application.answer = lambda asked: (200, {}, b"")
    source = next(_sources)
    body = b"" if method == "POST" else None

    def ask():
        return edge.ask(path, method, body=body, source=source)

    answers = [ask() for _ in range(may)]
    while len(answers) < 2 * may + 80 and answers[-1].status != 429:
        # Several at once, for more a second than are let through.
        answers += sorted(at_once(*[ask] * 8), key=lambda answer: answer.status)

    assert {answer.status for answer in answers[:may]} == {200}
    assert answers[-1].status == 429
    assert answers[-1].headers["Retry-After"] == "10"
    assert "thử lại" in answers[-1].body.decode()
    assert edge.ask(path, method, body=body, source=next(_sources)).status == 200


def test_reading_is_not_counted(edge):
    edge.put("/", b"home")
    source = next(_sources)

    assert {edge.ask("/", source=source).status for _ in range(60)} == {200}


def test_what_a_reader_says_of_their_address_is_not_believed(edge):
    forged = {
        "X_Forwarded_For": "203.0.113.9",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Port": "81",
        "X_Real_IP": "203.0.113.9",
        "Forwarded": "for=203.0.113.9",
        "Proxy": "http://evil.example",
    }
    edge.ask("/thoi-su/", **forged)
    (asked,) = edge.application.asked

    assert asked.headers["X-Forwarded-For"] == "127.0.0.1"
    assert asked.headers["X-Forwarded-Proto"] == "https"
    assert asked.headers["Host"] == "bao.example"
    assert not {name.replace("_", "-") for name in forged} - {
        "X-Forwarded-For",
        "X-Forwarded-Proto",
    } & set(asked.headers)


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1", "bao.example.evil.example"])
def test_another_name_is_refused(edge, host):
    edge.put("/", b"home")

    assert edge.ask("/", host=host).status in (400, 421)
    assert edge.ask("/", host=host, tls=False).status in (400, 421)
    assert edge.application.asked == []


@pytest.mark.parametrize("host", ["bao.example", "www.bao.example", "BAO.EXAMPLE:80"])
def test_without_tls_all_lead_to_the_papers_own_address(edge, host):
    answer = edge.ask("/thoi-su/?truoc=a", host=host, tls=False)

    assert answer.status == 301
    assert answer.headers["Location"] == "https://bao.example/thoi-su/?truoc=a"


def test_the_papers_other_name_leads_to_its_own(edge):
    answer = edge.ask("/thoi-su/", host="www.bao.example")

    assert (answer.status, answer.headers["Location"]) == (301, "https://bao.example/thoi-su/")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_whoever_watches_the_machine_asks_by_its_address(edge):
    edge.application.answer = lambda asked: (200, {}, b"ok\n")

    assert edge.ask("/healthz", host="10.0.0.1", tls=False).body == b"ok\n"
    assert edge.application.asked[-1].headers["Host"] == "bao.example"


@pytest.mark.parametrize("method", ["PURGE", "TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND", "X"])
def test_a_method_that_no_page_uses_is_refused(edge, method):
    assert edge.ask("/thoi-su/", method).status in (400, 405)
    assert edge.application.asked == []


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_the_newsroom_sends_photos_in_pieces(edge, method):
    edge.application.answer = lambda asked: (204, {}, b"")

    assert edge.ask("/admin/articles/photo/uploads/1/", method, body=b"x").status == 204


@pytest.fixture
def secrets(edge):
    """What nobody may get at, in and beside the folder of pages."""
    edge.put("/thoi-su/", b"page")
    edge.put("/thoi-su/", b"secret", "old")
    (edge.pages / "incoming").mkdir(exist_ok=True)
    (edge.pages / "incoming" / "1.page").write_bytes(b"secret")
    (edge.pages / "live" / "state.json").write_bytes(b"secret")
    (edge.pages / "live" / ".hidden.page").write_bytes(b"secret")
    (edge.data / "db.sqlite3").write_bytes(b"secret")
    (edge.data / "media").mkdir(exist_ok=True)
    (edge.data / "media" / "original.jpg").write_bytes(b"secret")
    return edge


@pytest.mark.parametrize(
    "path",
    [
        "/old/thoi-su/",
        "/../old/thoi-su/",
        "/%2e%2e/old/thoi-su/",
        "/..%2fold/thoi-su/",
        "/thoi-su/..%2f..%2fold/thoi-su/",
        "/thoi-su/%2e%2e%2f%2e%2e%2fold%2fthoi-su/",
        "/..%5cold%5cthoi-su/",
        "/%252e%252e/old/thoi-su/",
        "/incoming/1",
        "/../incoming/1",
        "/state.json",
        "/.hidden",
        "/%2ehidden",
        "/thoi-su/.page",
        "/live/thoi-su/",
        "/thoi-su/?truoc=/../../old/thoi-su/",
        "/static/../db.sqlite3",
        "/static/..%2fdb.sqlite3",
        "/static/%2e%2e/db.sqlite3",
        "/static../db.sqlite3",
        "/static//../../db.sqlite3",
        "/media/original.jpg",
        "/_media/original.jpg",
        "/_media/photos/../original.jpg",
        "/thoi-su/%00",
        "//old//thoi-su/",
        "/nginx.conf",
        "/privkey.pem",
    ],
)
def test_no_address_leads_anywhere_else(secrets, path):
    answer = secrets.ask(path, Accept_Encoding="gzip, br")

    assert answer.status in (400, 404)
    assert b"secret" not in answer.body


def test_a_server_does_not_say_what_it_is(edge):
    edge.put("/", b"home")

    assert {edge.ask(path).headers["Server"] for path in ("/", "/none/")} == {"nginx"}


def test_secret_links_stand_in_no_log(edge):
    token = "t" * 43
    for path in (
        f"/xem-truoc/{token}/",
        f"/en/xem-truoc/{token}/anh/k/800.jpg",
        f"/tai-khoan/dang-nhap/{token}/",
        f"/binh-luan/du-lieu/{token}/tai-ve/",
        f"/binh-luan/thu/ngung/{token}/",
        f"/tai-khoan/qua/google/ve/?code={token}",
    ):
        edge.ask(path)
    edge.ask("/thoi-su/")
    file = edge.folder / "logs" / "access.log"
    eventually(lambda: "/thoi-su/" in file.read_text())
    log = file.read_text()

    assert "/xem-truoc/..." in log
    assert token not in log
