import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from PIL import Image

from articles.darkroom import apart
from articles.darkroom.orders import Order
from articles.darkroom.refusals import Refused
from articles.darkroom.statement import Statement
from tests.photofiles.corpus import BAD, GOOD, saved
from tests.pictures import picture

ROOT = Path(__file__).resolve().parents[3]
MOST = 300_000_000


def child(code, **options):
    """Run ``code`` as the child would run, its limits set."""
    begin = "import os; from articles.darkroom import child; child.bound(os.getppid());"
    return subprocess.run(
        [sys.executable, "-c", begin + code],
        cwd=ROOT,
        env=apart._environment(),
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


def test_a_file_is_developed_in_another_process():
    result = apart.develop(io.BytesIO(GOOD["jpeg"]), Order())

    assert result.developed.size == (160, 120)
    assert set(result.files) == {"160.webp", "160.jpg", "share.jpg"}
    assert Image.open(io.BytesIO(result.files["160.jpg"])).size == (160, 120)


def test_what_is_asked_for_reaches_the_other_process():
    order = Order(is_complete=True, statement=Statement("Bưởi", "Bưởi/Báo", "© Báo"))

    result = apart.develop(io.BytesIO(GOOD["jpeg"]), order)

    assert set(result.files) == {"160.avif", "160.webp", "160.jpg", "share.jpg"}
    assert all("Bưởi/Báo".encode() in data for data in result.files.values())


@pytest.mark.parametrize("name", ["empty", "svg", "jpeg bomb", "png with a profile that grows"])
def test_refusals_come_back_from_the_other_process(name):
    data, reason = BAD[name]

    with pytest.raises(Refused) as caught:
        apart.develop(io.BytesIO(data), Order())

    assert caught.value.reason == reason


def large(name):
    """A picture of 24 or 60 megapixels: what memory it takes does not depend on what it shows."""
    plain = Image.linear_gradient("L")
    grey, wide = plain.resize((6000, 4000)), plain.resize((9504, 6336))
    return {
        "jpeg of 60 megapixels": lambda: saved(wide, "JPEG"),
        "progressive jpeg": lambda: saved(
            grey.convert("RGB"), "JPEG", progressive=True, subsampling=0
        ),
        "png": lambda: saved(grey.convert("RGBA"), "PNG", compress_level=1),
        "webp of 12 megapixels": lambda: saved(plain.resize((4000, 3000)), "WEBP", method=0),
    }[name]()


@pytest.mark.parametrize(
    ("name", "is_complete"),
    [
        ("jpeg of 60 megapixels", True),
        ("progressive jpeg", False),
        ("png", False),
        ("webp of 12 megapixels", False),
    ],
)
def test_large_pictures_are_developed_within_the_memory(name, is_complete):
    result = apart.develop(io.BytesIO(large(name)), Order(is_complete=is_complete))

    assert 0 < result.peak < MOST
    assert len(result.files) == (19 if is_complete else 5)


def test_a_picture_that_takes_more_is_refused_before_it_does():
    data = saved(Image.new("RGB", (6000, 4000), "white"), "WEBP", method=0)

    with pytest.raises(Refused, match="memory"):
        apart.develop(io.BytesIO(data), Order())


def test_the_child_gets_no_more_memory_than_it_may_have():
    done = child("bytearray(300_000_000)")

    assert done.returncode == 1
    assert "MemoryError" in done.stderr
    assert child("bytearray(200_000_000)").returncode == 0


def test_the_child_gets_no_more_time_than_it_may_have():
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 60))\nwhile True: pass"

    assert child(code).returncode == -signal.SIGXCPU


def test_the_child_writes_no_endless_file(tmp_path):
    done = child(f"open({str(tmp_path / 'x')!r}, 'wb').write(b'x' * 70_000_000)")

    assert done.returncode != 0
    assert (tmp_path / "x").stat().st_size <= 64_000_000


def test_the_child_knows_no_django_and_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the-secret")

    done = child(
        "import sys, articles.darkroom.developing;"
        "print('django' in sys.modules, sorted(os.environ))"
    )

    assert done.stdout.startswith("False ")
    assert "SECRET_KEY" not in done.stdout and "DATABASE_URL" not in done.stdout


def test_the_child_dies_with_whoever_started_it():
    code = (
        "import os, subprocess, sys;"
        "inner = 'import os, time; from articles.darkroom import child;"
        " child.bound(os.getppid()); print(os.getpid(), flush=True); time.sleep(60)';"
        "process = subprocess.Popen([sys.executable, '-c', inner], stdout=subprocess.PIPE);"
        "print(process.stdout.readline().decode(), flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=apart._environment(), stdout=subprocess.PIPE
    )

    number = int(done.stdout)
    for _moment in range(100):
        if not _is_alive(number):
            return
        time.sleep(0.02)
    os.kill(number, signal.SIGKILL)
    pytest.fail("the child is still there")


def _is_alive(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)

    with pytest.raises(Refused, match="slow"):
        apart.develop(io.BytesIO(picture()), Order())


@pytest.mark.parametrize(
    ("ended", "reason"),
    [(-signal.SIGSEGV, "broken"), (-signal.SIGKILL, "memory"), (-signal.SIGXCPU, "slow")],
)
def test_the_end_of_the_child_is_a_refusal_too(monkeypatch, ended, reason):
    monkeypatch.setattr(apart, "_run", lambda folder: ended)

    with pytest.raises(Refused, match=reason):
        apart.develop(io.BytesIO(picture()), Order())


def test_a_full_disk_is_not_the_picture_s_fault(tmp_path):
    (tmp_path / "in").write_bytes(GOOD["jpeg"])
    (tmp_path / "order.json").write_text(
        '{"is_complete": false, "statement": null, "focus": [0.5, 0.5]}'
    )
    (tmp_path / "160.webp").mkdir()  # so it cannot be written, whoever tries

    assert apart._run(tmp_path) == 74


def test_a_full_disk_is_told_as_an_error_of_the_machine(monkeypatch):
    monkeypatch.setattr(apart, "_run", lambda folder: 74)

    with pytest.raises(OSError, match="no room"):
        apart.develop(io.BytesIO(picture()), Order())


def test_no_file_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    apart.develop(io.BytesIO(GOOD["jpeg"]), Order())
    with pytest.raises(Refused):
        apart.develop(io.BytesIO(b"x"), Order())

    assert list(tmp_path.iterdir()) == []
