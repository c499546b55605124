"""A finished page as bytes, for other processes: a line of JSON, then its bodies."""

from __future__ import annotations

import json
from math import isfinite
from typing import Any, Final

from newsroom.pagecache.memory import Page

#: Later than any time that a page says; JSON knows no infinity.
FOREVER: Final = 1e12


def pack(page: Page) -> bytes:
    """Return the page as bytes, for ``unpack``, without what can be unpacked of it (``slim``)."""
    slim = page.slim()
    return b"\n".join([head_of(slim, len(slim.plain)), slim.plain + slim.gzipped + slim.brotli])


def head_of(page: Page, length: int) -> bytes:
    """Return the first line of a packed page: all but its bodies; the plain one has ``length``."""
    told = {
        "headers": page.headers,
        "etag": page.etag,
        "keys": sorted(page.keys),
        "number": page.number,
        "until": page.until,
        "status": page.status,
        "old_until": min(page.old_until, FOREVER),
        "lengths": [length, len(page.gzipped), len(page.brotli)],
    }
    return json.dumps(told).encode()


def unpack(whole: bytes) -> Page | None:
    """Return the page; None where that is none."""
    try:
        return _unpack(whole)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _unpack(whole: bytes) -> Page | None:
    line, _end, bodies = whole.partition(b"\n")
    told: dict[str, Any] = json.loads(line)
    plain, gzipped, brotli = (int(length) for length in told["lengths"])
    if min(plain, gzipped, brotli) < 0 or plain + gzipped + brotli != len(bodies):
        return None
    if not plain and not gzipped:
        return None
    until, old_until = float(told["until"]), float(told["old_until"])
    keys = frozenset(told["keys"])
    if not isfinite(until) or not isfinite(old_until) or not all(type(key) is str for key in keys):
        return None
    return Page(
        headers=tuple((str(name), str(text)) for name, text in told["headers"]),
        plain=bodies[:plain],
        gzipped=bodies[plain : plain + gzipped],
        etag=str(told["etag"]),
        keys=keys,
        number=int(told["number"]),
        until=until,
        old_until=old_until,
        brotli=bodies[plain + gzipped :],
        status=int(told["status"]),
    )
