"""Others who are asked about a comment: honest ones, hostile ones, and ones that do not answer."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.db import connection

from comments.models import Comment
from comments.moderation import outside, telephone
from comments.moderation.arrivals import Arrival
from comments.moderation.pipeline import explained
from comments.policies import Closed
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer, set_policy
from tests.together import eventually

pytestmark = pytest.mark.django_db

FINE = b'{"hold": false}'


class Other(ThreadingHTTPServer):
    """Another server on this machine. ``answer`` is called with each request's handler."""

    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Answering)
        self.answer, self.asked = answer, []
        self.url = f"http://127.0.0.1:{self.server_port}/ask?a=1"

    def handle_error(self, *args):
        pass  # the other side has hung up: that is what is tested


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.server.answer(self)

    def do_GET(self):
        self.do_POST()

    def log_message(self, *args):
        pass


def says(body, status=200, **headers):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def other():
    """Start servers by what they answer; all are stopped afterwards."""
    begun = []

    def begin(answer):
        begun.append(Other(answer))
        threading.Thread(target=begun[-1].serve_forever, args=(0.01,), daemon=True).start()
        return begun[-1]

    yield begin
    for server in begun:
        server.shutdown()
        server.server_close()


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(outside, "PATIENCE", 1.0)


@pytest.fixture
def comment():
    parent = CommentFactory(status="approved")
    text = "Bài hay & đúng.\n“Thật”"
    fields = {"name": "Lan", "body": text, "email": "lan@example.com"}
    return Comment(article=parent.article, parent=parent, root=parent, **fields)


def found(comment, address="198.51.100.7"):
    return [
        (one.step, one.detail, one.rejects) for one in outside.others(Arrival(comment, address))
    ]


def test_nobody_is_asked_unless_the_paper_wishes_it(comment):
    assert found(comment) == []


def test_akismet_is_told_no_address_of_mail(comment, other, settings):
    server = other(says(b"true"))
    settings.AKISMET_KEY, settings.AKISMET_URL = "abc123", server.url

    assert found(comment) == [("akismet", {}, False)]

    path, headers, body = server.asked[0]
    asked = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert path == "/ask?a=1"
    assert headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    assert (asked["api_key"], asked["user_ip"]) == ("abc123", "198.51.100.7")
    assert (asked["comment_content"], asked["comment_type"]) == (comment.body, "reply")
    assert comment.article.slug in asked["permalink"]
    assert "lan@example.com" not in body.decode()


def test_akismet_has_nothing_against_it(comment, other, settings):
    settings.AKISMET_KEY, settings.AKISMET_URL = "abc123", other(says(b"false")).url

    assert found(comment) == []


@pytest.mark.parametrize("answer", [b"invalid", b"", b"TRUE", b"<html>true</html>", b"\xff\xfe"])
def test_what_akismet_never_says_holds(comment, other, settings, answer):
    settings.AKISMET_KEY, settings.AKISMET_URL = "abc123", other(says(answer)).url

    assert found(comment) == [("akismet", {"problem": "unclear"}, False)]


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        ({}, None),
        ({"hold": False, "reject": False, "reason": "x"}, None),
        ({"hold": True, "reason": " Kích \n động "}, ({"said": "Kích động"}, False)),
        ({"reject": True, "reason": "Rác"}, ({"said": "Rác"}, True)),
        ({"hold": True, "reason": "a\x00b" + "c" * 999}, ({"said": "ab" + "c" * 198}, False)),
        ({"hold": True}, ({"said": "–"}, False)),
        ({"hold": "yes"}, ({"problem": "unclear"}, False)),
        ({"hold": 1}, ({"problem": "unclear"}, False)),
        ({"hold": True, "reason": ["a"]}, ({"problem": "unclear"}, False)),
        ([True], ({"problem": "unclear"}, False)),
        (None, ({"problem": "unclear"}, False)),
    ],
)
def test_a_classifier_is_understood_or_not(comment, other, settings, answer, finding):
    server = other(says(json.dumps(answer).encode()))
    settings.CLASSIFIER_URL = server.url

    assert found(comment) == ([("classifier", *finding)] if finding else [])
    assert json.loads(server.asked[0][2]) == {
        "article": comment.article_id,
        "title": comment.article.title,
        "name": "Lan",
        "body": comment.body,
        "reply": True,
    }


def waits(handler):
    time.sleep(8)


def drips(handler):
    """A byte of the answer's head now and then: no single wait is long."""
    with handler.connection:
        for byte in b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 200:
            handler.connection.send(bytes([byte]))
            time.sleep(0.05)


def drips_body(handler):
    says(b"", **{"Content-Length": "1000"})(handler)
    for _number in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hangs_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


def answers_nonsense(handler):
    handler.connection.send(b"\x00\xff" * 500 + b"\r\n\r\n")
    hangs_up(handler)


