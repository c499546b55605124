"""What may be wrong with a comment, step by step; each adds what it finds and none takes away."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Final

from django.utils import timezone

from articles.vietnamese.text import fold
from comments.models import Comment
from comments.moderation import outside, sketches, wordlist
from comments.moderation.arrivals import Arrival, Finding, Step
from comments.moderation.manners import clock, newcomer, own_rate, proof, quick, rate, record, trap
from comments.moderation.words.canonical import canonical
from comments.moderation.words.tokens import squeezed

# A text shorter than this says the same as many an honest one ("Hay quá!").
LIKE_FROM: Final = 20
LIKE_DAYS: Final = 7
# Letters and digits of a text that says something, letters of an answer that is still read.
SHORT: Final = 2
LONG_REPLY: Final = 1500
# Words from which on one and the same is no text, and from which on mostly the same is none.
SAME_FROM: Final = 5
MOSTLY_FROM: Final = 10
MOSTLY_PART: Final = 0.7
SHOUTING_FROM: Final = 25
SHOUTING_PART: Final = 0.7

_TOP: Final = "com|net|org|info|biz|xyz|vn|club|site|online|vip|asia"
# These are words too, or begin the next sentence where a space is missing.
_TOP_AND_WORD: Final = "co|me|io|ly|tk|cc|top|live|shop|app|link|to"
# Everything is bounded: a row of hyphens or blanks would take time quadratic in its length.
_DOMAIN: Final = r"(?<![\w@.])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,8}"
_GAP: Final = r"\s{0,9}"
_DOT: Final = rf"{_GAP}(?:\({_GAP}\.{_GAP}\)|\[{_GAP}\.{_GAP}\]|\(dot\)|\[dot\]){_GAP}"
_LINK: Final = re.compile(
    rf"https?:{_GAP}/{_GAP}/|www{_GAP}\.|{_DOMAIN}\.(?:{_TOP})(?![\w-])|{_DOMAIN}\.(?:{_TOP_AND_WORD})/\w"
    rf"|(?<!\w)[a-z0-9-]{{2,63}}{_DOT}(?:{_TOP}|{_TOP_AND_WORD})(?!\w)"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def letters_of(text: str) -> str:
    """Return the letters of a text as one word, without accents, signs, digits and repeats."""
    plain = fold(canonical(text).text)
    return squeezed("".join(_LETTERS.findall(plain)))


def likeness_of(text: str) -> str:
    """Return what is equal for texts that differ in case, accents, signs and repeated letters.

    Empty for short texts. Digits do not count: waves differ in their telephone numbers.
    """
    letters = letters_of(text)
    return sha256(letters.encode()).hexdigest()[:32] if len(letters) >= LIKE_FROM else ""


def length(arrival: Arrival) -> Iterator[Finding]:
    """Too long for an answer, too short to say anything, or one word over and over."""
    body = arrival.comment.body
    if arrival.comment.parent_id and len(body) > LONG_REPLY:
        yield Finding("length", {"kind": "long", "number": len(body)})
    if sum(map(str.isalnum, body)) < SHORT:
        yield Finding("length", {"kind": "short"})
    words = fold(canonical(body).text).split()
    if len(words) >= SAME_FROM:
        word, number = Counter(words).most_common(1)[0]
        mostly = len(words) >= MOSTLY_FROM and number >= MOSTLY_PART * len(words)
        if number == len(words) or mostly:
            yield Finding("length", {"kind": "same", "word": word[:40], "number": number})


def links(arrival: Arrival) -> Iterator[Finding]:
    text = canonical(f"{arrival.comment.name}\n{arrival.comment.body}").text
    if number := len(_LINK.findall(text)):
        yield Finding("links", {"number": number})


def shouting(arrival: Arrival) -> Iterator[Finding]:
    letters = [letter for letter in arrival.comment.body if letter.isalpha()]
    capitals = sum(map(str.isupper, letters))
    if len(letters) >= SHOUTING_FROM and capitals >= SHOUTING_PART * len(letters):
        yield Finding("shouting")


def repeat(arrival: Arrival) -> Iterator[Finding]:
    """The same text lately, under whatever name and article: one query, by its index."""
    like = arrival.comment.likeness
    if not like:
        return
    since = timezone.now() - timedelta(days=LIKE_DAYS)
    others = Comment.objects.filter(likeness=like, created_at__gte=since)
    if arrival.comment.client_uuid:  # not itself, sent twice
        others = others.exclude(client_uuid=arrival.comment.client_uuid)
    if number := others.count():
        yield Finding("repeat", {"number": number, "days": LIKE_DAYS})


def alike(arrival: Arrival) -> Iterator[Finding]:
    """Nearly the same text lately, under whatever name and article: one query, by its index.

    What says just the same is found by ``repeat``.
    """
    letters = letters_of(arrival.comment.body)
    own = sketches.pieces_of(letters)
    degrees = [
        sketches.likeness(own, sketches.pieces_of(there))
        for other in sketches.candidates(letters)
        if (there := letters_of(other.body)) != letters
        and (
            arrival.comment.client_uuid is None or other.client_uuid != arrival.comment.client_uuid
        )
    ]
    close = [degree for degree in degrees if degree >= sketches.ALIKE]
    if close:
        percent = round(100 * max(close))
        yield Finding("alike", {"number": len(close), "percent": percent, "days": LIKE_DAYS})


def words(arrival: Arrival) -> Iterator[Finding]:
    """The paper's list, in the name and in the text."""
    texts = {name: getattr(arrival.comment, name) for name in ("name", "body")}
    for name, hits in wordlist.hits(texts).items():
        for hit in hits:
            match = hit.match
            detail = {
                "field": name,
                "term": match.term.text,
                "view": str(match.view),
                "start": match.start,
                "end": match.end,
            }
            yield Finding("words", detail, rejects=hit.rejects)


STEPS: Final[tuple[Step, ...]] = (
    *(length, links, shouting, repeat, alike, rate, own_rate),
    *(trap, clock, quick, proof, words, newcomer, record),
)
# Those that ask somebody else, last and only about what is not rejected already.
ASKING: Final[Step] = outside.others
