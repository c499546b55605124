import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.moderation.words import Term, View, WordList
from tests.comments.moderation.words import ALLOWED, EVASIONS, INNOCENT, TERMS


def split(text):
    return [" ".join(entry.split()) for entry in text.split(";")]


WORDS = WordList([*map(Term, split(TERMS)), *(Term(text, allowed=True) for text in split(ALLOWED))])


def test_the_tables_are_as_long_as_was_promised():
    assert len({text for text, *_ in EVASIONS}) >= 60
    assert len(set(INNOCENT)) >= 60


@pytest.mark.parametrize(("text", "term", "view"), EVASIONS)
def test_a_hidden_word_is_seen(text, term, view):
    found = {(match.term.text, match.view) for match in WORDS.matches(text)}

    assert (term, View(view)) in found


@pytest.mark.parametrize("text", INNOCENT)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_innocent_sentence_is_left_alone(text, form):
    text = unicodedata.normalize(form, text)

    assert [(one.term.text, one.view) for one in WORDS.matches(text)] == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Anh này ng\u200bu quá", "ng\u200bu quá"),
        ("vậy thì v.c.l chứ", "v.c.l"),
        ("😀😀 đo\u0302\u0300 ngu 😀", "đo\u0302\u0300 ngu"),
        ("ﬃ ngu thật", "ngu"),
    ],
)
def test_the_span_is_that_of_the_text_as_it_was_written(text, marked):
    [match] = WORDS.matches(text)

    assert text[match.start : match.end] == marked


def test_the_longest_of_several_terms_is_told():
    assert [match.term.text for match in WORDS.matches("con đĩ, đĩ")] == ["con đĩ", "đĩ"]
    # "đồ ngu" is six characters long and "ngu quá" seven.
    assert [match.term.text for match in WORDS.matches("đồ ngu quá")] == ["ngu quá"]


def test_what_is_allowed_covers_what_stands_in_it_and_nothing_beside():
    found = WORDS.matches("Bướm đêm ở tỉnh Thái Bình, con bướm, Thái Bình")

    assert [(match.term.text, match.start) for match in found] == [("bướm", 0), ("thái bình", 37)]


def test_only_a_word_as_it_stands_may_reject():
    assert [match.is_exact for match in WORDS.matches("Đồ ngu")] == [True]
    assert not any(
        match.is_exact for text in ("d0 ngu", "đ.m", "ddoof ngu") for match in WORDS.matches(text)
    )


@pytest.mark.parametrize("between", [" ", "  ", "\n", "-", "_", " - "])
def test_a_phrase_with_blanks_and_hyphens_stands_as_it_is(between):
    assert [match.is_exact for match in WORDS.matches(f"bọn khốn{between}nạn ấy")] == [True]


@pytest.mark.parametrize("between", ["...", ".", ",", "/", " 😀 ", '"', " “", "*"])
def test_a_phrase_with_other_signs_in_it_is_a_guess(between):
    assert [match.is_exact for match in WORDS.matches(f"bọn khốn{between}nạn ấy")] == [False]


@pytest.mark.parametrize("between", [". ", ", ", "! ", "? ", "; ", ": ", "… ", ".” ", " (", ")\n"])
def test_no_phrase_reaches_over_the_end_of_a_clause(between):
    assert WORDS.matches(f"nhà nó khốn{between}nạn này qua nạn khác") == []


@pytest.mark.parametrize("text", ["", " ", "!!!", "\x00\ud800", "\u0300" * 500, "🇻🇳" * 50])
def test_nothing_to_read_is_nothing_found(text):
    assert WORDS.matches(text) == []


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_spans_are_within_it(text):
    for match in WORDS.matches(text):
        assert 0 <= match.start < match.end <= len(text)


@given(st.text(alphabet="đồ nguócháv.l*0@\u200b\u0300 \n", max_size=120))
def test_matches_do_not_overlap(text):
    found = WORDS.matches(text)

    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "unit",
    [
        "n ",
        "n.",
        "ngu ",
        "đồ ",
        "a",
        "\u0300",
        "*a",
        "con chó má ",
        "0o",
        "d0 ",
        "x\u200b",
        "ng* ",
        "đồ.",
        "ﷺ",
    ],
)
def test_the_work_grows_with_the_text_and_no_faster(unit, monkeypatch):
    from comments.moderation.words import matching

    def steps(text):
        count = 0
        after = matching._Node.after

        def counted(*args, **kwargs):
            nonlocal count
            count += 1
            return after(*args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(matching._Node, "after", counted)
            WORDS.matches(text)
        return count

    assert steps(unit * 2000) <= 2 * steps(unit * 1000) + 100
