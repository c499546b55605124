"""Scenes of dykes, bridges and the railway."""

from .buildings import cable_bridge
from .canvas import Canvas, curve
from .colour import Point, dark, fade, hx, light, mix, stops, vary
from .people import BEND, LIFT, STAND, STRIDE, WALK, person, silhouette
from .plants import bush, grass, palm, treeline
from .sky import Sky, birds, ridge, stars
from .water import glitter, mirror, ripples


def flood_dyke(c: Canvas) -> None:
    """People raising a dyke with sandbags against high water."""
    hz = c.h * 0.5
    sky = Sky(c, stops("3c4a58", "65737d", "97a09f", "c3beac"), hz)
    sky.streaks(0, hz * 0.8, hx("4a5763"), 0.8, 34)
    sky.streaks(0, hz * 0.6, hx("aab0ad"), 0.35, 14)
    sky.glow(c.w * 0.3, hz, 520, hx("ece0bc"), 0.7)
    sky.lay()
    treeline(c, hz + 3, 46, hx("7f8a84"), 9)
    for x in (0.1, 0.36, 0.43):
        c.poly(
            [
                (c.w * x - 40, hz - 8),
                (c.w * x, hz - 34),
                (c.w * x + 60, hz - 34),
                (c.w * x + 96, hz - 8),
            ],
            hx("75655c"),
        )
        c.rect(c.w * x - 26, hz - 10, c.w * x + 84, hz + 3, hx("8b8678"))
    mirror(c, hz + 3, c.h * 0.44, stops("b4ad95", "8f866c", "6f6550"), 0.6, 9)
    ripples(c, hz + 6, c.h * 0.9, hx("e3dcc2"), 0.3, 200)
    ripples(c, hz + 20, c.h * 0.9, hx("4a4132"), 0.35, 170)
    top = curve(
        [
            (-20, c.h * 0.95),
            (c.w * 0.3, c.h * 0.83),
            (c.w * 0.65, c.h * 0.7),
            (c.w + 20, c.h * 0.6),
        ],
        10,
    )
    c.shade([*top, (c.w, c.h), (0, c.h)], stops("6c5a45", "4a3d31", "2c2622"))
    _bags(c, top)
    _gang(c)
    for _ in range(420):
        x, y = c.rng.random() * c.w * 1.1, c.rng.random() * c.h
        long = c.rng.uniform(14, 46)
        c.line([(x, y), (x - long * 0.22, y + long)], (225, 230, 228, c.rng.randint(24, 74)), 1)
    grass(c, 0, c.w, c.h * 1.01, 52, hx("2b2f25"), 260)


def _bags(c: Canvas, top: list[Point]) -> None:
    """Courses of sandbags along the crest."""
    for row in range(3):
        for i in range(len(top) * 2):
            t = (i + (row % 2) * 0.5) / (len(top) * 2) * (len(top) - 1)
            k = min(len(top) - 2, int(t))
            x = top[k][0] + (top[k + 1][0] - top[k][0]) * (t - k)
            y = top[k][1] + (top[k + 1][1] - top[k][1]) * (t - k)
            s = 1.25 - x / c.w * 0.55
            y += -20 * s * row + 6
            tone = vary(c.rng, hx("a2937a"), 12)
            c.blob(
                [
                    (x - 21 * s, y + 6 * s),
                    (x - 19 * s, y - 8 * s),
                    (x, y - 11 * s),
                    (x + 19 * s, y - 8 * s),
                    (x + 21 * s, y + 6 * s),
                    (x, y + 9 * s),
                ],
                dark(tone, 0.4),
                3,
            )
            c.blob(
                [
                    (x - 19 * s, y + 2 * s),
                    (x - 17 * s, y - 8 * s),
                    (x, y - 11 * s),
                    (x + 17 * s, y - 9 * s),
                    (x + 18 * s, y + 1 * s),
                ],
                tone,
                3,
            )


def _gang(c: Canvas) -> None:
    """The people on the dyke."""
    row = (
        (0.16, 0.855, 250, LIFT, 1),
        (0.29, 0.815, 236, BEND, -1),
        (0.4, 0.775, 220, STRIDE, -1),
        (0.5, 0.735, 204, LIFT, 1),
        (0.585, 0.7, 190, LIFT, -1),
        (0.69, 0.66, 172, WALK, 1),
        (0.77, 0.63, 158, STRIDE, -1),
        (0.86, 0.6, 146, STAND, 1),
    )
    for i, (x, y, h, pose, face) in enumerate(row):
        ink = mix(hx("23262c"), hx("4a5054"), i / 10)
        look = silhouette(ink, hat=("non", "helmet", "", "non")[i % 4], hat_ink=light(ink, 0.3))
        far, near = person(c, c.w * x, c.h * y, h, look, pose, face)
        if pose in (LIFT, STRIDE):
            bx, by = (far[0] + near[0]) / 2 + face * h * 0.04, (far[1] + near[1]) / 2
            if pose is STRIDE:
                bx, by = c.w * x + face * h * 0.02, c.h * y - h * 0.88
            c.blob(
                [
                    (bx - h * 0.13, by + h * 0.04),
                    (bx - h * 0.11, by - h * 0.07),
                    (bx, by - h * 0.09),
                    (bx + h * 0.12, by - h * 0.06),
                    (bx + h * 0.13, by + h * 0.04),
                    (bx, by + h * 0.07),
                ],
                dark(hx("8f8168"), 0.25 - i * 0.02),
                4,
            )


