"""Which elements, classes and styles mean what: Word's, Google's and every web page's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from articles import embeds
from articles.body import lists, photos, pieces, runs
from articles.body.links import tidy_address
from articles.body.lists import Item
from articles.body.markup import Node
from articles.body.pieces import Block, Piece
from articles.body.runs import BREAK, Link, Run

BOXES: Final = {"box--related": "box box--related", "box--facts": "box box--facts"}
_HEADINGS: Final = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_WORD_HEADINGS: Final = {"MsoTitle": "h2", "MsoSubtitle": "h3"}
_FORMATS: Final = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "s": "s", "strike": "s",
    "del": "s", "sub": "sub", "sup": "sup",
}  # fmt: skip
_INLINE: Final = frozenset(_FORMATS) | frozenset(
    "abbr big cite code font ins label q small span time tt".split()
)
_PLAIN: Final = frozenset("p div span br hr li ul ol td tr table font h2 h3".split())
_ROWS: Final = ("thead", "tbody", "tfoot")
_EMOJI: Final = re.compile(r"[^\w\s<>&\"']{1,8}")
_LINE: Final = re.compile(r"\r\n?|\n")
_ID: Final = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass(frozen=True)
class Setting:
    """How text is set where the reading is; ``top`` is where boxes and embeds may stand."""

    formats: frozenset[str] = frozenset()
    link: Link | None = None
    top: bool = True
    in_heading: bool = False
    lines_count: bool = False

    def inside(self) -> Setting:
        return replace(self, top=False) if self.top else self


def read(node: Node, setting: Setting) -> Iterator[Piece]:
    """Yield what the children of ``node`` are made of, in order."""
    for child in node.children:
        if isinstance(child, str):
            yield from _text(child, setting)
        elif not _is_hidden(child):
            yield from _element(child, _set(child, setting))


def _text(text: str, setting: Setting) -> Iterator[Piece]:
    if not setting.lines_count:
        # A break is told from a line's end by standing alone.
        yield Run(" \n" if text == "\n" else text, setting.formats, setting.link)
        return
    for number, line in enumerate(_LINE.split(text)):
        if number:
            yield BREAK
        if line:
            yield Run(line, setting.formats, setting.link)


def _is_hidden(node: Node) -> bool:
    if not node.attributes:
        return False
    style = node.style
    if style.get("display") == "none" or style.get("mso-hide") == "all":
        return True
    if "MsoCommentReference" in node.classes or lists.is_word_mark(node):
        return True
    return style.get("mso-element", "") in {"comment", "comment-list"}


def _set(node: Node, setting: Setting) -> Setting:
    """Return how text in ``node`` is set."""
    if node.tag in _PLAIN and "style" not in node.attributes:
        return setting
    formats = set(setting.formats)
    if name := _FORMATS.get(node.tag):
        formats.add(name)
    style = node.style
    if style:
        _look(formats, "strong", style.get("font-weight", ""), r"bold|bolder|[6-9]00")
        _look(formats, "em", style.get("font-style", ""), r"italic|oblique")
        decoration = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        formats |= {"u"} if "underline" in decoration else set()
        formats |= {"s"} if "line-through" in decoration else set()
        raised = {"super": {"sup"}, "sub": {"sub"}}
        formats |= raised.get(style.get("vertical-align", ""), set())
    if setting.in_heading:
        formats -= {"strong"}
    if setting.link or node.tag == "a":
        formats -= {"u"}
    space = style.get("white-space", "")
    lines_count = space.startswith("pre") if space else setting.lines_count or node.tag == "pre"
    return replace(setting, formats=frozenset(formats), lines_count=lines_count)


def _look(formats: set[str], name: str, value: str, means: str) -> None:
    """Set or take away one format, where the style says anything of it."""
    if re.fullmatch(means, value):
        formats.add(name)
    elif re.fullmatch(r"normal|lighter|[1-5]00", value):
        formats.discard(name)


def _element(node: Node, setting: Setting) -> Iterator[Piece]:
    tag = node.tag
    if tag == "br":
        if "Apple-interchange-newline" not in node.classes:
            yield BREAK
    elif tag == "hr":
        yield Block("hr")
    elif tag == "img":
        # Pictures come in through the photo desk; those that stand for a letter are kept as one.
        if _EMOJI.fullmatch(sign := node.attributes.get("alt", "")):
            yield Run(sign, setting.formats, setting.link)
    elif tag == "a":
        yield from read(node, _linked(node, setting))
    elif tag in _INLINE:
        yield from read(node, setting)
    elif tag == "p" or tag in _HEADINGS:
        yield from _paragraph(node, setting)
    elif tag in {"ul", "ol"}:
        yield from _list(node, setting)
    elif tag == "table":
        yield from _table(node, setting)
    else:
        yield from _container(node, setting)


def _linked(node: Node, setting: Setting) -> Setting:
    href = tidy_address(node.attributes.get("href", ""))
    if href is None:
        return setting
    return replace(setting, link=Link(href, node.attributes.get("title", "").strip()))


def _paragraph(node: Node, setting: Setting) -> Iterator[Piece]:
    words = next((_WORD_HEADINGS[one] for one in node.classes if one in _WORD_HEADINGS), "p")
    tag = _HEADINGS.get(node.tag, words)
    if node.attributes and (level := lists.word_level(node)):
        if html := pieces.cell(list(read(node, setting.inside()))):
            yield Item(html, level, lists.is_numbered(node))
        return
    if tag != "p":
        formats = setting.formats - {"strong"}
        setting = replace(setting, in_heading=True, formats=formats)
    yield from pieces.blocks(read(node, setting), tag)


def _list(node: Node, setting: Setting) -> Iterator[Piece]:
    items: list[str] = []
    for child in node.children:
        if isinstance(child, str):
            found: list[Piece] = list(_text(child, setting.inside()))
        else:
            inside = _set(child, setting.inside())
            found = list(read(child, inside) if child.tag == "li" else _element(child, inside))
        html = pieces.item(found)
        if isinstance(child, Node) and child.tag in {"ul", "ol"} and items:
            # Google's lists stand in each other without an item between them.
            items[-1] += html
        elif html:
            items.append(html)
    if items:
        yield Block(node.tag, "".join(f"<li>{item}</li>" for item in items))


def _table(node: Node, setting: Setting) -> Iterator[Piece]:
    parts = []
    for child in node.children:
        if not isinstance(child, Node):
            continue
        if child.tag == "caption":
            found = [p for p in read(child, setting.inside()) if isinstance(p, Run)]
            text = runs.write(runs.tidy(found)) or child.text().strip()
            parts.append(Block("caption", text).html if text else "")
        elif child.tag in _ROWS:
            rows = "".join(_row(row, setting) for row in child.children if isinstance(row, Node))
            parts.append(f"<{child.tag}>{rows}</{child.tag}>" if rows else "")
    if any(part.startswith("<t") for part in parts):
        yield Block("table", "".join(parts))


def _row(row: Node, setting: Setting) -> str:
    cells = []
    for node in row.children:
        if isinstance(node, Node) and node.tag in {"td", "th"}:
            inside = replace(_set(node, setting.inside()), in_heading=node.tag == "th")
            attributes = "".join(
                f' {name}="{value}"'
                for name, value in node.attributes.items()
                if (name in {"colspan", "rowspan"} and re.fullmatch(r"[1-9][0-9]?", value))
                or (name == "scope" and value in {"row", "col", "rowgroup", "colgroup"})
            )
            inner = pieces.cell(list(read(node, inside)))
            cells.append(Block(node.tag, inner, attributes).html)
    return f"<tr>{''.join(cells)}</tr>" if cells else ""


def _container(node: Node, setting: Setting) -> Iterator[Piece]:
    """Yield what stands in a division of any kind; loose text in it is paragraphs."""
    if found_photo := _photo(node) or _gallery(node):
        yield Block("", photos.stored(found_photo))
        return
    if embed := _embed(node):
        caption = node.find("figcaption") if node.tag == "figure" else None
        found = embeds.stored(embed, " ".join(caption.text().split()) if caption else "")
        yield Block("", found)
        return
    box = next((BOXES[one] for one in node.classes if one in BOXES), None)
    if node.tag == "aside" and box and setting.top:
        if inner := pieces.html_of(pieces.blocks(read(node, setting.inside()))):
            yield Block("aside", inner, f' class="{box}"')
        return
    if node.tag == "blockquote":
        if inner := pieces.html_of(pieces.blocks(read(node, setting.inside()))):
            yield Block("blockquote", inner)
        return
    yield from _with_paragraphs(read(node, setting))


def _with_paragraphs(found: Iterator[Piece]) -> Iterator[Piece]:
    """Yield runs as paragraphs; items stay, for those before and behind to join them."""
    group: list[Run] = []
    for piece in found:
        if isinstance(piece, Run):
            group.append(piece)
            continue
        yield from pieces.blocks(group)
        group = []
        yield piece
    yield from pieces.blocks(group)


def _embed(node: Node) -> embeds.Embed | None:
    """Return the embed that an element is, as this house or its own house writes it."""
    address: str | None = None
    if node.tag == "figure" and "embed" in node.classes:
        link = node.find("a")
        address = link.attributes.get("href") if link else None
    elif node.tag == "iframe":
        address = node.attributes.get("src")
    elif node.tag == "blockquote" and "tiktok-embed" in node.classes:
        address = node.attributes.get("cite")
    elif node.tag == "div":
        address = node.attributes.get("data-href")
    return embeds.parse(address) if address else None


def _photo(node: Node) -> photos.BodyPhoto | None:
    """Return the photo that a figure of this house shows."""
    number = node.attributes.get("data-photo", "")
    if node.tag != "figure" or "photo" not in node.classes or not _ID.fullmatch(number):
        return None
    size = next((one for one in photos.SIZES if f"photo--{one}" in node.classes), "column")
    alt = " ".join(node.attributes.get("data-alt", "").split())
    return photos.BodyPhoto(int(number), _caption_of(node), alt, size)


def _gallery(node: Node) -> photos.Gallery | None:
    """Return the gallery that a figure of this house shows; without a photo it is none."""
    if node.tag != "figure" or "gallery" not in node.classes:
        return None
    inside = (_photo(child) for child in node.descendants())
    shown = tuple(replace(photo, size="column") for photo in inside if photo)
    return photos.Gallery(shown, _caption_of(node)) if shown else None


def _caption_of(node: Node) -> str:
    """Return the plain text of a figure's own caption."""
    own = (child for child in node.children if isinstance(child, Node))
    caption = next((child for child in own if child.tag == "figcaption"), None)
    return " ".join(_in_one_line(caption).split()) if caption else ""


def _in_one_line(node: Node) -> str:
    """Return the text of an element; a break in it is a space."""
    parts = (child if isinstance(child, str) else _in_one_line(child) for child in node.children)
    return " " if node.tag == "br" else "".join(parts)
