"""Scenes of public life: school, clinic, pagoda, library."""

import math

from .buildings import gable
from .canvas import Canvas, curve
from .colour import dark, fade, hx, light, mix, stops, vary
from .people import STAND, STRIDE, WALK, Look, person
from .plants import tree, treeline
from .sky import Sky
from .vehicles import bicycle
from .water import streak

PUPIL = Look(hx("f2efe6"), hx("2f4468"))
PUPIL_GIRL = Look(hx("f2efe6"), hx("2f4468"), woman=True)
AO_DAI = Look(hx("f4f1ea"), hx("e4e0d8"), dress=True, woman=True, hat="non")


def _school(c: Canvas, x0: float, x1: float, y: float, tall: float) -> None:
    """A school of two floors with a gallery."""
    wall, roof = hx("e9cf92"), hx("a8563f")
    c.rect(x0, y - tall, x1, y, wall)
    for f in (0, 1):
        top = y - tall + f * tall * 0.5
        c.rect(x0, top + tall * 0.06, x1, top + tall * 0.47, dark(wall, 0.34))
        n = int((x1 - x0) / 82)
        for i in range(n):
            px = x0 + (x1 - x0) * (i + 0.2) / n
            w = (x1 - x0) / n * 0.6
            ink = hx("4e7468") if i % 3 else hx("5a4a3c")
            c.rect(
                px,
                top + tall * (0.12 if i % 3 else 0.1),
                px + w,
                top + tall * (0.34 if i % 3 else 0.47),
                ink,
            )
            c.rect(
                px + w * 0.47, top + tall * 0.12, px + w * 0.53, top + tall * 0.34, light(ink, 0.3)
            )
        for i in range(n + 1):
            px = x0 + (x1 - x0) * i / n
            c.rect(px - 6, top + tall * 0.02, px + 6, top + tall * 0.5, light(wall, 0.4))
        c.rect(x0, top + tall * 0.46, x1, top + tall * 0.5, light(wall, 0.5))
        if f == 0:
            for i in range(int((x1 - x0) / 12)):
                c.rect(
                    x0 + i * 12,
                    top + tall * 0.36,
                    x0 + i * 12 + 3,
                    top + tall * 0.46,
                    light(wall, 0.4),
                )
            c.rect(x0, top + tall * 0.35, x1, top + tall * 0.37, light(wall, 0.45))
    gable(c, x0, x1, y - tall + 4, tall * 0.3, roof, 24, 60)


def _flag(c: Canvas, x: float, y: float, tall: float) -> None:
    c.rect(x - 3, y - tall, x + 3, y, hx("d8d4c8"))
    flag = curve([(x + 3, y - tall + 4), (x + 40, y - tall + 10), (x + 84, y - tall + 2)], 6)
    c.poly(flag + [(px, py + 54) for px, py in flag[::-1]], hx("c8352e"))
    star = []
    for i in range(10):
        a, r = -math.pi / 2 + i * math.pi / 5, 17 if i % 2 == 0 else 6.8
        star.append((x + 43 + math.cos(a) * r, y - tall + 35 + math.sin(a) * r))
    c.poly(star, hx("f6d24e"))


def school_yard(c: Canvas) -> None:
    """A school yard at the beginning of the day."""
    y = c.h * 0.62
    sky = Sky(c, stops("6fa8c8", "a9cbd2", "e2e6d2", "f4e6bf"), y)
    sky.cumulus(c.w * 0.2, c.h * 0.24, 400, hx("fdf9ec"), hx("c4d2d4"), 0.8)
    sky.lay()
    treeline(c, y, 190, hx("9fb98f"))
    c.mist(hx("f2e8c6"), y - 170, y, 0, 0.4)
    _school(c, c.w * 0.2, c.w * 0.9, y, 250)
    c.wash(stops("e2cba0", "d0b284", "b08f66"), y, c.h)
    for i in range(1, 9):
        c.line(
            [(c.w * (0.5 + (i - 4.5) * 0.09), y), (c.w * (0.5 + (i - 4.5) * 0.32), c.h)],
            fade(hx("8f6f4c"), 0.22),
            2,
        )
    for t in (0.06, 0.16, 0.32, 0.56, 0.9):
        c.line([(0, y + (c.h - y) * t), (c.w, y + (c.h - y) * t)], fade(hx("8f6f4c"), 0.22), 2)
    _flag(c, c.w * 0.55, y + 34, 420)
    c.rect(c.w * 0.55 - 40, y + 22, c.w * 0.55 + 40, y + 40, hx("b9a184"))
    for dx, dy, rx in ((0.14, 0.0, 300), (0.22, 0.012, 240), (0.06, 0.012, 250)):
        c.oval(c.w * dx, c.h * (0.825 + dy), rx, 32, fade(hx("6a5038"), 0.4))
    tree(c, c.w * 0.1, c.h * 0.82, 640, hx("5f8a44"), hx("5b4936"), 13, 620)
    for _ in range(60):
        a, r = c.rng.uniform(0, 6.28), c.rng.random() ** 0.5
        px, py = c.w * 0.1 + math.cos(a) * r * 250, c.h * 0.37 + math.sin(a) * r * 140
        c.oval(px, py, 9, 7, vary(c.rng, hx("d0472f"), 14))
    _children(c, y)


