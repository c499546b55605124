"""What single lines are taken for, by where they stand."""

import pytest

from articles.importing.reading import read

TITLE = "Cống ngăn mặn Bờ Xoài vận hành trước mùa khô"
LEAD = "Sáng 2-12, cống ngăn mặn Bờ Xoài đóng cửa van đầu tiên, giữ ngọt cho 3.200 ha vườn."
PROSE = "Công trình gồm hai khoang, mỗi khoang rộng 15 m, điều khiển từ trạm đặt tại ấp Ba."
MORE = "Kỹ sư trực trạm cho biết độ mặn ngoài sông đã lên 4 phần nghìn, cao hơn năm ngoái."


def kinds(*lines):
    return [part.kind.value for part in read("\n\n".join(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ bài viết", "BÌNH LUẬN", "BìNH LUậN", "Chia sẻ", "Facebook", "Zalo", "Copy link",
        "Gửi bình luận", "Bình luận (3)", "In bài viết", "A+ A-", "Like 0", "Facebook | Zalo",
        "12 lượt xem", "https://bao.example/bai-a1.html",
    ],
)  # fmt: skip
def test_leftover_is_left_out_at_the_end_and_round_the_header(line):
    assert kinds(TITLE, LEAD, PROSE, line) == ["title", "lead", "paragraph", "drop"]
    assert kinds(line, TITLE, LEAD, PROSE) == ["drop", "title", "lead", "paragraph"]
    assert kinds(TITLE, line, LEAD, PROSE) == ["title", "drop", "lead", "paragraph"]
    assert kinds(TITLE, LEAD, line, PROSE) == ["title", "lead", "drop", "paragraph"]


@pytest.mark.parametrize("line", ["Facebook", "Chia sẻ", "Bình luận", "Xem thêm"])
def test_word_of_a_button_is_a_subheading_within_the_body(line):
    assert kinds(TITLE, LEAD, PROSE, line, MORE)[3] == "heading"


@pytest.mark.parametrize(
    "sentence",
    [
        "Chia sẻ bài viết lên Facebook là cách bà con báo tin cho nhau khi nước mặn lên.",
        "Bình luận (3) của bạn đọc đã giúp xã sửa lịch đóng cống.",
        "Xem thêm: lịch vận hành được dán ở nhà văn hóa ấp.",
    ],
)
def test_sentence_with_a_buttons_words_stays(sentence):
    assert kinds(TITLE, LEAD, PROSE, sentence)[3] == "paragraph"


@pytest.mark.parametrize("section", ["Kinh tế", "Thời sự - Chính trị", "Trang chủ > Kinh tế"])
def test_section_line_before_the_title_is_left_out(section):
    lines = (section, "02/12/2025 - 08:00", TITLE, LEAD)

    assert kinds(*lines) == ["drop", "time", "title", "lead"]


def test_section_name_alone_is_a_title():
    assert kinds("Kinh tế", LEAD) == ["title", "lead"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((TITLE, "02/12/2025 - 08:00", LEAD), ["title", "time", "lead"]),
        (("02/12/2025 - 08:00", TITLE, LEAD), ["time", "title", "lead"]),
        ((TITLE, LEAD, "02/12/2025 - 08:00"), ["title", "lead", "time"]),
        ((TITLE, LEAD, PROSE, "02/12/2025"), ["title", "lead", "paragraph", "time"]),
        ((TITLE, "02/12/2025", "Cập nhật: 03/12/2025", LEAD), ["title", "time", "drop", "lead"]),
    ],
)  # fmt: skip
def test_time_stands_before_or_after_the_title(lines, expected):
    assert kinds(*lines) == expected


def test_date_line_within_the_body_is_a_subheading():
    assert kinds(TITLE, "02/12/2025", LEAD, PROSE, "Ngày 30-11-2025", MORE)[4] == "heading"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Cống đóng. Ảnh: A Tư", "Cống đóng. Ảnh: A Tư"), ["alt", "caption"]),
        (("Cống đóng", "Cống đóng. Ảnh: A Tư"), ["alt", "caption"]),
        (("Cống đóng. Ảnh: A Tư", "Cống đóng."), ["caption", "alt"]),
        (("Cống đóng. Ảnh: A Tư",) * 3, ["alt", "alt", "caption"]),
        (("Cống đóng", "Cống đóng"), ["alt", "caption"]),
        (("Cống đóng.", "Ảnh: A Tư"), ["caption", "caption"]),
    ],
)
def test_line_repeating_a_caption_is_its_alternative_text(lines, expected):
    assert kinds(TITLE, LEAD, PROSE, *lines, MORE)[3:-1] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Trương Hùng",), ["byline"]),
        (("Hải Yến - Đỗ Chang",), ["byline"]),
        (("Bài và ảnh: Hải Yến",), ["byline"]),
        (("Tin, Ảnh: Hải Yến",), ["byline"]),
        (("Hải Yến", "Ảnh: Minh Châu"), ["byline", "byline"]),
        (("Hải Yến", "(Theo TTXVN)"), ["byline", "source"]),
        (("TTXVN",), ["source"]),
        (("Hải Yến", "Từ khóa:", "cống", "mặn", "Chia sẻ"), "byline drop tags tags drop".split()),
        (("Chia sẻ", "Facebook", "Hải Yến", "Bình luận"), ["drop", "drop", "byline", "drop"]),
        (("Hải Yến", "Tin liên quan", "Giá dừa tăng"), ["byline", "drop", "drop"]),
    ],
)  # fmt: skip
def test_last_short_lines_sign_the_article(lines, expected):
    assert kinds(TITLE, LEAD, PROSE, *lines)[3:] == expected


def test_interview_answer_with_a_dash_is_a_paragraph():
    answer = "- Chúng tôi đo độ mặn hai giờ một lần, kể cả ban đêm."

    assert kinds(TITLE, LEAD, "Đo thế nào, thưa ông?", answer, MORE)[2:] == ["paragraph"] * 3


def test_verse_is_no_row_of_subheadings():
    verse = ("Nước lớn nước ròng", "Con đò ở lại", "Người sang bên sông")

    assert kinds(TITLE, LEAD, PROSE, *verse, MORE)[3:] == ["paragraph"] * 4


def test_long_first_line_leaves_the_text_without_title():
    assert kinds("Dài " * 80, PROSE)[0] == "lead"
