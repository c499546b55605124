"""The bytes of files on their way, in the default storage: ``uploads/<id>/<offset>-<word>``.

The last word keeps two writers at the same offset from each other; the row of the upload names
the pieces that count. Whatever else lies in the folder goes with it.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import PhotoUpload
from articles.storing import store_all

FOLDER = "uploads"


class PieceLost(Exception):
    """What had come of a file is not in the storage any more."""


def write(upload_id: UUID, offset: int, data: bytes) -> str:
    """Keep one piece; return its name, which the row is to hold if the piece counts.

    Raises:
        OSError: it cannot be written; nothing of it stays.
    """
    name = f"{offset}-{secrets.token_hex(4)}"
    store_all(f"{FOLDER}/{upload_id}", {name: ContentFile(data)})
    return f"{FOLDER}/{upload_id}/{name}"


def remove(name: str) -> None:
    default_storage.delete(name)


@contextmanager
def joined(upload: PhotoUpload) -> Iterator[IO[bytes]]:
    """Give the whole file, put together on this host's disk for as long as it is needed.

    Raises:
        PieceLost: not all of it is there.
    """
    with tempfile.TemporaryFile() as whole:
        for name in upload.pieces:
            try:
                with default_storage.open(name) as piece:
                    shutil.copyfileobj(piece, whole)
            except FileNotFoundError as error:
                raise PieceLost(name) from error
        if whole.tell() != upload.size:
            raise PieceLost(f"{whole.tell()} bytes of {upload.size}")
        yield whole


def throw_away(upload_id: UUID | str) -> None:
    """Remove all that came of an upload; safe to repeat."""
    folder = f"{FOLDER}/{upload_id}"
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    # On disk the folder is there without its files; elsewhere there is no such thing.
    with suppress(OSError):
        default_storage.delete(folder)


def sweep() -> int:
    """Remove what belongs to no upload (somebody's account was deleted, a host died); count it."""
    try:
        folders = default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return 0
    found = {folder for folder in folders if _is_id(folder)}
    kept = {str(pk) for pk in PhotoUpload.objects.filter(pk__in=found).values_list("pk", flat=True)}
    for folder in found - kept:
        throw_away(folder)
    return len(found - kept)


def _is_id(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
