"""Scenes of the town: skylines, streets, public buildings."""

from .buildings import gable, shop_houses, towers, windows
from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops
from .people import STAND, STRIDE, WALK, Look, person
from .plants import bush
from .sky import Sky, birds, stars
from .water import glitter, mirror, ripples

WALLS: list[RGB] = [
    hx("d9c7a0"),
    hx("c9d0c4"),
    hx("d6b59a"),
    hx("b9c4c8"),
    hx("e2d9c6"),
    hx("c7b6a6"),
]
CLOTHES: list[RGB] = [
    hx("8a4f4a"),
    hx("4a6678"),
    hx("6f6a4e"),
    hx("7a5a78"),
    hx("4e7066"),
    hx("b98a52"),
    hx("dcd5c6"),
]


def passer(
    c: Canvas, x: float, y: float, h: float, haze: RGB | None = None, part: float = 0.0
) -> None:
    """Somebody walking by."""
    rng = c.rng
    coat = rng.choice(CLOTHES)
    tint = haze or coat
    look = Look(
        mix(coat, tint, part),
        mix(hx("34384a"), tint, part),
        mix(hx("b98a68"), tint, part),
        mix(hx("26242a"), tint, part),
        rng.choice(("non", "", "", "cap")),
        mix(hx("dcc898"), tint, part),
        woman=rng.random() < 0.5,
    )
    person(c, x, y, h, look, rng.choice((WALK, STRIDE, STAND)), rng.choice((-1, 1)))


def town_skyline(c: Canvas) -> None:
    """The river front of a provincial town in the afternoon."""
    hz = c.h * 0.62
    sky = Sky(c, stops("5f93b8", "94bbca", "dcdccb", "f4dfb2"), hz)
    sky.cumulus(c.w * 0.26, hz * 0.6, 560, hx("fdf7e8"), hx("c2cfd3"), 0.85)
    sky.cumulus(c.w * 0.78, hz * 0.4, 420, hx("fdf7e8"), hx("c2cfd3"), 0.7)
    sky.lay()
    towers(c, hz, 120, 330, 92, hx("b9c3c4"), hx("8fa6b0"), fill=0.7)
    c.mist(hx("f4e3bb"), hz - 260, hz, 0, 0.6)
    towers(c, hz, 90, 220, 110, hx("cdbf9f"), hx("6f7f86"), fill=0.75)
    c.mist(hx("f4e0b4"), hz - 120, hz, 0, 0.35)
    shop_houses(c, hz - 6, 0, c.w, 74, 150, WALLS, hx("51606a"))
    _church_of_clock(c, c.w * 0.6, hz - 6)
    c.rect(0, hz - 12, c.w, hz + 8, hx("b3a78e"))
    for i in range(17):
        bush(c, c.w * (i + 0.5) / 17, hz - 34, 40, 30, hx("6f8c54"), 7, 60)
    c.rect(0, hz - 8, c.w, hz + 10, hx("9d927c"))
    mirror(c, hz + 8, c.h - hz - 8, stops("d2c9a6", "8fa59a", "57808a", "38667a"), 0.75, 9)
    ripples(c, hz + 12, c.h, hx("f4ebcf"), 0.25, 180)
    ripples(c, hz + 24, c.h, hx("264c5e"), 0.28, 130)
    for _ in range(26):
        passer(c, c.rng.random() * c.w, hz - 2, 36, hx("b3a78e"), 0.3)
    birds(c, c.w * 0.5, c.h * 0.2, 110, hx("5f7480"), 9, 12)


def _church_of_clock(c: Canvas, x: float, y: float) -> None:
    """The market hall with its clock tower."""
    wall, roof = hx("e6cf9c"), hx("a7553f")
    c.rect(x - 190, y - 120, x + 190, y, wall)
    gable(c, x - 190, x + 190, y - 118, 52, roof)
    for i in range(9):
        px = x - 172 + i * 39
        c.rect(px, y - 74, px + 26, y, hx("6f5f50"))
        c.oval(px + 13, y - 74, 13, 13, hx("6f5f50"))
    c.rect(x - 40, y - 290, x + 40, y, light(wall, 0.25))
    c.rect(x + 18, y - 290, x + 40, y, dark(wall, 0.12))
    c.poly([(x - 52, y - 288), (x, y - 352), (x + 52, y - 288)], roof)
    c.oval(x, y - 240, 25, 25, hx("f6efdf"))
    c.line([(x, y - 240), (x, y - 256)], hx("3a3430"), 3)
    c.line([(x, y - 240), (x + 12, y - 236)], hx("3a3430"), 3)
    c.rect(x - 14, y - 190, x + 14, y - 140, hx("6f5f50"))


