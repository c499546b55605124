import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.vietnamese.newsprint import (
    looks_like_byline,
    looks_like_caption,
    split_byline,
    split_caption,
    split_dateline,
)
from tests.articles.vietnamese.samples import QUICK, rows


@pytest.mark.parametrize("row", rows("caption"))
def test_split_caption_shared_case(row):
    assert split_caption(row["in"]) == (row["caption"], row["credit"])
    assert looks_like_caption(row["in"]) is bool(row["credit"])


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Ảnh: A", "", "A"),
        ("(Ảnh: Hữu Hiệp)", "", "Hữu Hiệp"),
        ("ẢNH: HỮU HIỆP", "", "HỮU HIỆP"),
        ("Cầu Rạch Miễu [ảnh: VOV].", "Cầu Rạch Miễu", "VOV"),
        ("Vườn bưởi. Ảnh minh họa: Cẩm Trúc", "Vườn bưởi.", "Cẩm Trúc"),
        ("Vườn bưởi. Ảnh minh hoạ: Cẩm Trúc.", "Vườn bưởi.", "Cẩm Trúc"),
        ("Hội nghị - Ảnh: A - B", "Hội nghị", "A - B"),
        ("Hội nghị. Ảnh: T.H.", "Hội nghị.", "T.H."),
        ("Ảnh: A. Ảnh: B", "Ảnh: A.", "B"),
        ("Ảnh tư liệu", "Ảnh tư liệu", ""),
        ("Mời xem ảnh: lễ hội", "Mời xem ảnh: lễ hội", ""),
        ("Ảnh: đẹp lắm thay. Người xem đều khen", "Ảnh: đẹp lắm thay. Người xem đều khen", ""),
        ("Ảnh:", "Ảnh:", ""),
        ("Ảnh: ...", "Ảnh: ...", ""),
    ],
)
def test_split_caption_own_case(line, caption, credit):
    assert split_caption(line) == (caption, credit)


def test_split_caption_leaves_paragraphs():
    paragraph = "dài " * 200 + "Ảnh: A"
    assert split_caption(paragraph) == (paragraph, "")


@pytest.mark.parametrize("row", rows("dateline"))
def test_split_dateline_shared_case(row):
    assert split_dateline(row["in"]) == (row["dateline"], row["rest"])


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("(BĐK) - Sáng nay", "BĐK", "Sáng nay"),
        ("(BDK.VN) Sáng nay", "BDK.VN", "Sáng nay"),
        ("TTXVN – Sáng nay", "TTXVN", "Sáng nay"),
        ("TTO - Sáng nay - theo tin", "TTO", "Sáng nay - theo tin"),
        ("(Dân trí) — Sáng nay", "Dân trí", "Sáng nay"),
        ("Dân trí - Sáng nay", "Dân trí", "Sáng nay"),
        ("Hà Nội (TTXVN) - Sáng nay", "Hà Nội (TTXVN)", "Sáng nay"),
    ],
)
def test_split_dateline_own_case(text, dateline, rest):
    assert split_dateline(text) == (dateline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Hà Nội - Huế là chặng dài",
        "UBND - HĐND tỉnh họp",
        "TP.HCM - Cần Thơ thông xe",
        "COVID-19 tăng",
        "A - B",
        "(Sáng nay trời mưa) nên hoãn",
        "TTXVN -",
        "",
    ],
)
def test_split_dateline_leaves_sentences(text):
    assert split_dateline(text) == ("", text)


@pytest.mark.parametrize("row", rows("byline"))
def test_split_byline_shared_case(row):
    assert split_byline(row["in"]) == (row["authors"], row["note"])
    assert looks_like_byline(row["in"])


@pytest.mark.parametrize(
    ("line", "authors", "note"),
    [
        ("Hải Yến, Đỗ Chang", ["Hải Yến", "Đỗ Chang"], ""),
        ("Hải Yến và Đỗ Chang", ["Hải Yến", "Đỗ Chang"], ""),
        ("Hải Yến – Đỗ Chang (tổng hợp)", ["Hải Yến", "Đỗ Chang"], "tổng hợp"),
        ("Bài và ảnh: Hữu Hiệp", ["Hữu Hiệp"], "Bài và ảnh"),
        ("Tin, ảnh: Hữu Hiệp - T.H.", ["Hữu Hiệp", "T.H."], "Tin, ảnh"),
        ("Tác giả: Hữu Hiệp", ["Hữu Hiệp"], ""),
        ("Theo TTXVN", [], "Theo TTXVN"),
        ("Minh Anh (Theo TTXVN)", ["Minh Anh"], "Theo TTXVN"),
        ("Minh Anh - Theo TTXVN", ["Minh Anh"], "Theo TTXVN"),
        ("H'Linh Niê-Kđăm", ["H'Linh Niê-Kđăm"], ""),
        ("", [], ""),
    ],
)
def test_split_byline_own_case(line, authors, note):
    assert split_byline(line) == (authors, note)
    assert looks_like_byline(line) is bool(line)


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ bài viết",
        "BÌNH LUẬN",
        "09/07/2021 - 12:07",
        "Hội nghị kết thúc.",
        "Trương Hùng!",
        "Tên Của Người Này Dài Quá",
        "An, Bình, Chi, Dung, Em",
        "Đại biểu tham gia đóng góp ý kiến. Ảnh: Thiệu Phan",
        "Hùng " * 20,
    ],
)
def test_looks_like_byline_refuses_other_lines(line):
    assert not looks_like_byline(line)


@QUICK
@given(st.text() | st.text(st.sampled_from("ẢnhA:. -()[],và—TTO")))
def test_splitting_never_raises(text):
    split_caption(text)
    split_dateline(text)
    split_byline(text)
    looks_like_byline(text)
