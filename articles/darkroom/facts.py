"""What a file says of its picture: IPTC, XMP and EXIF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What the metadata of a file say; empty where they say nothing.

    ``taken_at`` is in ISO 8601, without an offset where the camera did not say one. ``keywords``
    have commas between them.
    """

    caption: str = ""
    photographer: str = ""
    agency: str = ""
    credit: str = ""
    rights: str = ""
    place: str = ""
    keywords: str = ""
    taken_at: str = ""
