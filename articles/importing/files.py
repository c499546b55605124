"""Read text files, whatever encoding a newsroom has kept them in, up to a size."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from articles.importing.parts import ParseError
from articles.vietnamese.encodings import UnreadableText, decode

MAX_BYTES: Final = 5_000_000


def text_of_file(path: Path) -> str:
    """Return the text of a file of at most ``MAX_BYTES``; no more than that is ever read.

    Raises:
        ParseError: it cannot be read, is too large, or is not text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise ParseError(_("There is no such file: check its name and folder.")) from error
    except IsADirectoryError as error:
        raise ParseError(_("This is a folder: name the text files in it.")) from error
    except PermissionError as error:
        raise ParseError(_("You may not read this file: ask for the right to.")) from error
    except (OSError, ValueError) as error:
        raise ParseError(_("The file cannot be read: %s.") % error) from error
    return text_of_bytes(data)


def text_of_bytes(data: bytes) -> str:
    """Return the text that the bytes of a file are.

    Raises:
        ParseError: more than ``MAX_BYTES``, nothing, or not text.
    """
    if len(data) > MAX_BYTES:
        raise ParseError(
            _("The file is larger than %d MB: one file holds one article's text.")
            % (MAX_BYTES // 1_000_000)
        )
    try:
        return decode(data).text
    except UnreadableText as error:
        raise ParseError(_explanation(error), line=_line(data, error.offset)) from error


def _explanation(error: UnreadableText) -> str:
    if error.reason == "empty":
        return _("The file is empty: there is nothing to make an article of.")
    if error.reason == "binary":
        return _(
            "This is not plain text but, it seems, a picture or a Word document: save it as plain"
            " text (.txt) first, or copy the text from it."
        )
    return _(
        "The encoding is none that is known here (UTF-8, UTF-16, TCVN3, VNI, Windows-1258): save"
        " the file as UTF-8."
    )


def _line(data: bytes, offset: int | None) -> int | None:
    return None if offset is None else data.count(b"\n", 0, offset) + 1
