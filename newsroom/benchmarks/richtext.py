"""How fast a paste becomes a body: a long text as Word puts it on the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter

from articles.richtext import clean_body
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.prose import Writer

TARGET = 1.0
_SPAN = """<span lang=VI style='font-size:14.0pt;font-family:"Times New Roman",serif'>"""
_PARAGRAPH = (
    "<p class=MsoNormal style='margin:0cm;text-align:justify'><b>{span}{first}</span></b>"
    "{span} {rest}<o:p></o:p></span></p>\n"
)


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Clean one paste of ``sizes.paste`` bytes; beside it stands a tenth of it, ten times."""
    whole, part = _word(sizes.paste), _word(sizes.paste // 10)
    alone = [_seconds_of(whole) for _round in range(sizes.rounds)]
    parts = [sum(_seconds_of(part) for _part in range(10)) for _round in range(sizes.rounds)]
    value = significant(median(alone))
    yield Figure(
        name="richtext.word",
        value=value,
        unit="s",
        target=TARGET,
        holds=value <= TARGET,
        against=significant(median(parts)),
    )


def _word(size: int) -> str:
    """Return a text of at least ``size`` bytes with Word's dress on."""
    writer = Writer()
    made: list[str] = []
    left = size
    while left > 0:
        made.append(_PARAGRAPH.format(span=_SPAN, first=writer.line(3), rest=writer.paragraph(1)))
        left -= len(made[-1].encode())
    return f"<html><body lang=VI><div class=WordSection1>{''.join(made)}</div></body></html>"


def _seconds_of(paste: str) -> float:
    start = perf_counter()
    clean_body(paste)
    return perf_counter() - start
