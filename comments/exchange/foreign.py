"""What other systems' files hold, read piece by piece: pure, and bounded in memory."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import RawIOBase
from typing import IO, Final
from urllib.parse import SplitResult, urlsplit
from xml.etree.ElementTree import Element, ParseError

import nh3
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from articles.vietnamese.text import clean

#: Letters of a comment at the most; what is longer is cut, and that is reported.
LONGEST: Final = 20_000

_NO_XML: Final = bytes(set(range(32)) - {9, 10, 13})
_LINE: Final = re.compile(r"(?i)<br\b[^>]*>|</(?:p|div|li|blockquote|h[1-6])\s*>")


class Unreadable(ValueError):
    """The file is not what it is taken for, or cut off; the text says so and where."""


@dataclass(frozen=True)
class Page:
    """A page that has comments, in the other system: ``key`` is its id there."""

    key: str
    address: str
    title: str
    slug: str = ""


@dataclass(frozen=True)
class Foreign:
    """A comment as the other system has it.

    ``key``, ``page`` and ``parent`` (empty at the top level) are ids there; ``status`` is one of
    ``comments.models.Status``; ``at`` is when it was written, if that is known.
    """

    key: str
    page: str
    parent: str
    name: str
    email: str
    text: str
    status: str
    at: datetime | None

    @property
    def is_cut(self) -> bool:
        return len(self.text) > LONGEST


# Pages come before their comments.
Reader = Callable[[IO[bytes]], Iterator[Page | Foreign]]


class _Tolerant(RawIOBase):
    """A file without the control characters that XML forbids and that exports often have."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size).translate(None, _NO_XML)


def elements(file: IO[bytes], depth: int) -> Iterator[Element]:
    """Yield each element at ``depth`` (1 is the root) when it is whole, and forget it.

    Raises:
        Unreadable: the file is no XML, is cut off, or declares entities.
    """
    above: list[Element] = []
    try:
        for event, element in iterparse(_Tolerant(file), events=("start", "end"), forbid_dtd=True):
            if event == "start":
                above.append(element)
                continue
            above.pop()
            if len(above) == depth - 1:
                yield element
                if above:
                    above[-1].remove(element)
    except ParseError as error:
        text = _("Line %(line)s is no XML: the file may be cut off. Take it out again, whole.")
        raise Unreadable(text % {"line": error.position[0]}) from error
    except DefusedXmlException as error:
        raise Unreadable(_("The file declares entities, as no export does.")) from error


def kind_of(file: IO[bytes]) -> str:
    """Return the local name of the file's root element; empty where there is none.

    Raises:
        Unreadable: as ``elements``.
    """
    try:
        for _event, element in iterparse(_Tolerant(file), events=("start",), forbid_dtd=True):
            return name_of(element)
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable(_("This is no XML file.")) from error
    return ""


def name_of(element: Element) -> str:
    """Return an element's name without its namespace, which differs between versions."""
    return element.tag.rpartition("}")[2]


def texts_of(element: Element) -> dict[str, str]:
    """Return the text of each child by its local name; of several the first."""
    texts: dict[str, str] = {}
    for child in element:
        texts.setdefault(name_of(child), (child.text or "").strip())
    return texts


def parts_of(address: str) -> SplitResult:
    """Return the parts of a page's address; what is no address is all path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")


def plain(written: str) -> str:
    """Return the words of a comment's HTML, its lines kept."""
    without_tags = nh3.clean(_LINE.sub("\n\\g<0>", written), tags=set())
    lines = (line.strip() for line in clean(html.unescape(without_tags)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def moment(text: str) -> datetime | None:
    """Return a time in UTC as exports write it; None where it is none (``0000-00-00 …``)."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at
