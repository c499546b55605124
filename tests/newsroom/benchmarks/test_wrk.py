"""wrk before a real server: what it counts, and what is refused."""

import shutil
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newsroom.benchmarks import wrk
from newsroom.benchmarks.processes import Running, Unavailable, debian
from newsroom.benchmarks.wrk import Target
from tests.together import eventually

needs_wrk = pytest.mark.skipif(shutil.which("wrk") is None, reason="needs wrk")


@pytest.fixture
def server():
    """A server whose answer's status and body a test may set, and that notes what it was asked."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            server.asked.add((self.path, self.headers["Host"], self.headers["Accept-Encoding"]))
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(server.body)))
            self.end_headers()
            self.wfile.write(server.body)

        def log_message(self, *args):
            pass

        def handle(self):
            with suppress(ConnectionError):  # wrk has gone
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    server.status, server.body, server.asked = 200, b"x" * 1000, set()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def target(server):
    return Target("page", server.server_address[1], ["/a", "/b"], "bao.example")


@needs_wrk
def test_each_address_is_asked_for_and_all_answers_count(server, target, tmp_path):
    wrk.warm(target, tmp_path, seconds=0)

    assert server.asked == {("/a", "bao.example", "gzip"), ("/b", "bao.example", "gzip")}
    assert target.bytes_each > 1000
    assert wrk.rate(target, tmp_path, seconds=3) > 0


@needs_wrk
@pytest.mark.parametrize("status", [302, 404])
def test_other_answers_than_200_make_no_figure(server, target, tmp_path, status):
    server.status = status

    with pytest.raises(Unavailable, match=r"page: .* other than 200"):
        wrk.warm(target, tmp_path, seconds=0)


def answered(**found):
    return lambda *args: {
        "seconds": 1, "answers": 10, "bytes": 10_000, "errors": 0, "lost": 0, "other": 0, **found
    }  # fmt: skip


@pytest.mark.parametrize("found", [{"errors": 1}, {"lost": 1}, {"answers": 0}, {"bytes": 5_000}])
def test_a_round_with_wrong_answers_makes_no_figure(target, tmp_path, monkeypatch, found):
    target.bytes_each = 1_000
    monkeypatch.setattr(wrk, "_run", answered(**found))

    with pytest.raises(Unavailable):
        wrk.rate(target, tmp_path, seconds=0)


def test_a_missing_program_names_its_package():
    with pytest.raises(Unavailable, match=r"no-such-program is missing: .*“wrk”"):
        debian("no-such-program", "wrk")


def test_a_process_that_does_not_start_tells_its_last_words(tmp_path):
    command = ["/bin/sh", "-c", "echo one; echo no such flag >&2; exit 3"]

    with pytest.raises(Unavailable, match="no such flag"):
        Running(command, log=tmp_path / "log", ready=lambda: False).__enter__()


def test_what_a_process_has_started_ends_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr("newsroom.benchmarks.processes.TO_END", 0.1)
    ready = tmp_path / "ready"
    command = [
        "/bin/sh",
        "-c",
        f"trap '' TERM; sleep 60 & echo $! > {ready}.new; mv {ready}.new {ready}; exec sleep 60",
    ]

    with Running(command, log=tmp_path / "log", ready=ready.exists):
        child = int(ready.read_text())
        assert _runs(child)

    assert (tmp_path / "log").read_text() == ""
    eventually(lambda: not _runs(child))  # the kernel ends it in its own time


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split(")")[-1].split()[0] != "Z"
    except FileNotFoundError:
        return False
