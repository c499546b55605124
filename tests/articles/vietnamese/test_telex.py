import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.telex import decode_telex, decode_vni_typing
from tests.articles.vietnamese.samples import QUICK, rows, vietnamese


@pytest.mark.parametrize("row", rows("telex"))
def test_telex_shared_case(row):
    assert decode_telex(row["in"]) == row["out"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nguyeexn vieejt nam", "nguyễn việt nam"),
        ("DDARNG UYR", "ĐẢNG ỦY"),
        ("Ddaf Nawngx", "Đà Nẵng"),
        ("dduwowngf sawts", "đường sắt"),
        ("duongdw", "đương"),
        ("thuowr, muaw!", "thuở, mưa!"),
        ("quys giaf gif", "quý già gì"),
        ("coong an khoongj", "công an khộng"),
        ("tooi laf nguowif", "tôi là người"),
        ("hoaf binhf khoer", "hòa bình khỏe"),
        ("khuyur nghieepj tuw luwu", "khuỷu nghiệp tư lưu"),
    ],
)
def test_telex_is_undone(typed, meant):
    assert decode_telex(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "dang uy",
        "hoa binh",
        "covid",
        "visa taxi",
        "VAR",
        "max",
        "Facebook",
        "đarng",
        "hòa bình",
        "",
    ],
)
def test_telex_leaves_plain_and_foreign_words(text):
    assert decode_telex(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("d9a3ng u3y", "đảng ủy"),
        ("nguye64n", "nguyễn"),
        ("d9uong72 sa81t", "đường sắt"),
        ("quyet61 D9inh5", "quyết Định"),
        ("thuo73 gia2", "thuở già"),
        ("A1 G7 Q10 covid19 co2 U23 2021", "A1 G7 Q10 covid19 co2 U23 2021"),
        ("9d ad9", "9d ad9"),
    ],
)
def test_vni_typing_is_undone(typed, meant):
    assert decode_vni_typing(typed) == meant


@QUICK
@given(vietnamese)
def test_decoding_leaves_vietnamese_alone(text):
    assert decode_telex(text) == decode_vni_typing(text) == text


@QUICK
@given(st.text() | st.text(st.sampled_from("adeouwyiqgsfrxjznh 1234567890")))
def test_decoding_is_stable(text):
    for decode in (decode_telex, decode_vni_typing):
        once = decode(text)
        assert decode(once) == once
