"""Scenes on the water: river, markets, ferries, the sea."""

from .boats import rower, trader
from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops
from .people import STAND, Look, person, silhouette
from .plants import grass, nipa, palm, treeline
from .sky import Sky, birds, ridge, sun
from .water import glitter, mirror, ripples, streak

FRUIT: list[list[RGB]] = [
    [hx("d9822b"), hx("e0a23a")],
    [hx("5f8a3a"), hx("7d9e42")],
    [hx("b8433a"), hx("c9603f")],
    [hx("d8b23e"), hx("c99a34")],
    [hx("7c4f7a"), hx("93608c")],
]
COATS: list[RGB] = [hx("7a3f4a"), hx("3f5f6b"), hx("6b5a3c"), hx("4c4a6b"), hx("2f5a4c")]


def river_dawn(c: Canvas) -> None:
    """First light over the river, one boat going out."""
    hz = c.h * 0.52
    sx = c.w * 0.63
    sky = Sky(c, stops("56688e", "8f93ad", "d5b3a4", "f0cb9c", "f7dcae"), hz)
    sky.glow(sx, hz - 40, 620, hx("ffdf9f"), 0.85)
    sky.streaks(c.h * 0.06, c.h * 0.34, hx("f3c3a8"), 0.45, 16)
    sky.streaks(c.h * 0.2, c.h * 0.45, hx("7d7f9c"), 0.3, 8)
    sky.lay()
    sun(c, sx, hz - 62, 34, hx("fff3cf"))
    ridge(c, hz, 46, hz + 2, hx("c2a09a"))
    treeline(c, hz + 1, 40, hx("977f86"), 12)
    c.mist(hx("f4d3ac"), hz - 60, hz, 0, 0.5)
    treeline(c, hz + 2, 66, hx("5d5a6c"), 7, 0, c.w * 0.4)
    treeline(c, hz + 2, 44, hx("6d6674"), 3, c.w * 0.82)
    mirror(c, hz + 2, c.h - hz - 2, stops("e6bf9f", "9a8c98", "4f5c78", "36435f"), 0.8)
    ripples(c, hz + 10, c.h, hx("f8dcb4"), 0.22, 150)
    ripples(c, hz + 40, c.h, hx("2b3550"), 0.25, 110)
    glitter(c, sx, hz + 4, c.h * 0.93, hx("fff0c4"), 330)
    rower(
        c,
        c.w * 0.37,
        c.h * 0.75,
        330,
        hx("2c2832"),
        silhouette(hx("29262f"), hat="non"),
        1,
        hx("252b40"),
    )
    birds(c, c.w * 0.32, c.h * 0.2, 80, hx("5a5870"), 9, 13)
    nipa(c, c.w * 0.02, c.h * 1.02, 300, hx("20242c"))
    grass(c, -20, c.w * 0.3, c.h, 70, hx("1d2129"), 120)


def river_dawn_wide(c: Canvas) -> None:
    """The same river, wide, in the blue of early morning with fog."""
    hz = c.h * 0.5
    sky = Sky(c, stops("7f9fb8", "a9c0c8", "d3d9cf", "efe4c8"), hz)
    sky.glow(c.w * 0.24, hz, 560, hx("fff0cb"), 0.9)
    sky.streaks(20, hz * 0.7, hx("f2ead8"), 0.5, 12)
    sky.lay()
    ridge(c, hz, 60, hz + 1, hx("b5c3c2"))
    for tall, ink, palms in ((44, "93aaac", 16), (64, "6c888c", 8)):
        treeline(c, hz + 1, tall, hx(ink), palms)
        c.mist(hx("e6e3d0"), hz - 50, hz + 1, 0, 0.62)
    treeline(c, hz + 3, 76, hx("3f5d61"), 6, c.w * 0.66)
    c.mist(hx("e9e4d0"), hz - 26, hz + 3, 0, 0.4)
    mirror(c, hz + 3, c.h - hz - 3, stops("dcdccb", "9fb6b9", "5f8390", "41657a"), 0.82)
    ripples(c, hz + 8, c.h, hx("f3eedb"), 0.25, 120)
    ripples(c, hz + 30, c.h, hx("2c4c60"), 0.22, 80)
    glitter(c, c.w * 0.24, hz + 4, c.h, hx("fff8e2"), 200, alpha=0.6)
    for x, y, size in ((0.46, 0.62, 120), (0.55, 0.585, 84), (0.72, 0.78, 290)):
        look = silhouette(mix(hx("24393f"), hx("8fa5a6"), 1.1 - size / 250), hat="non")
        rower(c, c.w * x, c.h * y, size, look.shirt, look, -1, hx("2c4c58"))
    palm(c, c.w * 0.93, c.h * 1.04, 560, hx("1f3338"), hx("24404a"), -0.1, True)
    palm(c, c.w * 1.0, c.h * 1.04, 440, hx("1f3338"), hx("24404a"), 0.05, True)
    grass(c, c.w * 0.8, c.w, c.h, 46, hx("1d3136"), 130)