HOSTILE = [
    pytest.param(waits, "silent", id="waits"),
    pytest.param(drips, "silent", id="drips"),
    pytest.param(drips_body, "silent", id="drips the body"),
    pytest.param(hangs_up, "silent", id="hangs up"),
    pytest.param(answers_nonsense, "silent", id="no HTTP"),
    pytest.param(says(FINE, 500), "silent", id="500"),
    pytest.param(says(b"", 204), "silent", id="204"),
    pytest.param(says(FINE + b" " * 30_000), "silent", id="huge"),
    pytest.param(says(FINE, **{"Content-Length": "999"}), "silent", id="cut off"),
    pytest.param(says(b"[" * 15_000), "unclear", id="deep"),
    pytest.param(says(b"\xff\xfe\x00"), "unclear", id="no text"),
    pytest.param(says(b"<html>"), "unclear", id="no JSON"),
    pytest.param(says(b'{"hold": NaN}'), "unclear", id="no number"),
    pytest.param(
        says(b"\x1f\x8b" + b"\0" * 50, **{"Content-Encoding": "gzip"}), "unclear", id="zip"
    ),
]


@pytest.mark.parametrize(("answer", "problem"), HOSTILE)
def test_a_hostile_answer_holds_and_costs_no_time(comment, other, settings, quick, answer, problem):
    settings.CLASSIFIER_URL = other(answer).url

    begun = time.monotonic()
    details = found(comment)

    assert time.monotonic() - begun < 4
    assert details == [("classifier", {"problem": problem}, False)]


def test_a_redirect_leads_nowhere(comment, other, settings, quick):
    inner = other(says(FINE))
    outer = other(says(b"", 307, Location=inner.url))
    settings.CLASSIFIER_URL = outer.url

    assert found(comment) == [("classifier", {"problem": "silent"}, False)]
    assert (len(outer.asked), inner.asked) == (1, [])


@pytest.mark.parametrize("host", ["127.0.0.1:9", "không-có.invalid", "[::1]:9"])
def test_nobody_there_holds(comment, settings, quick, host):
    settings.CLASSIFIER_URL = f"http://{host}/"

    assert found(comment) == [("classifier", {"problem": "silent"}, False)]


def test_both_are_asked_at_once_and_have_one_time(comment, other, settings, monkeypatch):
    monkeypatch.setattr(outside, "PATIENCE", 3.0)
    settings.AKISMET_KEY, settings.AKISMET_URL = "abc123", other(waits).url
    settings.CLASSIFIER_URL = other(waits).url

    begun = time.monotonic()
    steps = [step for step, *_detail in found(comment)]

    assert time.monotonic() - begun < 5.9
    assert steps == ["akismet", "classifier"]


def test_many_who_hang_keep_nobody_waiting(comment, other, settings, monkeypatch):
    monkeypatch.setattr(telephone, "_lines", threading.BoundedSemaphore(1))
    settings.CLASSIFIER_URL = other(waits).url
    held = telephone.Call(settings.CLASSIFIER_URL, b"", "text/plain")
    held.begin(5)

    begun = time.monotonic()
    details = found(comment)

    assert time.monotonic() - begun < 1
    assert details == [("classifier", {"problem": "silent"}, False)]
    with pytest.raises(telephone.Silent):
        held.answer(time.monotonic())


def test_a_line_is_free_again_afterwards(comment, other, settings, quick, monkeypatch):
    monkeypatch.setattr(telephone, "_lines", threading.BoundedSemaphore(1))
    settings.CLASSIFIER_URL = other(drips).url
    found(comment)
    eventually(lambda: telephone._lines._value == 1)

    settings.CLASSIFIER_URL = other(says(FINE)).url
    assert found(comment) == []


def test_no_transaction_is_open_while_others_are_asked(comment, other, settings, monkeypatch):
    """And what they say is kept: it rejects, with the reason in the paper's language."""
    depths = []
    real = outside.Call.begin
    settings.CLASSIFIER_URL = other(says(b'{"reject": true, "reason": "R\xc3\xa1c"}')).url

    def begin(call, patience):
        depths.append(len(connection.savepoint_ids))
        return real(call, patience)

    monkeypatch.setattr(outside.Call, "begin", begin)
    before = len(connection.savepoint_ids)
    stored = Comment.objects.get(pk=post(comment).pk)

    assert depths == [before]
    assert stored.status == "rejected"
    assert "Rác" in stored.events.get().reason


def test_a_silent_other_keeps_a_trusted_writer_waiting(comment, other, settings, quick):
    set_policy(comment.article, "trusted")
    comment.user = make_writer("trusted").user
    settings.CLASSIFIER_URL = other(waits).url

    stored = Comment.objects.get(pk=post(comment).pk)

    assert stored.status == "pending"
    assert list(explained(stored.reasons)) != []


def test_what_is_rejected_already_or_closed_is_shown_to_nobody(comment, other, settings):
    server = other(says(FINE))
    settings.CLASSIFIER_URL = server.url

    post(comment, trapped=True)
    set_policy(comment.article, "closed")
    with pytest.raises(Closed):
        post(Comment(article=comment.article, name="Lan", body="Bài hay."))

    assert server.asked == []
