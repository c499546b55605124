"""How fast plain text becomes published articles."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from articles.importing.files import text_of_bytes
from articles.importing.store import first_section, store
from articles.importing.text import parse
from articles.models import Article
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.benchmarks.prose import Writer

SMALL = 2_000


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Take in many small texts, then one long one; nothing is drawn or sent."""
    writer = Writer()
    texts = [_text(writer, SMALL) for _number in range(sizes.texts)]
    bare = sum(_seconds_of_row(text) for text in texts)
    yield Figure(
        name="import.small",
        value=significant(len(texts) / sum(map(_seconds_of, texts))),
        unit="articles/s",
        against=significant(len(texts) / bare),
    )
    parts = [_text(writer, sizes.long_text // 10) for _number in range(10)]
    yield Figure(
        name="import.long",
        value=significant(_seconds_of(_text(writer, sizes.long_text))),
        unit="s",
        against=significant(sum(map(_seconds_of, parts))),
    )


def _text(writer: Writer, size: int) -> bytes:
    """Return a text as it is copied from a web page, of about ``size`` bytes."""
    parts = [
        writer.line(11),
        "15/03/2024 - 08:30",
        f"BTN - {writer.paragraph(2)}",
        f"{writer.line(12)}. Ảnh: Hoài Thương",
        *writer.paragraphs(size),
        "Minh Nguyệt",
    ]
    return "\n\n".join(parts).encode()


def _seconds_of(data: bytes) -> float:
    """Take one text in, from bytes to a published article, and return how long it took."""
    start = perf_counter()
    text = text_of_bytes(data)
    outcome = store(parse(text), text=text, publish=True)
    passed = perf_counter() - start
    if not outcome.created:
        raise RuntimeError("a text was there already")
    return passed


def _seconds_of_row(data: bytes) -> float:
    """Store one text as the bare row of an article, and return how long it took."""
    section = first_section()
    start = perf_counter()
    Article.objects.create(title="Bài", section=section, body=data.decode())
    return perf_counter() - start