def _market_row(c: Canvas, y: float, size: float, count: int, haze: RGB, part: float) -> None:
    for i in range(count):
        x = c.w * (i + 0.5 + c.rng.uniform(-0.28, 0.28)) / count
        hull = mix(hx("5b3d2c"), haze, part)
        coat = mix(c.rng.choice(COATS), haze, part)
        look = Look(
            coat,
            dark(coat, 0.4),
            mix(hx("b98a68"), haze, part),
            mix(hx("2a2628"), haze, part),
            "non",
            mix(hx("e4d2a4"), haze, part),
        )
        load = [mix(tone, haze, part) for tone in c.rng.choice(FRUIT)]
        face = c.rng.choice((-1, 1))
        trader(
            c,
            x,
            y + c.rng.uniform(-0.2, 0.2) * size * 0.2,
            size,
            hull,
            look,
            load,
            face,
            mix(hx("28423f"), haze, part),
        )


def market_boats(c: Canvas) -> None:
    """A floating market in the morning."""
    hz = c.h * 0.36
    sky = Sky(c, stops("8fb4c4", "c5d6cf", "f2e2bd", "f6d9a2"), hz)
    sky.glow(c.w * 0.8, hz, 560, hx("ffe2a0"), 0.8)
    sky.cumulus(c.w * 0.25, hz * 0.72, 330, hx("fdf3df"), hx("c6cfcb"), 0.8)
    sky.lay()
    treeline(c, hz + 2, 58, hx("93a68f"), 12)
    c.mist(hx("f4e0b4"), hz - 40, hz + 2, 0, 0.6)
    for x in (0.06, 0.15, 0.66, 0.73, 0.9):
        w = c.w * 0.06
        c.rect(c.w * x, hz - 34, c.w * x + w, hz + 2, hx("8f8a78"))
        c.poly(
            [(c.w * x - 10, hz - 32), (c.w * x + w * 0.5, hz - 58), (c.w * x + w + 10, hz - 32)],
            hx("a8705a"),
        )
    mirror(c, hz + 2, c.h - hz - 2, stops("d9cfa6", "92a68c", "5d7c6c", "3d5c54"), 0.7)
    ripples(c, hz + 8, c.h, hx("f6e9c4"), 0.24, 140)
    ripples(c, hz + 40, c.h, hx("21403c"), 0.26, 110)
    for y, size, n, part in ((0.42, 110, 8, 0.6), (0.5, 190, 5, 0.38), (0.63, 320, 4, 0.15)):
        _market_row(c, c.h * y, size, n, hx("d8cda4"), part)
    _front_boats(c)


def _front_boats(c: Canvas) -> None:
    look = Look(hx("8a3f4b"), hx("2d2a36"), hat="non", woman=True)
    trader(c, c.w * 0.3, c.h * 0.88, 660, hx("4d3223"), look, FRUIT[0], 1, hx("1d3430"))
    look = Look(hx("36566b"), hx("2d2a36"), hat="non")
    trader(c, c.w * 0.85, c.h * 0.82, 520, hx("553828"), look, FRUIT[1], -1, hx("1d3430"))


def market_boats_square(c: Canvas) -> None:
    """One fruit boat seen close, at noon."""
    water = stops("7fa39a", "6d9488", "4f7a70", "35605c")
    c.wash(water, 0, c.h)
    ripples(c, -60, c.h, hx("e6f0dc"), 0.2, 170, 0.8)
    ripples(c, -60, c.h, hx("274f4c"), 0.25, 170, 0.8)
    for _ in range(8):
        c.halo(c.rng.uniform(0, c.w), c.rng.uniform(0, c.h), 130, hx("b9d3c2"), 0.25)
    _market_row(c, c.h * 0.2, 330, 3, hx("7fa39a"), 0.42)
    _market_row(c, c.h * 0.4, 470, 2, hx("6f968c"), 0.2)
    look = Look(hx("9a4a3c"), hx("2d2a36"), hat="non", woman=True)
    trader(c, c.w * 0.4, c.h * 0.68, 830, hx("5a3a28"), look, FRUIT[3], 1, hx("1c3a37"))
    look = Look(hx("32566c"), hx("24303c"), hat="non")
    trader(c, c.w * 0.72, c.h * 0.93, 900, hx("4a3024"), look, FRUIT[2], -1, hx("1c3a37"))
    glitter(c, c.w * 0.2, c.h * 0.4, c.h, hx("f8f6e0"), 60, 0.1, 0.3, 0.4)


