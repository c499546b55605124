"""Pages on their way to the keeper, and what else may lie there."""

import gzip
import json
import os
import time
from dataclasses import replace

import pytest

from newsroom.pagecache import incoming
from newsroom.pagecache.memory import Page
from newsroom.pagecache.packing import FOREVER


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder


def page(plain=b"plain", brotli=b""):
    keys = frozenset({"front", "article:1"})
    return Page((), plain, gzip.compress(plain), 'W/"x"', keys, 7, 2000.5, float("inf"), brotli)


def test_a_page_arrives_as_it_was_handed_over(folder):
    sent = page(b"pl\nain", b"br")
    assert incoming.hand_over(folder, "a/b.page", sent)

    [path] = incoming.waiting(folder)
    taken = incoming.take(path)

    assert taken == ("a/b.page", replace(sent, old_until=FOREVER))
    assert os.listdir(folder) == []


def test_on_its_way_a_page_has_no_body_twice(folder):
    plain = os.urandom(50_000)
    incoming.hand_over(folder, "a.page", page(plain))

    [path] = incoming.waiting(folder)

    assert plain not in path.read_bytes()
    assert incoming.take(path).page.plain == plain


def test_what_is_half_written_waits_and_goes_in_the_end(folder):
    half = folder / "1.begun"
    half.write_bytes(b"{")
    assert incoming.waiting(folder) == []
    assert half.exists()

    long_ago = time.time() - 61
    os.utime(half, (long_ago, long_ago))

    assert incoming.waiting(folder) == []
    assert not half.exists()


GOOD = {
    **{"headers": [["a", "b"]], "etag": "x", "keys": ["front"], "number": 1},
    **{"until": 2.0, "old_until": 3.0, "status": 200, "lengths": [5, 0, 0]},
}


def told(name=b"a.page", **more):
    return name + b"\n" + json.dumps(GOOD | more).encode() + b"\nplain"


def test_what_is_as_it_should_be_is_a_page(folder):
    (folder / "1.whole").write_bytes(told())

    assert incoming.take(folder / "1.whole").page.plain == b"plain"


@pytest.mark.parametrize(
    "whole",
    [
        b"",
        b"\n\n",
        b"a.page\n{}\nplain",
        b"a.page\n[]\nplain",
        b"a.page\n\xff\xfe\nplain",
        told(b"../a.page"),
        told(b"a.page\0"),
        told(b"\xff.page"),
        told(lengths=[4, 0, 0]),
        told(lengths=[-1, 6, 0]),
        told(lengths=[5]),
        told(lengths=[0, 5, 0]),  # nothing but what is compressed, and it is not
        told(lengths=[0, 0, 5]),
        told(keys=[1]),
        told(keys=None),
        told(until="NaN"),
        told(number=None),
        told(status=410),
        told(status="x"),
        told(headers=[["a"]]),
    ],
)
def test_what_is_no_page_is_removed(folder, whole):
    path = folder / "1.whole"
    path.write_bytes(whole)

    assert incoming.take(path) is None
    assert os.listdir(folder) == []


def test_links_folders_and_pipes_are_removed_and_not_followed(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (folder / "1.whole").symlink_to(secret)
    (folder / "2.whole").symlink_to(tmp_path)
    (folder / "3.whole").mkdir()
    (folder / "3.whole" / "x").write_text("x")
    os.mkfifo(folder / "4.whole")

    assert incoming.take(folder / "1.whole") is None
    assert incoming.waiting(folder) == []
    assert os.listdir(folder) == []
    assert secret.read_text() == "secret"


def test_the_same_page_lies_there_once_whoever_hands_it_over(folder):
    for number in (7, 7, 8):
        assert incoming.hand_over(folder, "a.page", replace(page(), number=number))

    assert len(incoming.waiting(folder)) == 2


def test_what_is_too_large_or_too_much_is_not_handed_over(folder, monkeypatch):
    monkeypatch.setattr(incoming, "LARGEST", 1000)
    monkeypatch.setattr(incoming, "MOST", 2)

    assert not incoming.hand_over(folder, "a.page", page(os.urandom(1000)))
    names = ("a.page", "b.page", "c.page")
    assert [incoming.hand_over(folder, name, page()) for name in names] == [True, True, False]
    (folder / "1.whole").write_bytes(b"x" * 1001)
    assert incoming.take(folder / "1.whole") is None
