"""The arithmetic of docs/scale.md follows from its own figures."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[1] / "docs" / "scale.md").read_text()
BLOCK = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1]


def test_each_line_follows_from_those_before_it():
    names, wrong = {}, []
    for line in BLOCK.splitlines():
        exec(line, {}, names)  # noqa: S102
        name, _equals, rest = line.partition(" = ")
        sum_, _hash, said = rest.partition("  # ")
        if re.fullmatch(r"[\d_.]+", sum_) or not said:
            continue
        number = float(re.match(r"[\d,.]*\d", said)[0].replace(",", ""))
        if number != pytest.approx(names[name], rel=0.01):
            wrong.append(f"{name}: {names[name]:.3g}, not {said}")
    assert not wrong
