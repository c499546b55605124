"""Figures against their targets, drawn as an SVG file that is readable on light and dark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from io import StringIO
from math import log10
from pathlib import Path
from typing import Any, Final

from newsroom.benchmarks.figures import Figure, shown

#: Colours by what they are for, on light and on dark. Drawn with the light ones, which the style
#: sheet of the file puts in the hands of who looks at it.
COLOURS: Final = {
    "ink": ("#1b1b1f", "#ececf1"),
    "meets": ("#0b6e4f", "#4cc38a"),
    "misses": ("#b3261e", "#ff8a80"),
    "line": ("#8a8a94", "#9a9aa6"),
}
#: How many times better or worse than its target a figure can be drawn.
EDGE: Final = 100.0
#: Between a bar and its words, as a power of ten.
GAP: Final = 0.04


class NoLibrary(Exception):
    """There is nothing to draw with; the text says what to install."""


def draw(figures: Sequence[Figure], file: Path) -> None:
    """Draw each figure that has a target as a bar: how many times better than that it is.

    Raises:
        NoLibrary: matplotlib is not installed.
        ValueError: none of them has a target.
    """
    drawn = [figure for figure in figures if figure.target is not None]
    if not drawn:
        raise ValueError("None of these figures has a target: there is nothing to draw.")
    file.write_text(_accessible(_svg(drawn), drawn))


def times_better(figure: Figure) -> float:
    """Return how many times better than its target a figure is; below 1 it misses it.

    Whether more or less is better shows in whether it holds. Nothing at all where nothing is to
    be is as good as can be drawn, anything there as bad.
    """
    target, value = figure.target or 0.0, figure.value
    if not target or not value:
        return EDGE if figure.holds else 1 / EDGE
    times = value / target
    is_more = (times >= 1) == bool(figure.holds)
    return min(EDGE, max(1 / EDGE, times if is_more else 1 / times))


def _svg(figures: Sequence[Figure]) -> str:
    try:
        import matplotlib
        from matplotlib.figure import Figure as Drawing
    except ImportError as error:
        raise NoLibrary("There is nothing to draw with: pip install -e '.[plot]'.") from error
    style: dict[str, Any] = {"svg.fonttype": "none", "svg.hashsalt": "figures", "font.size": 9}
    with matplotlib.rc_context(style):
        drawing = Drawing(figsize=(9, 0.8 + 0.3 * len(figures)), layout="constrained")
        _bars(drawing.subplots(), figures)
        text = StringIO()
        drawing.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    return text.getvalue()


def _bars(axes: Any, figures: Sequence[Figure]) -> None:
    colour = {name: light for name, (light, _dark) in COLOURS.items()}
    lengths = [log10(times_better(figure)) for figure in figures]
    kinds = ["meets" if figure.holds else "misses" for figure in figures]
    places = range(len(figures), 0, -1)
    bars = axes.barh(places, lengths, 0.6, color=[colour[kind] for kind in kinds])
    for place, bar, figure in zip(places, bars, figures, strict=True):
        bar.set_hatch("" if figure.holds else "///")
        text = f"{shown(figure.value)} {figure.unit}; target {shown(figure.target)}"
        axes.text(max(0.0, bar.get_width()) + GAP, place, text, va="center", color=colour["ink"])
    axes.axvline(0, color=colour["ink"], linewidth=1)
    axes.set_yticks(places, [figure.name for figure in figures], color=colour["ink"])
    axes.set_xlim(min(-1.0, *lengths, 0.0), max(2.0, *lengths) + 2.2)
    axes.set_xticks([-1, 0, 1, 2], ["a tenth", "target", "10 times", "100 times"])
    axes.tick_params(colors=colour["line"], labelcolor=colour["ink"])
    axes.spines[:].set_visible(False)


def _accessible(svg: str, figures: Sequence[Figure]) -> str:
    """Give the drawing a title and a description, and colours that follow the reader's choice."""
    for name, (light, _dark) in COLOURS.items():
        svg = re.sub(f"(fill|stroke): {light}", rf"\1: var(--{name})", svg)
        svg = re.sub(f'(fill|stroke)="{light}"', rf'style="\1: var(--{name})"', svg)
    light = "".join(f"--{name}:{pair[0]};" for name, pair in COLOURS.items())
    dark = "".join(f"--{name}:{pair[1]};" for name, pair in COLOURS.items())
    head = (
        '<title id="title">Measured figures against their targets</title>'
        f'<desc id="description">{escape(_told(figures))}</desc>'
        f"<style>svg{{{light}}}@media (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
    )
    named = 'role="img" aria-labelledby="title description"'
    return re.sub(r"<svg ([^>]*)>", lambda found: f"<svg {named} {found[1]}>{head}", svg, count=1)


def _told(figures: Sequence[Figure]) -> str:
    return " ".join(
        f"{one.name}: {shown(one.value)} {one.unit},"
        f" {'meets' if one.holds else 'misses'} its target {shown(one.target)}."
        for one in figures
    )
