"""Plants of the delta: palms, bushes, trees, grass, mangroves."""

import math

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, light, mix, vary


def frond(c: Canvas, x: float, y: float, angle: float, long: float, ink: RGB, fine: bool) -> None:
    """One palm leaf, rising at an angle and bowing under its weight."""
    droop = long * (0.3 + 0.32 * abs(math.cos(angle)))
    rib: list[Point] = []
    for i in range(11):
        t = i / 10
        rib.append((x + math.cos(angle) * long * t, y - math.sin(angle) * long * t + droop * t * t))
    c.taper(rib, long * 0.035, 1, ink)
    leaves = 26 if fine else 8 if long > 60 else 5
    for i in range(2, leaves + 1):
        t = i / leaves
        k = min(9, int(t * 10))
        px, py = rib[k]
        qx, qy = rib[k + 1]
        f = t * 10 - k
        bx, by = px + (qx - px) * f, py + (qy - py) * f
        base = math.atan2(qy - py, qx - px)
        size = long * 0.3 * math.sin(math.pi * (0.15 + 0.83 * t)) * c.rng.uniform(0.85, 1.1)
        for side in (-1, 1):
            a = base + side * (0.95 - 0.4 * t)
            tip = (bx + math.cos(a) * size, by + math.sin(a) * size + size * 0.35)
            half = long * (0.013 if fine else 0.036)
            nx, ny = math.cos(base) * half, math.sin(base) * half
            c.poly([(bx - nx, by - ny), (bx + nx, by + ny), tip], ink)


def palm(
    c: Canvas,
    x: float,
    y: float,
    tall: float,
    ink: RGB,
    leaf: RGB,
    lean: float = 0.1,
    fine: bool = False,
    nuts: bool = True,
) -> None:
    """A coconut palm standing at (x, y)."""
    rng = c.rng
    tx, ty = x + lean * tall, y - tall
    trunk = curve(
        [
            (x, y),
            (x + lean * tall * 0.28, y - tall * 0.38),
            (x + lean * tall * 0.7, y - tall * 0.75),
            (tx, ty),
        ],
        6,
    )
    c.taper(trunk, tall * 0.05, tall * 0.024, ink)
    if fine:
        for i, (px, py) in enumerate(trunk[1:-1]):
            r = tall * (0.022 - 0.0005 * i)
            c.line([(px - r, py + 2), (px + r, py - 1)], fade(dark(ink, 0.5), 0.6), 1.5)
    long = tall * 0.42
    many = 13 if fine else 10
    angles = [
        -0.4 + (math.pi + 0.8) * (i + rng.uniform(-0.3, 0.3)) / (many - 1) for i in range(many)
    ]
    for i, a in enumerate(sorted(angles, key=lambda v: -abs(v - math.pi / 2))):
        tone = mix(dark(leaf, 0.3), light(leaf, 0.12), i / many)
        frond(c, tx, ty, a, long * rng.uniform(0.85, 1.1), tone, fine)
    if nuts:
        for _ in range(5):
            nx, ny = tx + rng.gauss(0, tall * 0.022), ty + tall * rng.uniform(0.015, 0.05)
            c.oval(nx, ny, tall * 0.019, tall * 0.022, vary(rng, mix(leaf, (150, 120, 50), 0.5), 9))


def leafage(
    c: Canvas,
    x: float,
    y: float,
    rx: float,
    ry: float,
    ink: RGB,
    count: int,
    leaf: float,
    sun_x: float = -0.5,
) -> None:
    """A mass of leaves, lit from above on one side."""
    rng = c.rng
    for i in range(count):
        t = i / count
        a, r = rng.uniform(0, 6.283), math.sqrt(rng.random())
        dx, dy = math.cos(a) * r, math.sin(a) * r
        lit = (-dy * 0.55 + dx * sun_x * 0.7) * 0.5 + 0.5
        lit = max(0.0, min(1.0, lit * 0.75 + t * 0.35 + rng.uniform(-0.15, 0.15)))
        tone = mix(dark(ink, 0.5), light(ink, 0.3), lit)
        px, py = x + dx * rx, y + dy * ry
        s, b = leaf * rng.uniform(0.6, 1.3), rng.uniform(-0.9, 0.9)
        ux, uy = math.cos(b) * s, math.sin(b) * s
        c.poly(
            [
                (px - ux, py - uy),
                (px - uy * 0.45, py + ux * 0.45),
                (px + ux, py + uy),
                (px + uy * 0.45, py - ux * 0.45),
            ],
            tone,
        )


