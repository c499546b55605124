"""What a file says of its picture: XMP before IPTC before EXIF, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Final

from PIL import Image

from articles.darkroom import iptc, xmp
from articles.darkroom.exif import Exif
from articles.darkroom.facts import LENGTHS, Facts
from articles.darkroom.words import joined, listed, shortened, tidied

_IPTC_RESOURCE: Final = 0x0404
_FIRST_YEAR: Final = 1826
_MOST_BYTES: Final = 4_000_000


def exif_of(image: Image.Image) -> Exif:
    """Return the EXIF of an opened picture; broken or none: an empty one."""
    return Exif(_bytes(image.info.get("exif")))


def facts_of(image: Image.Image, exif: Exif) -> Facts:
    """Return what an opened picture says; never fails, whatever its metadata are."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    resources = image.info.get("photoshop")
    record = resources.get(_IPTC_RESOURCE) if isinstance(resources, dict) else None
    sources = [
        _safely(lambda: xmp.facts(_bytes(packet))),
        _safely(lambda: iptc.facts(_bytes(record))),
        _safely(exif.facts),
    ]
    found = {
        field.name: next(filter(None, (getattr(one, field.name) for one in sources)), "")
        for field in fields(Facts)
    }
    found["credit"] = found["credit"] or joined([found["photographer"], found["agency"]], "/")
    found["taken_at"] = _taken_at([_moment(one.taken_at) for one in sources])
    found["keywords"] = listed(map(tidied, found["keywords"].split(",")), LENGTHS["keywords"])
    return Facts(**{name: shortened(text, LENGTHS[name]) for name, text in found.items()})


def _bytes(value: object) -> bytes:
    if isinstance(value, str):
        value = value.encode(errors="replace")
    return value if isinstance(value, bytes) and len(value) <= _MOST_BYTES else b""


def _safely(read: Callable[[], Facts]) -> Facts:
    try:
        return read()
    except Exception:
        # Metadata may be anything. No photo is refused for what is written in its margin.
        return Facts()


def _taken_at(moments: list[str]) -> str:
    """Return the first time of day that there is; the first day where none says one."""
    given = [moment for moment in moments if moment]
    return next((one for one in given if "T00:00:00" not in one), next(iter(given), ""))


def _moment(text: str) -> str:
    """Return ``text`` if it is a time at which a photo can have been taken, else nothing."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return text if moment.year >= _FIRST_YEAR else ""
