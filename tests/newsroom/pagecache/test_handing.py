"""Which pages are handed over to the keeper."""

import time

import pytest

from newsroom.pagecache import handing, wake
from newsroom.pagecache.files import Folder
from newsroom.pagecache.memory import Page

HTML = (("Content-Type", "text/html; charset=utf-8"),)


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, settings.PAGES_DIR = tmp_path, tmp_path / "pages"
    settings.SITE_URL = "http://testserver"
    monkeypatch.setattr(wake, "keeper", lambda: 1)
    handing._handed.clear()
    folder = Folder(settings.PAGES_DIR)
    folder.prepare()
    return folder


def offered(folder, *, until, headers=HTML, etag="1"):
    page = Page(headers, b"<p>", b"gz", etag, frozenset({"site"}), 1, until)
    handing.offer("http://testserver/a?", page)
    return len(list(folder.incoming.iterdir()))


def test_a_page_that_holds_is_handed_over_once(folder):
    later = time.time() + 60

    assert offered(folder, until=later) == 1
    assert offered(folder, until=later) == 1


def test_a_page_that_lies_there_already_is_not(folder):
    page = Page(HTML, b"<p>", b"gz", "1", frozenset({"site"}), 1, time.time() + 60)
    folder.write("a.page", page)

    assert offered(folder, until=time.time() + 60) == 0
    assert offered(folder, until=time.time() + 60, etag="2") == 1


def test_another_keeper_is_handed_it_again_at_once(folder, monkeypatch):
    later = time.time() + 60
    assert offered(folder, until=later) == 1
    folder.empty()
    folder.prepare()

    monkeypatch.setattr(wake, "keeper", lambda: 2)

    assert offered(folder, until=later) == 1


def test_what_is_over_in_a_moment_or_no_page_is_not(folder):
    assert offered(folder, until=time.time() + handing.SOON / 2) == 0
    assert offered(folder, until=time.time() + 60, headers=(("Content-Type", "text/xml"),)) == 0


def test_nothing_is_without_a_keeper(folder, monkeypatch):
    monkeypatch.setattr(wake, "keeper", lambda: 0)

    assert offered(folder, until=time.time() + 60) == 0
