"""What stands against a text's being public, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something about a text that is to be public: the form field it belongs to, and a sentence.

    What ``blocks`` keeps it from readers; the rest is a warning. ``photo`` is the id of the photo
    that it is about, the first of several; 0 where it is about none.
    """

    field: str
    text: str
    blocks: bool = True
    photo: int = 0
