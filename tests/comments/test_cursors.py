from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.querysets import InvalidCursor
from comments.cursors import Cursor
from comments.models import Comment

TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(TIMES, st.integers(1, 2**59))
def test_parse_returns_what_was_written(time, pk):
    assert Cursor.parse(str(Cursor(time, pk))) == Cursor(time, pk)


@given(st.text())
def test_parse_refuses_any_other_text(text):
    try:
        cursor = Cursor.parse(text)
    except InvalidCursor:
        return
    assert str(cursor) == text


@pytest.mark.parametrize("text", ["", "-", "1", "1-", "-1", "g-1", "1-1-1", "01-1", "A-1", "1- 1"])
def test_parse_refuses(text):
    with pytest.raises(InvalidCursor):
        Cursor.parse(text)


def test_of_comment_needs_an_approved_one():
    with pytest.raises(ValueError, match="not approved"):
        Cursor.of_comment(Comment(pk=1))