def bridge(c: Canvas) -> None:
    """A cable-stayed bridge over the wide river, at noon."""
    hz = c.h * 0.63
    sky = Sky(c, stops("4f88b0", "86b1c6", "c6d9d8", "ece7d2"), hz)
    sky.cumulus(c.w * 0.18, hz * 0.8, 480, hx("fdf9ee"), hx("bccdd4"), 0.8)
    sky.cumulus(c.w * 0.6, hz * 0.45, 620, hx("fdf9ee"), hx("bccdd4"), 0.75)
    sky.lay()
    ridge(c, hz, 30, hz + 2, hx("a9bdb6"))
    treeline(c, hz + 2, 44, hx("7f9f8c"), 14)
    c.mist(hx("ece8d4"), hz - 50, hz + 2, 0, 0.5)
    c.wash(stops("d8dac6", "cfd3bf"), hz + 2, hz + 14)
    cable_bridge(
        c, hz - 44, hz - 120, (c.w * 0.34, c.w * 0.76), 360, hx("a39c90"), hx("f7f3e6"), hz + 16, 17
    )
    mirror(c, hz + 14, c.h - hz - 14, stops("cfd3bf", "8caaa4", "54808a", "356474"), 0.6, 8)
    cable_bridge(
        c, hz - 44, hz - 120, (c.w * 0.34, c.w * 0.76), 360, hx("a39c90"), hx("f7f3e6"), hz + 16, 17
    )
    ripples(c, hz + 10, c.h, hx("f3f3e2"), 0.28, 190)
    ripples(c, hz + 24, c.h, hx("24505e"), 0.28, 150)
    palm(c, c.w * 0.05, c.h * 1.02, 620, hx("4a4636"), hx("3d6a48"), 0.1, True)
    bush(c, c.w * 0.1, c.h * 1.0, 210, 90, hx("3f6a45"), 13, 260)
    bush(c, c.w * 0.9, c.h * 1.03, 260, 80, hx("3a6342"), 13, 240)
    birds(c, c.w * 0.55, c.h * 0.25, 90, hx("f4f5f0"), 6, 16)


def bridge_night_wide(c: Canvas) -> None:
    """The bridge at night with its lamps in the water."""
    hz = c.h * 0.62
    sky = Sky(c, stops("0c1430", "182450", "33406e", "6c5a78"), hz)
    sky.glow(c.w * 0.55, hz, 760, hx("a87a72"), 0.6)
    sky.lay()
    stars(c, hz * 0.6, 110)
    treeline(c, hz + 2, 34, hx("1d2444"), 5)
    for _ in range(90):
        x, y = c.rng.random() * c.w, hz - c.rng.uniform(2, 26)
        c.rect(x, y, x + 2.4, y + 2.4, c.rng.choice((hx("ffd795"), hx("ffb86b"), hx("cfe0ff"))))
    c.wash(stops("2b315a", "3b3a60"), hz + 1, hz + 10)
    ink, cable = hx("46507c"), hx("f6d79a")
    cable_bridge(c, hz - 30, hz - 92, (c.w * 0.32, c.w * 0.7), 270, ink, cable, hz + 10, 12)
    for i in range(44):
        x = c.w * (i + 0.5) / 44
        t = x / c.w * 2 - 1
        y = hz - 92 + 62 * t * t
        c.line([(x, y), (x, y - 20)], hx("2b335a"), 1.6)
        c.oval(x, y - 21, 3, 3, hx("fff0c4"))
        c.lamp(x, y - 20, 26, hx("b07a3a"))
    for x in (0.32, 0.7):
        c.lamp(c.w * x, hz - 250, 210, hx("5d4a6a"))
        c.oval(c.w * x, hz - 362, 4, 4, hx("ff7a66"))
        c.lamp(c.w * x, hz - 362, 50, hx("a03a34"))
    mirror(c, hz + 9, c.h - hz - 9, stops("3b3a60", "1d2650", "0d1634"), 0.9, 9)
    for i in range(44):
        glitter(c, c.w * (i + 0.5) / 44, hz + 14, c.h * 0.97, hx("ffcf8a"), 12, 0.002, 0.012, 0.6)
    ripples(c, hz + 12, c.h, hx("0a1230"), 0.4, 150)
    ripples(c, hz + 12, c.h, hx("7a6f92"), 0.18, 90)


