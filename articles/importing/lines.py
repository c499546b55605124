"""Cut a text into its lines, and find those that only wrapping has parted."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from articles.importing.leftovers import is_leftover
from articles.importing.parts import ParseError
from articles.vietnamese.text import clean, clean_line

#: More is no article: the body may have 1 MB as HTML, where some characters take five.
MAX_CHARACTERS: Final = 500_000
MAX_LINES: Final = 1_500

_CLOCK: Final = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?"
_DAY: Final = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_CHAT_HEADER: Final = re.compile(
    rf"\[(?:{_CLOCK},?\s{_DAY}|{_DAY},?\s{_CLOCK})\]\s?[^:\[\]]{{1,60}}:\s?(?P<text>.*)"
)
_END: Final = re.compile(r"[.!?…:;][)”\"’»\]]*$")
_NUMBERED: Final = re.compile(r"\w{1,3}[).]\s")
_WRAPPED: Final = range(45, 110)


class Line(NamedTuple):
    """A line that is not blank. ``text`` is ``line`` without a chat's time and sender."""

    number: int
    line: str
    text: str
    after_blank: bool


def cut(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, cleaned, numbered from 1.

    Raises:
        ParseError: there is none, or more than an article can have.
    """
    text = clean(text)
    if len(text) > MAX_CHARACTERS:
        raise ParseError(
            _("The text has %(length)d characters, at most %(limit)d are possible: divide it.")
            % {"length": len(text), "limit": MAX_CHARACTERS}
        )
    lines: list[Line] = []
    after_blank = True
    for number, raw in enumerate(text.split("\n"), start=1):
        if line := clean_line(raw):
            header = _CHAT_HEADER.fullmatch(line)
            lines.append(Line(number, line, header["text"] if header else line, after_blank))
        after_blank = not line
    _check_count(lines)
    return lines


def _check_count(lines: Sequence[Line]) -> None:
    if not lines:
        raise ParseError(_("The text is empty: there is nothing to make an article of."))
    if len(lines) > MAX_LINES:
        message = _("An article has at most %d lines: divide the text.") % MAX_LINES
        raise ParseError(message, line=lines[MAX_LINES].number)


def ends_sentence(line: str) -> bool:
    """Tell whether the line ends as a sentence does, or opens something (``:``)."""
    return bool(_END.search(line[-8:]))


def unwrap(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in groups, each one paragraph: most have one line.

    Lines without a blank one between them are one paragraph where a program has wrapped them:
    all but the last are about equally long, and at least one goes on with a small letter.
    """
    groups: list[list[Line]] = []
    block: list[Line] = []
    for line in lines:
        if block and (line.after_blank or line.text != line.line):
            groups += _unwrap_block(block)
            block = []
        block.append(line)
    return groups + _unwrap_block(block)


def _unwrap_block(block: list[Line]) -> list[list[Line]]:
    full = [len(line.text) for line in block[:-1]]
    is_wrapped = (
        all(length in _WRAPPED for length in full)
        and any(line.text[:1].islower() for line in block[1:])
        and len(block[-1].text) <= max(full, default=0) + 10
        and max(full, default=0) - min(full, default=0) <= 25
    )
    if is_wrapped:
        return [block]
    groups: list[list[Line]] = []
    for line in block:
        if groups and _goes_on(groups[-1][-1].text, line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a single line break fell into a sentence."""
    return (
        text[:1].islower()
        and len(before) >= 40
        and (before[-1].isalnum() or before[-1] == ",")
        and not _NUMBERED.match(text)
        and not is_leftover(text)
    )
