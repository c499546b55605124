"""Put captions, credits and alternative texts together, photo by photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from articles.importing.labels import without_label
from articles.importing.parts import BODY_KINDS, Item, Kind, PhotoText, checked
from articles.importing.units import MAX_CAPTION, repeats
from articles.vietnamese.newsprint import split_caption

MAX_CREDIT: Final = 160
MAX_ALT: Final = 300


@dataclass
class _Photo:
    number: int
    caption: str = ""
    credit: str = ""
    alt: str = ""


def photo_texts(items: Sequence[Item]) -> tuple[PhotoText, ...]:
    """Return what the items say of each photo.

    Raises:
        ParseError: a caption, credit or alternative text is longer than can be kept.
    """
    body = next((item.number for item in items if item.kind in BODY_KINDS), None)
    return tuple(
        _finished(photo, is_lead=body is None or photo.number < body)
        for of_photos, run in groupby(items, lambda item: item.kind in {Kind.CAPTION, Kind.ALT})
        if of_photos
        for photo in _photos(list(run))
    )


def _photos(run: list[Item]) -> list[_Photo]:
    """Return the photos that lines following each other speak of."""
    photos: list[_Photo] = []
    waiting: list[Item] = []
    for item in run:
        if item.kind == Kind.ALT:
            waiting.append(item)
            continue
        caption, credit = split_caption(without_label(Kind.CAPTION, item.text))
        if not caption and not waiting and photos and not photos[-1].credit:
            photos[-1].credit = credit
            continue
        photo = _Photo(item.number, caption, credit)
        _give(waiting, photos[-1] if photos else None, photo)
        photos.append(photo)
        waiting = []
    last = photos[-1] if photos else _Photo(run[0].number)
    _give(waiting, last, None)
    return photos or [last]


def _give(alts: list[Item], before: _Photo | None, after: _Photo | None) -> None:
    """Give alternative texts to the photos beside them: to the one they repeat, else the next."""
    for item in alts:
        alt, credit = split_caption(without_label(Kind.ALT, item.text))
        repeated = [p for p in (after, before) if p and p.caption and repeats(alt, p.caption)]
        photo = (repeated or [p for p in (after, before) if p])[0]
        photo.credit = photo.credit or credit
        if not repeated:
            photo.alt = f"{photo.alt} {alt}".strip()


def _finished(photo: _Photo, *, is_lead: bool) -> PhotoText:
    """Return the photo's texts; where nothing else was given the caption is its alternative."""
    number = photo.number
    return PhotoText(
        caption=checked(photo.caption, MAX_CAPTION, Kind.CAPTION, number),
        credit=checked(photo.credit, MAX_CREDIT, Kind.CAPTION, number),
        alt=checked(photo.alt, MAX_ALT, Kind.ALT, number) or _shortened(photo.caption),
        is_lead=is_lead,
    )


def _shortened(caption: str) -> str:
    """Return the caption, cut between words where it is too long for an alternative text."""
    if len(caption) <= MAX_ALT:
        return caption
    return caption[: MAX_ALT - 1].rpartition(" ")[0][: MAX_ALT - 1] + "…"
