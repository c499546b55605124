"""The well-formed HTML that nh3 writes, as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Final

VOID: Final = frozenset({"br", "hr", "img"})
# nh3 quotes every attribute and escapes "<" in text, so that this reads all there is.
_TOKEN: Final = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE: Final = re.compile(r' ([a-z-]+)="([^"]*)"')
_STYLE: Final = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*)")


@dataclass(frozen=True)
class Node:
    """An element; ``children`` are elements and texts (unescaped) in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @cached_property
    def style(self) -> dict[str, str]:
        """What the style attribute declares, in small letters."""
        declared = self.attributes.get("style", "").lower()
        return {name: value.strip() for name, value in _STYLE.findall(declared)}

    def find(self, tag: str) -> Node | None:
        """Return the first ``tag`` in the element, at any depth."""
        return next((node for node in self.descendants() if node.tag == tag), None)

    def descendants(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.descendants()

    def text(self) -> str:
        parts = (c if isinstance(c, str) else c.text() for c in self.children)
        return "".join(parts)


def read(html: str) -> Node:
    """Return what nh3 wrote as the children of one node without a name."""
    root = Node("")
    path = [root]
    for closing, tag, attributes, text in _TOKEN.findall(html):
        if text:
            path[-1].children.append(unescape(text))
        elif not closing:
            found = _ATTRIBUTE.findall(attributes)
            node = Node(tag, {name: unescape(value) for name, value in found})
            path[-1].children.append(node)
            if tag not in VOID:
                path.append(node)
        elif len(path) > 1:
            path.pop()
    return root
