"""Scenes of single buildings and of the street: the court, the rain."""

from .buildings import columns, towers, windows
from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops
from .people import WALK, Look, person
from .plants import bush
from .scenes_town import CLOTHES, WALLS
from .sky import Sky
from .vehicles import car, scooter
from .water import glitter, mirror


def rain_street(c: Canvas) -> None:
    """A street in evening rain: scooters, lamps, wet asphalt."""
    hz = c.h * 0.5
    sky = Sky(c, stops("46566a", "6a7988", "98a09f", "c5b9a0"), hz + 20)
    sky.glow(c.w * 0.5, hz, 420, hx("f3dcae"), 0.75)
    sky.lay()
    towers(c, hz + 20, 60, 180, 80, hx("8b959a"), hx("7a868c"), fill=0.8)
    c.mist(hx("c9bfa8"), hz - 160, hz + 20, 0.1, 0.7)
    state = c.rng.getstate()
    _street_sides(c, hz)
    c.wash(stops("b3aa98", "6c717a", "3e4654"), hz + 20, c.h)
    mirror(c, hz + 20, c.h - hz - 20, stops("b3aa98", "606872", "333c4a"), 0.75, 3, 1.3)
    c.rng.setstate(state)
    _street_sides(c, hz, False)
    for k in range(9):
        t = (k / 8) ** 1.8
        y = hz + 30 + (c.h - hz) * t * 0.95
        c.poly(
            [
                (c.w * 0.5 - 2 - 5 * t, y),
                (c.w * 0.5 + 2 + 5 * t, y),
                (c.w * 0.5 + 3 + 8 * t, y + 8 + 50 * t),
                (c.w * 0.5 - 3 - 8 * t, y + 8 + 50 * t),
            ],
            fade(hx("e8e2d0"), 0.55),
        )
    for x, y, size, part in (
        (0.46, 0.56, 60, 0.55),
        (0.55, 0.57, 70, 0.5),
        (0.41, 0.62, 120, 0.3),
        (0.6, 0.63, 130, 0.28),
    ):
        scooter(c, c.w * x, c.h * y, size, mix(c.rng.choice(CLOTHES), hx("aaa699"), part), 1, True)
    car(c, c.w * 0.77, c.h * 0.74, 330, hx("a8463c"), -1)
    scooter(c, c.w * 0.3, c.h * 0.82, 330, hx("3f6f86"), 1, True)
    scooter(c, c.w * 0.57, c.h * 0.95, 430, hx("c79a3c"), 1, True)
    glitter(c, c.w * 0.5, hz + 30, c.h, hx("fbe8bf"), 150, 0.02, 0.12, 0.45)
    for x, r in ((0.3, 46), (0.57, 60), (0.77, 40)):
        c.lamp(c.w * x + 3 * r, c.h * 0.8, r, hx("8a6a3a"))
    for _ in range(680):
        x, y, long = c.rng.random() * c.w * 1.1, c.rng.random() * c.h, c.rng.uniform(14, 54)
        c.line([(x, y), (x - long * 0.16, y + long)], (236, 238, 236, c.rng.randint(22, 84)), 1)
    for _ in range(160):
        t = c.rng.random()
        c.ring(
            c.rng.random() * c.w,
            c.h * (0.6 + 0.4 * t),
            4 + 11 * t,
            1 + 3.4 * t,
            fade(hx("e9ecea"), 0.4),
            1,
        )


def _street_sides(c: Canvas, hz: float, glow: bool = True) -> None:
    """Two rows of houses running to the vanishing point."""
    for side in (-1, 1):
        for i in range(6):
            t0, t1 = (0.86 ** (i * 2.4 + 2.4)), (0.86 ** (i * 2.4))
            x0, x1 = (c.w * 0.5 + side * c.w * 0.56 * v for v in (t0, t1))
            high = c.rng.uniform(0.62, 0.9)
            y0, y1 = (hz + 20 - 620 * high * v for v in (t0, t1))
            base0, base1 = (hz + 20 + 150 * v for v in (t0, t1))
            wall = mix(dark(c.rng.choice(WALLS), 0.42), hx("aca698"), 0.75 - 0.75 * t1)
            c.poly([(x0, y0), (x1, y1), (x1, base1), (x0, base0)], wall)
            _facade(c, x0, x1, (y0, y1), (base0, base1), wall)
    for i in range(5):
        v = 0.95 * 0.7**i
        for side in (-1, 1):
            x, y = c.w * 0.5 + side * c.w * 0.4 * v, hz + 20 + 130 * v
            c.line(
                [(x, y), (x, y - 430 * v), (x - side * 90 * v, y - 450 * v)],
                mix(hx("2f3742"), hx("b3aa98"), 0.6 - 0.6 * v),
                max(1.2, 9 * v),
            )
            lx, ly = x - side * 92 * v, y - 446 * v
            c.oval(lx, ly, 17 * v, 7 * v, hx("fff0cc"))
            if glow:
                c.lamp(lx, ly, 150 * v + 20, hx("8f6f3f"))