def ferry(c: Canvas) -> None:
    """A car ferry crossing a brown river."""
    hz = c.h * 0.43
    sky = Sky(c, stops("7fa6bd", "a9c6cc", "d8dfd0", "efe6cd"), hz)
    sky.cumulus(c.w * 0.2, hz * 0.75, 520, hx("fdf8ec"), hx("bfccd0"), 0.85)
    sky.cumulus(c.w * 0.8, hz * 0.5, 420, hx("fdf8ec"), hx("bfccd0"), 0.75)
    sky.lay()
    treeline(c, hz + 2, 54, hx("7f9c86"), 14)
    c.mist(hx("e8e4cc"), hz - 46, hz + 2, 0, 0.55)
    state = c.rng.getstate()
    c.wash(stops("d3c69f", "bdae84", "b8a77f"), hz + 2, c.h * 0.66)
    _ferry_boat(c, c.w * 0.53, c.h * 0.66)
    mirror(c, c.h * 0.66, c.h * 0.34, stops("b8a77f", "98885f", "6f6547"), 0.4, 9)
    ripples(c, hz + 6, c.h, hx("f0e6c8"), 0.3, 230)
    ripples(c, hz + 30, c.h, hx("54492f"), 0.26, 170)
    c.rng.setstate(state)
    _ferry_boat(c, c.w * 0.53, c.h * 0.66)
    for k in range(46):
        x = c.w * 0.14 - c.rng.uniform(0, 160) + k * 2
        streak(c, x, c.h * 0.665 + c.rng.uniform(-4, 26), 40, 2.4, fade(hx("f6efdc"), 0.5))
    rower(
        c,
        c.w * 0.2,
        c.h * 0.87,
        250,
        hx("4a3829"),
        Look(hx("3f5f58"), hx("33322f"), hat="non"),
        1,
        hx("4a4028"),
    )
    for x in (0.86, 0.93, 0.99):
        nipa(c, c.w * x, c.h * 1.03, 170, hx("40603c"))


def _ferry_boat(c: Canvas, x: float, y: float) -> None:
    """A flat ferry with ramps at both ends, a bridge deck and vehicles."""
    hull, white, deep = hx("31586e"), hx("ecebe2"), hx("2a3946")
    c.poly(
        [
            *curve([(x - 520, y - 78), (x - 400, y - 52), (x + 400, y - 52), (x + 520, y - 78)], 4),
            (x + 420, y),
            (x - 420, y),
        ],
        hull,
    )
    c.rect(x - 440, y - 12, x + 440, y, hx("7c3630"))
    for side in (-1, 1):
        c.line([(x + side * 510, y - 80), (x + side * 592, y - 168)], deep, 9)
        c.line([(x + side * 590, y - 166), (x + side * 400, y - 190)], deep, 2)
    trucks = [
        (-360, 120, 78, "b5523f"),
        (-225, 96, 58, "d8c48c"),
        (150, 100, 56, "5f7f8c"),
        (265, 130, 84, "6f8a58"),
    ]
    for dx, long, tall, ink in trucks:
        c.rect(x + dx, y - 56 - tall, x + dx + long, y - 62, hx(ink))
        c.rect(x + dx + long * 0.1, y - 48 - tall, x + dx + long * 0.9, y - 56 - tall * 0.45, deep)
        for u in (0.2, 0.8):
            c.oval(x + dx + long * u, y - 60, 11, 11, hx("20242a"))
    for i in range(9):
        coat = c.rng.choice(COATS)
        person(
            c,
            x - 110 + i * 27,
            y - 54,
            66,
            Look(coat, dark(coat, 0.4), hat="helmet", hat_ink=c.rng.choice(COATS)),
            STAND,
            c.rng.choice((-1, 1)),
        )
    c.rect(x - 300, y - 196, x + 300, y - 180, white)
    for u in (-280, -130, 130, 270):
        c.rect(x + u, y - 182, x + u + 12, y - 56, white)
    c.rect(x - 120, y - 262, x + 120, y - 196, white)
    c.rect(x - 108, y - 250, x + 108, y - 222, deep)
    c.rect(x - 140, y - 274, x + 140, y - 262, hx("c2563f"))
    c.rect(x - 3, y - 340, x + 3, y - 274, white)
    for u in range(-420, 421, 42):
        c.line([(x + u, y - 54), (x + u, y - 80)], light(hull, 0.4), 2)
    c.line([(x - 430, y - 80), (x + 430, y - 80)], light(hull, 0.5), 3)
