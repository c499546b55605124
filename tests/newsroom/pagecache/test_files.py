"""How pages' files are called, and that none lies where a reader could not ask for it."""

import os

import pytest

from newsroom.pagecache.files import LIVE, OLD, Folder, is_name, name_of, stamp_of
from newsroom.pagecache.memory import Page

SITE = "https://bao.example"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/?", ".page"),
        ("/the-thao/?", "the-thao/.page"),
        ("/the-thao/bong-da-a12.html?", "the-thao/bong-da-a12.html.page"),
        ("/en/the-thao/?truoc=aB-3_.%3D", "en/the-thao/~truoc=aB-3_.=.page"),
        ("/The-Thao/?", "The-Thao/.page"),
    ],
)
def test_an_address_has_its_file(address, name):
    assert name_of(SITE + address, SITE) == name


@pytest.mark.parametrize(
    "address",
    [
        "http://bao.example/?",
        "https://bao.example.evil/?",
        "https://evil.example/https://bao.example/?",
        SITE + "/../etc/passwd?",
        SITE + "/a/../../b?",
        SITE + "/./?",
        SITE + "/.page?",
        SITE + "/a/.b?",
        SITE + "/a//b?",
        SITE + "//?",
        SITE + "/a~truoc=1?",
        SITE + "/a?truoc=1?",
        SITE + "/a%00b?",
        SITE + "/a\0b?",
        SITE + "/a\nb?",
        SITE + "/a\n?",
        SITE + "/a b?",
        SITE + "/đ?",
        SITE + "/?truoc=",
        SITE + "/?truoc=a%2Fb",
        SITE + "/?truoc=a%0A",
        SITE + "/?chu=%C4%91",
        SITE + "/?ky=1&truoc=2",
        SITE + "/?truoc=" + "9" * 201,
        SITE + "/" + "a" * 240 + "?",
        SITE + "/a" + "b" * 60 + "?truoc=" + "9" * 180,
    ],
)
def test_what_means_something_to_file_systems_has_none(address):
    assert name_of(address, SITE) is None


@pytest.mark.parametrize("name", ["", "a", "/a.page", "../a.page", "a/../b.page", "a.page\n"])
def test_what_is_handed_over_under_another_name_is_no_page(name):
    assert not is_name(name)


def page(plain, gzipped=b"", brotli=b""):
    return Page((), plain, gzipped, "", frozenset(), 0, 0.0, 0.0, brotli)


def files(folder, place):
    root = folder.root / place
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path / "pages")
    folder.prepare()
    return folder


def test_a_page_is_written_with_what_is_compressed_and_its_stamp(folder):
    folder.write("a/b.page", page(b"plain", b"gzip"))

    assert files(folder, LIVE) == ["a/b.page", "a/b.page.gz", "a/b.page.meta"]
    for suffix in ("", ".gz"):
        assert os.stat(folder.path(LIVE, "a/b.page" + suffix)).st_mtime == stamp_of(b"plain")
    assert stamp_of(b"plain") != stamp_of(b"plain ")
    assert 0 <= stamp_of(b"plain") < 2**31


def test_a_page_that_no_longer_pays_compressed_loses_that_file(folder):
    folder.write(".page", page(b"plain", b"gzip", b"brotli"))
    folder.write(".page", page(b"plain 2", b"gzip 2"))

    assert files(folder, LIVE) == [".page", ".page.gz", ".page.meta"]
    assert folder.path(LIVE, ".page").read_bytes() == b"plain 2"


def test_an_old_page_is_moved_and_removed_with_all_its_files(folder):
    folder.write("a/.page", page(b"plain", b"gzip", b"brotli"))
    folder.retire("a/.page")

    assert files(folder, LIVE) == []
    assert files(folder, OLD) == ["a/.page", "a/.page.br", "a/.page.gz", "a/.page.meta"]
    assert not (folder.root / LIVE / "a").exists()

    folder.remove(OLD, "a/.page")

    assert files(folder, OLD) == []


def test_an_address_below_a_page_and_a_page_below_an_address_are_refused_or_both_there(folder):
    folder.write("a.page", page(b"1"))
    with pytest.raises(OSError, match=r"a\.page"):
        folder.write("a.page/b.page", page(b"2"))

    folder.remove(LIVE, "a.page/b.page")

    assert files(folder, LIVE) == ["a.page", "a.page.meta"]


def test_emptying_follows_no_link_and_takes_what_stands_in_the_way(folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("x")
    folder.empty()
    for place in ("live", "old", "incoming", "gone-1"):
        path = folder.root / place
        if path.is_dir():
            path.rmdir()
        path.symlink_to(outside)

    folder.empty()
    folder.prepare()

    assert (outside / "kept").read_text() == "x"
    assert all(not (folder.root / place).is_symlink() for place in ("live", "old", "incoming"))
    folder.write(".page", page(b"x"))
    assert list(outside.iterdir()) == [outside / "kept"]
