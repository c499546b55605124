"""Finished pages as files, for a web server that sends them without asking us.

Below ``PAGES_DIR``: ``live/`` holds the pages that are true, ``old/`` those that were (shown where
nothing truer can be had), ``incoming/`` what is handed over to the keeper. The page of ``/a/b`` is
``a/b.page``, that of ``/a/`` is ``a/.page``; beside it lie ``.meta`` (its headers, and what it was
made from), ``.gz`` and ``.br`` where they pay. The one part of a query that a file may have follows
after ``~``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import Final
from urllib.parse import parse_qsl

from newsroom.pagecache.memory import Page, etag_of
from newsroom.pagecache.packing import head_of, unpack

LIVE: Final = "live"
OLD: Final = "old"
INCOMING: Final = "incoming"
#: Bytes that a file's name may have; less than file systems take, for what we put behind it.
LONGEST_NAME: Final = 240
#: What lies beside a page's plain file, in the order in which it is written.
BESIDE: Final = (".meta", ".gz", ".br")
_SEGMENT: Final = "[A-Za-z0-9_-][A-Za-z0-9._-]*"
_QUERY: Final = "~(?:chu|ky|sau|truoc)=[A-Za-z0-9_.=-]{1,200}"
_NAME: Final = re.compile(rf"(?:{_SEGMENT}/)*(?:{_SEGMENT})?(?:{_QUERY})?\.page")


class NotRemoved(Exception):
    """A page that is no longer true still lies where readers get it; nothing beside it may stay."""


def name_of(address: str, site_url: str) -> str | None:
    """Return the name, below ``live/``, of the page with that address (of ``address_of``); None
    where it has no file: on another host, or with letters that mean something to file systems."""
    rest = address.removeprefix(f"{site_url}/")
    if rest == address:
        return None
    path, _mark, query = rest.rpartition("?")
    if "~" in path:  # it would be another address's with a query
        return None
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        query = "~" + "&".join(f"{name}={value}" for name, value in pairs)
    name = f"{path}{query}.page"
    return name if is_name(name) else None


def is_name(name: str) -> bool:
    """Say whether a page's file may be called that."""
    return bool(_NAME.fullmatch(name)) and max(map(len, name.split("/"))) <= LONGEST_NAME


def stamp_of(plain: bytes) -> int:
    """Return the time that a page's files carry: a hash of what is in them.

    Web servers make the ETag of it: it is the same on every host, and never that of another body
    written within the same second. 31 bits, as some file systems' years end in 2038.
    """
    return int.from_bytes(blake2b(plain, digest_size=4).digest()) >> 1


class Folder:
    """The folder of finished pages; only the keeper writes in its ``live/`` and ``old/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / INCOMING

    def path(self, place: str, name: str) -> Path:
        return self.root / place / name

    def write(self, name: str, page: Page) -> None:
        """Put a page into ``live/``, whole: its plain file, for which servers look first, last.

        Raises:
            OSError: it cannot be written; some of it may lie there (see ``remove``).
        """
        target, plain = self.path(LIVE, name), page.whole
        stamp = stamp_of(plain)
        target.parent.mkdir(parents=True, exist_ok=True)
        bodies = (head_of(page, len(plain)), page.gzipped, page.brotli, plain)
        for suffix, body in zip((*BESIDE, ""), bodies, strict=True):
            path = target.with_name(target.name + suffix)
            if body:
                _write(path, body, stamp)
            else:
                path.unlink(missing_ok=True)

    def has(self, name: str, etag: str) -> bool:
        """Say whether the page in ``live/`` has that tag: then it is the same."""
        return json.dumps(etag).encode() in _read(self.path(LIVE, f"{name}.meta"))

    def read(self, name: str) -> Page | None:
        """Return a page of ``live/`` as it was handed over; None if it is not there whole."""
        target = self.path(LIVE, name)
        meta, gzipped, brotli, plain, again = (
            _read(target.with_name(target.name + suffix)) for suffix in (*BESIDE, "", ".meta")
        )
        if meta != again:  # another page has just taken its place
            return None
        page = unpack(b"\n".join([meta, plain + gzipped + brotli]))
        return page if page is not None and page.etag == etag_of(plain) else None

    def remove(self, place: str, name: str) -> None:
        """Take a page away, its plain file first.

        Raises:
            NotRemoved: it may still be there.
        """
        target = self.path(place, name)
        try:
            for suffix in ("", *BESIDE):
                target.with_name(target.name + suffix).unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise NotRemoved(f"{target}: {error}") from error
        _tidy(target)

    def retire(self, name: str) -> None:
        """Move a page from ``live/`` to ``old/``, its plain file first.

        Raises:
            NotRemoved: it may still be in ``live/``.
        """
        source, target = self.path(LIVE, name), self.path(OLD, name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            for suffix in ("", *BESIDE):
                with suppress(FileNotFoundError):
                    os.rename(f"{source}{suffix}", f"{target}{suffix}")
        except OSError:
            # No room for it there: it is as good without.
            self.remove(LIVE, name)
            self.remove(OLD, name)
            return
        _tidy(source)

    def empty(self) -> None:
        """Take all pages from readers at once, then delete them.

        Raises:
            NotRemoved: they are still there.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        self._move_all(LIVE, OLD)
        self._delete_gone()

    def turn_over(self) -> None:
        """Make all pages old ones at once, and delete those that were old before.

        Raises:
            NotRemoved: they are still in ``live/``.
        """
        self._move_all(OLD)
        try:
            with suppress(FileNotFoundError):
                os.rename(self.root / LIVE, self.root / OLD)
        except OSError as error:
            raise NotRemoved(f"{self.root / LIVE}: {error}") from error
        self.prepare()
        self._delete_gone()

    def _move_all(self, *places: str) -> None:
        for place in places:
            try:
                with suppress(FileNotFoundError):
                    os.rename(self.root / place, self.root / f"gone-{token_hex(8)}")
            except OSError as error:
                raise NotRemoved(f"{self.root / place}: {error}") from error

    def _delete_gone(self) -> None:
        for gone in self.root.glob("gone-*"):
            if gone.is_symlink():
                gone.unlink()
            else:
                shutil.rmtree(gone, ignore_errors=True)

    def prepare(self) -> None:
        """Make what is not there; whatever stands in its place goes."""
        for place in (LIVE, OLD, INCOMING):
            path = self.root / place
            if path.is_symlink() or path.is_file():
                path.unlink()
            path.mkdir(parents=True, exist_ok=True)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, body: bytes, stamp: int) -> None:
    new = path.with_name(f".{token_hex(8)}.new")
    try:
        new.write_bytes(body)
        os.utime(new, (stamp, stamp))
        os.rename(new, path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _tidy(path: Path) -> None:
    """Remove the folder of an address that ends in a slash, if nothing else is in it."""
    if path.name == ".page":
        with suppress(OSError):  # something else is in it, or it is live/ itself and stays
            if path.parent.name not in {LIVE, OLD}:
                path.parent.rmdir()
