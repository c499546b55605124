"""Bodies of the demonstration's articles: plain blocks, with the photos that stand between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from articles.body.photos import BodyPhoto, Gallery, stored
from articles.models import Photo
from articles.richtext import html_of_blocks


def keys_of(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the key of every photo that an article uses: above its text, in it, in galleries."""
    for use in (*entry.get("photos", ()), *entry.get("inside", ())):
        if "photos" in use:
            yield from (one["key"] for one in use["photos"])
        else:
            yield use["key"]


def body_of(
    entry: dict[str, Any], photos: Mapping[str, Photo], filled: Callable[[str], str]
) -> str:
    """Return the body as HTML; each of ``inside`` stands after that many blocks of the text."""

    def photo(use: dict[str, Any]) -> BodyPhoto:
        size = use.get("size", "column")
        return BodyPhoto(photos[use["key"]].pk, filled(use["caption"]), use["alt"], size)

    def shown(use: dict[str, Any]) -> str:
        if "photos" in use:
            return stored(Gallery(tuple(map(photo, use["photos"])), filled(use.get("title", ""))))
        return stored(photo(use))

    blocks = [block for block in filled(entry.get("body", "")).split("\n\n") if block.strip()]
    pieces: list[str] = []
    for number in range(len(blocks) + 1):
        pieces += [shown(use) for use in entry.get("inside", ()) if use["after"] == number]
        pieces += [html_of_blocks([block]) for block in blocks[number : number + 1]]
    return "\n".join(pieces)
