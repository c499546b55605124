"""Buildings: walls, windows, roofs, towers, shop houses, bridges' cables."""

from collections.abc import Sequence

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, light, mix, vary


def windows(
    c: Canvas,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    cols: int,
    rows: int,
    ink: RGB,
    lit: RGB | None = None,
    share: float = 0.0,
    gap: float = 0.36,
) -> None:
    """A grid of windows, some of them lit."""
    dx, dy = (x1 - x0) / cols, (y1 - y0) / rows
    for i in range(cols):
        for k in range(rows):
            tone = lit if lit and c.rng.random() < share else vary(c.rng, ink, 6)
            if lit and tone is lit:
                tone = vary(c.rng, lit, 22)
            x, y = x0 + (i + gap / 2) * dx, y0 + (k + gap / 2) * dy
            c.rect(x, y, x + dx * (1 - gap), y + dy * (1 - gap), tone)


def towers(
    c: Canvas,
    y: float,
    low: float,
    high: float,
    wide: float,
    ink: RGB,
    pane: RGB,
    lit: RGB | None = None,
    share: float = 0.0,
    fill: float = 0.9,
) -> None:
    """A row of town blocks along a ground line."""
    rng = c.rng
    x = -wide * 0.4
    while x < c.w + wide:
        w = wide * rng.uniform(0.6, 1.3)
        if rng.random() < fill:
            h = rng.uniform(low, high)
            wall = vary(rng, ink, 7)
            c.rect(x, y - h, x + w, y, wall)
            c.rect(x + w * 0.72, y - h, x + w, y, dark(wall, 0.12))
            cap = rng.random()
            if cap < 0.35:
                c.rect(x + w * 0.3, y - h - 12, x + w * 0.6, y - h, wall)
            elif cap < 0.5:
                c.rect(x + w * 0.48, y - h - 34, x + w * 0.52, y - h, wall)
            windows(
                c,
                x + w * 0.08,
                y - h + 10,
                x + w * 0.92,
                y - 8,
                max(2, int(w / 15)),
                max(3, int(h / 20)),
                mix(wall, pane, 0.5),
                lit,
                share,
            )
        x += w * rng.uniform(0.9, 1.15)


def gable(
    c: Canvas,
    x0: float,
    x1: float,
    y: float,
    tall: float,
    ink: RGB,
    over: float = 14,
    inset: float = 40,
) -> None:
    """A tiled roof seen from its long side."""
    c.poly([(x0 - over, y), (x0 + inset, y - tall), (x1 - inset, y - tall), (x1 + over, y)], ink)
    n = max(6, int((x1 - x0) / 15))
    for i in range(n + 1):
        t = i / n
        top = x0 + inset + (x1 - x0 - 2 * inset) * t
        c.line(
            [(top, y - tall), (x0 - over + (x1 - x0 + 2 * over) * t, y)],
            fade(dark(ink, 0.45), 0.45),
            1.3,
        )
    c.poly([(x0 - over, y - 7), (x1 + over, y - 7), (x1 + over, y), (x0 - over, y)], dark(ink, 0.3))
    c.rect(x0 + inset - 4, y - tall - 5, x1 - inset + 4, y - tall + 2, light(ink, 0.15))


def swept_roof(c: Canvas, x: float, y: float, half: float, tall: float, ink: RGB) -> None:
    """A temple roof with upturned corners."""
    left = [(x - half * 1.16, y - tall * 0.2), (x - half * 0.9, y + tall * 0.04), (x, y)]
    right = [(x, y), (x + half * 0.9, y + tall * 0.04), (x + half * 1.16, y - tall * 0.2)]
    up = [(x + half * 0.78, y - tall * 0.38), (x + half * 0.56, y - tall)]
    down = [(x - half * 0.56, y - tall), (x - half * 0.78, y - tall * 0.38)]
    edge = curve(left, 6) + curve(right, 6)
    c.poly(edge + curve([right[-1], *up], 6) + curve([*down, left[0]], 6), ink)
    for i in range(-11, 12):
        t = i / 11
        c.line(
            [
                (x + half * 0.56 * t, y - tall),
                (x + half * 0.74 * t, y - tall * 0.42),
                (x + half * 0.98 * t, y - tall * 0.0),
            ],
            fade(dark(ink, 0.5), 0.5),
            1.6,
        )
    c.line(edge, light(ink, 0.3), max(1.5, tall * 0.05))
    c.rect(x - half * 0.6, y - tall * 1.06, x + half * 0.6, y - tall * 0.97, light(ink, 0.12))


def columns(c: Canvas, xs: Sequence[float], y0: float, y1: float, wide: float, ink: RGB) -> None:
    """Round columns with a base and a capital."""
    for x in xs:
        for k in range(8):
            t = k / 7
            tone = mix(light(ink, 0.25), dark(ink, 0.4), t**1.3)
            c.rect(x - wide / 2 + wide * k / 8, y0, x - wide / 2 + wide * (k + 1) / 8, y1, tone)
        for y, h, over in ((y0, wide * 0.3, 0.7), (y1 - wide * 0.3, wide * 0.3, 0.7)):
            c.rect(x - wide * over, y, x + wide * over, y + h, light(ink, 0.12))
            c.rect(x + wide * over * 0.4, y, x + wide * over, y + h, dark(ink, 0.14))