def _facade(
    c: Canvas, x0: float, x1: float, top: tuple[float, float], foot: tuple[float, float], wall: RGB
) -> None:
    lit = hx("f6cd86")
    for row in range(3):
        for k in range(3):
            u0, u1 = 0.14 + k * 0.3, 0.32 + k * 0.3
            v0, v1 = 0.1 + row * 0.23, 0.24 + row * 0.23
            ink = lit if c.rng.random() < 0.4 else dark(wall, 0.42)
            pts = []
            for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1)):
                a, b = top[0] + (top[1] - top[0]) * u, foot[0] + (foot[1] - foot[0]) * u
                pts.append((x0 + (x1 - x0) * u, a + (b - a) * v))
            c.poly(pts, ink)
    ys = [(t + (f - t) * 0.82, t + (f - t) * 0.98) for t, f in zip(top, foot, strict=True)]
    c.poly([(x0, ys[0][0]), (x1, ys[1][0]), (x1, ys[1][1]), (x0, ys[0][1])], mix(wall, lit, 0.55))
    ys = [(t + (f - t) * 0.77, t + (f - t) * 0.83) for t, f in zip(top, foot, strict=True)]
    tone = c.rng.choice((hx("7f453c"), hx("3d5f66"), hx("8a6a3a")))
    c.poly([(x0, ys[0][0]), (x1, ys[1][0]), (x1, ys[1][1]), (x0, ys[0][1])], mix(tone, wall, 0.3))


def courthouse(c: Canvas) -> None:
    """A house of justice: columns, a pediment, scales."""
    sky = Sky(c, stops("5f86a6", "93b0c0", "cfd6d0", "ece3cb"), c.h * 0.86)
    sky.cumulus(c.w * 0.14, c.h * 0.42, 420, hx("fbf6ea"), hx("bac8d0"), 0.75)
    sky.cumulus(c.w * 0.88, c.h * 0.3, 380, hx("fbf6ea"), hx("bac8d0"), 0.7)
    sky.lay()
    stone = hx("dccfb2")
    x, ground = c.w * 0.5, c.h * 0.82
    c.wash(stops("8fa070", "7f9064"), ground - 30, ground + 130)
    for side in (-1, 1):
        bush(c, x + side * 690, ground - 60, 190, 150, hx("6c8a5c"), 12, 300)
    c.rect(x - 600, c.h * 0.4, x + 600, ground, dark(stone, 0.12))
    for side in (-1, 1):
        windows(
            c,
            x + side * 495 - 95,
            c.h * 0.44,
            x + side * 495 + 95,
            ground - 20,
            3,
            2,
            hx("5c6872"),
            gap=0.44,
        )
        c.rect(
            x + side * 495 - 115, c.h * 0.385, x + side * 495 + 115, c.h * 0.41, light(stone, 0.3)
        )
    c.rect(x - 390, c.h * 0.36, x + 390, ground, hx("84766a"))
    c.rect(x - 70, c.h * 0.52, x + 70, ground, hx("4b3428"))
    c.rect(x - 4, c.h * 0.52, x + 4, ground, hx("2f2019"))
    for k in (-1, 1):
        windows(c, x + k * 235 - 80, c.h * 0.47, x + k * 235 + 80, ground - 30, 2, 1, hx("4d545c"))
    columns(c, [x + (i - 2.5) * 148 for i in range(6)], c.h * 0.385, ground, 54, stone)
    c.rect(x - 440, c.h * 0.33, x + 440, c.h * 0.39, light(stone, 0.3))
    c.rect(x - 440, c.h * 0.375, x + 440, c.h * 0.39, dark(stone, 0.2))
    c.poly([(x - 470, c.h * 0.335), (x, c.h * 0.14), (x + 470, c.h * 0.335)], light(stone, 0.4))
    c.poly([(x - 380, c.h * 0.322), (x, c.h * 0.165), (x + 380, c.h * 0.322)], dark(stone, 0.16))
    _scales(c, x, c.h * 0.195, 115, hx("f2e4bc"))
    for k in range(7):
        t = k / 6
        w = 430 + 230 * t
        c.rect(
            x - w, ground + k * 17, x + w, ground + k * 17 + 17, mix(light(stone, 0.35), stone, t)
        )
        c.rect(x - w, ground + k * 17 + 12, x + w, ground + k * 17 + 17, dark(stone, 0.3))
    c.wash(stops("b7b09f", "8f8a80"), ground + 119, c.h)
    c.poly(
        [(x + 250, c.h * 0.39), (x + 392, c.h * 0.39), (x + 392, ground), (x + 330, ground)],
        (20, 24, 40, 60),
    )
    for px, py, h in ((0.36, 0.93, 172), (0.41, 0.925, 160), (0.66, 0.97, 196)):
        c.oval(c.w * px + 40, c.h * py - 2, 62, 7, (20, 22, 34, 70))
        person(
            c,
            c.w * px,
            c.h * py,
            h,
            Look(hx("e6e2d6") if px < 0.4 else hx("39465a"), hx("2a2f3c"), woman=px < 0.4),
            WALK,
            1 if px < 0.5 else -1,
        )


def _scales(c: Canvas, x: float, y: float, s: float, ink: RGB) -> None:
    c.line([(x, y), (x, y + s)], ink, 6)
    c.line(
        curve([(x - s * 0.62, y + s * 0.17), (x, y + s * 0.1), (x + s * 0.62, y + s * 0.17)], 6),
        ink,
        5,
    )
    c.oval(x, y + s * 0.06, 8, 8, ink)
    c.poly(
        [
            (x - s * 0.3, y + s),
            (x + s * 0.3, y + s),
            (x + s * 0.2, y + s * 0.92),
            (x - s * 0.2, y + s * 0.92),
        ],
        ink,
    )
    for side in (-1, 1):
        px = x + side * s * 0.6
        for k in (-1, 1):
            c.line([(px, y + s * 0.17), (px + k * s * 0.24, y + s * 0.6)], ink, 2)
        c.poly(
            curve(
                [(px - s * 0.28, y + s * 0.6), (px, y + s * 0.78), (px + s * 0.28, y + s * 0.6)], 6
            ),
            ink,
        )
