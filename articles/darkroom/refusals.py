"""Why a file cannot become a photo, in words for programs (``articles.refusals``: for people)."""

from __future__ import annotations

from typing import Final, Literal, get_args

Reason = Literal[
    "empty",
    "heavy",  # more bytes than are taken
    "no_picture",
    "other_format",  # a format that is known but not taken; its name is ``detail``
    "no_heic",  # HEIC where nothing is installed that reads it
    "broken",
    "pixels",
    "small",
    "memory",
    "slow",
]
REASONS: Final[frozenset[str]] = frozenset(get_args(Reason))


class Refused(ValueError):
    """A file that cannot be developed.

    Attributes:
        reason: why.
        detail: the name of the format, with ``other_format``; else empty.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail
