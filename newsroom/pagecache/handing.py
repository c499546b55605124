"""Handing finished pages over to this host's keeper, so that the web server has them."""

from __future__ import annotations

import logging
import time
from threading import Lock
from typing import Final

from django.conf import settings

from newsroom.pagecache import incoming, wake
from newsroom.pagecache.files import Folder, name_of
from newsroom.pagecache.memory import Page

#: A page is asked for here although it was handed over: after so many seconds it is once more, as
#: the keeper may have had no room for it. Another keeper begins with an empty folder: at once.
AGAIN: Final = 10.0
#: What is over within so many seconds is not worth a file.
SOON: Final = 1.0
#: How many pages it is remembered of.
MOST: Final = 20_000
#: The one kind of page that web servers are set up to send.
HTML: Final = ("content-type", "text/html; charset=utf-8")

logger = logging.getLogger(__name__)
_handed: dict[str, tuple[str, int, int, float]] = {}
_failed_at = -60.0
_lock = Lock()


def offer(address: str, page: Page) -> None:
    """Hand a page over if there is a keeper, it has not just been, and it will hold."""
    root = settings.PAGES_DIR
    if root is None or not is_worth(page):
        return
    now, keeper = time.monotonic(), wake.keeper()
    *before, at = _handed.get(address, ("", -1, 0, 0.0))
    is_new = [page.etag, page.number, keeper] != before or now - at >= AGAIN
    if not is_new or not keeper:
        return
    with _lock:
        if len(_handed) >= MOST:
            _handed.clear()
        _handed[address] = (page.etag, page.number, keeper, now)
    name = name_of(address, settings.SITE_URL)
    folder = Folder(root)
    if name is not None and not folder.has(name, page.etag):  # of another process, as a rule
        _hand_over(folder, name, page)


def is_worth(page: Page) -> bool:
    """Say whether a page is one that web servers send, for long enough."""
    if page.status != 200 or page.until < time.time() + SOON:
        return False
    return HTML in ((name.lower(), text.lower()) for name, text in page.headers)


def _hand_over(folder: Folder, name: str, page: Page) -> None:
    global _failed_at
    try:
        incoming.hand_over(folder.incoming, name, page)
    except OSError as error:
        # The reader has the page; that the disk is full is said once a minute.
        if time.monotonic() - _failed_at >= 60:
            _failed_at = time.monotonic()
            logger.error("Finished pages cannot be handed over: %s", error)
    wake.call_keeper()
