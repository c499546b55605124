import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.vietnamese.encodings import Decoded, UnreadableText, decode, repair
from articles.vietnamese.text import clean
from tests.articles.vietnamese.legacy import to_tcvn3, to_vn1, to_vni, to_windows_1258
from tests.articles.vietnamese.samples import QUICK, SEED, needs_seed, rows, vietnamese

STORY = "Đảng ủy tỉnh họp sáng 8-7.\nNhững người nuôi bò sữa ở ấp được hỗ trợ.\nBÌNH LUẬN\n"


@pytest.fixture
def seed():
    return SEED.read_text(encoding="utf-8")


@pytest.mark.parametrize("row", rows("legacy_encoding"))
def test_repair_shared_case(row):
    assert repair(row["in"]) == Decoded(row["out"], row["from"])


@pytest.mark.parametrize(
    ("shown", "meant", "encoding"),
    [
        ("B×NH LUËN", "BÌNH LUẬN", "TCVN3"),
        ("§¶ng uû tØnh", "Đảng uỷ tỉnh", "TCVN3"),
        ("UBND tØnh", "UBND tỉnh", "TCVN3"),
        ("n\u00adíc s«ng", "nước sông", "TCVN3"),
        ("ÑAÛNG UÛY TÆNH", "ĐẢNG ỦY TỈNH", "VNI"),
        ("Ngöôøi vieát tin", "Người viết tin", "VNI"),
        ("Aûnh ñeïp", "Ảnh đẹp", "VNI"),
    ],
)
def test_repair_own_case(shown, meant, encoding):
    assert repair(shown) == Decoded(meant, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "§ 5",
        "Điều 7 § 5 café",
        "café",
        "naïve",
        "São Paulo",
        "où est le café ?",
        "où",
        "Le thé est né là-bas, à côté des «blés» d'été.",
        "© 2021 Reuters",
        "A 5 µm filter at 20 °C ± 1, ½ price",
        "Señor Muñoz, señora Peña",
        "Für große Mädchen über München",
        "Così è più città",
        "Så får vi på båten",
        "bún bò, cà phê, há cảo",
        "cà phê và bún bò",
        "tôi là sinh viên",
        "Đảng ủy Văn phòng UBND tỉnh",
        "Hà Nội đón đoàn São Paulo ở café “Été” (§ 5), giá 5 £",
        "plain English, the man in the hat",
        "emoji 🎉 và 한국",
    ],
)
def test_repair_leaves_innocent_text(text):
    assert repair(text) == Decoded(text, "UTF-8")
    if text:
        assert decode(text.encode()) == Decoded(text, "UTF-8")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), "UTF-8"),
        (STORY.encode("utf-8-sig"), "UTF-8"),
        (unicodedata.normalize("NFD", STORY).encode(), "UTF-8"),
        (STORY.replace("\n", "\r\n").encode(), "UTF-8"),
        (STORY.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + STORY.encode("utf-16-be"), "UTF-16"),
        (STORY.encode("utf-16-le"), "UTF-16"),
        (STORY.encode("utf-16-be"), "UTF-16"),
        (to_tcvn3(STORY), "TCVN3"),
        (to_tcvn3(STORY).decode("latin-1").encode(), "TCVN3"),
        (to_vn1(STORY), "VN1"),
        (to_vn1(STORY).decode("latin-1").encode(), "VN1"),
        (to_vni(STORY).encode("latin-1"), "VNI"),
        (to_vni(STORY).encode(), "VNI"),
        (to_windows_1258(STORY), "Windows-1258"),
    ],
)
def test_decode_reads_every_encoding(data, encoding):
    assert decode(data) == Decoded(STORY, encoding)


def test_decode_tells_vn1_by_its_capitals():
    assert decode(to_vn1("ĐẢNG ỦY TỈNH, HỘI NGHỊ")) == Decoded("ĐẢNG ỦY TỈNH, HỘI NGHỊ", "VN1")


