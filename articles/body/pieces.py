"""What a body is made of while it is put together: runs of text, blocks, and lines of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from articles.body import lists, runs
from articles.body.lists import Item
from articles.body.runs import Run


@dataclass(frozen=True)
class Block:
    """An element that stands by itself; ``inner`` is its HTML, empty for ``hr``."""

    tag: str
    inner: str = ""
    attributes: str = ""

    @property
    def html(self) -> str:
        if self.tag == "hr":
            return "<hr>"
        return f"<{self.tag}{self.attributes}>{self.inner}</{self.tag}>"


Piece = Run | Block | Item


def blocks(pieces: Iterable[Piece], tag: str = "p") -> Iterator[Block]:
    """Yield the pieces as blocks: what is loose becomes paragraphs (``tag``), items lists."""
    for kind, group in groupby(pieces, key=type):
        if kind is Run:
            for line in runs.paragraphs(one for one in group if isinstance(one, Run)):
                yield Block(tag, runs.write(line))
        elif kind is Item:
            html = lists.write(one for one in group if isinstance(one, Item))
            # The outermost list may change from bullets to numbers on its way.
            yield Block("", html)
        else:
            yield from (one for one in group if isinstance(one, Block))


def html_of(found: Iterable[Block]) -> str:
    return "".join(block.html if block.tag else block.inner for block in found)


def is_loose(pieces: Iterable[Piece]) -> bool:
    """Say whether there is nothing but text."""
    return all(isinstance(piece, Run) for piece in pieces)


def cell(pieces: list[Piece]) -> str:
    """Return the inside of an item, a cell or the like: a paragraph alone needs no ``p``."""
    found = list(blocks(pieces))
    if len(found) == 1 and found[0].tag == "p":
        return found[0].inner
    return html_of(found)


def item(pieces: list[Piece]) -> str:
    """Return the inside of a list's item: its first paragraph needs no ``p``, lists follow."""
    found = list(blocks(pieces))
    others = [block for block in found[1:] if block.tag not in {"", "ul", "ol"}]
    if found and found[0].tag == "p" and not others:
        return found[0].inner + html_of(found[1:])
    return html_of(found)


def body(pieces: list[Piece]) -> str:
    """Return a whole body; lines between blocks stay, text that is alone stays as it is."""
    parts = []
    if is_loose(pieces):
        lines = [run for run in pieces if isinstance(run, Run)]
        if all(run.text != "\n" for run in lines):
            return runs.write(runs.tidy(lines))
    for kind, group in groupby(pieces, key=type):
        found = list(group)
        texts = [one.text for one in found if isinstance(one, Run)]
        if kind is Run and not "".join(texts).strip():
            parts.append("\n" if any("\n" in text and text != "\n" for text in texts) else "")
            continue
        parts.append(html_of(blocks(found)))
    return "".join(parts).strip()
