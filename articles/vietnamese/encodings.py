"""Read text files and pasted text of whatever encoding a Vietnamese newsroom has kept.

What is not Unicode is guessed: each old encoding is tried on a sample, and the one
under which the words become Vietnamese syllables is taken, if almost all of them do.
Text that is Vietnamese, English or French already is left alone.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from articles.vietnamese import legacy
from articles.vietnamese.capitals import restore_capitals
from articles.vietnamese.letters import BEYOND_LATIN_1
from articles.vietnamese.syllables import is_syllable
from articles.vietnamese.text import clean

Reason = Literal["binary", "unknown_encoding", "empty"]


@dataclass(frozen=True)
class Decoded:
    """Text in the form of ``text.clean``, and the encoding that it was found in.

    ``encoding`` is "UTF-8" (also: nothing needed repair), "UTF-16", "TCVN3",
    "VN1" (TCVN 5712:1993, with capitals), "VNI" or "Windows-1258".
    """

    text: str
    encoding: str


class UnreadableText(ValueError):
    """The bytes are no text that this module can read.

    Attributes:
        reason: "binary", "unknown_encoding" or "empty".
        offset: the first byte that shows it, where one does.
    """

    def __init__(self, reason: Reason, offset: int | None = None) -> None:
        super().__init__(reason if offset is None else f"{reason} at byte {offset}")
        self.reason = reason
        self.offset = offset


# Where two fit equally well the first is taken.
_FROM: Final[dict[str, Callable[[str], str]]] = {
    "TCVN3": lambda text: restore_capitals(clean(legacy.from_tcvn3(text))),
    "VN1": lambda text: clean(legacy.from_vn1(text)),
    "VNI": lambda text: clean(legacy.from_vni(text)),
    "Windows-1258": lambda text: clean(legacy.from_windows_1258(text)),
}
_PASTED: Final = ("TCVN3", "VN1", "VNI")

_SAMPLE: Final = 1 << 16
_VN1_CONTROLS: Final = "\x01\x02\x04-\x06\x11-\x17"
_ODD: Final = re.compile(rf"[{_VN1_CONTROLS}\x80-\U0010ffff]")
_UNICODE: Final = re.compile(f"[{BEYOND_LATIN_1}\u0300-\u0323]")
_TOKEN: Final = re.compile(
    rf"[A-Za-z{_VN1_CONTROLS}\x80-\x9f\xa1-\xff{re.escape(''.join(legacy.WINDOWS.values()))}]+"
)
_PUNCTUATION: Final = "“”‘’„‚«»‹›…–—•"
# Words of other languages that would read as VNI.
_INNOCENT: Final = frozenset({"où"})


class _Fit(NamedTuple):
    """How many words of a sample read as Vietnamese under one encoding."""

    odd: int  # words with other than ASCII letters, if decoding changes them
    odd_before: int  # those that were Vietnamese as they stood
    odd_after: int  # those that are Vietnamese when decoded
    words: int  # all words, less abbreviations
    good: int  # all that are Vietnamese when decoded
    strong: int  # decoded ones that no language writes the way they stood


def _is_abbreviation(token: str) -> bool:
    return token.isascii() and token.isupper()


def _stands(token: str) -> bool:
    return token in _INNOCENT or is_syllable(token)


def _looks_broken(token: str) -> bool:
    """Tell whether no language writes ``token`` so: symbols or capitals inside a word."""
    usual_case = token.islower() or token.isupper() or token.istitle()
    return not token.isalpha() or not usual_case or sum(not c.isascii() for c in token) > 1


def _measure(tokens: Counter[str], read: Callable[[str], str]) -> _Fit:
    odd = odd_before = odd_after = words = good = strong = 0
    for token, times in tokens.items():
        bare = token.strip(_PUNCTUATION)
        is_odd = not bare.isascii() or not bare.isprintable()
        # A sign that stands alone (©, §, ½) says nothing.
        if not bare or (is_odd and not any(map(str.isalpha, bare))):
            continue
        if not is_odd and _is_abbreviation(bare):
            continue
        decoded = read(token).strip(_PUNCTUATION)
        fits = is_syllable(decoded)
        words += times
        good += times * fits
        if is_odd and decoded != bare:
            odd += times
            odd_before += times * _stands(bare)
            odd_after += times * fits
            strong += times * (fits and _looks_broken(bare))
    return _Fit(odd, odd_before, odd_after, words, good, strong)


def _is_convincing(fit: _Fit, *, stands: bool) -> bool:
    # Text may stand as it is; bytes that are no Unicode must be read as something.
    return (
        fit.odd_after > 0
        and fit.odd_after >= 0.75 * fit.odd
        and fit.odd_before < (0.5 if stands else 1) * fit.odd_after
        and fit.good >= 0.7 * fit.words
        and (fit.strong > 0 or fit.words > 1)
    )


def _sample(text: str, start: int) -> Counter[str]:
    """Count the words of the part of ``text`` where odd characters begin."""
    start = max(0, start - _SAMPLE // 4)
    return Counter(_TOKEN.findall(text[start : start + _SAMPLE]))


def _decode_legacy(text: str, names: tuple[str, ...], *, stands: bool) -> Decoded | None:
    """Return ``text`` decoded by one of ``names``, None if nothing fits.

    ``stands``: the text was pasted; otherwise it is bytes read as Latin-1.
    """
    odd = _ODD.search(text)
    if odd is None:
        return None
    tokens = _sample(text, odd.start())
    fits = {name: _measure(tokens, _FROM[name]) for name in names}
    name = max(names, key=lambda one: fits[one].good)
    if not _is_convincing(fits[name], stands=stands):
        return None
    return Decoded(_FROM[name](text), name)


def repair(text: str) -> Decoded:
    """Return pasted ``text`` cleaned, and put right if it is TCVN3, VN1 or VNI.

    For text whose old bytes were shown as Latin-1 or Windows-1252 ("§ång Khëi").
    Text with a letter that only Unicode has (ạ, ư, đ) is Unicode, and left as it is;
    so is whatever would not become Vietnamese almost throughout. Give it the text as
    pasted: ``clean`` drops the soft hyphen, which TCVN3 shows for ư. Raises nothing.
    """
    if not _UNICODE.search(text) and (found := _decode_legacy(text, _PASTED, stands=True)):
        return found
    return Decoded(clean(text), "UTF-8")


_SIGNATURES: Final = (
    b"\x89PNG", b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xd8\xff", b"GIF87a", b"GIF89a",
    b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"RIFF", b"{\\rtf", b"Rar!", b"7z\xbc\xaf",
)  # fmt: skip
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a"))
_NO_LETTERS: Final = bytes(set(_CONTROLS) - {1, 2, 4, 5, 6, *range(0x11, 0x18)})
_CONTROL_CHARACTER: Final = re.compile("[" + re.escape(_CONTROLS.decode()) + "]")
_NO_LETTER_RE: Final = re.compile(b"[" + re.escape(_NO_LETTERS) + b"]")


def _utf_16_name(data: bytes) -> str | None:
    """Return the codec of UTF-16 by its mark, or by where its zero bytes are.

    Every space, digit and plain letter of a Vietnamese text has one zero byte, always
    on the same side; that is more than half of the characters.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) * 0.15 and even * 20 <= odd:
        return "utf-16-le"
    if even > len(sample) * 0.15 and odd * 20 <= even:
        return "utf-16-be"
    return None


