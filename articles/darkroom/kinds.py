"""What a file is, by its first bytes; its name and what a browser calls it count for nothing."""

from __future__ import annotations

from typing import Final, Literal

from articles.darkroom.refusals import Refused

Kind = Literal["jpg", "png", "gif", "webp", "avif", "heic"]

#: How many bytes of a file ``kind_of`` wants to see.
HEAD: Final = 1024

_TAKEN: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS: Final = {b"avif", b"avis"}
# Names that people know; what is in no list is “not a picture”.
_OTHERS: Final = (
    (b"%PDF", "PDF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"BM", "BMP"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (b"PK\x03\x04", "ZIP"),
    (b"Rar!", "RAR"),
    (b"\x00\x00\x01\x00", "ICO"),
)


def kind_of(head: bytes) -> Kind:
    """Return what the file is that begins with ``head`` (``HEAD`` bytes, or all there are).

    Raises:
        Refused: it is nothing that is taken.
    """
    if not head:
        raise Refused("empty")
    for magic, kind in _TAKEN:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _kind_of_container(head)
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise Refused("other_format", name)
    if b"<svg" in head.lower():
        raise Refused("other_format", "SVG")
    raise Refused("no_picture")


def _kind_of_container(head: bytes) -> Kind:
    """AVIF and HEIC share a container with films; it lists the brands that it can be read as."""
    size = int.from_bytes(head[:4], "big")
    end = min(max(size, 16), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    if brands & _AVIF_BRANDS:
        return "avif"
    if brands & _HEIC_BRANDS:
        return "heic"
    raise Refused("other_format", "MP4")
