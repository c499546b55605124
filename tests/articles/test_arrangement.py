"""Arrangements as such: read, written, and which placement stands when."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.arrangement import MOST, SLOTS, Arrangement, Placement, Slot, Unreadable

SIX = datetime(2026, 11, 26, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = st.none() | st.integers(-5, 5).map(lambda hours: SIX + hours * HOUR)
placements = st.builds(
    Placement,
    article=st.integers(1, 6),
    title=st.sampled_from(["", "Tít khác"]),
    photo=st.none() | st.integers(1, 3),
    starts_at=moments,
    ends_at=moments,
)
arrangements = st.lists(
    st.lists(placements, max_size=4).map(tuple), min_size=len(SLOTS), max_size=len(SLOTS)
).map(
    lambda lists: Arrangement(
        tuple(Slot(name, rows) for name, rows in zip(SLOTS, lists, strict=True))
    )
)


@given(arrangements, st.sets(st.integers(1, 6)), st.integers(-6, 6))
def test_no_article_stands_twice_whatever_windows_meet(arrangement, public, hours):
    moment = SIX + hours * HOUR

    standing = arrangement.standing(moment, public)

    articles = [one.article for one in standing.values()]
    assert len(articles) == len(set(articles))
    assert set(articles) <= public
    for one in standing.values():
        assert one.starts_at is None or one.starts_at <= moment
        assert one.ends_at is None or one.ends_at > moment


@given(arrangements)
def test_what_is_written_is_read_again(arrangement):
    assert Arrangement.from_json(arrangement.to_json()) == arrangement


def test_first_placement_that_runs_stands_there():
    slot = Slot(
        "lead",
        (
            Placement(1, starts_at=SIX + HOUR),
            Placement(2, ends_at=SIX),
            Placement(3, starts_at=SIX, ends_at=SIX + HOUR),
            Placement(4),
        ),
    )
    arrangement = Arrangement.of({"lead": slot})

    def at(moment, public=(1, 2, 3, 4)):
        standing = arrangement.standing(moment, set(public))
        return standing["lead"].article if standing else None

    assert at(SIX - HOUR) == 2
    assert at(SIX) == 3
    assert at(SIX, public=[1, 2, 4]) == 4
    assert at(SIX + HOUR) == 1
    assert at(SIX, public=[1]) is None


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        "lead",
        [1],
        [{"slot": "khong-co"}],
        [{"slot": "lead"}, {"slot": "lead"}],
        [{"slot": "lead", "placements": {}}],
        [{"slot": "lead", "placements": [1]}],
        [{"slot": "lead", "placements": [{}]}],
        [{"slot": "lead", "placements": [{"article": True}]}],
        [{"slot": "lead", "placements": [{"article": "1"}]}],
        [{"slot": "lead", "placements": [{"article": 0}]}],
        [{"slot": "lead", "placements": [{"article": 2**63}]}],
        [{"slot": "lead", "placements": [{"article": 1, "photo": -1}]}],
        [{"slot": "lead", "placements": [{"article": 1, "title": 5}]}],
        [{"slot": "lead", "placements": [{"article": 1, "title": "x" * 251}]}],
        [{"slot": "lead", "placements": [{"article": 1, "starts_at": "hôm nay"}]}],
        [{"slot": "lead", "placements": [{"article": 1, "starts_at": 5}]}],
        [{"slot": "lead", "placements": [{"article": 1, "ends_at": "2026-11-26T06:00"}]}],
        [{"slot": "lead", "placements": [{"article": 1}] * (MOST + 1)}],
    ],
)
def test_what_is_no_arrangement_is_refused_with_a_sentence(data):
    with pytest.raises(Unreadable, match=r"\w+ \w+"):
        Arrangement.from_json(data)
