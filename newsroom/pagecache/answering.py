"""How a finished page goes out: compressed as the reader takes it; not at all if they have it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from newsroom.pagecache.memory import Page

#: What is said of a page that the reader has already.
UNCHANGED: Final = {"cache-control", "content-security-policy", "vary", "etag"}
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


class Answer(NamedTuple):
    """What is sent; ``headers`` are the receiver's own to add to."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def answer_of(page: Page, method: str, if_none_match: str | None, accepted: str) -> Answer:
    """Return the answer to GET or HEAD with those headers of the request."""
    if page.status == 200 and if_none_match is not None and has_it(if_none_match, page.etag):
        headers = [(name, text) for name, text in page.headers if name.lower() in UNCHANGED]
        return Answer(304, headers, b"")
    headers, body = page.encoded(encoding_of(accepted, bool(page.brotli)))
    return Answer(page.status, [*headers], b"" if method == "HEAD" else body)


def has_it(if_none_match: str, etag: str) -> bool:
    """Say whether one of the tags is the page's: for readers, weak and strong are alike."""
    if if_none_match.strip() == "*":
        return True
    return etag.removeprefix("W/") in _TAG.findall(if_none_match)


@lru_cache(maxsize=512)
def encoding_of(accepted: str, has_brotli: bool) -> str:
    """Return the best encoding that an ``Accept-Encoding`` takes: br, gzip, or none."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=").strip()
        try:
            weights[name.strip()] = float(weight or 1)
        except ValueError:
            weights[name.strip()] = 0
    taken = [name for name in ("br", "gzip") if weights.get(name, weights.get("*", 0)) > 0]
    if "br" in taken and not has_brotli:
        taken.remove("br")
    return taken[0] if taken else ""
