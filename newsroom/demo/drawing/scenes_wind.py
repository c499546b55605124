"""Turbines in the shallow sea."""

import math

from .canvas import Canvas
from .colour import RGB, dark, fade, hx, light, mix, stops
from .sky import Sky, ridge, sun
from .water import glitter, mirror, ripples, streak


def wind_farm(c: Canvas) -> None:
    """Turbines standing in the shallow sea, towards evening."""
    hz = c.h * 0.66
    sky = Sky(c, stops("3f6690", "7396b2", "c0c5c4", "f1d3ae", "f6c894"), hz)
    sky.streaks(60, hz * 0.8, hx("f8dcc2"), 0.5, 20)
    sky.glow(c.w * 0.26, hz, 700, hx("ffdca0"), 0.8)
    sky.lay()
    sun(c, c.w * 0.26, hz - 36, 28, hx("fff1cc"))
    ridge(c, hz, 18, hz + 2, hx("b29a92"), 0.4)
    rng = c.rng
    for x, y, tall, part in (
        (0.06, 0, 170, 0.62),
        (0.17, 0, 185, 0.58),
        (0.38, 0, 180, 0.6),
        (0.47, 0, 205, 0.52),
        (0.7, 0, 190, 0.58),
        (0.93, 0, 200, 0.55),
        (0.6, 12, 330, 0.34),
        (0.86, 16, 380, 0.26),
        (0.29, 22, 440, 0.2),
        (0.74, 60, 660, 0.0),
    ):
        _turbine(c, c.w * x, hz + y, tall, mix(hx("eef0ee"), hx("d9bfae"), part), rng.uniform(0, 2))
    mirror(c, hz + 2, c.h - hz - 2, stops("f0cda4", "b3a5a0", "5f7c92", "355672"), 0.6, 9)
    _turbine_foot(c, c.w * 0.74, hz + 60)
    ripples(c, hz + 4, c.h, hx("fbe6c8"), 0.28, 170)
    ripples(c, hz + 14, c.h, hx("264662"), 0.3, 150)
    glitter(c, c.w * 0.26, hz + 3, c.h, hx("fff0c8"), 240)
    for i in range(60):
        x = c.w * i / 60
        c.line(
            [(x, c.h), (x + rng.uniform(-4, 4), c.h * 0.93 - rng.uniform(0, 30))], hx("2a3540"), 3
        )


def _turbine(c: Canvas, x: float, y: float, tall: float, ink: RGB, turn: float) -> None:
    c.taper([(x, y), (x, y - tall)], tall * 0.034, tall * 0.018, ink)
    c.taper(
        [(x + tall * 0.007, y), (x + tall * 0.005, y - tall)],
        tall * 0.016,
        tall * 0.008,
        dark(ink, 0.2),
    )
    hub = (x, y - tall)
    c.poly(
        [
            (x - tall * 0.02, hub[1] - tall * 0.016),
            (x + tall * 0.045, hub[1] - tall * 0.012),
            (x + tall * 0.045, hub[1] + tall * 0.012),
            (x - tall * 0.02, hub[1] + tall * 0.014),
        ],
        dark(ink, 0.1),
    )
    for k in range(3):
        a = turn + k * 2.0944
        ux, uy = math.cos(a), math.sin(a)
        long = tall * 0.56
        c.poly(
            [
                (x, hub[1]),
                (
                    x + ux * long * 0.16 - uy * tall * 0.02,
                    hub[1] + uy * long * 0.16 + ux * tall * 0.02,
                ),
                (x + ux * long, hub[1] + uy * long),
                (
                    x + ux * long * 0.1 + uy * tall * 0.008,
                    hub[1] + uy * long * 0.1 - ux * tall * 0.008,
                ),
            ],
            light(ink, 0.3) if k else ink,
        )
    c.oval(*hub, tall * 0.018, tall * 0.018, light(ink, 0.3))


def _turbine_foot(c: Canvas, x: float, y: float) -> None:
    c.taper([(x, y + 4), (x, y - 70)], 23, 22, hx("e2dedb"))
    c.taper([(x + 5, y + 4), (x + 5, y - 70)], 11, 10, hx("b9b9bc"))
    c.rect(x - 20, y - 26, x + 20, y - 20, hx("d8b04a"))
    c.rect(x - 12, y - 20, x + 12, y + 6, hx("d8b04a"))
    for k in range(6):
        streak(c, x + c.rng.uniform(-14, 14), y + 6 + k * 2, 34, 1.6, fade(hx("fdf3e2"), 0.5))
