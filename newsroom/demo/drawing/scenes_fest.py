"""Scenes of feasts and crafts: lanterns, fireworks, a race, mats."""

import math

from .behind import from_behind
from .buildings import towers
from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, hx, light, mix, stops, vary
from .people import (
    RAISE,
    STAND,
    STRIDE,
    WALK,
    Look,
    person,
)
from .plants import palm, treeline
from .scenes_quiet import lantern
from .scenes_town import CLOTHES
from .sky import Sky, stars
from .vehicles import bicycle
from .water import mirror, ripples, streak


def night_festival(c: Canvas) -> None:
    """Fireworks over the river, the crowd on the quay."""
    hz = c.h * 0.66
    sky = Sky(c, stops("0a1030", "17204a", "35356a", "6e5478"), hz)
    sky.glow(c.w * 0.5, hz * 0.5, 620, hx("54486e"), 0.7)
    sky.lay()
    stars(c, hz * 0.5, 70)
    for x, y, r, ink in (
        (0.3, 0.24, 250, "f6c86a"),
        (0.66, 0.2, 290, "f08a78"),
        (0.49, 0.42, 170, "a9d0e8"),
        (0.85, 0.44, 150, "f2dc9c"),
        (0.11, 0.46, 130, "c89ae0"),
    ):
        _firework(c, c.w * x, c.h * y, r, hx(ink))
    towers(c, hz, 30, 130, 80, hx("1a2048"), hx("12183a"), hx("ffcf88"), 0.4, 0.85)
    c.rect(0, hz - 8, c.w, hz + 4, hx("141838"))
    mirror(c, hz + 3, c.h * 0.22, stops("5d4a74", "262a5a", "121838"), 0.9, 9)
    ripples(c, hz + 6, c.h * 0.9, hx("f6c890"), 0.25, 120)
    _lit_boats(c, hz)
    _watchers(c, c.h * 0.9, 132, 22)
    _watchers(c, c.h * 1.02, 230, 13)


def night_festival_tall(c: Canvas) -> None:
    """A lane of lanterns in the evening crowd."""
    hz = c.h * 0.6
    sky = Sky(c, stops("0e1636", "242a58", "5a4670", "a0666a"), hz + 30)
    sky.lay()
    stars(c, hz * 0.4, 60)
    _firework(c, c.w * 0.52, c.h * 0.15, 210, hx("f6cf7c"))
    c.wash(stops("a8705a", "5a4050", "241e34"), hz + 26, c.h)
    _stalls(c, hz)
    c.halo(c.w * 0.5, hz + 30, 340, hx("ffd596"), 0.75)
    for k in range(8):
        v = 0.62**k
        y = hz - 640 * v
        wire = [
            (c.w * 0.5 + c.w * 0.62 * v * (t / 10 - 1), y + 60 * v * math.sin(math.pi * t / 20))
            for t in range(21)
        ]
        c.line(wire, hx("1a1a30"), max(1, 2.4 * v))
        for i in range(7):
            t = 1 + i * 3
            x, ly = wire[min(20, t)]
            lantern(
                c,
                x,
                ly + 6 * v,
                max(5, 62 * v * (0.72 if i % 2 else 1)),
                c.rng.choice((hx("d9482e"), hx("e8862e"), hx("d9a83e"), hx("b8487a"))),
            )
    for y, h, n, part in ((0.635, 120, 8, 0.55), (0.69, 190, 6, 0.3), (0.78, 310, 4, 0.1)):
        for i in range(n):
            x = c.w * (0.5 + (i - (n - 1) / 2 + c.rng.uniform(-0.25, 0.25)) * 0.92 / n)
            coat = mix(dark(c.rng.choice(CLOTHES), 0.35), hx("b8785a"), part)
            look = Look(
                coat,
                dark(coat, 0.4),
                mix(hx("a87858"), hx("b8785a"), part),
                hx("241e28"),
                woman=i % 2 == 0,
                dress=i % 3 == 0,
            )
            person(c, x, c.h * y, h, look, (WALK, STAND, STRIDE)[i % 3], c.rng.choice((-1, 1)))
    _watchers(c, c.h * 1.03, 420, 5)


def _stalls(c: Canvas, hz: float) -> None:
    for side in (-1, 1):
        for k in range(5, -1, -1):
            v = 0.66**k
            x = c.w * 0.5 + side * c.w * 0.56 * v
            wide, tall = 230 * v, 330 * v
            a, b = sorted((x, x - side * wide))
            base = hz + 26 + 210 * v
            c.rect(a, base - tall, b, base, mix(hx("3a2a34"), hx("c9805c"), 0.5 - 0.5 * v))
            c.rect(a + 8 * v, base - tall * 0.72, b - 8 * v, base - tall * 0.34, hx("ffd08a"))
            tone = mix(
                c.rng.choice((hx("a8443c"), hx("3f6a78"), hx("b98a3c"))),
                hx("c9805c"),
                0.4 - 0.4 * v,
            )
            c.poly(
                [
                    (a - 14 * v, base - tall * 0.7),
                    (b + 14 * v, base - tall * 0.7),
                    (b - 4 * v, base - tall),
                    (a + 4 * v, base - tall),
                ],
                tone,
            )
            c.lamp((a + b) / 2, base - tall * 0.5, 190 * v, hx("80501f"))


