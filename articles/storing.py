"""Files written to the storage whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage


def store_all(folder: str, files: Mapping[str, File[Any]]) -> None:
    """Write files under new names into a folder of the default storage.

    Raises:
        OSError: not all of them could be written; none stays. Where there is no room, a half of
            something would take more of it for ever.
    """
    try:
        for name, file in files.items():
            default_storage.save(f"{folder}/{name}", file)
    except OSError:
        for name in files:
            with suppress(OSError):
                default_storage.delete(f"{folder}/{name}")
        raise
