"""Photos in a body: how they stand in it, and how they are found again.

A figure names its photo by id and holds what is this use's own: caption, alternative text, size.
The credit is the photo's and never stands in a body. A gallery is a figure of such figures, in
order, with a title of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

SIZES: Final = ("column", "wide", "side")

_FIGURE: Final = (
    r'<figure class="photo(?: photo--(?P<size>wide|side))?"'
    r' data-photo="(?P<photo>[1-9][0-9]{0,17})"'
    r'(?: data-alt="(?P<alt>[^"]*)")?>(?:<figcaption>(?P<caption>[^<]*)</figcaption>)?</figure>'
)
_PHOTO: Final = re.compile(_FIGURE)
_PLAIN: Final = re.sub(r"\?P<[a-z]+>", "", _FIGURE)
_STORED: Final = re.compile(
    rf'<figure class="gallery">(?P<photos>(?:{_PLAIN})+)'
    rf"(?:<figcaption>(?P<title>[^<]*)</figcaption>)?</figure>|(?P<alone>{_PLAIN})"
)


@dataclass(frozen=True)
class BodyPhoto:
    """One use of a photo in a body. The texts are plain; ``size`` is one of ``SIZES``."""

    photo: int
    caption: str = ""
    alt: str = ""
    size: str = "column"


@dataclass(frozen=True)
class Gallery:
    """Photos that are shown together, in this order."""

    photos: tuple[BodyPhoto, ...]
    title: str = ""


def stored(found: BodyPhoto | Gallery) -> str:
    """Return a photo or a gallery as it stands in a body."""
    if isinstance(found, Gallery):
        inner = "".join(stored(photo) for photo in found.photos)
        return f'<figure class="gallery">{inner}{_caption(found.title)}</figure>'
    size = f" photo--{found.size}" if found.size != "column" else ""
    alt = f' data-alt="{_attribute(found.alt)}"' if found.alt else ""
    return (
        f'<figure class="photo{size}" data-photo="{found.photo}"{alt}>'
        f"{_caption(found.caption)}</figure>"
    )


def _caption(text: str) -> str:
    return f"<figcaption>{escape(text, quote=False)}</figcaption>" if text else ""


def _attribute(text: str) -> str:
    """Return ``text`` as the cleaner writes it in an attribute."""
    return escape(text, quote=False).replace('"', "&quot;")


def photos_in(body: str) -> list[BodyPhoto]:
    """Return every use of a photo in a cleaned body, in order, those in galleries too."""
    return [_read(match) for match in _PHOTO.finditer(body)]


def replaced(body: str, shown: Callable[[BodyPhoto | Gallery], str]) -> str:
    """Return a cleaned body with what ``shown`` makes of each photo and gallery in their places."""
    return _STORED.sub(lambda match: shown(_found(match)), body)


def _found(match: re.Match[str]) -> BodyPhoto | Gallery:
    if match["alone"]:
        return next(_all(match["alone"]))
    return Gallery(tuple(_all(match["photos"])), unescape(match["title"] or ""))


def _all(html: str) -> Iterator[BodyPhoto]:
    return (_read(match) for match in _PHOTO.finditer(html))


def _read(match: re.Match[str]) -> BodyPhoto:
    caption, alt = (unescape(match[name] or "") for name in ("caption", "alt"))
    return BodyPhoto(int(match["photo"]), caption, alt, match["size"] or "column")


def first_uses(photos: Sequence[BodyPhoto]) -> list[BodyPhoto]:
    """Return the first use of each photo, in order."""
    return list({use.photo: use for use in reversed(photos)}.values())[::-1]
