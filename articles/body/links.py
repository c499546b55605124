"""The addresses that links in a body may have."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.conf import settings

MAX_LENGTH: Final = 2_000
# Pages that only lead on to the address that they carry, and under which name.
_REDIRECTS: Final = {
    ("www.google.com", "/url"): ("q", "url"),
    ("www.google.com.vn", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("www.youtube.com", "/redirect"): ("q",),
}
_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_BARE: Final = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?:[/?#].*)?", re.IGNORECASE)
_MAIL: Final = re.compile(r"mailto:[^@\s<>\"]{1,100}@[^@\s<>\"]{3,200}", re.IGNORECASE)
_PHONE: Final = re.compile(r"tel:\+?[0-9().-]{3,30}", re.IGNORECASE)
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_REDIRECT_ROUNDS: Final = 3


def tidy_address(address: str) -> str | None:
    """Return the address as a body stores it, None if it is none that readers could follow.

    Addresses of this site become paths; redirects of Google and Facebook what they lead to.
    """
    address = address.strip()
    for _round in range(_REDIRECT_ROUNDS):
        led = _led_to(address)
        if led is None:
            break
        address = led
    if address[:4].lower() == "tel:":
        address = "".join(address.split())
    address = _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", address)
    if len(address) > MAX_LENGTH:
        return None
    if _MAIL.fullmatch(address) or _PHONE.fullmatch(address):
        return address
    if address.startswith("/") and not address.startswith("//"):
        return address
    return _absolute(address)


def _absolute(address: str) -> str | None:
    if address.startswith("//"):
        address = f"https:{address}"
    elif _BARE.fullmatch(address):
        address = f"https://{address}"
    parts = _split(address)
    if parts is None or parts.scheme not in {"http", "https"}:
        return None
    host = parts.hostname or ""
    if parts.netloc == urlsplit(settings.SITE_URL).netloc:
        return _path(parts)
    if parts.username is not None or parts.password is not None or not _HOST.fullmatch(host):
        return None
    return address


def _path(parts: SplitResult) -> str:
    """Return all of an address but its scheme and host."""
    path = "/" + parts.path.lstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return path + query + (f"#{parts.fragment}" if parts.fragment else "")


def _led_to(address: str) -> str | None:
    parts = _split(address)
    if parts is None:
        return None
    names = _REDIRECTS.get((parts.hostname or "", parts.path), ())
    query = parse_qs(parts.query) if names else {}
    found = (query[name][0] for name in names if name in query)
    return next((one for one in found if one.startswith(("http://", "https://"))), None)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - asked for its error
    except ValueError:
        return None
    return parts