def town_skyline_night(c: Canvas) -> None:
    """The same front at night."""
    hz = c.h * 0.6
    sky = Sky(c, stops("0b1230", "1a2450", "40406e", "86607a", "c07c6c"), hz)
    sky.streaks(hz * 0.3, hz * 0.8, hx("5f4a70"), 0.5, 12)
    sky.lay()
    stars(c, hz * 0.6, 120)
    c.oval(c.w * 0.18, c.h * 0.16, 27, 27, hx("fdf3d6"))
    c.lamp(c.w * 0.18, c.h * 0.16, 190, hx("4a4a60"))
    towers(c, hz, 150, 380, 96, hx("2a3058"), hx("20264a"), hx("f2c27a"), 0.3, 0.75)
    c.mist(hx("7a5a78"), hz - 240, hz, 0, 0.5)
    towers(c, hz, 90, 230, 112, hx("1c2244"), hx("141a38"), hx("ffd592"), 0.36, 0.8)
    shop_houses(
        c,
        hz - 4,
        0,
        c.w,
        80,
        140,
        [hx("2b2b48"), hx("382f48"), hx("2a3450")],
        hx("161a30"),
        hx("ffc878"),
    )
    c.rect(0, hz - 8, c.w, hz + 8, hx("1a1c34"))
    for i in range(22):
        x = c.w * (i + 0.5) / 22
        c.line([(x, hz), (x, hz - 58)], hx("10132a"), 3)
        c.oval(x, hz - 60, 5, 5, hx("fff1cc"))
        c.lamp(x, hz - 58, 62, hx("c07f3c"))
    mirror(c, hz + 7, c.h - hz - 7, stops("5a4668", "28305c", "0f1636"), 0.95, 11)
    for i in range(22):
        glitter(c, c.w * (i + 0.5) / 22, hz + 10, c.h * 0.97, hx("ffcf88"), 22, 0.003, 0.016, 0.7)
    ripples(c, hz + 10, c.h, hx("0a1030"), 0.4, 190)
    ripples(c, hz + 10, c.h, hx("c98f86"), 0.2, 110)


def world_city(c: Canvas) -> None:
    """A great foreign city at dusk."""
    hz = c.h * 0.7
    sky = Sky(c, stops("27345e", "56608c", "a0809a", "e0a08c", "f4c890"), hz)
    sky.streaks(hz * 0.2, hz * 0.85, hx("f0b29c"), 0.5, 20)
    sky.glow(c.w * 0.66, hz - 60, 640, hx("ffdc9c"), 0.75)
    sky.lay()
    towers(c, hz, 120, 380, 66, hx("b08a94"), hx("a07f8c"), fill=0.85)
    c.mist(hx("f4c89a"), hz - 300, hz, 0.0, 0.6)
    towers(c, hz, 100, 420, 82, hx("6e6486"), hx("5a5478"), hx("f6d29a"), 0.22, 0.75)
    for x, tall, kind in ((0.3, 640, 0), (0.47, 520, 1), (0.8, 560, 2), (0.12, 460, 1)):
        _landmark(c, c.w * x, hz, tall, kind)
    c.mist(hx("e8ac90"), hz - 160, hz, 0.0, 0.35)
    towers(c, hz, 60, 200, 96, hx("373a5e"), hx("2c2f52"), hx("ffd896"), 0.34, 0.85)
    c.rect(0, hz - 8, c.w, hz + 4, hx("2a2d4c"))
    mirror(c, hz + 3, c.h - hz - 3, stops("dda58c", "8a6f8c", "44476e", "272c50"), 0.85, 9)
    ripples(c, hz + 6, c.h, hx("ffd9a6"), 0.28, 150)
    ripples(c, hz + 14, c.h, hx("20244a"), 0.34, 150)
    glitter(c, c.w * 0.66, hz + 4, c.h, hx("ffe4ac"), 150)


def _landmark(c: Canvas, x: float, y: float, tall: float, kind: int) -> None:
    ink, half = hx("4a4a74"), 46.0
    steps = ((1.0, 0.0, 0.62), (0.74, 0.62, 0.8), (0.46, 0.8, 0.9), (0.2, 0.9, 0.95))
    if kind == 2:
        outline = curve(
            [
                (x - 62, y),
                (x - 56, y - tall * 0.5),
                (x - 10, y - tall),
                (x + 10, y - tall),
                (x + 56, y - tall * 0.5),
                (x + 62, y),
            ],
            8,
        )
        c.shade(outline, stops("8a7896", "545278", "3f4068"))
        for k in range(30):
            v = 0.04 + k * 0.031
            wide = 58 * (1 - max(0.0, v - 0.35) * 1.4)
            c.line([(x - wide, y - tall * v), (x + wide, y - tall * v)], fade(hx("f6cf98"), 0.4), 2)
        return
    for w, v0, v1 in steps:
        c.rect(x - half * w, y - tall * v1, x + half * w, y - tall * v0, ink)
        c.rect(x + half * w * 0.3, y - tall * v1, x + half * w, y - tall * v0, light(ink, 0.18))
        if w > 0.3:
            windows(
                c,
                x - half * w * 0.9,
                y - tall * v1 + 6,
                x + half * w * 0.9,
                y - tall * v0,
                int(9 * w),
                int((v1 - v0) * 44),
                dark(ink, 0.12),
                hx("ffd998"),
                0.4,
                0.5,
            )
    c.taper([(x, y - tall * 0.94), (x, y - tall * (1.14 if kind == 0 else 1.02))], 6, 2, ink)
    c.lamp(x, y - tall, 70, hx("6a3a4a"))
