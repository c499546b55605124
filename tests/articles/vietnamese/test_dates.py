import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.dates import (
    TIME_ZONE,
    ImpossibleDate,
    format_date,
    format_datetime,
    parse_date,
    parse_datetime,
)
from tests.articles.vietnamese.samples import QUICK, rows

NOON = datetime(2021, 7, 9, 12, 7, tzinfo=TIME_ZONE)


@pytest.mark.parametrize("row", rows("datetime"))
def test_parse_datetime_shared_case(row):
    assert parse_datetime(row["in"]) == datetime.fromisoformat(row["out"])


@pytest.mark.parametrize("row", rows("date"))
def test_parse_date_shared_case(row):
    assert parse_date(row["in"]) == date.fromisoformat(row["out"])


@pytest.mark.parametrize(
    "line",
    [
        "09/07/2021 - 12:07",
        "  09/07/2021 | 12:07 ",
        "12:07 09/07/2021",
        "12:07, 09/07/2021",
        "9-7-2021 12h07",
        "9.7.2021, 12g07",
        "Thứ sáu, 09/07/2021, 12:07 (GMT+7)",
        "Thứ Sáu, ngày 09/07/2021 – 12:07",
        "Thứ 6, 9/7/2021 12:07 GMT+07:00",
        "ngày 9 tháng 7 năm 2021, 12:07",
        "12 giờ 07 phút, ngày 9 tháng 7 năm 2021",
        "12:07 thứ sáu, 09/07/2021",
        "2021-07-09T12:07:00+07:00",
        "2021-07-09 12:07",
        "2021-07-09T05:07:00Z",
        "09/07/2021 05:07 (GMT+0)",
        "09/07/2021 12:07 PM",
    ],
)
def test_parse_datetime_reads_usual_forms(line):
    moment = parse_datetime(line)
    assert moment == NOON
    assert moment.tzinfo is not None


def test_parse_datetime_reads_seconds_weekday_and_halves():
    assert parse_datetime("Cập nhật: 09/07/2021 12:07:30") == NOON + timedelta(seconds=30)
    assert parse_datetime("Chủ nhật, 11/07/2021 07:05 CH") == NOON + timedelta(days=2, minutes=418)
    assert parse_datetime("09/07/2021 12:07 AM") == NOON - timedelta(hours=12)


def test_parse_datetime_takes_a_bare_date_as_midnight():
    assert parse_datetime("09/07/2021") == datetime(2021, 7, 9, tzinfo=TIME_ZONE)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Trương Hùng",
        "Ngày 8-7-2021, Đảng ủy Văn phòng",
        "Sáng 09/07/2021 12:07",
        "09/07/2021 - 12:07 tại hội nghị",
        "12:07",
        "1.500.000 đồng",
        "09/07-2021",
        "12:07 09/07/2021 " * 20,
    ],
)
def test_parse_datetime_leaves_other_lines(line):
    assert parse_datetime(line) is None


@pytest.mark.parametrize(
    "line",
    ["31/02/2021", "09/07/2021 - 25:61", "32/13/2021 10:00", "0/1/2021", "2021-02-30",
     "09/07/2021 12:07 (GMT+99)"],
)  # fmt: skip
def test_parse_datetime_refuses_impossible_dates(line):
    with pytest.raises(ImpossibleDate, match="2021"):
        parse_datetime(line)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sáng 8/7/2021 và chiều 9/7/2021", date(2021, 7, 8)),
        ("sinh ngày 2 tháng 9 năm 1945 tại", date(1945, 9, 2)),
        ("từ 31/02/2021 đến 1-3-2021", date(2021, 3, 1)),
        ("hạn 2021-12-31.", date(2021, 12, 31)),
        ("Ngày 22/10, BS.CK2", None),
        ("số 1234/12/2021", None),
    ],
)
def test_parse_date_finds_the_first(text, found):
    assert parse_date(text) == found


def test_format_shows_the_time_in_vietnam():
    assert format_datetime(datetime(2021, 7, 9, 18, 30, tzinfo=UTC)) == "10/07/2021 - 01:30"
    assert format_date(date(2021, 7, 9)) == "09/07/2021"


def test_format_datetime_refuses_naive():
    with pytest.raises(ValueError, match="aware"):
        format_datetime(datetime(2021, 7, 9))


@QUICK
@given(st.datetimes(datetime(1976, 1, 1), datetime(2100, 1, 1)))
def test_format_and_parse_are_inverse_to_the_minute(moment):
    moment = moment.replace(second=0, microsecond=0, tzinfo=TIME_ZONE)
    assert parse_datetime(format_datetime(moment)) == moment
    assert parse_date(format_date(moment)) == moment.date()


@QUICK
@given(st.text() | st.text(st.sampled_from("0123456789/-: ,hngàyGMT+()")))
def test_parse_raises_nothing_but_impossible_date(text):
    parse_date(text)
    with contextlib.suppress(ImpossibleDate):
        parse_datetime(text)
