"""Colours and how they are mixed."""

import itertools
from random import Random
from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]
Ink: TypeAlias = RGB | tuple[int, int, int, int]
Point: TypeAlias = tuple[float, float]
Stops: TypeAlias = list[tuple[float, RGB]]


def hx(code: str) -> RGB:
    """The colour written as six hexadecimal digits."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: RGB, second: RGB, part: float) -> RGB:
    """A colour `part` of the way from the first to the second."""
    a, b, c = (round(p + (q - p) * part) for p, q in zip(first, second, strict=True))
    return a, b, c


def dark(colour: RGB, part: float) -> RGB:
    """The colour taken towards a bluish black."""
    return mix(colour, (10, 14, 26), part)


def light(colour: RGB, part: float) -> RGB:
    """The colour taken towards a warm white."""
    return mix(colour, (255, 248, 232), part)


def fade(colour: RGB, alpha: float) -> Ink:
    """The colour with an opacity of 0 to 1."""
    return colour[0], colour[1], colour[2], max(0, min(255, round(alpha * 255)))


def vary(rng: Random, colour: RGB, amount: int) -> RGB:
    """A neighbour of the colour."""
    shift = rng.randint(-amount, amount)
    r, g, b = (max(0, min(255, v + shift + rng.randint(-2, 2))) for v in colour)
    return r, g, b


def ramp(stops: Stops, t: float) -> RGB:
    """The colour of a gradient at `t`."""
    if t <= stops[0][0]:
        return stops[0][1]
    for (t0, c0), (t1, c1) in itertools.pairwise(stops):
        if t <= t1:
            return mix(c0, c1, (t - t0) / ((t1 - t0) or 1))
    return stops[-1][1]


def stops(*codes: str) -> Stops:
    """An even gradient of hexadecimal colours."""
    last = max(1, len(codes) - 1)
    return [(i / last, hx(code)) for i, code in enumerate(codes)]
