"""How fast Vietnamese text is cleaned, folded, made addresses of and decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from articles.vietnamese.encodings import decode
from articles.vietnamese.legacy import from_tcvn3
from articles.vietnamese.slugs import slugify
from articles.vietnamese.text import clean, fold
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.prose import Writer
from newsroom.benchmarks.timing import rates

WORDS_OF_TITLE = 12


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Give each function the same text; what stands beside it is ``str.lower`` of that text."""
    text = "\n\n".join(Writer().paragraphs(sizes.prose))
    megabytes = len(text.encode()) / 1e6
    found = rates(_calls(text), rounds=sizes.rounds, seconds=0)
    lower = median(found.pop("lower"))
    for name, each in found.items():
        yield Figure(
            name=f"vietnamese.{name}",
            value=significant(median(each) * megabytes),
            unit="MB/s",
            against=significant(lower * megabytes),
        )


def _calls(text: str) -> dict[str, Callable[[], object]]:
    titles = _titles(text)
    utf_8, tcvn3 = text.encode(), _in_tcvn3(text)
    return {
        "lower": text.lower,
        "clean": lambda: clean(text),
        "fold": lambda: fold(text),
        "slugify": lambda: [slugify(title) for title in titles],
        "decode-utf-8": lambda: decode(utf_8),
        "decode-tcvn3": lambda: decode(tcvn3),
    }


def _titles(text: str) -> list[str]:
    """Return the whole text as lines of a title's length."""
    words = text.split()
    return [
        " ".join(words[start : start + WORDS_OF_TITLE])
        for start in range(0, len(words), WORDS_OF_TITLE)
    ]


def _in_tcvn3(text: str) -> bytes:
    """Return the text as a file from the nineties; TCVN3 has small toned letters only."""
    code_of = {ord(from_tcvn3(chr(code))): code for code in range(0xA1, 0x100)}
    return text.lower().translate(code_of).encode("latin-1")
