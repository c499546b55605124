"""The drawing of figures against their targets."""

import xml.etree.ElementTree as ElementTree
from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command

from newsroom.benchmarks import BENCHMARKS
from newsroom.benchmarks.figures import Figure
from newsroom.benchmarks.plot import NoLibrary, draw, times_better

SVG = "{http://www.w3.org/2000/svg}"
EDGE = Figure("pages.edge", 0.99, "ratio", 0.9, True, 20_000)
WORST = Figure("freshness.one-host-worst", 1.5, "s", 0.5, False, 0.02)
NONE = Figure("staleness.files-stale", 0, "stale pages", 0, True, 10_000)
BARE = Figure("vietnamese.fold", 7, "MB/s", against=200)


@pytest.mark.parametrize(
    ("value", "target", "holds", "times"),
    [
        (1.8, 0.9, True, 2),  # at least
        (0.45, 0.9, False, 0.5),
        (0.25, 0.5, True, 2),  # at most
        (1.0, 0.5, False, 0.5),
        (0.5, 0.5, True, 1),
        (0, 0, True, 100),  # none at all
        (3, 0, False, 0.01),
    ],
)
def test_better_is_to_the_right_whichever_way_better_is(value, target, holds, times):
    assert times_better(Figure("a.b", value, "s", target, holds)) == pytest.approx(times)


def test_a_drawing_tells_each_figure_in_words(tmp_path):
    pytest.importorskip("matplotlib", reason="needs the extra “plot”")
    file = tmp_path / "figures.svg"

    draw([EDGE, WORST, NONE, BARE], file)

    root = ElementTree.parse(file).getroot()  # noqa: S314
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert "pages.edge: 0.99 ratio, meets its target 0.9." in description.text
    assert "freshness.one-host-worst: 1.5 s, misses its target 0.5." in description.text
    assert "vietnamese" not in description.text  # it has no target
    text = file.read_text()
    assert "prefers-color-scheme:dark" in text
    assert "fill: var(--ink)" in text and "fill: var(--meets)" in text


def test_without_a_target_there_is_nothing_to_draw(tmp_path):
    with pytest.raises(ValueError, match="target"):
        draw([BARE], tmp_path / "figures.svg")


def test_the_command_draws_what_it_has_measured(tmp_path, monkeypatch):
    pytest.importorskip("matplotlib", reason="needs the extra “plot”")
    monkeypatch.setattr("newsroom.management.commands.benchmark.own_place", nullcontext)
    monkeypatch.setitem(BENCHMARKS, "pages", lambda sizes: iter([EDGE]))

    call_command("benchmark", "pages", plot=tmp_path / "figures.svg")

    assert "pages.edge" in (tmp_path / "figures.svg").read_text()


def test_the_command_says_what_is_missing(tmp_path, monkeypatch):
    def fail(figures, file):
        raise NoLibrary("There is nothing to draw with: pip install -e '.[plot]'.")

    monkeypatch.setattr("newsroom.management.commands.benchmark.own_place", nullcontext)
    monkeypatch.setattr("newsroom.management.commands.benchmark.draw", fail)
    monkeypatch.setitem(BENCHMARKS, "pages", lambda sizes: iter([EDGE]))

    with pytest.raises(CommandError, match="pip install"):
        call_command("benchmark", "pages", plot=tmp_path / "figures.svg")
