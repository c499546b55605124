from datetime import UTC, datetime

import time_machine
from django.utils.translation import override

from articles.dependencies import collecting
from articles.templatetags.times import moment, today


def test_moment_is_vietnam_s_for_people_and_machines():
    value = datetime(2021, 7, 8, 18, 5, 30, 999, tzinfo=UTC)

    assert moment(value) == ('<time datetime="2021-07-09T01:05:30+07:00">09/07/2021 - 01:05</time>')


def test_no_moment_prints_nothing():
    assert moment(None) == ""


def test_today_is_vietnam_s_day():
    # 17:30 in Greenwich on Thursday is half past midnight on Friday in Cần Thơ.
    with (
        time_machine.travel(datetime(2026, 11, 26, 17, 30, tzinfo=UTC), tick=False),
        override("en"),
    ):
        assert today() == '<time datetime="2026-11-27">Friday, 27/11/2026</time>'


@time_machine.travel("2026-11-26T16:59:59Z", tick=False)  # one second before midnight in Vietnam
def test_a_page_that_prints_the_day_holds_until_midnight():
    with collecting() as found:
        today()

    assert found.until == datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
