"""Photos on an article's page as readers see them: above the text, in it, in galleries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from django.template.loader import render_to_string

from articles.body.photos import BodyPhoto, Gallery, photos_in, replaced
from articles.models import Photo, PhotoCaption


@dataclass(frozen=True)
class Figure:
    """One photo on the page: all that ``components/figure.html`` expects.

    ``size`` is the figure's look (column, wide, side, half, cell), ``place`` what its picture's
    ``sizes`` follow from (``articles.places``). ``number`` of ``total`` is printed in photo
    stories, and 0 elsewhere.
    """

    caption: PhotoCaption
    size: str = "column"
    place: str = "column"
    eager: bool = False
    number: int = 0
    total: int = 0


def above(captions: Sequence[PhotoCaption]) -> list[Figure]:
    """Return the photos above the text: the first as wide as it can be, further ones in pairs.

    The last takes a row of its own where it would stand alone in it.
    """
    last = len(captions) - 1
    alone = {0, last} if last % 2 else {0}
    return [
        Figure(caption, size=size, place=size, eager=position == 0)
        for position, caption in enumerate(captions)
        for size in ["wide" if position in alone else "half"]
    ]


def in_story(figures: Sequence[Figure], *, total: int) -> list[Figure]:
    """Return figures as a photo story shows them: each large, with its number."""
    return [
        replace(figure, size="wide", place="wide", number=number, total=total)
        for number, figure in enumerate(figures, 1)
    ]


def uses_of(body: str, library: Mapping[int, Photo]) -> list[PhotoCaption]:
    """Return every use of a photo in a cleaned body, in order; those not in ``library`` are out."""
    return [_caption(use, library) for use in photos_in(body) if use.photo in library]


def present(
    body: str, library: Mapping[int, Photo], *, first: int = 0, total: int = 0, eager: bool = False
) -> str:
    """Return a cleaned body with each photo as the figure that readers see.

    ``library`` holds the photos by id; one that is not in it is left out. Of a photo story
    ``first`` is the number of its first figure, of ``total``; all of them are large then, those
    of a gallery too. ``eager`` hurries the first one.
    """
    numbers = count(first) if total else None

    def figure(use: BodyPhoto, size: str, place: str) -> Figure:
        nonlocal eager
        number = next(numbers) if numbers else 0
        hurried, eager = eager, False
        return Figure(_caption(use, library), size, place, hurried, number, total)

    def shown(found: BodyPhoto | Gallery) -> str:
        if isinstance(found, Gallery):
            uses = [use for use in found.photos if use.photo in library]
            places = ["wide"] * len(uses) if total else _cells(len(uses))
            size = "wide" if total else "cell"
            figures = [figure(use, size, place) for use, place in zip(uses, places, strict=True)]
            return _gallery(figures, found.title)
        if found.photo not in library:
            return ""
        size = "wide" if total else found.size
        return _rendered("components/figure.html", {"figure": figure(found, size, size)})

    return replaced(body, shown)


def _cells(number: int) -> list[str]:
    """Return the places of that many cells: in threes, with as many pairs first as it takes.

    On a phone they stand in pairs, where the first of an odd number has a row of its own.
    """
    if number < 2:
        return ["cell-whole"] * number
    pairs = {0: 0, 1: 4, 2: 2}[number % 3]
    places = ["cell-2" if position < pairs else "cell-3" for position in range(number)]
    return [f"{places[0]}-whole", *places[1:]] if number % 2 else places


def _gallery(figures: list[Figure], title: str) -> str:
    context: dict[str, object] = {"figures": figures, "title": title}
    return _rendered("components/gallery.html", context) if figures else ""


def _rendered(template: str, context: dict[str, object]) -> str:
    return render_to_string(template, context).strip()


def _caption(use: BodyPhoto, library: Mapping[int, Photo]) -> PhotoCaption:
    return PhotoCaption(photo=library[use.photo], caption=use.caption, alt=use.alt)
