"""Comments in Disqus's export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element

from comments.exchange.foreign import (
    Foreign,
    Page,
    elements,
    moment,
    name_of,
    parts_of,
    plain,
    texts_of,
)
from comments.models import Status

ROOT: Final = "disqus"
_DEPTH: Final = 2
_INTERNAL_ID: Final = "{http://disqus.com/disqus-internals}id"


def read(file: IO[bytes]) -> Iterator[Page | Foreign]:
    """Yield the threads, which are pages, and the posts, which are comments, as they come.

    Raises:
        Unreadable: the file is no XML or is cut off.
    """
    for element in elements(file, _DEPTH):
        if name_of(element) == "thread":
            texts = texts_of(element)
            address = texts.get("link", "")
            slug = parts_of(address).path.rstrip("/").rpartition("/")[2]
            yield Page(element.get(_INTERNAL_ID, ""), address, texts.get("title", ""), slug)
        elif name_of(element) == "post":
            yield _comment(element)


def _comment(element: Element) -> Foreign:
    texts = texts_of(element)
    writer = next((child for child in element if name_of(child) == "author"), None)
    who = texts_of(writer) if writer is not None else {}
    return Foreign(
        key=element.get(_INTERNAL_ID, ""),
        page=_reference(element, "thread"),
        parent=_reference(element, "parent"),
        name=plain(who.get("name", "") or who.get("username", "")),
        email=who.get("email", ""),
        text=plain(texts.get("message", "")),
        status=_status(texts),
        at=moment(texts.get("createdAt", "")),
    )


def _reference(element: Element, name: str) -> str:
    for child in element:
        if name_of(child) == name:
            return child.get(_INTERNAL_ID, "")
    return ""


def _status(texts: dict[str, str]) -> str:
    if texts.get("isSpam") == "true":
        return Status.SPAM
    if texts.get("isDeleted") == "true":
        return Status.REJECTED
    return Status.PENDING if texts.get("isApproved") == "false" else Status.APPROVED
