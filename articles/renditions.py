"""Photos' files: what comes in is decoded, what readers get was encoded here, under our names.

Files of one photo lie in the default storage under ``photos/<two letters>/<key>/``: the file as
it came (``original.<ext>``, never served to readers), ``<width>.avif``, ``<width>.webp`` and
``<width>.jpg`` for each width, and ``share.jpg``, which other sites show beside a link.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from articles.darkroom.facts import Facts
from articles.darkroom.plan import (
    EXTENSIONS,
    FIRST_EXTENSIONS,
    FIRST_WIDTHS,
    PLAN,
    QUALITY,
    widths_for,
)
from articles.models import Photo

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_UPLOAD_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 64_000_000
MAX_ORIGINAL_EDGE = 4096
MIN_EDGE = 100
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


class UnusableImage(ValueError):
    """A file that cannot become a photo; the text says why, to the person who sent it."""


def folder(key: str) -> str:
    return f"photos/{key[:2]}/{key}"


def rendition_name(key: str, width: int, extension: str) -> str:
    """Return a rendition's name in the default storage."""
    return f"{folder(key)}/{width}.{extension}"


def digest(upload: IO[bytes]) -> str:
    """Return the SHA-256 of a file's bytes, as hexadecimal digits."""
    upload.seek(0)
    return hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]


def decode(upload: IO[bytes]) -> Image.Image:
    """Return the picture in ``upload``: upright, RGB, at most 4096 px at its longer edge.

    Raises:
        UnusableImage: no picture, a broken one, too large, or of a kind we do not take.
    """
    size = upload.seek(0, io.SEEK_END)
    if size == 0:
        raise UnusableImage(_("The file is empty."))
    if size > MAX_UPLOAD_BYTES:
        raise UnusableImage(_("The file is larger than 40 MB: save it smaller and try again."))
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as image:
            return _decoded(image)
    except UnusableImage:
        raise
    except UnidentifiedImageError as error:
        raise UnusableImage(
            _("This is not a picture that can be used: send JPEG, PNG, WebP, AVIF or GIF.")
        ) from error
    except Exception as error:
        # Pillow's decoders raise almost anything on broken files: OSError, SyntaxError,
        # RuntimeError (AVIF), TypeError (EXIF) … Nothing but Pillow runs in this block.
        raise UnusableImage(
            _("The picture is broken or cut off: send the file once more.")
        ) from error


def _decoded(image: Image.Image) -> Image.Image:
    if image.width * image.height > MAX_PIXELS:
        raise UnusableImage(
            _("The picture has more than 64 megapixels: save it smaller and try again.")
        )
    image.draft("RGB", (MAX_ORIGINAL_EDGE, MAX_ORIGINAL_EDGE))
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.new("RGB", layer.size, "white")
        upright.paste(layer, mask=layer.getchannel("A"))
    elif upright.mode.startswith("I;16"):
        # 16 bits a pixel: Pillow would clip them instead of scaling.
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    picture = upright.convert("RGB")
    picture.thumbnail((MAX_ORIGINAL_EDGE, MAX_ORIGINAL_EDGE), Image.Resampling.LANCZOS)
    if min(picture.size) < MIN_EDGE:
        raise UnusableImage(
            _("The picture is too small or too narrow: each side needs at least 100 pixels.")
        )
    # A fresh picture carries no position, no camera, no comment of the one that came.
    picture.info.clear()
    return picture


@dataclass(frozen=True)
class Prepared:
    """A file made ready to become a photo, without the file itself.

    ``sha256`` is of its bytes as they came, ``original`` the name that they are kept under,
    ``size`` in pixels (width, height) of the upright picture. ``files`` are renditions by name
    (``800.webp``): the first ones, or all of them if ``is_complete``.
    """

    sha256: str
    original: str
    size: tuple[int, int]
    look: tuple[int, int, int, int]
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


def develop(file: IO[bytes], *, complete: bool = False) -> Prepared:
    """Decode a file and encode its first renditions, or all of them. Needs no database.

    It takes a second for a large photo: do it before a transaction begins, not within.

    Raises:
        UnusableImage: the file cannot become a photo.
    """
    picture = decode(file)
    widths = [one for one in widths_for(picture.width) if complete or one in FIRST_WIDTHS]
    extensions = EXTENSIONS if complete else FIRST_EXTENSIONS
    return Prepared(
        sha256=digest(file),
        original="original.jpg",
        size=picture.size,
        look=(0, 0, 0, 0),
        files=_encode(picture, widths or [picture.width], extensions),
        is_complete=complete,
    )


def _encode(picture: Image.Image, widths: list[int], extensions: Iterable[str]) -> dict[str, bytes]:
    files = {}
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        for extension in extensions:
            kind = EXTENSIONS[extension].removeprefix("image/").upper()
            buffer = io.BytesIO()
            small.save(buffer, kind, **QUALITY[extension])
            files[f"{width}.{extension}"] = buffer.getvalue()
    return files


def store(photo: Photo, prepared: Prepared, upload: IO[bytes]) -> None:
    """Write the files of ``photo`` under a new key; set (not save) all that the file decides.

    ``upload`` is the file that ``prepared`` was made of. The files of the picture that it
    replaces go when the transaction has been committed: if it is rolled back the old ones are
    still there, and the new ones are nobody's. What is left to make is made by a task after that.
    """
    if photo.has_file:
        transaction.on_commit(partial(delete_files, photo.key, all_names(photo)))
    photo.key = secrets.token_urlsafe(16)
    upload.seek(0)
    default_storage.save(f"{folder(photo.key)}/{prepared.original}", File(upload))
    for name, data in prepared.files.items():
        default_storage.save(f"{folder(photo.key)}/{name}", ContentFile(data))
    photo.original = prepared.original
    photo.width, photo.height = prepared.size
    photo.shape = shape_of(*prepared.size)
    photo.renditions = _widths(prepared.files)
    photo.plan = PLAN if prepared.is_complete else ""
    photo.look_1, photo.look_2, photo.look_3, photo.look_4 = prepared.look
    photo.sha256 = prepared.sha256
    if not prepared.is_complete:
        transaction.on_commit(partial(_order, photo.key))


def _order(key: str) -> None:
    from articles.tasks import make_renditions

    make_renditions.enqueue(key)


def restate(photo: Photo) -> None:
    """Let everything that follows from the focal point of ``photo`` be made again, by a task.

    Sets ``plan`` without saving: whoever saves the photo does so in the same transaction.
    """
    photo.plan = ""
    transaction.on_commit(partial(_order, photo.key))


def make(key: str) -> bool:
    """Make all renditions of the photo with that key by the present plan, from its original.

    Return False where there is no such photo any more, or it has them already.

    Raises:
        UnusableImage: the original cannot be read.
    """
    photo = Photo.objects.filter(key=key).exclude(original="").exclude(plan=PLAN).first()
    if photo is None:
        return False
    with default_storage.open(f"{folder(key)}/{photo.original}") as original:
        prepared = develop(original, complete=True)
    for name, data in prepared.files.items():
        default_storage.delete(f"{folder(key)}/{name}")
        default_storage.save(f"{folder(key)}/{name}", ContentFile(data))
    made = _widths(prepared.files)
    Photo.objects.filter(key=key).update(renditions=made, plan=PLAN)
    return True


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
    return [photo.original or "original.jpg", "share.jpg", *made]


def delete_files(key: str, names: Iterable[str]) -> None:
    """Remove files of a photo from the storage; ``names`` are those that ``all_names`` gives."""
    for name in names:
        default_storage.delete(f"{folder(key)}/{name}")