def shop_houses(
    c: Canvas,
    y: float,
    x0: float,
    x1: float,
    wide: float,
    tall: float,
    walls: Sequence[RGB],
    pane: RGB,
    lit: RGB | None = None,
) -> None:
    """Narrow town houses side by side, with balconies and awnings."""
    rng = c.rng
    x = x0
    while x < x1:
        w = wide * rng.uniform(0.8, 1.2)
        floors = rng.choice((2, 3, 3, 4))
        fh = tall / 3.4
        wall = vary(rng, rng.choice(walls), 6)
        top = y - fh * floors
        c.rect(x, top, x + w, y, wall)
        c.rect(x + w * 0.94, top, x + w, y, dark(wall, 0.2))
        c.rect(x - 3, top - fh * 0.1, x + w + 3, top, light(wall, 0.2))
        for f in range(1, floors):
            _storey(c, x, y - fh * (f + 1), w, fh, wall, pane, lit)
        _shop(c, x, y, w, fh, wall, pane, lit)
        x += w


def _storey(
    c: Canvas, x: float, y: float, w: float, fh: float, wall: RGB, pane: RGB, lit: RGB | None
) -> None:
    n = 2 if w < 90 else 3
    for i in range(n):
        on = lit is not None and c.rng.random() < 0.5
        tone = vary(c.rng, lit, 16) if on and lit else mix(wall, pane, 0.72)
        px = x + w * (0.12 + 0.78 * i / n)
        c.rect(px, y + fh * 0.24, px + w * 0.62 / n, y + fh * 0.86, tone)
        c.rect(px + w * 0.29 / n, y + fh * 0.24, px + w * 0.33 / n, y + fh * 0.86, dark(wall, 0.3))
    c.rect(x + 2, y + fh * 0.94, x + w - 2, y + fh, dark(wall, 0.25))
    for i in range(int(w / 7)):
        c.rect(x + 4 + i * 7, y + fh * 0.74, x + 5.6 + i * 7, y + fh * 0.95, dark(wall, 0.42))
    c.rect(x + 2, y + fh * 0.72, x + w - 2, y + fh * 0.75, dark(wall, 0.42))


def _shop(
    c: Canvas, x: float, y: float, w: float, fh: float, wall: RGB, pane: RGB, lit: RGB | None
) -> None:
    inside = lit or mix(wall, pane, 0.8)
    c.rect(x + w * 0.08, y - fh * 0.74, x + w * 0.92, y, inside)
    for i in range(3):
        px = x + w * (0.14 + 0.27 * i)
        c.rect(px, y - fh * c.rng.uniform(0.25, 0.5), px + w * 0.2, y, dark(inside, 0.45))
    tone = c.rng.choice(((158, 74, 62), (70, 104, 112), (176, 134, 66), (84, 110, 84)))
    if lit:
        tone = dark(tone, 0.4)
    c.poly(
        [
            (x + 2, y - fh * 0.9),
            (x + w - 2, y - fh * 0.9),
            (x + w + 6, y - fh * 0.64),
            (x - 6, y - fh * 0.64),
        ],
        tone,
    )
    for i in range(0, 6, 2):
        a, b = (w + 12) * i / 6 - 6, (w + 12) * (i + 1) / 6 - 6
        c.poly(
            [
                (x + 2 + (w - 4) * i / 6, y - fh * 0.9),
                (x + 2 + (w - 4) * (i + 1) / 6, y - fh * 0.9),
                (x + b, y - fh * 0.64),
                (x + a, y - fh * 0.64),
            ],
            light(tone, 0.28),
        )


def cable_bridge(
    c: Canvas,
    y0: float,
    y1: float,
    tower_x: Sequence[float],
    tall: float,
    ink: RGB,
    cable: RGB,
    water: float,
    thick: float = 16,
) -> None:
    """A cable-stayed bridge whose deck rises from y0 at the edges to y1 in the middle."""

    def deck(x: float) -> float:
        t = x / c.w * 2 - 1
        return y1 + (y0 - y1) * t * t

    span = (max(tower_x) - min(tower_x)) / 2
    for tx in tower_x:
        top = deck(tx) - tall
        for i in range(1, 17):
            for side in (-1, 1):
                x = tx + side * span * i / 17
                c.line(
                    [(tx, top + tall * 0.05 + tall * 0.4 * (1 - i / 16)), (x, deck(x))],
                    fade(cable, 0.75),
                    1.3,
                )
    top_line = [(c.w * i / 40, deck(c.w * i / 40)) for i in range(41)]
    low_line = [(x, y + thick) for x, y in top_line[::-1]]
    c.poly(top_line + low_line, ink)
    c.poly(top_line + [(x, y - thick * 0.7) for x, y in low_line], light(ink, 0.3))
    for i in range(11):
        x = c.w * (i + 0.5) / 11
        if min(abs(x - tx) for tx in tower_x) > span * 0.45 and abs(x - c.w / 2) > span:
            c.rect(x - thick * 0.5, deck(x) + thick, x + thick * 0.5, water, dark(ink, 0.15))
    for tx in tower_x:
        _tower(c, tx, deck(tx), tall, ink, water, thick)


def _tower(
    c: Canvas, x: float, y: float, tall: float, ink: RGB, water: float, thick: float
) -> None:
    top = y - tall
    half = thick * 1.9
    for side in (-1, 1):
        tone = light(ink, 0.12) if side < 0 else dark(ink, 0.18)
        leg: list[Point] = [
            (x + side * 1, top),
            (x + side * thick * 0.55, top),
            (x + side * thick * 0.6, top + tall * 0.45),
            (x + side * half, y),
            (x + side * half * 0.9, water),
            (x + side * half * 0.4, water),
            (x + side * half * 0.55, y),
            (x, top + tall * 0.5),
        ]
        c.poly(leg, tone)
    c.rect(x - half * 1.25, water - thick * 0.8, x + half * 1.25, water, dark(ink, 0.25))