def test_decode_gives_back_the_capitals_that_can_be_known():
    text = "TỈNH ỦY Ở XÃ\nỞ ấp. Ảnh: Hà. “Ủy ban” và Bà Ân.\nVà UBND họp.\nHọp Ủy ban"
    # Nothing tells that the last word but one opens with a capital.
    known = text.replace("Họp Ủy", "Họp ủy")
    assert decode(to_tcvn3(text)) == Decoded(known, "TCVN3")


@needs_seed
def test_decode_seed_from_tcvn3(seed):
    # Its toned capitals stand in "BÌNH LUẬN" and after a full stop, so none is lost.
    assert decode(to_tcvn3(seed)) == Decoded(seed, "TCVN3")
    assert repair(to_tcvn3(seed).decode("cp1252")) == Decoded(seed, "TCVN3")


@needs_seed
def test_decode_seed_from_the_others(seed):
    straight = seed.replace("“", '"').replace("”", '"')
    assert decode(to_vn1(seed)) == Decoded(straight, "VN1")
    assert decode(to_vni(seed).encode("cp1252")) == Decoded(seed, "VNI")
    assert decode(to_windows_1258(seed)) == Decoded(seed, "Windows-1258")
    assert decode(seed.encode("utf-16-le")) == Decoded(seed, "UTF-16")


@needs_seed
def test_repair_leaves_seed(seed):
    assert repair(seed) == decode(seed.encode()) == Decoded(seed, "UTF-8")


@pytest.mark.parametrize(
    ("data", "reason", "offset"),
    [
        (b"", "empty", None),
        (b" \r\n\t", "empty", None),
        (b"\xef\xbb\xbf", "empty", None),
        ("\r\n \n".encode("utf-16-le"), "empty", None),
        (b"\0\0\0\0", "binary", 0),
        (b"\1\0\2\0\3\0a\0b\0c\0", "binary", None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", 0),
        (b"%PDF-1.7\n", "binary", 0),
        (b"PK\x03\x04\x14\0\x06\0", "binary", 0),
        (b"some text\0\0\0 and more of it here", "binary", 9),
        (b"\x0e\x0f\x0e text \x0e\x0f", "binary", 0),
        ("Đảng ủy".encode() + b"\xff huy", "unknown_encoding", 12),
        ("le café d'été".encode("latin-1"), "unknown_encoding", 6),
        ("Đảng".encode("utf-16") + b"x", "unknown_encoding", 10),
        ("привет, мир".encode("cp1251"), "unknown_encoding", 0),
    ],
)
def test_decode_refuses_with_a_reason(data, reason, offset):
    with pytest.raises(UnreadableText) as caught:
        decode(data)
    assert (caught.value.reason, caught.value.offset) == (reason, offset)


@QUICK
@given(vietnamese)
@example("khích khích gìn gìn")  # í and ì are the same in VNI as in Western text
@example("Trúc Trúc Trúc Trúc")  # TCVN3 shows another syllable: Tróc
def test_legacy_round_trips(text):
    text = clean(f"{text} được những người")
    assert decode(text.encode()).text == text
    assert decode(to_vni(text).encode("cp1252")).text == text
    assert decode(to_vn1(text)).text.lower() == text.lower()
    assert decode(to_tcvn3(text)).text.lower() == text.lower()
    assert decode(to_windows_1258(text)).text == text


@QUICK
@given(st.binary(max_size=200) | st.text(st.characters(max_codepoint=0xFF)).map(str.encode))
def test_decode_raises_nothing_else(data):
    try:
        decoded = decode(data)
    except UnreadableText as error:
        assert error.reason in {"binary", "unknown_encoding", "empty"}
    else:
        assert decoded.text == clean(decoded.text)


@QUICK
@given(st.text())
def test_repair_never_raises(text):
    assert clean(repair(text).text) == repair(text).text
