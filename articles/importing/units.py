"""The paragraphs of a text while it is found out what each of them is."""

import re
from dataclasses import dataclass, field
from typing import Final

from articles.importing.lines import ends_sentence
from articles.importing.parts import Kind
from articles.vietnamese.dates import ImpossibleDate, parse_datetime
from articles.vietnamese.newsprint import split_caption, split_dateline
from articles.vietnamese.text import count_words, match_key

MAX_TITLE: Final = 250
MAX_CAPTION: Final = 500

_FULL_STOP: Final = re.compile(r"[.…!?][)”\"’»\]]*$")
_TWO_SENTENCES: Final = re.compile(r"\w{2,}[.!?…][”\"’»)]*\s+[“\"(]?\w")


@dataclass
class Units:
    """Each paragraph's text, and its kind as soon as that is known."""

    texts: list[str]
    kinds: list[Kind | None] = field(init=False)

    def __post_init__(self) -> None:
        # Empty: a chat's time and sender with nothing after them.
        self.kinds = [None if text else Kind.DROP for text in self.texts]

    def __len__(self) -> int:
        return len(self.texts)

    def is_free(self, index: int) -> bool:
        return self.kinds[index] is None

    def has(self, kind: Kind) -> bool:
        return kind in self.kinds

    def words(self, index: int) -> int:
        return count_words(self.texts[index])


def is_date_line(text: str) -> bool:
    """Tell whether the line has the shape of a date, be it an impossible one."""
    try:
        return parse_datetime(text) is not None
    except ImpossibleDate:
        return True


def is_prose(text: str) -> bool:
    """Tell whether the line can be no title: it is a lead or a paragraph."""
    if len(text) > MAX_TITLE:
        return True
    words = count_words(text)
    has_dateline = bool(split_dateline(text).dateline)
    if not _FULL_STOP.search(text[-8:]):
        return words >= 20 and has_dateline
    has_sentences = words >= 12 and bool(_TWO_SENTENCES.search(text))
    return words >= 20 or has_dateline or has_sentences


def is_running_text(text: str) -> bool:
    """Tell whether a line that follows a title is a sentence rather than another headline."""
    return is_prose(text) or (len(text) >= 60 and ends_sentence(text))


def repeats(text: str, caption: str) -> bool:
    """Tell whether ``text`` says the same as a caption line, with or without its credit."""
    return _bare(text) in {_bare(caption), _bare(split_caption(caption).caption)}


def _bare(text: str) -> str:
    return match_key(text).strip(" .,;:-–—")
