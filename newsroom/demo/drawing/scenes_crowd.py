"""Scenes with many people: stadium, hall, festival, race, mat makers."""

import math

from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, mix, stops
from .people import (
    STAND,
    STRIDE,
    WALK,
    Look,
    Pose,
    person,
)
from .plants import treeline
from .scenes_town import CLOTHES
from .sky import Sky

RUN = Pose(14, (52, -28, -34, -72), (-52, 30, 46, 118))
KICK = Pose(-8, (-6, -4, 58, 40), (-60, -40, 50, 70))
SPRINT = Pose(18, (-40, -86, 58, 4), (58, 128, -56, 24))


def _crowd(
    c: Canvas,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    rows: int,
    size: float,
    haze: RGB,
    part: float,
) -> None:
    """A stand full of people, as dots of colour."""
    for r in range(rows):
        y = y0 + (y1 - y0) * r / rows
        x = x0 + (r % 2) * size
        while x < x1:
            if c.rng.random() < 0.9:
                coat = mix(c.rng.choice((*CLOTHES, hx("c4473c"), hx("d9b04a"))), haze, part)
                dx = c.rng.uniform(-0.3, 0.3) * size
                c.oval(x + dx, y + size * 0.75, size * 0.72, size * 0.6, coat)
                c.oval(x + dx, y, size * 0.34, size * 0.4, mix(hx("8a6450"), haze, part))
            x += size * 2


def stadium(c: Canvas) -> None:
    """A football match under floodlights."""
    sky = Sky(c, stops("101c3c", "263a62", "56668a"), c.h * 0.4)
    sky.glow(c.w * 0.2, c.h * 0.1, 420, hx("b9c8e0"), 0.5)
    sky.glow(c.w * 0.8, c.h * 0.1, 420, hx("b9c8e0"), 0.5)
    sky.lay()
    c.shade(
        [
            (0, c.h * 0.2),
            (c.w * 0.5, c.h * 0.26),
            (c.w, c.h * 0.2),
            (c.w, c.h * 0.54),
            (0, c.h * 0.54),
        ],
        stops("39435c", "262f46"),
    )
    _crowd(c, 0, c.w, c.h * 0.285, c.h * 0.485, 15, 8.5, hx("39435c"), 0.35)
    roof = curve([(0, c.h * 0.13), (c.w * 0.5, c.h * 0.2), (c.w, c.h * 0.13)], 10)
    c.poly(roof + [(x, y + 26 + abs(x / c.w - 0.5) * 20) for x, y in roof[::-1]], hx("1a233c"))
    c.rect(0, c.h * 0.49, c.w, c.h * 0.53, hx("c9cfd6"))
    for i in range(9):
        c.rect(
            c.w * i / 9,
            c.h * 0.492,
            c.w * (i + 0.94) / 9,
            c.h * 0.528,
            hx(("2f5f8c", "b9473c", "e4d9b8", "3f7a5c")[i % 4]),
        )
    _pitch(c, c.h * 0.53)
    for side in (-1, 1):
        x = c.w * 0.5 + side * c.w * 0.37
        c.line([(x, c.h * 0.5), (x, c.h * 0.08)], hx("141b30"), 9)
        c.rect(x - 84, c.h * 0.03, x + 84, c.h * 0.1, hx("141b30"))
        for i in range(6):
            for k in range(2):
                c.oval(x - 68 + i * 27, c.h * 0.047 + k * 34, 11, 11, hx("fffbe8"))
        c.lamp(x, c.h * 0.065, 330, hx("9aa6b8"))
    red, blue = hx("c4423a"), hx("e9e6dc")
    players = (
        (0.2, 0.66, 120, RUN, 1, red),
        (0.3, 0.62, 104, STRIDE, 1, blue),
        (0.62, 0.61, 98, WALK, -1, red),
        (0.8, 0.65, 116, RUN, -1, blue),
        (0.9, 0.6, 92, STAND, -1, red),
        (0.46, 0.72, 156, RUN, 1, blue),
        (0.4, 0.9, 300, SPRINT, 1, red),
        (0.6, 0.86, 274, RUN, -1, blue),
    )
    for x, y, h, pose, face, coat in players:
        for s in (-1, 1):
            c.oval(c.w * x + s * h * 0.3, c.h * y + 3, h * 0.3, h * 0.025, (6, 24, 16, 70))
        look = Look(coat, dark(coat, 0.1) if coat is blue else hx("e8e2d4"), sleeves=False)
        person(c, c.w * x, c.h * y, h, look, pose, face)
    c.oval(c.w * 0.505 + 12, c.h * 0.9 + 4, 22, 5, (6, 24, 16, 90))
    _ball(c, c.w * 0.505, c.h * 0.885, 15)