def _decode_utf_16(data: bytes, codec: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableText("unknown_encoding", error.start) from error
    # Numbers of 16 bits have their zero bytes on one side, too.
    if len(_CONTROL_CHARACTER.findall(text)) * 50 > len(text):
        raise UnreadableText("binary")
    return Decoded(clean(text), "UTF-16")


def _refuse_binary(data: bytes) -> None:
    if (zero := data.find(0)) >= 0:
        raise UnreadableText("binary", zero)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    no_letters = len(data) - len(data.translate(None, _NO_LETTERS))
    # VN1 has capitals among the control codes, so those alone are let pass for longer.
    if controls * 5 > len(data) or no_letters * 50 > len(data):
        first = _NO_LETTER_RE.search(data)
        raise UnreadableText("binary", first.start() if first else None)


def _decode_bytes(data: bytes) -> Decoded:
    try:
        return repair(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        found = _decode_legacy(data.decode("latin-1"), tuple(_FROM), stands=False)
        if found is None:
            raise UnreadableText("unknown_encoding", error.start) from error
        return found


def decode(data: bytes) -> Decoded:
    """Return the text of a file, in the form of ``text.clean``.

    UTF-8 and UTF-16 with or without byte order mark, composed or not; TCVN3, VN1 and
    VNI as bytes or saved as UTF-8 by a program that took them for Western text;
    Windows-1258. Linear in the length of ``data``.

    Raises:
        UnreadableText: ``data`` is empty or blank, not text, or in no encoding above.
    """
    if not data.strip():
        raise UnreadableText("empty")
    if data.startswith(_SIGNATURES):
        raise UnreadableText("binary", 0)
    if codec := _utf_16_name(data):
        decoded = _decode_utf_16(data, codec)
    else:
        _refuse_binary(data)
        decoded = _decode_bytes(data)
    if not decoded.text.strip():
        raise UnreadableText("empty")
    return decoded
