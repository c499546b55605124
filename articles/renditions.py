"""Photos' files: what comes in is decoded, what is kept was encoded here, under names of ours.

Files of one photo lie in the default storage under ``photos/<two letters>/<key>/``:
``original.jpg`` (never served to readers) and ``<width>.webp``, ``<width>.jpg`` for each width.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from articles.models import Photo

WIDTHS = (400, 800, 1600)
MAX_UPLOAD_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 64_000_000
MAX_ORIGINAL_EDGE = 4096
MIN_EDGE = 100
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
EXTENSIONS = {"webp": "image/webp", "jpg": "image/jpeg"}


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
class Encoded:
    """A picture's files by name (``800.webp``), its size in pixels, the renditions' widths."""

    size: tuple[int, int]
    widths: list[int]
    files: dict[str, bytes]


def encode(picture: Image.Image) -> Encoded:
    """Return the files that ``picture`` (RGB) is kept and served as. Needs no database."""
    files = {"original.jpg": _bytes(picture, "JPEG", quality=92)}
    widths = [width for width in WIDTHS if width < picture.width]
    if len(widths) < len(WIDTHS):
        widths.append(picture.width)
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        small = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        files[f"{width}.jpg"] = _bytes(small, "JPEG", quality=80, progressive=True)
        files[f"{width}.webp"] = _bytes(small, "WEBP", quality=78, method=2)
    return Encoded(picture.size, widths, files)


def _bytes(picture: Image.Image, format_: str, **options: int | bool) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format_, **options)
    return buffer.getvalue()


@dataclass(frozen=True)
class Prepared:
    """An upload made ready: the digest of its bytes as they came, and the files to keep."""

    sha256: str
    encoded: Encoded


def prepare(upload: UploadedFile) -> Prepared:
    """Decode and encode an upload, once; asked again, give the same answer.

    It takes seconds for a large photo: do it before a transaction begins, not within.

    Raises:
        UnusableImage: as ``decode`` does.
    """
    known = getattr(upload, "_prepared", None)
    if known is None:
        try:
            known = Prepared(digest(upload), encode(decode(upload)))
        except UnusableImage as error:
            known = error
        upload._prepared = known  # type: ignore[attr-defined]
    if isinstance(known, UnusableImage):
        raise known
    return known


def store(photo: Photo, encoded: Encoded, *, sha256: str) -> None:
    """Write the files of ``photo`` under a new key; set (not save) key, size, widths, digest.

    The files of the picture that it replaces go when the transaction has been committed: if it
    is rolled back the old ones are still there, and the new ones are nobody's.
    """
    if photo.widths:
        transaction.on_commit(partial(delete_files, photo.key, list(photo.widths)))
    photo.key = secrets.token_urlsafe(16)
    for name, data in encoded.files.items():
        default_storage.save(f"{folder(photo.key)}/{name}", ContentFile(data))
    photo.width, photo.height = encoded.size
    photo.widths = encoded.widths
    photo.sha256 = sha256


def delete_files(key: str, widths: list[int]) -> None:
    """Remove every file of a photo from the storage."""
    default_storage.delete(f"{folder(key)}/original.jpg")
    for width in widths:
        for extension in EXTENSIONS:
            default_storage.delete(rendition_name(key, width, extension))
