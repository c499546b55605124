"""Text compressed piece by piece, so that a page of such pieces need not be compressed again.

DEFLATE (RFC 1951) lets a stream be cut where it has been flushed: what stands between two such
places may be put after any other, as long as it refers to nothing before itself. A gzip file (RFC
1952) is such a stream with a header before it, and length and CRC-32 of the whole text behind.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from django.http import HttpResponse

#: As Django compresses; pieces are compressed once for all readers.
LEVEL: Final = 6
#: No name, no time, no system.
_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
#: An empty block that is the last.
_END: Final = b"\x03\x00"
_LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True)
class Piece:
    """A piece of a page, as DEFLATE up to a flush."""

    deflated: bytes

    @classmethod
    def of(cls, text: str) -> Self:
        """Return a text as a piece; an empty one has no bytes."""
        plain = text.encode()
        if not plain:
            return cls(b"")
        deflating = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(deflating.compress(plain) + deflating.flush(zlib.Z_SYNC_FLUSH))

    @cached_property
    def plain(self) -> bytes:
        """The piece as UTF-8."""
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.deflated)


def pack(pieces: Sequence[Piece]) -> bytes:
    """Return pieces as bytes for ``unpack``: before each its length."""
    lengths = (_LENGTH.pack(len(piece.deflated)) for piece in pieces)
    return b"".join(length + piece.deflated for length, piece in zip(lengths, pieces, strict=True))


def unpack(packed: bytes) -> list[Piece]:
    """Return the pieces that were packed."""
    pieces, start, end = [], 0, len(packed)
    while start < end:
        (length,) = _LENGTH.unpack_from(packed, start)
        start += _LENGTH.size + length
        pieces.append(Piece(packed[start - length : start]))
    return pieces


class PageOfPieces(HttpResponse):
    """A page put together; whoever compresses it finds that done (``gzipped``)."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._whole = b"".join([piece.plain for piece in pieces])
        self._pieces = pieces
        super().__init__(self._whole)

    def gzipped(self) -> bytes | None:
        """Return the body as gzip; None if somebody has put another in its place."""
        if self.content != self._whole:
            return None
        size = len(self._whole) & 0xFFFFFFFF
        end = struct.pack("<II", zlib.crc32(self._whole), size)
        return b"".join([_HEADER, *(piece.deflated for piece in self._pieces), _END, end])
