"""Photos' files: what comes in is decoded, what readers get was encoded here, under our names.

Files of one photo lie in the default storage under ``photos/<two letters>/<key>/``: the file as
it came (``original.<ext>`` of what it really is, never served to readers), ``<width>.avif``,
``<width>.webp`` and ``<width>.jpg`` for each width, and ``share.jpg``, which other sites show
beside a link and which is there from the beginning. ``Photo.renditions`` lists only files that
there are: they are written before the row says so, and go after it has stopped saying so.

Nothing is decoded in this process: ``darkroom.apart`` has a child do it.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from articles.committed import afterwards
from articles.darkroom import apart
from articles.darkroom.facts import Facts
from articles.darkroom.likeness import Look
from articles.darkroom.orders import Order
from articles.darkroom.plan import PLAN, SHARED_NAME
from articles.darkroom.refusals import Refused
from articles.darkroom.statement import Statement
from articles.models import Photo
from articles.refusals import NotNow
from articles.refusals import UnusableImage as UnusableImage
from articles.signals import announce_row
from articles.storing import store_all

MAX_UPLOAD_BYTES = 40 * 1024 * 1024
# What every rendition says of itself.
STATED = frozenset({"credit", "photographer", "rights"})

logger = logging.getLogger(__name__)


def folder(key: str) -> str:
    return f"photos/{key[:2]}/{key}"


def rendition_name(key: str, width: int, extension: str) -> str:
    """Return a rendition's name in the default storage."""
    return f"{folder(key)}/{width}.{extension}"


def digest(upload: IO[bytes]) -> str:
    """Return the SHA-256 of a file's bytes, as hexadecimal digits."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]


@dataclass(frozen=True)
class Prepared:
    """A file made ready to become a photo, without the file itself.

    ``sha256`` is of its bytes as they came, ``original`` the name that they are kept under,
    ``size`` in pixels (width, height) of the upright picture. ``files`` are renditions by name
    (``800.webp``): the first ones, or all of them if ``is_complete``. ``look`` is None where a
    picture has too few features to be known by them.
    """

    sha256: str
    original: str
    size: tuple[int, int]
    look: Look | None
    facts: Facts = field(default_factory=Facts)
    files: dict[str, bytes] = field(default_factory=dict)
    is_complete: bool = False


def prepare(upload: UploadedFile) -> Prepared:
    """Develop an upload, once; asked again, give the same answer.

    Raises:
        UnusableImage: the file cannot become a photo.
    """
    known = getattr(upload, "_prepared", None)
    if known is None:
        try:
            known = develop(upload)
        except UnusableImage as error:
            known = error
        upload._prepared = known  # type: ignore[attr-defined]
    if isinstance(known, UnusableImage):
        raise known
    return known


def develop(file: IO[bytes], *, complete: bool = False, is_ours: bool = False) -> Prepared:
    """Decode a file and encode its first renditions, or all of them. Needs no database.

    It takes a second for a large photo: do it before a transaction begins, not within. Only a
    picture that was made by this very program ``is_ours``: it is decoded in this process.

    Raises:
        UnusableImage: the file cannot become a photo.
    """
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise UnusableImage.because(Refused("empty"))
    if size > MAX_UPLOAD_BYTES:
        raise UnusableImage.because(Refused("heavy"))
    result = _developed(file, Order(is_complete=complete), is_ours=is_ours)
    return Prepared(
        sha256=digest(file),
        original=f"original.{result.developed.kind}",
        size=result.developed.size,
        look=result.developed.look,
        facts=result.developed.facts,
        files=result.files,
        is_complete=complete,
    )


def _developed(file: IO[bytes], asked: Order, *, is_ours: bool = False) -> apart.Result:
    try:
        return apart.develop_here(file, asked) if is_ours else apart.develop(file, asked)
    except Refused as refused:
        raise UnusableImage.because(refused) from refused
    except OSError as error:
        # No process, no room for files.
        logger.exception("A picture could not be developed")
        raise NotNow from error


def store(photo: Photo, prepared: Prepared, upload: IO[bytes]) -> None:
    """Write the files of ``photo`` under a new key; set (not save) all that the file decides.

    ``upload`` is the file that ``prepared`` was made of. The files of the picture that it
    replaces go when the transaction has been committed: if it is rolled back the old ones are
    still there, and the new ones are nobody's. What is left to make is made by a task after that.
    Where they cannot be written (OSError) none of the new ones stays.
    """
    if photo.has_file:
        afterwards(delete_files, photo.key, all_names(photo))
    photo.key = secrets.token_urlsafe(16)
    upload.seek(0)
    made = {name: ContentFile(data) for name, data in prepared.files.items()}
    store_all(folder(photo.key), {prepared.original: File(upload), **made})
    photo.original = prepared.original
    photo.width, photo.height = prepared.size
    photo.shape = shape_of(*prepared.size)
    photo.renditions = _widths(prepared.files)
    photo.plan = PLAN if prepared.is_complete else ""
    photo.look_1, photo.look_2, photo.look_3, photo.look_4 = prepared.look or (None,) * 4
    photo.sha256 = prepared.sha256
    if not prepared.is_complete:
        order(photo.key)


def restate(photo: Photo, *, now: bool = True) -> None:
    """Have the renditions made again, after the transaction: they say something else now.

    For whoever changes the photo's credit, photographer, rights or focal point; it is saved in
    the same transaction. Readers get what there is until then. If not ``now``, that is left to
    ``manage.py renditions``.
    """
    if photo.original and Photo.objects.filter(pk=photo.pk).update(plan=""):
        photo.plan = ""
        if now:
            order(photo.key)


def order(key: str) -> None:
    """Order the renditions from the task, after the commit, which never fails of it."""
    afterwards(lambda: _order(key))


def _order(key: str) -> None:
    from articles.tasks import make_renditions

    make_renditions.enqueue(key)


def make(key: str) -> bool:
    """Make all renditions of the photo with that key by the present plan, from its original.

    Any number may do so at once: the last word is the photo's own. Return False where there is
    nothing to make, or no such photo any more when it is done; then none of its files stays.

    Raises:
        UnusableImage: the original cannot be read.
        OSError: it is not there, or files cannot be written.
    """
    photo = Photo.objects.filter(key=key).exclude(original="").exclude(plan=PLAN).first()
    if photo is None:
        return False
    asked = Order(
        is_complete=True,
        statement=Statement(photo.photographer, photo.credit, photo.rights),
        focus=(photo.focus_x, photo.focus_y),
    )
    with default_storage.open(f"{folder(key)}/{photo.original}") as original:
        result = _developed(original, asked)
    for name, data in result.files.items():
        overwrite(f"{folder(key)}/{name}", data)
    return _adopt(photo, result)


def _adopt(photo: Photo, result: apart.Result) -> bool:
    """Let the row name the files that were made; remove those that it names no more."""
    made = _widths(result.files)
    width, height = result.developed.size
    # What the files say of the photo must still be so; else another task is on its way.
    stated = {name: getattr(photo, name) for name in (*STATED, "focus_x", "focus_y")}
    with transaction.atomic():
        changed = Photo.objects.filter(key=photo.key, **stated).update(
            renditions=made, plan=PLAN, width=width, height=height, shape=shape_of(width, height)
        )
        if changed:
            announce_row(photo)
    if changed:
        delete_files(photo.key, {*all_names(photo)} - {photo.original, *result.files})
    elif Photo.objects.filter(key=photo.key).update(plan=""):
        # Those made by what it says now may lie under these.
        order(photo.key)
    else:
        delete_files(photo.key, {*all_names(photo), *result.files})
    return bool(changed)


def overwrite(name: str, data: bytes) -> None:
    """Write a file of the default storage; whoever reads it meanwhile gets the old or the new."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        # An object store: an object changes as a whole, if saving does not look for a new name.
        if not getattr(default_storage, "file_overwrite", False):
            default_storage.delete(name)
        default_storage.save(name, ContentFile(data))
        return
    aside = default_storage.save(f"{name}.{secrets.token_hex(4)}", ContentFile(data))
    try:
        os.replace(default_storage.path(aside), path)
    finally:
        default_storage.delete(aside)


