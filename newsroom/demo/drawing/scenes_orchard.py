"""Scenes of the orchards."""

import math

from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops, vary
from .people import RAISE, Look, person
from .plants import bush, grass, tree, treeline
from .sky import Sky
from .water import glitter, streak


def orchard(c: Canvas) -> None:
    """Fruit trees along a ditch, ripe mangoes in front."""
    hz = c.h * 0.46
    sky = Sky(c, stops("8fb8bd", "c3d6c0", "efe9c3"), hz)
    sky.glow(c.w * 0.55, hz, 600, hx("fff6d3"), 0.9)
    sky.lay()
    treeline(c, hz + 3, 130, hx("a3bb8c"))
    c.mist(hx("f2ecc6"), hz - 120, hz + 3, 0, 0.55)
    c.wash(stops("b6c07c", "7f9a4f", "4f6f35"), hz, c.h)
    for x, y, tall in ((0.3, 0.5, 250), (0.44, 0.485, 210), (0.62, 0.485, 215), (0.76, 0.5, 260)):
        tree(c, c.w * x, c.h * y, tall, hx("7c9c58"), hx("7d6f50"), 7, 200)
    for k in range(7):
        t = (k / 6) ** 1.4
        grass(
            c,
            0,
            c.w,
            hz + 26 + (c.h - hz) * t * 0.9,
            10 + 34 * t,
            mix(hx("a9b870"), hx("527338"), t),
            130,
        )
    c.shade(
        curve([(c.w * 0.5, hz + 8), (c.w * 0.47, c.h * 0.6), (c.w * 0.36, c.h)], 6)
        + curve([(c.w * 0.68, c.h), (c.w * 0.57, c.h * 0.6), (c.w * 0.54, hz + 8)], 6),
        stops("e9e6c0", "9db39a", "557a70"),
    )
    glitter(c, c.w * 0.52, hz + 20, c.h, hx("fdfbe6"), 60, 0.01, 0.07, 0.5)
    for x, y, tall in ((0.17, 0.62, 470), (0.88, 0.63, 500)):
        tree(c, c.w * x, c.h * y, tall, hx("557f3f"), hx("5d4c35"), 11, 420)
    for x, y, r in ((0.08, 0.93, 170), (0.95, 0.95, 190), (0.2, 1.02, 130), (0.83, 1.03, 130)):
        bush(c, c.w * x, c.h * y, r, r * 0.6, hx("48743a"), 15, 190)
    person(c, c.w * 0.245, c.h * 0.68, 250, Look(hx("4a6a80"), hx("34363a"), hat="non"), RAISE, -1)
    _fruit_basket(c, c.w * 0.31, c.h * 0.69, 50, hx("dd9a34"))
    _bough(c, hx("3f6a34"), hx("e0a23c"))


def _fruit_basket(c: Canvas, x: float, y: float, r: float, ink: RGB) -> None:
    for row in range(3):
        for i in range(5 - row):
            c.oval(
                x + (i - (4 - row) / 2) * r * 0.42,
                y - r * (0.75 + row * 0.28),
                r * 0.25,
                r * 0.23,
                vary(c.rng, ink, 16),
            )
    c.poly(
        [
            (x - r * 1.1, y - r * 0.72),
            (x + r * 1.1, y - r * 0.72),
            (x + r * 0.78, y),
            (x - r * 0.78, y),
        ],
        hx("a9834f"),
    )
    for k in range(4):
        c.line(
            [
                (x - r * 1.05 + k * 3, y - r * (0.62 - k * 0.16)),
                (x + r * 1.05 - k * 3, y - r * (0.62 - k * 0.16)),
            ],
            hx("7d5d35"),
            2,
        )


def _bough(c: Canvas, leaf: RGB, fruit: RGB) -> None:
    """A branch hanging into the picture from above."""
    w, rng = c.w, c.rng
    arm = curve([(w * 0.36, -20), (w * 0.52, 60), (w * 0.72, 92), (w * 0.94, 60)], 8)
    c.taper(arm, 20, 7, hx("4a3c2b"))
    for i, (x, y) in enumerate(arm[2:]):
        for _ in range(7):
            a = rng.uniform(0.2, 2.9)
            _leaf(
                c,
                x + rng.gauss(0, 16),
                y + rng.gauss(0, 12),
                a,
                rng.uniform(70, 125),
                vary(rng, leaf, 16),
            )
        if i % 5 == 2:
            hang = rng.uniform(80, 150)
            c.line([(x, y), (x + 4, y + hang)], hx("5d6a35"), 2.5)
            _mango(c, x + 4, y + hang, rng.uniform(34, 44), vary(rng, fruit, 10))