def bush(
    c: Canvas, x: float, y: float, rx: float, ry: float, ink: RGB, leaf: float = 9, count: int = 160
) -> None:
    """A rounded bush whose middle is at (x, y)."""
    rng = c.rng
    for _ in range(9):
        a, r = rng.uniform(0, 6.283), rng.uniform(0.2, 0.62)
        px, py = x + math.cos(a) * rx * r, y + math.sin(a) * ry * r
        k = rng.uniform(0.4, 0.6)
        c.oval(px, py, rx * k, ry * k, dark(ink, 0.42))
    leafage(c, x, y, rx, ry, ink, count, leaf)


def tree(
    c: Canvas,
    x: float,
    y: float,
    tall: float,
    ink: RGB,
    bark: RGB,
    leaf: float = 9,
    count: int = 380,
) -> None:
    """A broad tree standing at (x, y)."""
    rng = c.rng
    trunk = curve([(x, y), (x + tall * 0.015, y - tall * 0.25), (x - tall * 0.01, y - tall * 0.5)])
    c.taper(trunk, tall * 0.075, tall * 0.045, bark)
    for dx, dy in ((-0.22, 0.66), (0.2, 0.7), (0.02, 0.8)):
        arm = curve(
            [
                (x, y - tall * 0.4),
                (x + dx * tall * 0.5, y - tall * (dy - 0.14)),
                (x + dx * tall, y - tall * dy),
            ]
        )
        c.taper(arm, tall * 0.04, tall * 0.012, bark)
    crowns = [
        (0.0, 0.68, 0.34, 0.2),
        (-0.24, 0.62, 0.2, 0.14),
        (0.25, 0.64, 0.2, 0.14),
        (-0.1, 0.83, 0.22, 0.15),
        (0.12, 0.81, 0.2, 0.15),
    ]
    for dx, dy, rx, ry in crowns:
        for _ in range(5):
            px = x + (dx + rng.uniform(-0.5, 0.5) * rx) * tall
            py = y - (dy + rng.uniform(-0.5, 0.5) * ry) * tall
            c.oval(px, py, rx * tall * 0.6, ry * tall * 0.6, dark(ink, 0.45))
    for dx, dy, rx, ry in crowns:
        leafage(c, x + dx * tall, y - dy * tall, rx * tall, ry * tall, ink, count // 5, leaf)


def treeline(
    c: Canvas, y: float, tall: float, ink: RGB, palms: int = 0, x0: float = 0, x1: float = 0
) -> None:
    """A far bank: one mass of crowns, with some palms above it."""
    rng = c.rng
    end = x1 or c.w
    x = x0 - 10
    slow = rng.uniform(0, 6)
    c.rect(x0, y - tall * 0.4, end, y, ink)
    while x < end + 10:
        k = 0.65 + 0.35 * math.sin(x / (tall * 3) + slow) * rng.uniform(0.6, 1)
        r = tall * rng.uniform(0.2, 0.38)
        top = tall * k * rng.uniform(0.75, 1)
        c.oval(x, y - top + r, r * 1.3, r, ink)
        c.oval(x, y - top * 0.55, r * 1.2, top * 0.5, ink)
        x += r * rng.uniform(0.4, 0.9)
    for _ in range(palms):
        px = rng.uniform(x0, end)
        palm(c, px, y, tall * rng.uniform(1.3, 1.9), ink, ink, rng.uniform(-0.16, 0.16), nuts=False)


def grass(c: Canvas, x0: float, x1: float, y: float, tall: float, ink: RGB, count: int) -> None:
    """A fringe of blades along a line."""
    rng = c.rng
    for _ in range(count):
        x, h = rng.uniform(x0, x1), tall * rng.uniform(0.4, 1.1)
        bend, foot = rng.gauss(0, 0.3) * h, y + rng.uniform(0, tall * 0.25)
        half = max(0.8, h * 0.03)
        mid = (x + bend * 0.3, foot - h * 0.6)
        c.poly(
            [
                (x - half, foot),
                (mid[0] - half * 0.7, mid[1]),
                (x + bend, foot - h),
                (mid[0] + half * 0.7, mid[1]),
                (x + half, foot),
            ],
            vary(rng, ink, 14),
        )


def nipa(c: Canvas, x: float, y: float, tall: float, ink: RGB, count: int = 9) -> None:
    """A water palm: leaves that rise straight from the mud."""
    for i in range(count):
        a = math.pi * (0.16 + 0.68 * (i + c.rng.uniform(-0.3, 0.3)) / (count - 1))
        tone = mix(dark(ink, 0.3), light(ink, 0.1), c.rng.random())
        frond(c, x + math.cos(a) * tall * 0.06, y, a, tall * c.rng.uniform(0.8, 1.1), tone, True)


def mangrove(
    c: Canvas, x: float, y: float, tall: float, ink: RGB, bark: RGB, leaf: float = 8
) -> None:
    """A mangrove on its stilts, whose feet are at (x, y)."""
    rng = c.rng
    knee = y - tall * 0.34
    many = 9 if tall > 200 else 5
    for i in range(many):
        side = i / (many - 1) * 2 - 1 + rng.uniform(-0.1, 0.1)
        foot = x + side * tall * 0.36
        start = knee - tall * rng.uniform(-0.04, 0.12)
        leg = curve(
            [
                (x, start),
                (x + side * tall * 0.2, start + tall * 0.05),
                (foot - side * tall * 0.03, y - tall * 0.12),
                (foot, y + rng.uniform(-2, 6)),
            ]
        )
        c.taper(leg, tall * 0.022, tall * 0.011, vary(rng, bark, 8))
    c.taper([(x, knee + 6), (x + tall * 0.01, y - tall * 0.7)], tall * 0.042, tall * 0.026, bark)
    for dx, dy, rx, ry in ((0, 0.8, 0.34, 0.2), (-0.22, 0.7, 0.2, 0.12), (0.22, 0.72, 0.2, 0.12)):
        count = 150 if tall > 300 else 60
        bush(c, x + dx * tall, y - dy * tall, rx * tall, ry * tall, ink, leaf, count)


def banana(c: Canvas, x: float, y: float, tall: float, ink: RGB) -> None:
    """A banana plant with its broad leaves."""
    c.taper([(x, y), (x, y - tall * 0.5)], tall * 0.08, tall * 0.05, mix(ink, (150, 140, 90), 0.4))
    for i in range(7):
        a = math.pi * (0.08 + 0.84 * i / 6) + c.rng.uniform(-0.12, 0.12)
        long = tall * c.rng.uniform(0.5, 0.65)
        rib = [
            (
                x + math.cos(a) * long * t / 6,
                y - tall * 0.48 - math.sin(a) * long * t / 6 + long * 0.5 * (t / 6) ** 2.4,
            )
            for t in range(7)
        ]
        half = tall * 0.07
        up = [
            (px, py - half * math.sin(math.pi * (0.08 + 0.92 * i / 6)))
            for i, (px, py) in enumerate(rib)
        ]
        down = [
            (px, py + half * math.sin(math.pi * (0.08 + 0.92 * i / 6)))
            for i, (px, py) in enumerate(rib)
        ]
        tone = vary(c.rng, ink, 12)
        c.poly(curve(up, 3) + curve(rib, 3)[::-1], light(tone, 0.16))
        c.poly(curve(down, 3) + curve(rib, 3)[::-1], dark(tone, 0.16))