def _children(c: Canvas, y: float) -> None:
    """Pupils in white, in twos and threes."""
    rows = (
        (0.33, 0.68, 96),
        (0.36, 0.68, 92),
        (0.47, 0.7, 104),
        (0.64, 0.69, 100),
        (0.67, 0.69, 104),
        (0.7, 0.692, 98),
        (0.82, 0.72, 120),
        (0.86, 0.72, 116),
        (0.4, 0.79, 160),
        (0.45, 0.8, 166),
        (0.72, 0.83, 186),
        (0.77, 0.84, 192),
    )
    for i, (x, v, h) in enumerate(rows):
        c.oval(c.w * x + h * 0.22, c.h * v, h * 0.34, h * 0.03, fade(hx("4f3c2c"), 0.4))
        face = -1 if i % 3 == 2 else 1
        look = PUPIL_GIRL if i % 2 else PUPIL
        person(c, c.w * x, c.h * v, h, look, (WALK, STRIDE, STAND)[i % 3], face)
        _satchel(c, c.w * x - face * h * 0.1, c.h * v - h * 0.68, h, i)
    for x, v, h, pose in ((0.3, 0.93, 290, WALK), (0.56, 0.95, 310, STAND)):
        c.oval(c.w * x + h * 0.22, c.h * v, h * 0.34, h * 0.03, fade(hx("4f3c2c"), 0.4))
        person(c, c.w * x, c.h * v, h, AO_DAI, pose, 1)


def _satchel(c: Canvas, x: float, y: float, h: float, i: int) -> None:
    ink = (hx("a8473c"), hx("3f6f7c"), hx("c79a48"), hx("5a6f48"))[i % 4]
    c.blob(
        [
            (x - h * 0.05, y - h * 0.1),
            (x + h * 0.05, y - h * 0.1),
            (x + h * 0.055, y + h * 0.09),
            (x - h * 0.055, y + h * 0.09),
        ],
        ink,
        4,
    )
    c.rect(x - h * 0.035, y, x + h * 0.035, y + h * 0.06, light(ink, 0.2))


def school_yard_ride(c: Canvas) -> None:
    """Schoolgirls in white áo dài cycling under flame trees."""
    y = c.h * 0.6
    sky = Sky(c, stops("8fb9c6", "c2d6cc", "f2ead0"), y)
    sky.glow(c.w * 0.7, y, 520, hx("fff6d8"), 0.9)
    sky.lay()
    treeline(c, y, 150, hx("a9bd98"))
    c.mist(hx("f4ecd0"), y - 150, y, 0.1, 0.6)
    c.rect(0, y - 92, c.w, y, hx("d9b978"))
    c.rect(0, y - 98, c.w, y - 84, hx("b8764f"))
    for i in range(16):
        c.rect(c.w * i / 16 - 8, y - 112, c.w * i / 16 + 8, y, hx("c7a468"))
    c.wash(stops("c9b795", "b3a184", "948570"), y, c.h)
    for i in range(80):
        t = c.rng.random()
        streak(
            c,
            c.rng.random() * c.w,
            y + 20 + (c.h - y) * t,
            40 + 150 * t,
            3 + 9 * t,
            fade(hx("5f5348") if i % 2 else hx("f6e8c4"), 0.24),
        )
    for x, tall in ((0.2, 700), (0.86, 760)):
        tree(c, c.w * x, y + 16, tall, hx("688a4a"), hx("4f4034"), 12, 420)
        for _ in range(190):
            a, r = c.rng.uniform(0, 6.28), c.rng.random() ** 0.5
            px = c.w * x + math.cos(a) * r * tall * 0.42
            py = y - tall * 0.68 + math.sin(a) * r * tall * 0.24
            c.oval(
                px,
                py,
                11,
                8,
                vary(c.rng, mix(hx("d5452c"), hx("f08a4a"), -math.sin(a) * r * 0.5 + 0.4), 10),
            )
    for x, v, size in ((0.3, 0.78, 330), (0.52, 0.83, 400), (0.75, 0.9, 480)):
        _cyclist(c, c.w * x, c.h * v, size)
    for _ in range(120):
        t = c.rng.random()
        c.oval(
            c.rng.random() * c.w,
            y + 30 + (c.h - y) * t,
            3 + 6 * t,
            2 + 3 * t,
            vary(c.rng, hx("cf4a30"), 14),
        )


def _cyclist(c: Canvas, x: float, y: float, size: float) -> None:
    bicycle(c, x, y, size, hx("4a6f7c"), AO_DAI, -1, 0.8, False)
    hip_x, hip_y = x + size * 0.13, y - size * 0.5
    tail = [
        (hip_x - size * 0.02, hip_y - size * 0.08),
        (hip_x + size * 0.1, hip_y + size * 0.02),
        (hip_x + size * 0.3, hip_y + size * 0.1),
        (hip_x + size * 0.36, hip_y + size * 0.2),
        (hip_x + size * 0.18, hip_y + size * 0.22),
        (hip_x + size * 0.02, hip_y + size * 0.12),
    ]
    c.blob(tail, hx("f4f1ea"), 6)
    c.line(curve(tail[1:4], 5), hx("d0cabb"), 2)
