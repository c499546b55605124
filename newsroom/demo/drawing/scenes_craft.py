"""Mats drying in a craft village."""

from .canvas import Canvas
from .colour import RGB, dark, fade, hx, light, mix, stops, vary
from .people import (
    BEND,
    SQUAT,
    WALK,
    Look,
    person,
)
from .plants import treeline
from .sky import Sky


def mat_weaving(c: Canvas) -> None:
    """Dyed sedge and mats drying in rows in a yard."""
    hz = c.h * 0.26
    sky = Sky(c, stops("8fbccb", "c8dbd0", "f2ead0"), hz)
    sky.lay()
    treeline(c, hz + 4, 100, hx("94ad86"), 9)
    c.mist(hx("f4ecd0"), hz - 80, hz + 4, 0, 0.45)
    _village(c, hz)
    c.wash(stops("e4d0a4", "d6bb8a", "bf9f70"), hz + 4, c.h)
    dyes = [hx(v) for v in ("b8403a", "d9a53c", "4f8058", "8a4a78", "dcc9a0", "c9703c", "3f6f7c")]
    for row in range(7):
        t0, t1 = (row / 7) ** 1.5, ((row + 0.8) / 7) ** 1.5
        y0, y1 = c.h * 0.33 + c.h * 0.72 * t0, c.h * 0.33 + c.h * 0.72 * t1
        k0, k1 = 0.45 + 0.95 * t0, 0.45 + 0.95 * t1
        n = 15
        for i in range(-n, n):
            if i == 1:
                continue
            ink = mix(dyes[(i * 3 + row * 2) % 7], hx("e9d8b0"), 0.22 * (1 - t0))
            xs = [
                c.w * 0.5 + u * 150 * k
                for u, k in ((i + 0.08, k0), (i + 0.92, k0), (i + 0.92, k1), (i + 0.08, k1))
            ]
            if max(xs) < 0 or min(xs) > c.w:
                continue
            _mat(c, xs, y0, y1, ink, (row + i) % 3 == 0)
    _workers(c)


def _mat(c: Canvas, xs: list[float], y0: float, y1: float, ink: RGB, striped: bool) -> None:
    """One mat or one fan of dyed sedge."""
    drop = (y1 - y0) * 0.05
    c.poly(
        [
            (xs[0] + 4, y0 + drop),
            (xs[1] + 5, y0 + drop),
            (xs[2] + 6, y1 + drop),
            (xs[3] + 5, y1 + drop),
        ],
        fade(hx("6a4f34"), 0.45),
    )
    c.poly([(xs[0], y0), (xs[1], y0), (xs[2], y1), (xs[3], y1)], ink)
    n = 12
    for j in range(1, n):
        t = j / n
        a, b = xs[0] + (xs[1] - xs[0]) * t, xs[3] + (xs[2] - xs[3]) * t
        c.line([(a, y0), (b, y1)], fade(dark(ink, 0.4) if j % 2 else light(ink, 0.4), 0.35), 1.4)
    if striped:
        for v in (0.12, 0.2, 0.8, 0.88):
            y = y0 + (y1 - y0) * v
            left = xs[0] + (xs[3] - xs[0]) * v
            right = xs[1] + (xs[2] - xs[1]) * v
            c.line([(left, y), (right, y)], light(ink, 0.65), max(1.5, (y1 - y0) * 0.04))


def _village(c: Canvas, hz: float) -> None:
    for x, w in ((0.12, 190), (0.4, 150), (0.74, 210), (0.92, 150)):
        px = c.w * x
        c.rect(px - w * 0.45, hz - 40, px + w * 0.45, hz + 10, hx("cbb896"))
        c.rect(px - w * 0.1, hz - 30, px + w * 0.08, hz + 10, hx("6b5644"))
        c.poly(
            [
                (px - w * 0.56, hz - 36),
                (px - w * 0.34, hz - 92),
                (px + w * 0.34, hz - 92),
                (px + w * 0.56, hz - 36),
            ],
            hx("a4684e"),
        )


def _workers(c: Canvas) -> None:
    row = (
        (0.35, 0.5, 150, BEND, 1),
        (0.71, 0.47, 136, WALK, -1),
        (0.22, 0.72, 250, BEND, -1),
        (0.62, 0.86, 370, SQUAT, -1),
    )
    for i, (x, y, h, pose, face) in enumerate(row):
        coat = (hx("5f4a6a"), hx("e6dfce"), hx("3f5f74"), hx("7a3f48"))[i]
        c.oval(c.w * x + h * 0.16, c.h * y, h * 0.36, h * 0.03, (70, 50, 30, 90))
        _far, near = person(
            c, c.w * x, c.h * y, h, Look(coat, hx("2f323c"), hat="non", woman=True), pose, face
        )
        if pose is BEND:
            for k in range(18):
                c.line(
                    [near, (near[0] + (k - 9) * h * 0.022, near[1] + h * 0.22)],
                    vary(c.rng, hx("c9483c"), 16),
                    max(1.2, h * 0.008),
                )
