"""Texts that say nearly the same: a sketch of each, by which others that are alike are found.

The letters of a text, without accents, signs and repeats, are cut into overlapping pieces; two
texts are as alike as the part of their pieces that both have (Jaccard's index). MinHash keeps of
each a few numbers of which two texts share the more the more alike they are (Broder, 1997); taken
in pairs (``BANDS``) they are looked up by an index, so that a wave is found among millions.
"""

from __future__ import annotations

import struct
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from django.utils import timezone

from comments.models import Comment, CommentSketch

# Letters of a piece, and how many a text must have for likeness to mean anything.
PIECE: Final = 5
ALIKE_FROM: Final = 40
# Of texts that share 70 % of their pieces 99.5 % are found, of those that share 20 % a quarter is
# looked at in vain.
BANDS: Final = 8
ROWS: Final = 2
ALIKE: Final = 0.6
ALIKE_DAYS: Final = 7
# Candidates that are compared with a text, the newest first.
MOST_COMPARED: Final = 50

_NUMBERS: Final = struct.Struct(f"<{BANDS * ROWS}I")


def pieces_of(letters: str) -> frozenset[str]:
    return frozenset(letters[start : start + PIECE] for start in range(len(letters) - PIECE + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of all pieces that both have, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def sketch_of(letters: str) -> list[int]:
    """Return the numbers by which a text is looked up; none of a text that is too short.

    Time linear in the text's length.
    """
    if len(letters) < ALIKE_FROM:
        return []
    least = [min(column) for column in zip(*map(_hashes, pieces_of(letters)), strict=True)]
    bands = [least[start : start + ROWS] for start in range(0, len(least), ROWS)]
    return [_band(number, tuple(band)) for number, band in enumerate(bands)]


@lru_cache(maxsize=20_000)
def _hashes(piece: str) -> tuple[int, ...]:
    """Return independent hashes of a piece, the same in every process."""
    return _NUMBERS.unpack(blake2b(piece.encode(), digest_size=_NUMBERS.size).digest())


def _band(number: int, least: tuple[int, ...]) -> int:
    """Return one number for a band: 63 bits, as every database's integers hold them."""
    digest = blake2b(struct.pack(f"<B{ROWS}I", number, *least), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def keep(comment: Comment, letters: str) -> None:
    """Keep the sketch of a stored comment."""
    CommentSketch.objects.bulk_create(
        CommentSketch(comment=comment, band=band, created_at=comment.created_at)
        for band in sketch_of(letters)
    )


def candidates(letters: str) -> list[Comment]:
    """Return comments of the last days that may be like a text, the newest first; one query."""
    bands = sketch_of(letters)
    if not bands:
        return []
    since = timezone.now() - timedelta(days=ALIKE_DAYS)
    found = CommentSketch.objects.filter(band__in=bands, created_at__gte=since)
    rows = Comment.objects.filter(pk__in=found.order_by().values("comment"))
    return list(rows.only("body", "client_uuid").order_by("-pk")[:MOST_COMPARED])


def forget() -> int:
    """Throw away sketches that are too old to be looked up; return how many."""
    before = timezone.now() - timedelta(days=ALIKE_DAYS)
    number, _by_model = CommentSketch.objects.filter(created_at__lt=before).delete()
    return number
