import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.text import (
    clean,
    clean_line,
    count_words,
    fold,
    match_key,
    normalise_tone,
    reading_minutes,
    words,
)
from tests.articles.vietnamese.samples import QUICK, SEED, given_form, needs_seed, rows

any_text = st.text(st.characters())
marked_text = st.text(
    st.sampled_from(
        "aăâeêoôơuưyđÐðAOEhHt \u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0331İßẞ\u200b"
    )
)


@pytest.mark.parametrize("row", rows("clean"))
def test_clean_shared_case(row):
    assert clean(given_form(row)) == row["out"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\u00d0ảng", "Đảng"),
        ("\u0189ồng", "Đồng"),
        ("\u00f0ường", "đường"),
        ("Sigurðsson", "Sigurðsson"),
        ("Bến\u00a0Tre\u2009\u3000", "Bến Tre  "),
        ("Bến\u200b T\u00adre\ufeff", "Bến Tre"),
        ("\u202bxin\u202c \u2066chào\u2069", "xin chào"),
        ("a\x00b\x1fc\x7fd\x9f", "abcd"),
        ("một\r\nhai\rba\u2028bốn\u2029năm\x85sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("một\x0bhai\x0cba", "một\nhai\nba"),
        ("\ttab\n", "\ttab\n"),
        ("a\ud800b\udfff", "ab"),
        ("a\u0301\u0302", "ấ"),
        ("á\u0306", "ắ"),
        ("o\u0301\u031b", "ớ"),
        ("o\u0323\u031b", "ợ"),
        ("ẹ\u0302", "ệ"),
        ("“A” ‘B’ – C — D…", "“A” ‘B’ – C — D…"),
        ("hoà khoẻ hòa", "hoà khoẻ hòa"),
        ("", ""),
    ],
)
def test_clean_own_case(raw, cleaned):
    assert clean(raw) == cleaned


@QUICK
@given(any_text | marked_text)
def test_clean_is_idempotent_and_composed(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.normalize("NFC", once) == once
    assert not {unicodedata.category(one) for one in once if one not in "\n\t"} & {"Cc", "Cf", "Cs"}


def test_clean_line_is_one_line():
    assert clean_line("  Sơ kết \n\t tình\u00a0 hình ") == "Sơ kết tình hình"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐƯỜNG SẮT", "duong sat"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("São Tomé", "sao tome"),
        ("Ệ-Ỗ-Ẵ", "e-o-a"),
        ("한국 が й", "한국 が й"),
        ("x\u0323y", "x y"),
    ],
)
def test_fold_takes_marks_and_case(text, folded):
    assert fold(text) == folded


def test_fold_keeps_spans():
    text = "Nghị quyết Đảng ủy"
    start = fold(text).index("dang uy")
    assert text[start : start + len("dang uy")] == "Đảng ủy"


@QUICK
@given(any_text | marked_text)
def test_fold_keeps_length_and_is_idempotent(text):
    folded = fold(text)
    assert len(folded) == len(clean(text))
    assert fold(folded) == folded
    assert fold(clean(text)) == folded


@pytest.mark.parametrize("row", rows("tone"))
def test_normalise_tone_shared_case(row):
    assert normalise_tone(row["in"]) == row["out"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hoà Bình, khoẻ!", "Hòa Bình, khỏe!"),
        ("uỷ ban", "ủy ban"),
        ("loè loẹt", "lòe loẹt"),
        ("hoá-học", "hóa-học"),
        ("goá phụ", "góa phụ"),
        ("NGUỴ", "NGỤY"),
        ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"),
        ("quý quà", "quý quà"),
        ("già giỏi", "già giỏi"),
        ("thuở", "thuở"),
        ("Lisboà", "Lisboà"),
        ("ho\u0061\u0300", "hòa"),
    ],
)
def test_normalise_tone_own_case(old, new):
    assert normalise_tone(old) == new


@QUICK
@given(st.text(st.sampled_from("hkqgituoaeyàáảãạèẻẽéẹỳỷỹýỵUOÝÀ -")) | any_text)
def test_normalise_tone_keeps_length_and_is_idempotent(text):
    once = normalise_tone(text)
    assert len(once) == len(clean(text))
    assert normalise_tone(once) == once


def test_match_key_joins_spellings_but_not_accents():
    assert match_key(" HOÀ  BÌNH") == match_key("hòa bình") == "hòa bình"
    assert match_key("hoa binh") != match_key("hòa bình")


def test_words_are_what_white_space_separates():
    assert words(" kinh tế - xã\u00a0hội,\n92,48 ") == ["kinh", "tế", "-", "xã", "hội,", "92,48"]
    assert count_words("") == 0


@needs_seed
@pytest.mark.parametrize("row", rows("reading_time"))
def test_reading_time_shared_case(row):
    paragraphs = [line for line in SEED.read_text(encoding="utf-8").split("\n") if line]
    lead_and_body = [paragraphs[2], *paragraphs[5:9]]
    assert sum(map(count_words, lead_and_body)) == row["words"]
    per_minute = row["at_words_per_minute"]
    assert reading_minutes(row["words"], words_per_minute=per_minute) == row["minutes"]


@pytest.mark.parametrize(
    ("number", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (486, 3), (600, 3)]
)
def test_reading_minutes_rounds_up(number, minutes):
    assert reading_minutes(number) == minutes


def test_reading_minutes_refuses_no_speed():
    with pytest.raises(ValueError, match="positive"):
        reading_minutes(10, words_per_minute=0)


def test_clean_keeps_eight_marks_of_a_pile_and_takes_no_time_over_it():
    pile = "a" + "\u0301\u0323" * 200_000 + "b"

    assert clean(pile) == clean("a" + "\u0301\u0323" * 4 + "b")
    assert clean("Nguye\u0302\u0303n") == "Nguyễn"
