"""Read from EXIF the few tags that are asked for; the rest of it is never looked at."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Final

from articles.darkroom.facts import Facts
from articles.darkroom.words import MOST, guessed, joined, tidied

_DESCRIPTION, _ORIENTATION, _ARTIST, _COPYRIGHT = 0x010E, 0x0112, 0x013B, 0x8298
_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS = 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E
_TAKEN, _TAKEN_OFFSET, _USER_COMMENT, _FURTHER = 0x9003, 0x9011, 0x9286, 0x8769
_WANTED: Final = frozenset(
    {
        *(_DESCRIPTION, _ORIENTATION, _ARTIST, _COPYRIGHT, _TAKEN, _TAKEN_OFFSET),
        *(_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS, _USER_COMMENT, _FURTHER),
    }
)
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_MOST_ENTRIES: Final = 1000
_DATE: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET: Final = re.compile(r"[+-]\d\d:\d\d|Z")
# What cameras and apps write where a person's description belongs.
_MACHINE: Final = re.compile(
    r"OLYMPUS DIGITAL CAMERA|SONY DSC|DCIM\S*|DIGITAL CAMERA|KODAK \S+ DIGITAL.*|default|untitled"
    r"|Created with .*|Screenshot|filter:.*|[{\[<].*|\S*[_=;{}]\S*",
    re.IGNORECASE,
)


class Exif:
    """The tags that are asked for, by number; each value as bytes, cut where it is very long."""

    def __init__(self, data: bytes) -> None:
        """Read ``data``, which may be anything: what cannot be read is not there."""
        data = data.removeprefix(b"Exif\x00\x00")
        self.tags: dict[int, bytes] = {}
        self._order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4], "")
        if self._order and len(data) >= 8:
            self._read(data, struct.unpack_from(f"{self._order}L", data, 4)[0])
            further = self.tags.pop(_FURTHER, b"")
            if len(further) >= 4:
                self._read(data, struct.unpack(f"{self._order}L", further[:4])[0])

    def _read(self, data: bytes, at: int) -> None:
        if at + 2 > len(data):
            return
        (entries,) = struct.unpack_from(f"{self._order}H", data, at)
        for start in range(at + 2, at + 2 + 12 * min(entries, _MOST_ENTRIES), 12):
            if start + 12 > len(data):
                return
            tag, kind, count = struct.unpack_from(f"{self._order}HHL", data, start)
            if tag not in _WANTED or tag in self.tags:
                continue
            size = _SIZES.get(kind, 0) * count
            begin = start + 8
            if size > 4:
                (begin,) = struct.unpack_from(f"{self._order}L", data, start + 8)
            self.tags[tag] = data[begin : begin + min(size, MOST)]

    @property
    def orientation(self) -> int:
        """How the picture lies, 1 to 8; 1 where it is not said."""
        value = self.tags.get(_ORIENTATION, b"")
        number = struct.unpack(f"{self._order}H", value[:2])[0] if len(value) >= 2 else 1
        return number if 1 <= number <= 8 else 1

    def facts(self) -> Facts:
        artist, rights, description = guessed(
            [
                self.tags.get(_ARTIST, b""),
                # A photographer's and an editor's, with NUL between them.
                b"; ".join(filter(None, self.tags.get(_COPYRIGHT, b"").split(b"\x00"))),
                self.tags.get(_DESCRIPTION, b""),
            ]
        )
        captions = [description, self._wide(_XP_COMMENT), self._wide(_XP_TITLE), self._comment()]
        caption = next((one for one in captions if one and not _MACHINE.fullmatch(one)), "")
        return Facts(
            caption=caption,
            photographer=joined(_names(artist or self._wide(_XP_AUTHOR))),
            rights=rights,
            keywords=self._wide(_XP_KEYWORDS).replace(";", ","),
            taken_at=self._taken_at(),
        )

    def _wide(self, tag: int) -> str:
        """Return one of Windows' tags: UTF-16, little endian whatever the rest is."""
        value = self.tags.get(tag, b"")
        return tidied(value[: len(value) & ~1].decode("utf-16-le", errors="ignore"))

    def _comment(self) -> str:
        value = self.tags.get(_USER_COMMENT, b"")
        charset, text = value[:8], value[8:]
        if charset == b"UNICODE\x00":
            return self._wide_comment(text)
        if charset == b"JIS\x00\x00\x00\x00\x00":
            return tidied(text.decode("iso2022_jp", errors="ignore"))
        if charset in (b"ASCII\x00\x00\x00", b"\x00" * 8):
            return guessed([text])[0]
        return ""

    def _wide_comment(self, text: bytes) -> str:
        mark = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(text[:2])
        codec = mark or ("utf-16-le" if self._order == "<" else "utf-16-be")
        return tidied(text[: len(text) & ~1].decode(codec, errors="ignore").lstrip("\ufeff"))

    def _taken_at(self) -> str:
        read: Callable[[int], str] = lambda tag: self.tags.get(tag, b"").decode("latin-1")  # noqa: E731
        found = _DATE.match(read(_TAKEN))
        if not found:
            return ""
        offset = _OFFSET.match(read(_TAKEN_OFFSET))
        year, month, day, hour, minute, second = found.groups()
        return f"{year}-{month}-{day}T{hour}:{minute}:{second}{offset[0] if offset else ''}"


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(";")]