def _leaf(c: Canvas, x: float, y: float, a: float, long: float, ink: RGB) -> None:
    ux, uy = math.cos(a) * long, math.sin(a) * long
    nx, ny = -uy * 0.13, ux * 0.13
    tip, mid = (x + ux, y + uy), (x + ux * 0.45, y + uy * 0.45)
    c.poly([*curve([(x, y), (mid[0] + nx, mid[1] + ny), tip], 5), (x, y)], light(ink, 0.12))
    c.poly([*curve([(x, y), (mid[0] - nx, mid[1] - ny), tip], 5), (x, y)], dark(ink, 0.14))


def _mango(c: Canvas, x: float, y: float, r: float, ink: RGB) -> None:
    shape = [
        (x, y - r * 0.1),
        (x + r * 0.75, y + r * 0.35),
        (x + r * 0.72, y + r * 1.4),
        (x + r * 0.1, y + r * 2.1),
        (x - r * 0.6, y + r * 1.5),
        (x - r * 0.75, y + r * 0.5),
    ]
    c.blob(shape, dark(ink, 0.16))
    c.blob([(x + (px - x) * 0.84 - r * 0.08, y + (py - y) * 0.92) for px, py in shape], ink)
    c.halo(x - r * 0.25, y + r * 0.7, r * 0.75, light(ink, 0.6), 0.6)
    c.halo(x + r * 0.35, y + r * 1.5, r * 0.7, hx("b8573a"), 0.35)


def orchard_tall(c: Canvas) -> None:
    """A gardener under laden boughs."""
    hz = c.h * 0.56
    sky = Sky(c, stops("a8c6bd", "d3dfc0", "f3ecc8"), hz)
    sky.glow(c.w * 0.4, hz, 560, hx("fff8d8"), 0.9)
    sky.lay()
    treeline(c, hz + 4, 170, hx("a9be8e"))
    c.mist(hx("f4eecb"), hz - 160, hz + 4, 0, 0.6)
    c.wash(stops("bcc585", "86a053", "50703a", "3c5a30"), hz, c.h)
    for x, y, tall in ((0.12, 0.62, 430), (0.34, 0.585, 290)):
        tree(c, c.w * x, c.h * y, tall, hx("76994f"), hx("72634a"), 9, 260)
    for i in range(60):
        t = c.rng.random()
        streak(
            c,
            c.rng.random() * c.w,
            c.h * (0.62 + 0.38 * t),
            40 + 120 * t,
            3 + 8 * t,
            fade(hx("f2edb0") if i % 3 else hx("2c4722"), 0.2),
        )
    tree(c, c.w * 0.7, c.h * 0.9, 1240, hx("4f7d3e"), hx("4f4030"), 22, 900)
    for _ in range(9):
        px, py = c.w * c.rng.uniform(0.42, 0.98), c.h * c.rng.uniform(0.36, 0.48)
        _mango(c, px, py, 26, hx("d2583f"))
    person(
        c,
        c.w * 0.4,
        c.h * 0.92,
        600,
        Look(hx("8a4f46"), hx("2f3036"), hat="non", woman=True, hair=hx("2a2426")),
        RAISE,
        1,
    )
    _fruit_basket(c, c.w * 0.2, c.h * 0.92, 90, hx("c9433c"))
    bush(c, c.w * 0.97, c.h * 0.95, 150, 110, hx("4f7d3e"), 14, 190)
    c_leaf, fruit = hx("3f6e36"), hx("d2583f")
    for _ in range(70):
        _leaf(
            c,
            c.rng.uniform(-20, c.w * 0.6),
            c.rng.uniform(-40, 130),
            c.rng.uniform(0.5, 2.6),
            c.rng.uniform(80, 140),
            vary(c.rng, c_leaf, 16),
        )
    for x, y in ((0.1, 0.12), (0.24, 0.15), (0.42, 0.11)):
        _mango(c, c.w * x, c.h * y, 42, fruit)
    grass(c, 0, c.w, c.h, 70, hx("35522a"), 260)
