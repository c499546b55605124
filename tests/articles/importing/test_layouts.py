"""Whole texts of our own, as they come from a web page, a manuscript and a chat."""

import pytest

from articles.importing.parts import Kind, PhotoText
from articles.importing.text import parse
from articles.vietnamese.dates import format_datetime
from tests.articles.importing.texts import text


def kinds(article):
    return {part.number: part.kind.value for part in article.parts}


def test_parse_web_page_gives_every_part():
    article = parse(text("web"))

    assert article.title == "Vàm Lớn: Lúa hữu cơ mở đường cho hợp tác xã trẻ"
    assert article.kicker == ""
    assert format_datetime(article.published_at) == "22/10/2025 - 19:25"
    assert article.dateline == "BTG"
    assert article.lead.startswith("Sau ba vụ thử nghiệm, gần 40 ha")
    assert article.captions == (
        PhotoText(
            "Nông dân xã An Phú Tây thu hoạch lúa hữu cơ.",
            "Minh Châu",
            "Nông dân xã An Phú Tây thu hoạch lúa hữu cơ.",
            is_lead=True,
        ),
        PhotoText(
            "Kho sấy mới của hợp tác xã.", "T.L", "Kho sấy mới của hợp tác xã.", is_lead=False
        ),
    )
    assert article.authors == ("Hải Yến", "Đỗ Chang")
    assert article.source == "TTXVN"
    assert article.tags == ("lúa hữu cơ", "hợp tác xã", "An Phú Tây")


def test_parse_web_page_gives_body_in_order():
    body = parse(text("web")).body

    assert [block.kind for block in body] == [
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.LIST,
    ]
    assert body[0].text.endswith("chia sẻ kinh nghiệm với 14 hộ bên cạnh.")
    assert body[1].text == "Từ ruộng ra chợ"
    assert body[2].text.startswith("Hợp tác xã lập nhóm bán hàng trên Facebook và Zalo")
    assert body[4].text == "mở thêm 25 ha ở ấp Bờ Xoài;\nxây kho sấy thứ hai."


def test_parse_web_page_leaves_out_what_the_page_added():
    dropped = [part.line for part in parse(text("web")).parts if part.kind == Kind.DROP]

    assert dropped == [
        "Trang chủ › Kinh tế › Nông nghiệp",
        "Chia sẻ",
        "Facebook Zalo",
        "A+ A-",
        "In bài viết",
        "Bình luận (3)",
        "Ba Tâm: Bài hay quá, mong báo viết thêm về giá phân bón ở quê tôi trong vụ tới.",
        "2 giờ trước",
        "Tin liên quan",
        "Giá dừa khô tăng trở lại",
    ]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n", "\v"])
def test_parse_manuscript_does_not_depend_on_blank_lines(separator):
    article = parse(separator.join(text("word").splitlines()))

    assert article.kicker == "MÙA NƯỚC NỔI"
    assert article.title == "Người giữ chợ cá đêm bên sông Vàm Lớn"
    assert format_datetime(article.published_at) == "03/09/2024 - 12:05"
    assert article.dateline == ""
    assert article.lead.startswith("Ba giờ sáng")
    assert [(photo.caption, photo.credit) for photo in article.captions] == [
        ("Bà Bảy Thơm bên cuốn sổ cân cá.", "Minh Châu")
    ]
    assert [block.kind.value for block in article.body] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]
    assert (article.authors, article.byline_note) == (("Minh Châu",), "Bài và ảnh")


def test_parse_chat_takes_senders_and_times_off():
    article = parse(text("zalo"))

    assert article.title == "Cầu Bờ Xoài thông xe sớm hai tháng"
    assert format_datetime(article.published_at) == "14/05/2025 - 17:30"
    assert article.dateline == "BTG"
    assert article.captions[0].credit == "Quốc Tiệp"
    assert [block.text[:20] for block in article.body] == [
        "Cầu dài 214 m, rộng ",
        "Theo ông Trần Hữu Lộ",
    ]
    assert (article.authors, article.byline_note) == (("Quốc Tiệp",), "tổng hợp")
    assert kinds(article)[4] == "drop"


def test_parse_joins_lines_that_a_program_wrapped():
    article = parse(
        "Chợ nổi Vàm Lớn họp lại sau mùa lũ\n\n"
        "BTG - Sáng 3-11, hơn 80 ghe hàng đã trở về khúc sông cũ sau gần hai\n"
        "tháng nước lớn, mang theo dừa, khóm và những bó bông súng còn ướt sương.\n\n"
        "Bà con nói năm nay nước lên chậm nhưng rút nhanh, ghe lớn chưa vào được\n"
        "hết các rạch nhỏ.\n"
    )

    assert article.lead.endswith(
        "sau gần hai tháng nước lớn, mang theo dừa, khóm và những bó bông súng còn ướt sương."
    )
    assert [block.text[-36:] for block in article.body] == [
        "ghe lớn chưa vào được hết các rạch nhỏ."[-36:]
    ]
    assert kinds(article) == {1: "title", 3: "lead", 4: "join", 6: "paragraph", 7: "join"}


def test_parse_labelled_manuscript():
    article = parse(
        "Tác giả: Hải Yến\n"
        "Tít phụ: Chuyện làng nghề\n"
        "Tít: Chiếu lác Bờ Xoài lên sàn\n"
        "Sapo: Ba tháng qua, 12 hộ dệt chiếu bán được hàng qua mạng.\n"
        "Mỗi đôi chiếu dệt mất hai ngày.\n"
        "Chú thích ảnh: Thợ dệt bên khung cũ\n"
        "Nguồn: VOV\n"
    )

    assert (article.kicker, article.title) == ("Chuyện làng nghề", "Chiếu lác Bờ Xoài lên sàn")
    assert article.lead == "Ba tháng qua, 12 hộ dệt chiếu bán được hàng qua mạng."
    assert [block.text for block in article.body] == ["Mỗi đôi chiếu dệt mất hai ngày."]
    assert [photo.caption for photo in article.captions] == ["Thợ dệt bên khung cũ"]
    assert (article.authors, article.source) == (("Hải Yến",), "VOV")
