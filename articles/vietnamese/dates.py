"""Dates as Vietnamese newspapers print them; always day, month, year."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from articles.vietnamese.text import clean_line

TIME_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")

_LEAD_IN: Final = (
    r"(?:(?:cập nhật|đăng|đăng lúc|đăng ngày|ngày đăng|xuất bản|thời gian|lúc)(?: lúc)?\s*:?\s*)?"
)
_WEEKDAY: Final = (
    r"(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\snhật|cn|t[2-7])(?:\s*[,.\-–—|]\s*|\s+))?"
)
_DAY: Final = (
    r"(?:(?:ngày\s)?(?P<d>\d{1,2})\s?(?P<sep>[/.\-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})"
    r"|(?:ngày\s)?(?P<d2>\d{1,2})\stháng\s(?P<m2>\d{1,2})(?:\snăm\s|,\s?|\s)(?P<y2>\d{4}))"
)
_TIME: Final = (
    r"(?:lúc\s)?(?P<H>\d{1,2})\s?(?::|h|g|giờ)\s?(?P<M>\d{2})(?:\s?(?::|m|')\s?(?P<S>\d{2}))?"
    r"(?:\sphút)?(?:\s?(?P<half>am|pm|sa|ch))?"
)
_ZONE: Final = (
    r"(?:\s*\(?\s*(?:gmt|utc)?\s?(?P<sign>[+\-])\s?(?P<zh>\d{1,2})(?::?(?P<zm>\d{2}))?\s*\)?)?"
)
_GAP: Final = r"(?:\s*[,|•·\-–—]\s*|\s+)"
_LINES: Final = tuple(
    re.compile(_LEAD_IN + _WEEKDAY + body + r"\s*\.?", re.IGNORECASE)
    for body in (
        f"{_DAY}(?:{_GAP}{_TIME}{_ZONE})?",
        f"{_TIME}{_ZONE}{_GAP}{_WEEKDAY}{_DAY}",
    )
)
_ISO: Final = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"(?:[T ](?P<H>\d{2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d{1,9})?)?"
    r"\s?(?:(?P<utc>Z)|(?P<sign>[+\-])(?P<zh>\d{2}):?(?P<zm>\d{2}))?)?"
)
_IN_TEXT: Final = re.compile(
    rf"(?<![\d/.\-]){_DAY}(?!\d)|(?<!\d)(?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})(?!\d)",
    re.IGNORECASE,
)


class ImpossibleDate(ValueError):
    """The text has the shape of a date, but no calendar or clock has that moment."""


def _number(groups: dict[str, str | None], *names: str) -> int:
    return int(next((value for name in names if (value := groups.get(name))), "0"))


def _hour(groups: dict[str, str | None]) -> int:
    hour = _number(groups, "H")
    half = (groups.get("half") or "").lower()
    if half in {"pm", "ch"} and hour < 12:
        return hour + 12
    return 0 if half in {"am", "sa"} and hour == 12 else hour


def _zone(groups: dict[str, str | None]) -> tzinfo:
    if groups.get("utc"):
        return UTC
    sign = groups.get("sign")
    if not sign:
        return TIME_ZONE
    offset = timedelta(hours=_number(groups, "zh"), minutes=_number(groups, "zm"))
    if offset == timedelta(hours=7) and sign == "+":
        return TIME_ZONE
    return timezone(-offset if sign == "-" else offset)


def parse_datetime(text: str) -> datetime | None:
    """Return the moment that a whole line states, aware; None if it is no date line.

    A line without a zone is in :data:`TIME_ZONE`; one without a time is midnight.
    The name of the weekday is not checked against the date. A sentence that
    mentions a date is not a date line.

    Raises:
        ImpossibleDate: the line has the shape of a date line, but 31/02 or 25:61.
    """
    line = clean_line(text)
    if len(line) > 120:
        return None
    found = _ISO.fullmatch(line) or next(
        (match for pattern in _LINES if (match := pattern.fullmatch(line))), None
    )
    if found is None:
        return None
    groups = found.groupdict()
    try:
        day = (_number(groups, "y", "y2"), _number(groups, "m", "m2"), _number(groups, "d", "d2"))
        clock = (_hour(groups), _number(groups, "M"), _number(groups, "S"))
        return datetime(*day, *clock, tzinfo=_zone(groups))
    except ValueError as error:
        raise ImpossibleDate(f"{line}: {error}") from error


def parse_date(text: str) -> date | None:
    """Return the first date in running text that the calendar has, or None."""
    for found in _IN_TEXT.finditer(clean_line(text)):
        groups = found.groupdict()
        year, month, day = (_number(groups, one, f"{one}2", f"{one}3") for one in "ymd")
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def format_datetime(moment: datetime) -> str:
    """Return an aware ``moment`` as ``dd/mm/yyyy - HH:MM`` in :data:`TIME_ZONE`.

    Raises:
        ValueError: ``moment`` has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("format_datetime needs an aware datetime")
    local = moment.astimezone(TIME_ZONE)
    return f"{format_date(local)} - {local.hour:02}:{local.minute:02}"


def format_date(day: date) -> str:
    """Return ``day`` as ``dd/mm/yyyy``; of a datetime, the date that it shows itself."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
