"""The words of metadata: of whatever encoding, made fit for one line of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from articles.vietnamese.encodings import UnreadableText, decode, repair
from articles.vietnamese.text import clean_line

#: No text of metadata is looked at beyond this, in characters or bytes.
MOST = 20_000
_BREAKS = re.compile(rb"[\r\n\x0b\x0c]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")


def tidied(text: str) -> str:
    """Return ``text`` on one line, in NFC, its old encoding put right if it was one."""
    return clean_line(_PRIVATE.sub("", repair(text[:MOST]).text))


def shortened(text: str, limit: int) -> str:
    """Return ``text`` with at most ``limit`` characters, cut between words, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _rest = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def listed(texts: Iterable[str], limit: int) -> str:
    """Return texts with commas between them, each once, as many as ``limit`` has room for."""
    line = ""
    for text in dict.fromkeys(one.replace(",", " ").strip() for one in texts):
        longer = f"{line}, {text}" if line else text
        if text and len(longer) <= limit:
            line = longer
    return line


def joined(texts: Iterable[str], separator: str = ", ") -> str:
    """Return the texts that there are, each once, in their order."""
    return separator.join(dict.fromkeys(filter(None, texts)))


def guessed(values: Sequence[bytes]) -> list[str]:
    """Return the texts that ``values`` mean, for which no encoding was declared.

    They were written by one program: where one alone is too short to tell, all together do.
    """
    lines = [_BREAKS.sub(b" ", whole(value[:MOST].replace(b"\x00", b""))) for value in values]
    try:
        found = decode(b"\n".join(lines)).text.split("\n")
    except UnreadableText:
        found = []
    if len(found) != len(lines):
        found = [_one(line) for line in lines]
    return [clean_line(_PRIVATE.sub("", text)) for text in found]


def whole(value: bytes) -> bytes:
    """Return UTF-8 without the half letter that was cut at its end; anything else as it is."""
    for end in range(len(value), max(0, len(value) - 4), -1):
        try:
            value[:end].decode()
        except UnicodeDecodeError:
            continue
        return value[:end]
    return value


def _one(line: bytes) -> str:
    try:
        return decode(line).text
    except UnreadableText:
        return line.decode("cp1252", errors="ignore")