def _ball(c: Canvas, x: float, y: float, r: float) -> None:
    c.oval(x, y, r, r, hx("d5d8d6"))
    c.oval(x - r * 0.12, y - r * 0.14, r * 0.84, r * 0.82, hx("fdfdf8"))
    for a in range(5):
        px, py = x + math.cos(a * 1.257 + 0.4) * r * 0.62, y + math.sin(a * 1.257 + 0.4) * r * 0.62
        c.oval(px, py, r * 0.2, r * 0.17, hx("2c333c"))
    c.oval(x, y, r * 0.24, r * 0.24, hx("2c333c"))


def _pitch(c: Canvas, y: float) -> None:
    """Mown stripes, lines and a goal."""
    c.wash(stops("6f9c64", "4b8048", "356a3a"), y, c.h)
    x0 = c.w * 0.5
    for i in range(-9, 10, 2):
        c.poly(
            [
                (x0 + i * 78, y),
                (x0 + (i + 1) * 78, y),
                (x0 + (i + 1) * 240, c.h),
                (x0 + i * 240, c.h),
            ],
            (225, 240, 180, 26),
        )
    white = fade(hx("f4f6ec"), 0.8)
    c.line([(0, y + 24), (c.w, y + 24)], white, 2.5)
    c.line([(x0, y + 24), (x0, c.h)], white, 4)
    c.ring(x0, c.h * 0.76, 330, 96, white, 4)


def stadium_track(c: Canvas) -> None:
    """Runners coming down the track in the afternoon."""
    hz = c.h * 0.36
    sky = Sky(c, stops("74a8c8", "b0ced4", "ece4c8"), hz)
    sky.glow(c.w * 0.75, hz, 480, hx("fff2cc"), 0.8)
    sky.lay()
    treeline(c, hz, 90, hx("9fb59a"), 6)
    c.shade(
        [(0, hz - 130), (c.w * 0.56, hz - 40), (c.w * 0.56, hz + 40), (0, hz + 120)],
        stops("8d8a86", "75716e"),
    )
    for r in range(11):
        x, t = 0.0, r / 11
        while x < c.w * 0.55:
            k = 1 - x / (c.w * 0.75)
            y = hz - 118 * k + 6 + (220 * k) * t * (0.86 if x else 1)
            c.oval(x, y + 9 * k, 8 * k, 8 * k, mix(c.rng.choice(CLOTHES), hx("c9c2b0"), 0.3))
            c.oval(x, y, 4 * k, 5 * k, hx("8a6a56"))
            x += 19 * k
    c.poly(
        [(0, hz - 190), (c.w * 0.57, hz - 66), (c.w * 0.57, hz - 52), (0, hz - 160)], hx("c9cdca")
    )
    c.wash(stops("9db878", "6f9850"), hz - 2, c.h)
    vx, vy = c.w * 0.62, hz + 34
    edge = [(-c.w * 0.25, c.h), (c.w * 1.1, c.h)]
    c.shade([(vx - 40, vy), (vx + 44, vy), edge[1], edge[0]], stops("cf8a66", "b8603f", "9c4a30"))
    for i in range(8):
        t = i / 7
        a = vx - 40 + 84 * t
        b = edge[0][0] + (edge[1][0] - edge[0][0]) * t
        c.poly([(a - 0.7, vy), (a + 0.7, vy), (b + 5, c.h), (b - 5, c.h)], hx("f3e9da"))
    shirts = ("3f6f98", "d0a23f", "b8423a", "4f7d5c", "e9e4d8")
    row = (
        (0.56, 0.5, 110),
        (0.63, 0.53, 130),
        (0.5, 0.6, 190),
        (0.72, 0.68, 260),
        (0.4, 0.86, 420),
    )
    for i, (x, y, h) in enumerate(row):
        c.oval(c.w * x - h * 0.26, c.h * y + 2, h * 0.36, h * 0.028, (60, 20, 14, 80))
        look = Look(hx(shirts[i]), hx("2b3142"), sleeves=False, woman=i % 2 == 0)
        person(c, c.w * x, c.h * y, h, look, (SPRINT, RUN)[i % 2], 1)
