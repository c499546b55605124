"""Under which address a page is kept, and which requests a kept page answers."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

#: What readers' pages read from an address; more than this is no page of ours that is kept.
MEANT: Final = frozenset({"chu", "ky", "sau", "truoc"})
#: What others put into links to know where readers come from; no page reads it.
TRACKING: Final = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "zarsrc", "zalo_id"})
LONGEST: Final = 400
#: Where nothing is kept, and the answers are not made from the database by way of the pages.
NEVER: Final = ("/admin/", "/anh/", "/static/", "/healthz", "/readyz")


def address_of(request: HttpRequest) -> str:
    """Return the address under which the answer may be kept; empty where none is."""
    if request.method not in {"GET", "HEAD"} or request.path_info.startswith(NEVER):
        return ""
    query = query_of(request.META.get("QUERY_STRING", ""))
    if query is None or len(request.path_info) > LONGEST:
        return ""
    host = request.META.get("HTTP_HOST", "")
    return f"{request.scheme}://{host}{request.path_info}?{query}"


def query_of(raw: str) -> str | None:
    """Return the part of a query that means something, in one order; None if it means anything
    that kept pages do not know."""
    if not raw:
        return ""
    if len(raw) > LONGEST * 4:
        return None
    kept = {}
    for name, value in parse_qsl(raw, keep_blank_values=True):
        if name in TRACKING or name.startswith("utm_"):
            continue
        if name not in MEANT or name in kept or len(value) > LONGEST:
            return None
        kept[name] = value
    return urlencode(sorted(kept.items()))
