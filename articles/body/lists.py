"""Lists: those of Word, which are paragraphs with a mark before them, and lists in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from articles.body.markup import Node

MAX_LEVEL: Final = 6
_LEVEL: Final = re.compile(r"level([1-9])")
_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[a-zđ]|[ivxlc]{1,6})[.)]+", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """What one line of a list says, as HTML, and how deep it stands (from 1)."""

    html: str
    level: int
    ordered: bool


def word_level(node: Node) -> int:
    """Return how deep Word's list item stands, 0 for what is none."""
    match = _LEVEL.search(node.style.get("mso-list", ""))
    return min(int(match[1]), MAX_LEVEL) if match else 0


def is_word_mark(node: Node) -> bool:
    """Say whether the element is the bullet or the number that Word writes before an item."""
    return node.style.get("mso-list") == "ignore"


def is_numbered(node: Node) -> bool:
    """Say whether Word's item has a number (or letter) before it."""
    marks = [one for one in node.descendants() if is_word_mark(one)]
    return any(_NUMBER.fullmatch(mark.text().strip()) for mark in marks)


def write(items: Iterable[Item]) -> str:
    """Return the items as lists in each other; nothing where there are none."""
    opened: list[str] = []
    parts: list[str] = []
    for item in items:
        tag = "ol" if item.ordered else "ul"
        level = min(item.level, len(opened) + 1)
        while len(opened) > level or (len(opened) == level and opened[-1] != tag):
            parts.append(f"</li></{opened.pop()}>")
        if len(opened) == level:
            parts.append("</li>")
        else:
            parts.append(f"<{tag}>")
            opened.append(tag)
        parts.append(f"<li>{item.html}")
    parts.extend(f"</li></{tag}>" for tag in reversed(opened))
    return "".join(parts)
