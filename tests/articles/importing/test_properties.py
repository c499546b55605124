"""Whatever the text: only ``ParseError`` comes out of it, and no line is lost."""

from collections import Counter
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.parts import Kind, ParseError
from articles.importing.reading import read
from articles.importing.store import body_of, key_of
from articles.importing.text import parse
from articles.richtext import clean_body, plain_text
from articles.vietnamese.text import clean, clean_line, words

LINES = st.sampled_from(
    """
    Đường hoa Vàm Lớn mở cửa đón Tết|Trang chủ › Kinh tế|Kinh tế|09/07/2021 - 12:07|31/02/2021
    |BTG - Sáng 2-12, cống ngăn mặn Bờ Xoài đóng cửa van đầu tiên.|Chia sẻ|BÌNH LUẬN|Bình luận (3)
    |Công trình gồm hai khoang, mỗi khoang rộng 15 m, điều khiển từ trạm đặt tại ấp Ba.
    |Tin liên quan|Khách du xuân. Ảnh: A Tư|Khách du xuân|Ảnh: A Tư|Trương Hùng|Bài và ảnh: Hải Yến
    |Theo TTXVN|- mở thêm 25 ha;|• xây kho|> trích|## Mục|>> Xem bài khác|Từ khóa: a, b|Từ khóa:
    |Tít: Một hai
    |[12:07, 09/07/2021] Hùng: Chào|[12:07, 09/07/2021] Hùng:|[Hình ảnh]|<b>đậm</b> & <script>
    """.replace("\n", "").split("|")
)  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=60), max_size=25).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)
KINDS = st.dictionaries(st.integers(1, 40), st.sampled_from(Kind), max_size=12)


@settings(max_examples=120, deadline=None)
@given(TEXTS, KINDS)
def test_parse_raises_nothing_but_parse_error(text, kinds):
    with suppress(ParseError):
        parse(text, kinds)


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_every_line_is_one_part(text):
    try:
        parts = read(text)
    except ParseError:
        return

    lines = [clean_line(line) for line in clean(text).split("\n")]
    assert [(part.number, part.line) for part in parts] == [
        (number, line) for number, line in enumerate(lines, start=1) if line
    ]


def _bare_words(texts):
    found = Counter(word.strip("-–—•·▪●○*+#>") for text in texts for word in words(text))
    return found - Counter({"": found[""]})


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_every_word_of_the_body_reaches_the_article(text):
    try:
        article = parse(text)
    except ParseError:
        return

    kept = {Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.QUOTE}
    # What stands before "- ", "## " or "> " is a mark, not a word.
    expected = _bare_words(part.text for part in article.parts if part.kind in kept)
    found = _bare_words(block.text for block in article.body)
    assert not expected - found


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_body_passes_the_cleaner_with_all_its_words(text):
    try:
        article = parse(text)
    except ParseError:
        return

    written = [words(block.text) for block in article.body]
    body = clean_body(body_of(article.body))
    assert words(plain_text(body)) == [word for block in written for word in block]


@given(st.text(max_size=200))
def test_key_depends_on_neither_spacing_nor_case(text):
    assert key_of(f" {text}\n\n") == key_of(clean(text)) == key_of("\n".join(f"{text} ".split(" ")))
