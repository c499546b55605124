"""Comments in WordPress's own export (WXR 1.0 to 1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final
from xml.etree.ElementTree import Element

from comments.exchange.foreign import Foreign, Page, elements, moment, name_of, plain, texts_of
from comments.models import Status

ROOT: Final = "rss"
# rss, channel, item.
_DEPTH: Final = 3
# Links that other sites announced; nobody wrote them.
_NO_COMMENTS: Final = frozenset({"pingback", "trackback"})
_STATUS: Final = {"1": Status.APPROVED, "approved": Status.APPROVED, "spam": Status.SPAM}
_REJECTED: Final = frozenset({"trash", "post-trashed"})


def read(file: IO[bytes]) -> Iterator[Page | Foreign]:
    """Yield each post that has comments, then these.

    Raises:
        Unreadable: the file is no XML or is cut off.
    """
    for item in elements(file, _DEPTH):
        comments = [child for child in item if name_of(child) == "comment"]
        if name_of(item) != "item" or not comments:
            continue
        texts = texts_of(item)
        key = texts.get("post_id") or texts.get("link", "")
        yield Page(key, texts.get("link", ""), texts.get("title", ""), texts.get("post_name", ""))
        for comment in comments:
            found = _comment(comment, key)
            if found is not None:
                yield found


def _comment(element: Element, page: str) -> Foreign | None:
    texts = texts_of(element)
    if texts.get("comment_type", "") in _NO_COMMENTS:
        return None
    parent = texts.get("comment_parent", "")
    return Foreign(
        key=texts.get("comment_id", ""),
        page=page,
        parent="" if parent == "0" else parent,
        name=plain(texts.get("comment_author", "")),
        email=texts.get("comment_author_email", ""),
        text=plain(texts.get("comment_content", "")),
        status=_status(texts.get("comment_approved", "")),
        at=moment(texts.get("comment_date_gmt", "")),
    )


def _status(approved: str) -> str:
    if approved in _REJECTED:
        return Status.REJECTED
    return _STATUS.get(approved, Status.PENDING)