def train(c: Canvas) -> None:
    """A passenger train crossing green country."""
    hz = c.h * 0.5
    sky = Sky(c, stops("6f9fc0", "a3c1cc", "dcdcc4", "f2dfb4"), hz)
    sky.cumulus(c.w * 0.3, hz * 0.72, 520, hx("fdf7e8"), hx("c3ced0"), 0.8)
    sky.lay()
    for y, tall, ink in ((0.5, 230, "9fb4b4"), (0.51, 150, "86a294")):
        ridge(c, c.h * y, tall, c.h * 0.6, hx(ink), 0.5)
        c.mist(hx("eee4c4"), c.h * 0.36, c.h * 0.54, 0, 0.5)
    c.wash(stops("bcc98a", "93b064", "6f9450"), c.h * 0.53, c.h)
    for i in range(26):
        t = i / 26
        y = c.h * (0.535 + 0.45 * t**1.8)
        c.line([(0, y), (c.w, y + 10 * t)], fade(hx("4f7a3c"), 0.3), 1 + 3 * t)
    treeline(c, c.h * 0.56, 46, hx("6f9060"), 8)
    y = c.h * 0.74
    c.poly([(0, y + 6), (c.w, y + 6), (c.w, y + 62), (0, y + 62)], hx("9a8c78"))
    c.poly([(0, y + 52), (c.w, y + 52), (c.w, y + 110), (0, y + 130)], hx("7c7060"))
    for _ in range(700):
        c.oval(
            c.rng.random() * c.w,
            y + c.rng.uniform(8, 92),
            3,
            1.8,
            fade(c.rng.choice((hx("564c40"), hx("c2b49c"))), 0.5),
        )
    _coaches(c, y)
    c.rect(0, y + 2, c.w, y + 8, hx("4a4440"))
    palm(c, c.w * 0.93, c.h * 1.02, 700, hx("4f4733"), hx("47733c"), -0.1, True)
    grass(c, 0, c.w, c.h * 1.0, 120, hx("557a38"), 460)
    grass(c, 0, c.w, c.h * 1.02, 80, hx("3c5c2c"), 300)


def _coaches(c: Canvas, y: float) -> None:
    """Three coaches and the locomotive."""
    red, white, deep = hx("a63c34"), hx("ece6d8"), hx("2b3540")
    for k in range(4):
        x0, x1 = -150 + k * 356, 196 + k * 356
        c.rect(x0, y - 150, x1, y - 12, white if k < 3 else red)
        c.rect(x0, y - 48, x1, y - 12, red if k < 3 else hx("d9b45c"))
        c.rect(x0, y - 60, x1, y - 55, hx("d9b45c"))
        c.poly([(x0, y - 150), (x0 + 12, y - 166), (x1 - 12, y - 166), (x1, y - 150)], hx("8d9498"))
        c.rect(x0 + 6, y - 12, x1 - 6, y - 2, deep)
        for w in (52, 92, 258, 298):
            c.oval(x0 + w, y - 10, 15, 15, deep)
            c.oval(x0 + w, y - 10, 7, 7, hx("6f7578"))
        if k < 3:
            for i in range(8):
                wx = x0 + 24 + i * 39
                c.rect(wx, y - 124, wx + 27, y - 82, deep)
                c.poly(
                    [(wx, y - 124), (wx + 15, y - 124), (wx + 3, y - 82), (wx, y - 82)],
                    hx("7f9aa6"),
                )
        c.rect(x1, y - 110, x1 + 10, y - 20, deep)
    x = -150 + 3 * 356
    c.poly(
        [
            *curve(
                [(x + 300, y - 150), (x + 380, y - 140), (x + 424, y - 70), (x + 430, y - 12)], 6
            ),
            (x + 300, y - 12),
        ],
        red,
    )
    c.poly([(x + 346, y - 134), (x + 384, y - 126), (x + 406, y - 84), (x + 352, y - 84)], deep)
    c.poly(
        [(x + 300, y - 48), (x + 428, y - 48), (x + 430, y - 12), (x + 300, y - 12)], hx("d9b45c")
    )
    c.oval(x + 418, y - 58, 7, 7, hx("fff0c8"))
    c.lamp(x + 420, y - 58, 60, hx("a08850"))
    for i in range(6):
        c.rect(x + 40 + i * 40, y - 130, x + 66 + i * 40, y - 92, dark(red, 0.4))
