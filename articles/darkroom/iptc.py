"""Read IPTC's older form (IIM), as agencies and Photoshop have written it since 1991."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from articles.darkroom.facts import Facts
from articles.darkroom.words import MOST, guessed, joined, tidied, whole

_CHARSET: Final = (1, 90)
_UTF_8: Final = b"\x1b%G"
_MOST_FIELDS: Final = 500
_MOST_BYTES: Final = 1_000_000
# Numbers of the second record.
_KEYWORD, _DATE, _TIME, _BYLINE, _HEADLINE = 25, 55, 60, 80, 105
_SUBLOCATION, _CITY, _PROVINCE, _COUNTRY = 92, 90, 95, 101
_CREDIT, _SOURCE, _RIGHTS, _CAPTION = 110, 115, 116, 120
_WANTED: Final = frozenset(
    {
        *(_KEYWORD, _DATE, _TIME, _BYLINE, _HEADLINE, _CREDIT, _SOURCE, _RIGHTS, _CAPTION),
        *(_SUBLOCATION, _CITY, _PROVINCE, _COUNTRY),
    }
)
_DAY: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_HOUR: Final = re.compile(r"(\d\d)(\d\d)(\d\d)(?:([+-]\d\d)(\d\d))?")


def facts(data: bytes) -> Facts:
    """Return what ``data`` (Photoshop's resource 0x0404) says."""
    fields = list(_fields(data[:_MOST_BYTES]))
    is_utf_8 = any(number == _CHARSET and value == _UTF_8 for number, value in fields)
    wanted = [
        (number, value) for (record, number), value in fields if record == 2 and number in _WANTED
    ]
    texts = _texts([value for _number, value in wanted], is_utf_8=is_utf_8)
    by_number: dict[int, list[str]] = {}
    for (number, _value), text in zip(wanted, texts, strict=True):
        by_number.setdefault(number, []).append(text)

    def first(*numbers: int) -> str:
        return next((by_number[one][0] for one in numbers if any(by_number.get(one, ()))), "")

    return Facts(
        caption=first(_CAPTION, _HEADLINE),
        photographer=joined(by_number.get(_BYLINE, ())),
        agency=first(_SOURCE),
        credit=first(_CREDIT),
        rights=first(_RIGHTS),
        place=joined(map(first, (_SUBLOCATION, _CITY, _PROVINCE, _COUNTRY))),
        keywords=", ".join(one.replace(",", " ") for one in by_number.get(_KEYWORD, ())),
        taken_at=_moment(first(_DATE), first(_TIME)),
    )


def _fields(data: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield record, number and value of each field, until something is not as it should be."""
    at = 0
    for _number in range(_MOST_FIELDS):
        if at + 5 > len(data) or data[at] != 0x1C:
            return
        record, number, size = (
            data[at + 1],
            data[at + 2],
            int.from_bytes(data[at + 3 : at + 5], "big"),
        )
        at += 5
        if size & 0x8000:
            # A long field: the length's own length comes first.
            digits = size & 0x7FFF
            if digits > 4:
                return
            size = int.from_bytes(data[at : at + digits], "big")
            at += digits
        yield (record, number), data[at : at + min(size, MOST)]
        at += size


def _texts(values: list[bytes], *, is_utf_8: bool) -> list[str]:
    if is_utf_8:
        try:
            return [tidied(whole(value).decode()) for value in values]
        except UnicodeDecodeError:
            pass  # it says so and is not
    return guessed(values) if values else []


def _moment(day: str, hour: str) -> str:
    date, time = _DAY.match(day), _HOUR.match(hour)
    if not date:
        return ""
    text = "{}-{}-{}T".format(*date.groups())
    if not time:
        return f"{text}00:00:00"
    hours, minutes, seconds, *offset = time.groups()
    return f"{text}{hours}:{minutes}:{seconds}{':'.join(offset) if offset[0] else ''}"
