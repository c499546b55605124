"""Tasks on Redis: a real server, a real worker."""

import os
import shutil
import socket
import subprocess
import sys
import time

import pytest
from django.test import override_settings

from articles.committed import afterwards
from newsroom import elsewhere
from newsroom.environment import BASE_DIR

pytest.importorskip("django_tasks_rq", reason="needs the [redis-tasks] extra")

if not shutil.which("redis-server"):
    pytest.skip("Redis's server is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    folder = tmp_path_factory.mktemp("redis")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    listening = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(["redis-server", *listening], stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        if "Ready to accept connections" in line:
            break
    yield f"redis://127.0.0.1:{port}/0"
    server.kill()
    server.communicate()


@pytest.fixture
def on_redis(redis_url, monkeypatch):
    """Tasks are left to a worker; those that fail are tried again at once."""
    from newsroom import redisqueue

    monkeypatch.setattr(redisqueue, "AGAIN", (0, 0, 0))
    queue = elsewhere.queue_of("redis", redis_url)
    del queue["apps"]
    with override_settings(**queue):
        yield


def work(redis_url, tmp_path):
    """Let a worker do what waits, and end."""
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "TASKS": "redis",
        "TASKS_URL": redis_url,
        "PYTHONPATH": str(BASE_DIR),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "redis_worker", "--burst"],
        cwd=BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_worker_does_what_waits_and_what_another_died_of(on_redis, redis_url, tmp_path):
    from tests.newsroom.waiting_tasks import die_once, write_down

    words, deaths = tmp_path / "words", tmp_path / "deaths"
    write_down.enqueue(str(words), "một")
    die_once.enqueue(str(deaths))
    write_down.enqueue(str(words), word="hai")
    assert not words.exists()

    work(redis_url, tmp_path)

    assert words.read_text().split() == ["một", "hai"]
    assert deaths.read_text().split() == ["begun", "begun"]


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_stands_where_redis_does_not_answer(caplog):
    from tests.newsroom.waiting_tasks import write_down

    queue = elsewhere.queue_of("redis", "redis://127.0.0.1:9/0")
    del queue["apps"]
    began = time.monotonic()
    with override_settings(**queue):
        afterwards(write_down.enqueue, "/nowhere", "word")

    assert time.monotonic() - began < 3
    assert "Error calling" in caplog.text


@pytest.mark.parametrize(
    ("kind", "url", "says"),
    [
        ("redis", "", "redis://"),
        ("redis", "memcached://cache", "redis://"),
        ("celery", "redis://cache/1", "redis_worker"),
    ],
)
def test_a_queue_that_cannot_be_is_refused(kind, url, says):
    with pytest.raises(ValueError, match=says):
        elsewhere.queue_of(kind, url)
