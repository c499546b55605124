from datetime import UTC, datetime

from articles.templatetags.times import moment


def test_moment_is_vietnam_s_for_people_and_machines():
    value = datetime(2021, 7, 8, 18, 5, 30, 999, tzinfo=UTC)

    assert moment(value) == ('<time datetime="2021-07-09T01:05:30+07:00">09/07/2021 - 01:05</time>')


def test_no_moment_prints_nothing():
    assert moment(None) == ""