def _firework(c: Canvas, x: float, y: float, r: float, ink: RGB) -> None:
    for ring, n in ((1.0, 46), (0.62, 30), (0.3, 16)):
        for i in range(n):
            a = i / n * 6.283 + c.rng.uniform(-0.06, 0.06)
            k = r * ring * c.rng.uniform(0.85, 1.05)
            path: list[Point] = []
            for t in (0.35, 0.55, 0.75, 0.9, 1.0):
                path.append((x + math.cos(a) * k * t, y + math.sin(a) * k * t + r * 0.16 * t * t))
            c.taper(path, 0.6, 3.2, fade(ink, 0.75))
            c.oval(*path[-1], 2.6, 2.6, light(ink, 0.7))
    c.lamp(x, y, r * 1.5, dark(ink, 0.55), 1.8)
    c.lamp(x, y, r * 0.5, dark(ink, 0.3))


def _lit_boats(c: Canvas, hz: float) -> None:
    for x, y, s in ((0.2, 26, 110), (0.44, 44, 150), (0.74, 34, 130)):
        px, py = c.w * x, hz + y
        c.poly(
            [
                *curve([(px - s, py - s * 0.16), (px, py - s * 0.04), (px + s, py - s * 0.2)], 6),
                (px + s * 0.7, py + s * 0.06),
                (px - s * 0.76, py + s * 0.06),
            ],
            hx("141330"),
        )
        for i in range(12):
            t = i / 11
            lx = px - s * 0.86 + s * 1.72 * t
            ly = py - s * 0.2 - s * 0.3 * math.sin(math.pi * t)
            c.oval(lx, ly, 3.4, 3.4, hx("ffe2a6"))
            c.lamp(lx, ly, 20, hx("a86c30"))
            streak(c, lx, py + s * 0.1 + c.rng.uniform(0, 34), 9, 1.6, fade(hx("ffcf88"), 0.6))


def _watchers(c: Canvas, y: float, h: float, n: int) -> None:
    """A line of people against the light."""
    r = h * 0.1
    for i in range(n):
        x = c.w * (i + 0.5 + c.rng.uniform(-0.3, 0.3)) / n
        coat = vary(c.rng, hx("12142c"), 6)
        from_behind(
            c,
            x,
            y - h * 0.6 + c.rng.uniform(-0.08, 0.12) * h,
            r * c.rng.uniform(1, 1.3),
            coat,
            dark(coat, 0.3),
            c.rng.random() < 0.4,
            fade(hx("e8a878"), 0.7),
        )
        c.rect(x - r * 2.2, y - h * 0.28, x + r * 2.2, y + h * 0.3, coat)


def bicycle_race(c: Canvas) -> None:
    """A bunch of riders on the coast road."""
    hz = c.h * 0.45
    sky = Sky(c, stops("5f9cc0", "9cc4d0", "dbe2d2", "f2e6c6"), hz)
    sky.cumulus(c.w * 0.3, hz * 0.7, 520, hx("fdf9ec"), hx("c0d0d4"), 0.8)
    sky.lay()
    ridge_y = hz + 2
    c.wash(stops("9fc4c8", "7fb0b8"), hz, c.h * 0.56)
    ripples(c, hz, c.h * 0.56, hx("f2f4e6"), 0.4, 90, 0.5)
    treeline(c, ridge_y, 54, hx("8fae9c"), 7, c.w * 0.55)
    c.wash(stops("cfc08a", "a3ad68", "8a9a56"), c.h * 0.545, c.h * 0.7)
    for x in (0.05, 0.22, 0.52, 0.88):
        palm(c, c.w * x, c.h * 0.63, 400, hx("6f6650"), hx("5f8c58"), c.rng.uniform(-0.12, 0.12))
    for i in range(26):
        coat = c.rng.choice(CLOTHES)
        person(
            c,
            c.w * (i + c.rng.uniform(0, 0.8)) / 26,
            c.h * 0.665,
            108,
            Look(coat, hx("3a3e4c"), hat=c.rng.choice(("non", "cap", ""))),
            c.rng.choice((STAND, RAISE, WALK)),
            c.rng.choice((-1, 1)),
        )
    for i in range(27):
        c.rect(c.w * i / 26 - 3, c.h * 0.62, c.w * i / 26 + 3, c.h * 0.69, hx("e6e2d8"))
    c.rect(0, c.h * 0.628, c.w, c.h * 0.638, hx("c4473c"))
    c.wash(stops("9c9a98", "7f7e80", "5f6068"), c.h * 0.68, c.h)
    c.poly([(0, c.h * 0.76), (c.w, c.h * 0.755), (c.w, c.h * 0.763), (0, c.h * 0.77)], hx("e9e4d6"))
    for _ in range(50):
        streak(
            c, c.rng.random() * c.w, c.h * c.rng.uniform(0.7, 1), 120, 2, fade(hx("45464e"), 0.3)
        )
    riders = (
        (0.88, 0.77, 260, "c4a23c"),
        (0.74, 0.775, 270, "3f6f98"),
        (0.6, 0.785, 280, "b8423a"),
        (0.44, 0.79, 285, "4f7d5c"),
        (0.93, 0.88, 390, "e6e2d6"),
        (0.68, 0.9, 410, "c4473c"),
        (0.36, 0.93, 440, "d9b03e"),
        (0.12, 0.9, 410, "3f6f98"),
    )
    for x, y, size, code in riders:
        ink = hx(code)
        look = Look(ink, hx("23283a"), hat="helmet", hat_ink=dark(ink, 0.15), sleeves=False)
        bicycle(c, c.w * x, c.h * y, size, light(ink, 0.2), look, 1, c.rng.uniform(0, 6), True)
