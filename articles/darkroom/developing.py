"""From a file to a photo's facts, look and renditions: all of it, in this very process.

Nobody calls this on a file from outside but ``child``, which has its memory and time bounded;
everybody else calls ``apart.develop``. The demonstration calls it on what it drew itself.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import IO, Final

from PIL import Image

from articles.darkroom.decoding import decode, is_turned
from articles.darkroom.encoding import renditions_of
from articles.darkroom.kinds import HEAD, kind_of
from articles.darkroom.looking import look_of
from articles.darkroom.metadata import exif_of, facts_of
from articles.darkroom.opening import open_picture
from articles.darkroom.orders import Developed, Order
from articles.darkroom.plan import MAX_HEIGHT, WIDTHS
from articles.darkroom.refusals import Refused
from articles.darkroom.statement import Statement

#: Takes the name and the bytes of each file as it has been encoded.
Put = Callable[[str, bytes], object]
_LARGEST: Final = (WIDTHS[-1], MAX_HEIGHT)


def develop(file: IO[bytes], order: Order, put: Put) -> Developed:
    """Decode ``file`` and give ``put`` its renditions.

    Raises:
        Refused: for whatever reason it cannot become a photo; no other exception.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of what it finds odd in metadata; nobody is there to read it.
            warnings.simplefilter("ignore")
            return _developed(file, order, put)
    except Refused:
        raise
    except MemoryError as error:
        raise Refused("memory") from error
    except Exception as error:
        # Decoders raise almost anything on broken files: OSError, SyntaxError, RuntimeError
        # (AVIF), ValueError (HEIC), TypeError, struct.error …
        reason = "memory" if "memory" in str(error).lower() else "broken"
        raise Refused(reason) from error  # type: ignore[arg-type]


def _developed(file: IO[bytes], order: Order, put: Put) -> Developed:
    file.seek(0)
    kind = kind_of(file.read(HEAD))
    # Here the header's size is looked at, never Pillow's own limit.
    Image.MAX_IMAGE_PIXELS = None
    image, full = open_picture(file, kind, _LARGEST)
    exif = exif_of(image)
    # What reads HEIC has turned the picture already.
    orientation = 1 if kind == "heic" else exif.orientation
    facts = facts_of(image, exif)
    upright = (full[1], full[0]) if is_turned(orientation) else full
    picture = decode(image, orientation)
    # Decoders keep buffers of the size of the picture for as long as it is known.
    del image
    statement = order.statement or Statement(facts.photographer, facts.credit, facts.rights)
    for name, data in renditions_of(picture, statement, order.focus, is_complete=order.is_complete):
        put(name, data)
    return Developed(kind, upright, look_of(picture), facts)
