"""What a file says of its picture: IPTC, XMP and EXIF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Facts:
    """What the metadata of a file say; empty where they say nothing.

    ``taken_at`` is in ISO 8601, without an offset where the camera did not say one. ``keywords``
    have commas between them. No text is longer than ``LENGTHS`` says.
    """

    caption: str = ""
    photographer: str = ""
    agency: str = ""
    credit: str = ""
    rights: str = ""
    place: str = ""
    keywords: str = ""
    taken_at: str = ""


#: The columns of ``Photo``; a test compares.
LENGTHS: Final = {
    "caption": 500,
    "photographer": 120,
    "agency": 120,
    "credit": 160,
    "rights": 300,
    "place": 160,
    "keywords": 500,
    "taken_at": 32,
}
