"""Pages in memory: how many, how long, and what drops them."""

import gzip
import time

from newsroom.pagecache.log import Change
from newsroom.pagecache.memory import Page, Pages


def page(*keys, number=0, until=None, size=10):
    until = time.time() + 60 if until is None else until
    return Page((), b"x" * size, b"", 'W/"x"', frozenset(keys), number, until)


def at(number, *changes):
    """Pages that have caught up with change ``number``; ``changes`` are (number, keys) after it."""
    pages = Pages(room=100)
    pages.catch_up([], number)
    return pages


def test_a_change_drops_the_pages_of_its_keys_and_no_other():
    pages = at(5)
    pages.keep("/a", page("article:1", "front", number=5))
    pages.keep("/b", page("article:2", number=5))

    pages.catch_up([Change(6, ["article:1"], False)], 6)

    assert pages.get("/a") is None
    assert pages.get("/b") is not None
    assert pages.number == 6


def test_what_changed_after_its_making_began_is_not_kept():
    pages = at(5)
    pages.catch_up([Change(n, [f"article:{n - 5}"], False) for n in (6, 7)], 7)

    assert not pages.keep("/a", page("article:1", number=5))
    assert not pages.keep("/b", page("article:2", number=6))
    assert pages.keep("/c", page("article:1", number=6))
    assert pages.keep("/d", page("article:3", number=5))


def test_what_began_before_this_process_listened_is_not_kept():
    assert not at(5).keep("/a", page("article:1", number=4))


def test_a_page_is_gone_when_its_time_is_over():
    pages = at(0)
    pages.keep("/a", page("article:1", until=time.time() - 1))

    assert pages.get("/a") is None


def test_the_longest_unused_goes_where_there_is_no_room():
    pages = at(0)
    for name in "abc":
        pages.keep(name, page("front", size=33))
    pages.get("a")

    pages.keep("d", page("front", size=33))

    assert [name for name in "abcd" if pages.get(name)] == ["a", "c", "d"]


def test_a_page_larger_than_the_room_is_not_kept():
    pages = at(0)

    assert not pages.keep("/a", page("front", size=101))
    assert pages.get("/a") is None


def test_a_database_that_was_restored_has_none_of_its_pages_kept():
    pages = at(9)
    pages.keep("/a", page("front", number=9))

    pages.catch_up([], 3)

    assert pages.get("/a") is None
    assert pages.number == 3
    assert pages.keep("/a", page("front", number=3))


def test_what_is_remembered_of_keys_is_bounded(monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.heard.REMEMBERED", 2)
    pages = at(0)
    kept = page("front", number=0)
    pages.keep("/kept", kept)

    pages.catch_up([Change(n, [f"comments:{n}"], False) for n in (1, 2, 3)], 3)

    assert pages.get("/kept") is kept
    # Whether it was made before one of the changes that are forgotten, nobody knows any more.
    assert not pages.keep("/a", page("comments:1", number=0))
    assert pages.keep("/a", page("comments:1", number=3))


def test_the_plain_body_is_not_held_but_can_be_had():
    plain = b"<p>trang</p>" * 1000
    zipped = gzip.compress(plain)
    pages = Pages(room=len(zipped))
    pages.catch_up([], 1)

    assert pages.keep("/a", Page((), plain, zipped, 'W/"x"', frozenset(), 1, time.time() + 60))

    kept = pages.get("/a")
    assert kept.size == len(zipped)
    assert kept.whole == plain
    assert kept.encoded("") == ([("Content-Length", "12000")], plain)
    assert kept.encoded("gzip")[1] == zipped
