"""The inside of a paragraph: stretches of text, each with how it is set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

# From the outside in: the same look is always written the same way.
ORDER: Final = ("strong", "em", "u", "s", "sub", "sup")
_SPACE: Final = re.compile(r"[ \t\n\r\f\u00a0]+")


class Link(NamedTuple):
    href: str
    title: str = ""


class Run(NamedTuple):
    """A stretch of text; ``\\n`` alone is a line break."""

    text: str
    formats: frozenset[str] = frozenset()
    link: Link | None = None


BREAK: Final = Run("\n")


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with single spaces, none at a line's ends, and like beside like joined."""
    runs = list(runs)
    if len(runs) == 1 and runs[0].text != "\n":
        text = _SPACE.sub(" ", runs[0].text).strip(" ")
        return [runs[0]._replace(text=text)] if text else []
    spaced: list[Run] = []
    for run in runs:
        if run.text == "\n":
            _trim(spaced)
            spaced.append(BREAK)
            continue
        text = _SPACE.sub(" ", run.text)
        if not spaced or spaced[-1].text[-1] in " \n":
            text = text.removeprefix(" ")
        if text:
            spaced.append(run._replace(text=text))
    _trim(spaced)
    while spaced and spaced[-1].text == "\n":
        spaced.pop()
        _trim(spaced)
    first = next((n for n, run in enumerate(spaced) if run.text != "\n"), len(spaced))
    return _joined(_with_plain_spaces(spaced[first:]))


def _trim(runs: list[Run]) -> None:
    """Take the space from the end of ``runs``."""
    if runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(last._replace(text=text))


def _with_plain_spaces(runs: list[Run]) -> list[Run]:
    """Return the runs; a space between two of them is set as both of them are, no more."""
    found = list(runs)
    for place in range(1, len(found) - 1):
        before, run, after = found[place - 1 : place + 2]
        if run.text == " ":
            link = before.link if before.link == after.link else None
            found[place] = Run(" ", before.formats & after.formats, link)
    return found


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with neighbours that look alike made one; breaks stay alone."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and "\n" not in (run.text, last.text) and last[1:] == run[1:]:
            found[-1] = last._replace(text=last.text + run.text)
        else:
            found.append(run)
    return found


def paragraphs(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield what an empty line divides, tidied; nothing empty."""
    tidied = tidy(runs)
    if all(run.text != "\n" for run in tidied):
        yield from filter(None, [tidied])
        return
    start = 0
    for place in range(1, len(tidied)):
        if tidied[place].text == "\n" == tidied[place - 1].text:
            yield from filter(None, [tidy(tidied[start:place])])
            start = place
    yield from filter(None, [tidy(tidied[start:])])


def write(runs: Iterable[Run]) -> str:
    """Return tidied runs as HTML."""
    parts = []
    for link, group in groupby(_breaks_inside(list(runs)), key=lambda run: run.link):
        inner = _set(list(group), ORDER)
        if link:
            title = f' title="{escape(link.title)}"' if link.title else ""
            inner = f'<a href="{escape(link.href)}"{title}>{inner}</a>'
        parts.append(inner)
    return "".join(parts)


def _breaks_inside(runs: list[Run]) -> list[Run]:
    """Return the runs with each line break set as both its neighbours are."""
    found = list(runs)
    for place in range(1, len(found) - 1):
        if found[place].text == "\n":
            before, after = found[place - 1], found[place + 1]
            link = before.link if before.link == after.link else None
            found[place] = Run("\n", before.formats & after.formats, link)
    return found


def _set(runs: list[Run], order: tuple[str, ...]) -> str:
    if not order or not any(run.formats for run in runs):
        return "".join("<br>" if r.text == "\n" else escape(r.text, quote=False) for r in runs)
    parts = []
    for is_set, group in groupby(runs, key=lambda run: order[0] in run.formats):
        inner = _set(list(group), order[1:])
        parts.append(f"<{order[0]}>{inner}</{order[0]}>" if is_set else inner)
    return "".join(parts)
