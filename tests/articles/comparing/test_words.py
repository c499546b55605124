import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.comparing import Change, compare_texts
from articles.comparing.alignment import Budget, align

SYLLABLES = (
    "Nông dân xã An Phú Tây nghiêng khuỷu quyết ra đồng từ sớm 8-7 3.500 ha , . ! “ ”".split()
)
prose = st.lists(st.sampled_from([*SYLLABLES, " ", "  ", "\n"]), max_size=40).map(" ".join)
anything = st.text(max_size=60) | prose


def side(pieces, without):
    return "".join(piece.text for piece in pieces if piece.change != without)


def said(pieces):
    signs = {Change.ADDED: "+", Change.REMOVED: "-", Change.SAME: ""}
    return [f"{signs[piece.change]}{piece.text}" for piece in pieces]


@settings(max_examples=300, deadline=None)
@given(anything, anything)
def test_both_texts_are_in_the_comparison(old, new):
    pieces = compare_texts(old, new)

    assert side(pieces, Change.ADDED) == unicodedata.normalize("NFC", old)
    assert side(pieces, Change.REMOVED) == unicodedata.normalize("NFC", new)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES[:12]), min_size=1, max_size=30), st.data())
def test_no_syllable_is_ever_cut(words, data):
    other = data.draw(st.lists(st.sampled_from(SYLLABLES[:12]), min_size=1, max_size=30))

    pieces = compare_texts(" ".join(words), " ".join(other))

    for piece in pieces:
        assert set(piece.text.split()) <= set(SYLLABLES)


def test_one_mark_changes_the_whole_syllable():
    assert said(compare_texts("xã hòa bình", "xã hoà bình")) == ["xã ", "-hòa", "+hoà", " bình"]


def test_the_same_letters_composed_otherwise_do_not_differ():
    old = unicodedata.normalize("NFD", "Đảng ủy xã Nghĩa Thắng")

    assert said(compare_texts(old, "Đảng ủy xã Nghĩa Thắng")) == ["Đảng ủy xã Nghĩa Thắng"]


def test_punctuation_stands_by_itself_and_numbers_do_not_fall_apart():
    pieces = compare_texts("Ngày 8-7, thu 3.500 tấn.", "Ngày 9-7, thu 3.500 tấn!")

    assert said(pieces) == ["Ngày ", "-8-7", "+9-7", ", thu 3.500 tấn", "-.", "+!"]


def test_a_word_put_in_first_leaves_the_rest_alone():
    assert said(compare_texts("ra đồng", "Bà con ra đồng")) == ["+Bà con ", "ra đồng"]


@given(
    st.lists(st.sampled_from("abcd"), max_size=25), st.lists(st.sampled_from("abcd"), max_size=25)
)
def test_steps_cover_both_sides_and_equal_ones_are_equal(old, new):
    steps = align(old, new, Budget())

    i = j = 0
    for step in steps:
        assert (step.i1, step.j1) == (i, j)
        assert step.equal == (old[step.i1 : step.i2] == new[step.j1 : step.j2])
        i, j = step.i2, step.j2
    assert (i, j) == (len(old), len(new))


@pytest.mark.parametrize("left", [0, 10_000])
def test_what_is_too_much_work_counts_as_replaced(left):
    old, new = list("abababab" * 40), list("bbaabbaa" * 40)

    steps = align(old, new, Budget(left))

    assert sum(step.i2 - step.i1 for step in steps) == len(old)
    assert any(not step.equal for step in steps)
