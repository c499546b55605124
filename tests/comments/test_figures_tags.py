from datetime import timedelta

import pytest
from django.utils import translation

from comments.templatetags.figures import Bar, bars, duration, grouped


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (None, "–"),
        (0, "0 seconds"),
        (1, "1 second"),
        (59.4, "59 seconds"),
        (90, "2 minutes"),
        (3570, "60 minutes"),
        (3600, "1 h 0 min"),
        (31_000, "8 h 37 min"),
        (timedelta(hours=47), "47 h 0 min"),
        (timedelta(days=2, hours=5), "2 d 5 h"),
    ],
)
def test_a_time_is_told_in_the_units_that_matter(time, said):
    with translation.override("en"):
        assert duration(time) == said


def test_thousands_stand_apart_as_the_language_has_them():
    with translation.override("vi"):
        assert grouped(1_234_567) == "1.234.567"
    with translation.override("en"):
        assert grouped(1_234_567) == "1,234,567"


def test_bars_share_the_width_and_the_highest_has_the_height():
    assert bars([(4, 2), (0, 1)]) == [
        Bar(50, 0, 200, 100, 0),
        Bar(250, 50, 200, 50, 1),
        Bar(750, 75, 200, 25, 1),
    ]


@pytest.mark.parametrize("groups", [[], [(0,)], [(0, 0), (0, 0)]])
def test_of_nothing_there_are_no_bars(groups):
    assert bars(groups) == []
