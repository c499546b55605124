"""Cards: every Vietnamese letter is there, nothing is clipped, long headlines fit."""

import io
import unicodedata

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw

from articles.darkroom import apart, cards
from articles.darkroom.orders import CardText

MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
PLAIN = set("aeiouy")
LONG = " ".join(["Nghị quyết về phát triển kinh tế vườn, rừng ngập mặn ở các xã ven biển"] * 4)[
    :250
]


def vietnamese_letters():
    """The letters that Vietnamese has beyond ASCII, in both cases."""
    composed = {
        unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in MARKS
    }
    small = (composed - PLAIN) | {"đ"}
    return small | {letter.upper() for letter in small}


@pytest.fixture(scope="module")
def font():
    with TTFont(cards.font_file()) as font:
        yield font


def opened(data):
    with Image.open(io.BytesIO(data)) as card:
        return card.convert("RGB")


def test_the_font_has_all_134_letters(font):
    assert len(vietnamese_letters()) == 134
    assert vietnamese_letters() - set(map(chr, font.getBestCmap())) == set()


def test_the_font_may_be_distributed(font):
    assert "Apache License" in font["name"].getDebugName(13)


def test_what_counts_as_drawable_is_in_the_font(font):
    known = font.getBestCmap()
    drawable = [
        chr(code) for code in range(0x20, 0x10000) if CardText("", "", chr(code)).is_drawable
    ]

    assert len(drawable) > 700
    assert [f"{ord(one):x}" for one in drawable if ord(one) not in known] == []
    assert vietnamese_letters() <= set(drawable)


@pytest.mark.parametrize(
    "title", ["", "ភាសាខ្មែរ", "Lúa 🌾", "中文", "a\u0301b", "\u202eđảo", "a\nb"]
)
def test_what_the_font_cannot_set_is_not_drawn(title):
    assert not CardText("Báo", "", title).is_drawable
    assert not CardText("Báo", title, "Tít").is_drawable or title == ""


def test_lines_stand_further_apart_than_letters_are_high():
    font = cards.font_of(100)
    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    boxes = [pen.textbbox((0, 0), letter, font, anchor="ls") for letter in vietnamese_letters()]
    tallest, deepest = -min(box[1] for box in boxes), max(box[3] for box in boxes)

    assert tallest + deepest <= cards.LEADING * 100


@pytest.mark.parametrize("title", ["Ấ", "Lúa được mùa", "ẤẪỖ ỰỘẶ " * 12, LONG, "x" * 250])
@pytest.mark.parametrize("kicker", ["", "Hội nghị ở Ễng Ương"])
def test_a_headline_stays_within_its_place(title, kicker):
    text = CardText("Báo Thử Nghiệm", kicker, title)
    card = opened(cards.draw(text))
    empty = opened(cards.draw(CardText("Báo Thử Nghiệm", kicker, " ")))

    left, top, right, bottom = ink_of(card, empty)
    assert card.size == (1200, 630)
    assert left >= cards.EDGE - 8 and right <= 1200 - cards.EDGE + 8
    assert bottom <= 630 - cards.FOOT - 20
    # Below the rule, and below the short line with its deepest mark.
    assert top >= (252 if kicker else 170)


def ink_of(card, empty):
    """Return the box of what a card has more; its few colours are chosen anew for each card."""
    more = ImageChops.difference(card.convert("L"), empty.convert("L"))
    return more.point(lambda value: 255 * (value > 60)).getbbox()


def test_the_same_words_make_the_same_picture_of_few_bytes():
    text = CardText("Báo Thử Nghiệm", "Hội nghị", LONG)

    assert cards.draw(text) == cards.draw(text)
    assert len(cards.draw(text)) < 60_000


def test_long_headlines_are_set_smaller_and_evenly():
    short, short_font = cards.fitted("Lúa được mùa", 1056, 352)
    lines, font = cards.fitted(LONG, 1056, 352)

    assert short == ["Lúa được mùa"] and short_font.size > font.size >= 32
    assert " ".join(lines) == " ".join(LONG.split())
    widths = [font.getlength(line) for line in lines]
    assert min(widths) > max(widths) / 2


def test_what_does_not_fit_is_cut_short():
    lines, font = cards.fitted("Dài " * 300, 1056, 200)

    assert lines[-1].endswith("…")
    assert max(font.getlength(line) for line in lines) <= 1056


def test_a_process_of_its_own_draws_the_same():
    text = CardText("Báo Thử Nghiệm", "", "Ấm áp ổ trứng")

    assert apart.draw(text) == cards.draw(text)


def test_a_process_that_ends_badly_is_told(monkeypatch):
    monkeypatch.setattr(apart, "_run", lambda folder: 1)

    with pytest.raises(OSError, match="ended with 1"):
        apart.draw(CardText("Báo", "", "Tít"))


@pytest.mark.parametrize(("name", "size"), [("mark-512", (512, 512)), ("card", (1200, 630))])
def test_the_paper_s_own_pictures_are_there(name, size):
    from django.contrib.staticfiles import finders

    with Image.open(finders.find(f"img/{name}.png")) as picture:
        assert picture.size == size
        # The sun over the waves is white on the paper's red.
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(100_000)}
    assert (255, 255, 255) in colours
    assert any(abs(r - 0x9B) + abs(g - 0x1B) + abs(b - 0x23) < 12 for r, g, b in colours)