def _widths(names: Iterable[str]) -> dict[str, list[int]]:
    """Return the widths by extension in the names of renditions."""
    found: dict[str, list[int]] = {}
    for name in names:
        stem, _dot, extension = name.partition(".")
        if stem.isdecimal():
            found.setdefault(extension, []).append(int(stem))
    return {extension: sorted(widths) for extension, widths in found.items()}


def shape_of(width: int, height: int) -> str:
    """Return what shape a picture of that size has (``Photo.Shape``)."""
    ratio = width / height
    if ratio >= 2:
        return Photo.Shape.PANORAMA
    if ratio > 1.1:
        return Photo.Shape.LANDSCAPE
    return Photo.Shape.SQUARE if ratio > 0.9 else Photo.Shape.PORTRAIT


def all_names(photo: Photo) -> list[str]:
    """Return the names of all files of a photo, within its folder."""
    made = [
        f"{width}.{extension}" for extension, widths in photo.renditions.items() for width in widths
    ]
    return [photo.original or "original.jpg", SHARED_NAME, *made]


def delete_files(key: str, names: Iterable[str]) -> None:
    """Remove files of a photo from the storage; ``names`` are those that ``all_names`` gives.

    If the original is among them the photo is gone, and so is all that lies beside it: a task
    may have made more since the names were asked for.
    """
    gone = set(names)
    if any(name.startswith("original.") for name in gone):
        gone |= _lying_in(folder(key))
    for name in gone:
        default_storage.delete(f"{folder(key)}/{name}")


def _lying_in(place: str) -> set[str]:
    try:
        return set(default_storage.listdir(place)[1])
    except (FileNotFoundError, NotImplementedError):
        return set()
