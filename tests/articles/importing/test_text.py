"""Errors that say what to do, and what a reporter's choices change."""

import pytest

from articles.importing.parts import Kind, ParseError
from articles.importing.text import parse
from articles.vietnamese.dates import format_datetime

TITLE = "Đường hoa Vàm Lớn mở cửa đón Tết"
LEAD = "Tối 20-1, đường hoa dài 600 m ven sông Vàm Lớn mở cửa, kéo dài đến mùng bảy Tết."


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\u200b\n"])
def test_empty_text_is_refused(text):
    with pytest.raises(ParseError, match=r"empty|trống"):
        parse(text)


def test_missing_title_is_refused_with_the_line():
    with pytest.raises(ParseError) as caught:
        parse(f"20/01/2026 - 18:00\n\nBTG - {LEAD}\n")

    assert caught.value.line == 3


@pytest.mark.parametrize("title", ["x" * 251, "Một câu dài không phải tít. " * 12])
def test_title_as_long_as_a_paragraph_is_refused(title):
    with pytest.raises(ParseError) as caught:
        parse(f"\n{title}\n\n{LEAD}")

    assert caught.value.line == 2
    assert "250" in caught.value.message


def test_title_of_250_characters_is_kept():
    assert parse("x" * 250 + "\n\n" + LEAD).title == "x" * 250


@pytest.mark.parametrize(
    "time", ["31/02/2026 - 08:00", "12/13/2026", "01/01/2026 - 25:61", "01/01/0001"]
)
def test_impossible_date_is_refused_with_its_line(time):
    with pytest.raises(ParseError) as caught:
        parse(f"{TITLE}\n\n{time}\n\n{LEAD}")

    assert caught.value.line == 3
    assert time in caught.value.message


@pytest.mark.parametrize("text", ["x" * 500_001, f"{TITLE}\n" + "Một dòng.\n" * 1_500])
def test_text_larger_than_an_article_is_refused(text):
    with pytest.raises(ParseError):
        parse(text)


@pytest.mark.parametrize(
    ("kind", "length"),
    [
        ("kicker", 121),
        ("caption", 501),
        ("alt", 301),
        ("byline", 121),
        ("source", 121),
        ("tags", 101),
    ],
)
def test_part_too_long_for_its_field_is_refused(kind, length):
    with pytest.raises(ParseError) as caught:
        parse(f"{TITLE}\n\n{LEAD}\n\n{'m' * length}", {5: Kind(kind)})

    assert caught.value.line == 5


def test_long_caption_is_cut_for_the_alternative_text_only():
    caption = ("bông vạn thọ " * 30).strip()
    photo = parse(f"{TITLE}\n\n{LEAD}\n\n{caption}. Ảnh: A Tư").captions[0]

    assert photo.caption == f"{caption}."
    assert len(photo.alt) <= 300
    assert photo.alt.endswith(("bông…", "vạn…", "thọ…"))


def test_chosen_kinds_replace_the_guesses():
    text = f"{TITLE}\n\nMột dòng ngắn\n\n{LEAD}\n\nTháng chạp\n\nĐoạn cuối của bài."
    article = parse(
        text, {1: Kind.KICKER, 3: Kind.TITLE, 5: Kind.PARAGRAPH, 7: Kind.LEAD, 9: Kind.QUOTE}
    )

    assert (article.kicker, article.title, article.lead) == (TITLE, "Một dòng ngắn", "Tháng chạp")
    assert [(block.kind, block.text) for block in article.body] == [
        (Kind.PARAGRAPH, LEAD),
        (Kind.QUOTE, "Đoạn cuối của bài."),
    ]


def test_two_title_lines_are_one_title():
    article = parse(f"Đường hoa Vàm Lớn\nmở cửa\n\n{LEAD}", {1: Kind.TITLE, 2: Kind.TITLE})

    assert article.title == "Đường hoa Vàm Lớn mở cửa"


def test_line_whose_predecessor_is_left_out_is_a_paragraph():
    article = parse(f"{TITLE}\n\n{LEAD}\n\nBỏ\n\nCòn", {5: Kind.DROP, 7: Kind.JOIN})

    assert [block.text for block in article.body] == ["Còn"]


def test_time_chosen_for_another_line_is_refused_where_it_is_none():
    with pytest.raises(ParseError) as caught:
        parse(f"{TITLE}\n\n{LEAD}", {3: Kind.TIME})

    assert caught.value.line == 3


def test_second_time_is_refused():
    text = f"{TITLE}\n\n20/01/2026\n\n21/01/2026\n\n{LEAD}"

    assert format_datetime(parse(text).published_at) == "20/01/2026 - 00:00"
    with pytest.raises(ParseError) as caught:
        parse(text, {5: Kind.TIME})
    assert caught.value.line == 5


def test_everything_left_out_is_refused():
    with pytest.raises(ParseError):
        parse(TITLE, {1: Kind.DROP})


def test_alternative_text_chosen_for_a_photo_is_kept():
    article = parse(
        f"{TITLE}\n\n{LEAD}\n\nNgười chụp ảnh bên hoa\n\nKhách du xuân. Ảnh: A Tư\n\nHết bài.",
        {5: Kind.ALT},
    )

    photo = article.captions[0]
    assert (photo.alt, photo.caption) == ("Người chụp ảnh bên hoa", "Khách du xuân.")


def test_names_signed_twice_count_once():
    article = parse(
        f"{TITLE}\n\nHải Yến\n\n{LEAD}\n\nĐêm giao thừa có đờn ca tài tử.\n\nHẢI YẾN (Theo VOV)"
    )

    assert article.authors == ("Hải Yến",)
    assert (article.byline_note, article.source) == ("", "VOV")


def test_markup_is_only_text():
    article = parse(f"{TITLE}\n\n{LEAD}\n\n<script>alert(1)</script> đứng giữa một câu của bài.")

    assert article.body[0].text.startswith("<script>alert(1)</script>")
