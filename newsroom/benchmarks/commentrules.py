"""How long the rules take over a comment, with a long list of words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Final

from articles.models import Article
from articles.vietnamese.text import match_key
from comments.models import MAX_BODY, Comment, ListedWord
from comments.moderation.arrivals import Arrival
from comments.moderation.pipeline import judge
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.prose import Writer

#: Milliseconds that judging a comment may take in the middle, and at the worst.
MOST: Final = 20.0
MOST_AT_WORST: Final = 250.0
TAKEN: Final = timedelta(minutes=1)
ROUNDS: Final = 3
# What a matcher or a pattern may stumble over, each repeated until the longest text is full.
HOSTILE: Final = (
    "n ", "n.g.u.", "đồ ", "đồ n", "a", "-", ".", " ", "\u0300", "n\u0300g\u0323", "*a", "a*", "0o",
    "d0 ", "x\u200b", "🇻🇳", "www.", "http:/ /", "a.b.", "(dot)", "ddoof ", "nguuu ", "con cho ma ",
    "l*n ", "ﷺ", "Đ.M. ", "@a", "|1",
)  # fmt: skip


def measure(article: Article, sizes: Sizes) -> Iterator[Figure]:
    """Judge everyday texts and hostile ones against ``sizes.terms`` listed words."""
    writer = Writer()
    _list_words(sizes.terms)
    texts = [writer.paragraph(number % 6 + 1) for number in range(sizes.texts)]
    hostile = [(unit * MAX_BODY)[:MAX_BODY] for unit in HOSTILE]
    _milliseconds(article, texts[0])  # the list is read and made ready
    plain = [_milliseconds(article, text) for text in texts]
    worst = {text: _milliseconds(article, text) for text in hostile}
    middle, most = median(plain), max(worst.values())
    yield Figure(
        "comments.judge", significant(middle), "ms", MOST, middle <= MOST, significant(max(plain))
    )
    yield Figure(
        "comments.judge-hostile",
        significant(most),
        "ms",
        MOST_AT_WORST,
        most <= MOST_AT_WORST,
        significant(median(worst.values())),
    )


def _list_words(number: int) -> None:
    """List so many phrases of one to three syllables, made of what a paper's texts are made of."""
    chance, writer = random.Random(6), Writer()  # noqa: S311  (made words, no secret)
    found: dict[str, ListedWord] = {}
    while len(found) < number:
        text = writer.line(chance.randint(1, 3)).lower()
        text = f"{text} {chance.choice('bcdghklmnprstvx')}{chance.choice('uoaiươâă')}p"
        found[match_key(text)] = ListedWord(text=text, match=match_key(text))
    ListedWord.objects.bulk_create(found.values())


def _milliseconds(article: Article, text: str) -> float:
    """Return how long judging takes: the best of some, as others may have the processor."""
    comment = Comment(article=article, name="Nguyễn Văn An", body=text)
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        judge(Arrival(comment, "2001:db8::1", TAKEN))
        times.append(perf_counter() - start)
    return 1000 * min(times)
