"""A cleaned body as a list of blocks: paragraphs, headings, list items, rows, quotes, photos."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from articles.body.photos import SIZES
from articles.comparing.words import Token, tokens_of

# What sets words; every other element is a block or holds some.
_INLINE: Final = {"b": "strong", "strong": "strong", "i": "em", "em": "em"} | {
    tag: tag for tag in ("a", "s", "u", "sub", "sup", "span", "small", "code", "cite", "abbr")
}
# Says nothing that the blocks within do not say.
_SILENT: Final = frozenset(
    {"table", "tbody", "thead", "tfoot", "p", "br", "td", "th", "col", "figcaption"}
)
_VOID: Final = frozenset({"br", "hr", "img", "col", "input"})
# Their own size is no text; ids and relations of links are the cleaner's.
_UNSAID: Final = frozenset({"colspan", "rowspan", "scope", "rel", "id"})
CELL: Final = " | "
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Block:
    """``kind`` are the elements that it stands in, outermost first, without the paragraph's own;
    ``details`` what their attributes say. One with a ``photo`` (its id) is that photo's place:
    its text is the caption, ``details`` is the size."""

    kind: tuple[str, ...]
    tokens: tuple[Token, ...]
    details: tuple[str, ...] = ()
    photo: int = 0
    alt: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What the block is known by: its words, and before them its photo."""
        words = tuple(token.word for token in self.tokens)
        return (f"\0{self.photo}", *words) if self.photo else words


def blocks_of(body: str) -> list[Block]:
    """Return the blocks of a cleaned body, in order."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Collects blocks; holds for any nesting, closed or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, tuple[str, ...]]] = []
        self._texts: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = tuple(f"{name}={value}" for name, value in attrs if name not in _UNSAID and value)
        if tag == "br":
            self._add("\n")
        elif tag in _INLINE:
            self._open.append((tag, said))
        elif tag != "figcaption" or not self._photo():
            self._start_block(tag, said)

    def _start_block(self, tag: str, said: tuple[str, ...]) -> None:
        if not self._is_in_row() or tag == "figure":
            self.end_block()
        elif tag in {"td", "th"} and self._has_text():
            self._add(CELL)
        elif self._has_text() and self._texts[-1][0] != CELL:
            self._add("\n")
        self._open.append((tag, said))
        if tag in _VOID:
            self.end_block(even_empty=True)
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _said) in enumerate(self._open) if name == tag]
        if not places:
            return
        if tag not in _INLINE and (tag in {"tr", "figure"} or not self._is_in_row()):
            self.end_block(even_empty=tag == "figure" and bool(self._photo()))
        del self._open[places[-1]]

    def handle_data(self, data: str) -> None:
        # Line ends in the source are spaces; those of the text are <br>.
        self._add(_SPACE.sub(" ", data))

    def _add(self, text: str) -> None:
        marks = {_mark(tag, said) for tag, said in self._open if tag in _INLINE}
        self._texts.append((text, tuple(sorted(marks - {""}))))

    def end_block(self, *, even_empty: bool = False) -> None:
        """Make a block of what has been read since the last one, if there is anything."""
        if even_empty or self._has_text():
            blocks = [(tag, said) for tag, said in self._open if tag not in _INLINE]
            kind = tuple(_name(tag, said) for tag, said in blocks if tag not in _SILENT)
            details = tuple(d for tag, said in blocks if tag != "figure" for d in said)
            photo = self._photo()
            if photo:
                details = (_size(photo),)
            number, alt = int(photo.get("data-photo", 0)), photo.get("data-alt", "")
            self.blocks.append(Block(kind, _tokens(self._texts), details, number, alt))
        self._texts = []

    def _photo(self) -> dict[str, str]:
        """Return what the figure says in which the reading is, if that is a photo's."""
        figures = [said for tag, said in self._open if tag == "figure"]
        said = _attributes(figures[-1]) if figures else {}
        return said if said.get("data-photo", "").isdecimal() else {}

    def _is_in_row(self) -> bool:
        return any(tag == "tr" for tag, _said in self._open)

    def _has_text(self) -> bool:
        return any(text.strip() for text, _marks in self._texts)


def _attributes(said: tuple[str, ...]) -> dict[str, str]:
    return {name: value for name, _sign, value in (detail.partition("=") for detail in said)}


def _name(tag: str, said: tuple[str, ...]) -> str:
    """Return what an element is called: figures are by their class."""
    if tag != "figure":
        return tag
    classes = _attributes(said).get("class", "").split()
    return next((name for name in ("photo", "gallery", "embed") if name in classes), tag)


def _size(photo: dict[str, str]) -> str:
    classes = photo.get("class", "").split()
    return next((size for size in SIZES if f"photo--{size}" in classes), SIZES[0])


def _mark(tag: str, said: tuple[str, ...]) -> str:
    """Return how an element sets its words: ``strong``, or ``a https://…`` for a link."""
    target = next((detail[5:] for detail in said if detail.startswith("href=")), "")
    return f"a {target}" if tag == "a" else _INLINE[tag] if tag != "span" else ""


def _tokens(texts: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Token, ...]:
    """Return the words of a block, each whole, with all the marks of its letters."""
    texts = [(unicodedata.normalize("NFC", text), marks) for text, marks in texts]
    starts: list[int] = []
    length = 0
    for text, _marks in texts:
        starts.append(length)
        length += len(text)
    found: list[Token] = []
    place = 0
    for token in tokens_of("".join(text for text, _marks in texts)):
        begin = place + len(token.space)
        place = begin + len(token.word)
        first, last = bisect_right(starts, begin) - 1, bisect_right(starts, place - 1) - 1
        marks = texts[first][1] if first == last else _all_marks(texts[first : last + 1])
        found.append(Token(_space(token.space, bool(found)), token.word, marks))
    return tuple(token for token in found if token.word)


def _all_marks(texts: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    return tuple(sorted({mark for _text, marks in texts for mark in marks}))


def _space(space: str, inside: bool) -> str:
    if not space or not inside:
        return ""
    return "\n" if "\n" in space else " "
