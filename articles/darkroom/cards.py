"""A card: the picture with a headline on it, for articles without a photo.

Set in Roboto, which the package font-roboto brings: it carries every Vietnamese letter in one
piece (Apache licence 2.0). Lines stand so far apart that stacked marks touch nothing.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from articles.darkroom.orders import CardText
from articles.darkroom.plan import SHARED_SIZE

_MARK: Final = Path(__file__).resolve().parents[2] / "static/img/mark-512.png"

PAPER: Final = "#ffffff"
INK: Final = "#16181b"
ACCENT: Final = "#9b1b23"
RULE: Final = "#d8dbde"
EDGE: Final = 72
FOOT: Final = 16
#: Sizes that a headline is tried in, and how far its lines are apart, in parts of the size. A
#: capital with two marks over it and a letter with a dot below it take 1.33.
SIZES: Final = range(84, 30, -4)
LEADING: Final = 1.36
_HEADLINE: Final = (196, 548)

Font = ImageFont.FreeTypeFont


def draw(text: CardText) -> bytes:
    """Return the card as a PNG of ``SHARED_SIZE``.

    Whoever changes what it looks like changes ``orders.DESIGN`` too.
    """
    card = Image.new("RGB", SHARED_SIZE, PAPER)
    pen = ImageDraw.Draw(card)
    _draw_head(card, pen, text.paper)
    top, bottom = _HEADLINE
    if text.kicker:
        _draw_kicker(pen, text.kicker, top)
        top += 60
    _draw_headline(pen, text.title, top, bottom)
    width, height = SHARED_SIZE
    pen.rectangle((0, height - FOOT, width, height), fill=ACCENT)
    buffer = io.BytesIO()
    card.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _draw_head(card: Image.Image, pen: ImageDraw.ImageDraw, paper: str) -> None:
    with Image.open(_MARK) as mark:
        card.paste(mark.convert("RGB").resize((76, 76), Image.Resampling.LANCZOS), (EDGE, 56))
    name, font = _one_line(paper, 44, SHARED_SIZE[0] - 2 * EDGE - 100)
    pen.text((EDGE + 100, 94), name, INK, font, anchor="lm")
    pen.line((EDGE, 162, SHARED_SIZE[0] - EDGE, 162), RULE, 3)


def _draw_kicker(pen: ImageDraw.ImageDraw, kicker: str, top: int) -> None:
    line, font = _one_line(kicker, 34, SHARED_SIZE[0] - 2 * EDGE)
    pen.text((EDGE, top + 30), line, ACCENT, font, anchor="lm")


def _draw_headline(pen: ImageDraw.ImageDraw, title: str, top: int, bottom: int) -> None:
    """Draw it as large as it fits, in the middle of the height that it has."""
    lines, font = fitted(title, SHARED_SIZE[0] - 2 * EDGE, bottom - top)
    step = round(font.size * LEADING)
    ascent, descent = font.getmetrics()
    # The marks of the first line stand in the room above it, not in the words over it.
    baseline = top + (bottom - top - len(lines) * step) // 2 + (step + ascent - descent) // 2
    for number, line in enumerate(lines):
        pen.text((EDGE, baseline + number * step), line, INK, font, anchor="ls")


def fitted(title: str, width: int, height: int) -> tuple[list[str], Font]:
    """Return the lines of a headline, about equally long, and the largest font that holds them.

    What does not fit in the smallest one is cut short.
    """
    for size in SIZES:
        font = font_of(size)
        lines = wrapped(title, font, width)
        most = int(height / (size * LEADING))
        if len(lines) <= most:
            return _even(title, font, width, len(lines)), font
    return [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, width)], font


def wrapped(text: str, font: Font, width: float) -> list[str]:
    """Return ``text`` in lines no wider than ``width``; a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while font.getlength(word) > width:
            end = max(
                1, bisect_right(range(len(word)), width, key=lambda n: font.getlength(word[:n])) - 1
            )
            lines.append(word[:end])
            word = word[end:]
        lines.append(word)
    return lines


def _longest(word: str, font: Font, width: float) -> int:
    """Return how many letters from the start of ``word`` fit; one at least."""
    after = bisect_right(range(len(word)), width, key=lambda end: font.getlength(word[:end]))
    return max(1, after - 1)


def _even(text: str, font: Font, width: int, count: int) -> list[str]:
    """Return ``text`` in ``count`` lines of which the longest is as short as can be."""
    narrow, wide = width // 3, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        if len(wrapped(text, font, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return wrapped(text, font, wide)


def _one_line(text: str, size: int, width: int) -> tuple[str, Font]:
    font = font_of(size)
    return _cut(text, font, width), font


def _cut(text: str, font: Font, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def font_of(size: int) -> Font:
    """Return the bold face at that size in pixels."""
    return ImageFont.truetype(str(font_file()), size, layout_engine=ImageFont.Layout.BASIC)


def font_file() -> Path:
    spec = find_spec("font_roboto")
    if spec is None or spec.origin is None:
        raise OSError("the package font-roboto is not installed")
    return Path(spec.origin).parent / "files" / "Roboto-Bold.ttf"
