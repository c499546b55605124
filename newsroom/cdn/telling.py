"""Telling a network which keys have changed, in its own words.

A hard purge takes what has the keys away at once; a soft one lets it be shown where nothing newer
can be made. Cloudflare knows hard ones alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final

import urllib3

from newsroom.cdn.address import Cdn
from newsroom.cdn.labels import ALL

TIMEOUT: Final = urllib3.Timeout(connect=2, read=10)
_http: Final = urllib3.PoolManager(retries=False, timeout=TIMEOUT)


class NotTold(Exception):
    """The network did not take it; to be told again after ``after`` seconds at the earliest."""

    def __init__(self, said: str, after: float = 0) -> None:
        super().__init__(said)
        self.after = after


def tell(cdn: Cdn, name: str, keys: Collection[str], *, hard: bool) -> None:
    """Purge what has any of ``keys``, in as many requests as it takes.

    Raises:
        NotTold: a request was refused or not answered; those before it hold.
    """
    ordered = sorted(keys)
    for start in range(0, len(ordered), cdn.spelling.at_once):
        _TELL[cdn.kind](cdn, name, ordered[start : start + cdn.spelling.at_once], hard)


def tell_all(cdn: Cdn, name: str) -> None:
    """Purge everything, hard.

    Raises:
        NotTold: as ``tell``.
    """
    if cdn.kind == "fastly":
        _ask("POST", f"{cdn.api}/service/{name}/purge_all", {"Fastly-Key": cdn.token})
    elif cdn.kind == "cloudflare":
        _cloudflare(cdn, name, {"purge_everything": True})
    else:
        _varnish(cdn, name, [ALL], hard=True)


def _fastly(cdn: Cdn, name: str, keys: list[str], hard: bool) -> None:
    headers = {"Fastly-Key": cdn.token, "Accept": "application/json"}
    if not hard:
        headers["Fastly-Soft-Purge"] = "1"
    _ask("POST", f"{cdn.api}/service/{name}/purge", headers, {"surrogate_keys": keys})


def _cloudflare_tags(cdn: Cdn, name: str, keys: list[str], hard: bool) -> None:
    _cloudflare(cdn, name, {"tags": keys})


def _cloudflare(cdn: Cdn, name: str, body: dict[str, object]) -> None:
    headers = {"Authorization": f"Bearer {cdn.token}"}
    answer = _ask("POST", f"{cdn.api}/zones/{name}/purge_cache", headers, body)
    try:
        is_done = json.loads(answer).get("success") is True
    except (ValueError, AttributeError):
        is_done = False
    if not is_done:
        raise NotTold(f"Cloudflare did not purge: {answer[:200]!r}")


def _varnish(cdn: Cdn, name: str, keys: list[str], hard: bool) -> None:
    header = "xkey-purge" if hard else "xkey-softpurge"
    _ask("PURGE", f"http://{name}/", {header: " ".join(keys)})


_TELL: Final = {"fastly": _fastly, "cloudflare": _cloudflare_tags, "varnish": _varnish}


def _ask(
    method: str, url: str, headers: dict[str, str], body: dict[str, object] | None = None
) -> bytes:
    if body is not None:
        headers = {**headers, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    try:
        response = _http.request(method, url, headers=headers, body=data, redirect=False)
    except urllib3.exceptions.HTTPError as error:
        # Without the request, whose headers hold the token.
        raise NotTold(f"no answer to a purge: {type(error).__name__}") from None
    if response.status >= 300:
        after = response.headers.get("Retry-After", "")
        raise NotTold(
            f"a purge was answered {response.status}", float(after) if after.isdigit() else 0
        )
    return response.data
