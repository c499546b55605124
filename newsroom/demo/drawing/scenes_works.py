"""Scenes of work on land and shore: salt, shrimps, wind, roads, dykes, bridges, trains."""

from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, stops
from .people import RAISE, STAND, WALK, Look, Pose, person
from .plants import grass, treeline
from .scenes_shore import RAKE
from .sky import Sky

VEST: RGB = hx("d8793a")


def road_works(c: Canvas) -> None:
    """A new road through the fields, a roller and the gang."""
    hz = c.h * 0.42
    sky = Sky(c, stops("86b0c8", "b7cdd0", "e6e2cb", "f2e0b8"), hz)
    sky.cumulus(c.w * 0.72, hz * 0.7, 460, hx("fdf8ea"), hx("c6d0ce"), 0.8)
    sky.lay()
    treeline(c, hz + 4, 62, hx("90a487"), 12)
    c.mist(hx("f0e4c2"), hz - 50, hz + 4, 0, 0.5)
    c.wash(stops("b3b77c", "8a9c56", "5c7540"), hz + 2, c.h)
    road = curve(
        [(c.w * 0.6, hz + 4), (c.w * 0.53, c.h * 0.54), (c.w * 0.2, c.h * 0.78), (-c.w * 0.3, c.h)],
        8,
    )
    edge = curve(
        [
            (c.w * 1.02, c.h),
            (c.w * 0.86, c.h * 0.76),
            (c.w * 0.65, c.h * 0.54),
            (c.w * 0.615, hz + 4),
        ],
        8,
    )
    wide = [(x - 10 - (y - hz) * 0.22, y) for x, y in road]
    far = [(x + 6 + (y - hz) * 0.18, y) for x, y in edge]
    c.shade(wide + far, stops("dcbf93", "c29467", "9f6f49"))
    c.shade(road + edge, stops("8d8b88", "6c6a6b", "46464c"))
    c.shade(
        curve(
            [
                (c.w * 0.607, hz + 4),
                (c.w * 0.59, c.h * 0.54),
                (c.w * 0.52, c.h * 0.78),
                (c.w * 0.38, c.h),
            ],
            8,
        )
        + edge,
        stops("a8927a", "9a7c60", "84644a"),
    )
    for _ in range(420):
        t = c.rng.random() ** 0.6
        x = c.w * c.rng.uniform(0.5, 0.95) * (0.6 + 0.4 * t) + c.w * 0.12 * (1 - t)
        c.oval(
            x,
            hz + 20 + (c.h - hz) * t,
            1 + 4 * t,
            0.7 + 2 * t,
            fade(c.rng.choice((hx("5d4734"), hx("d3b48c"))), 0.45),
        )
    for i in range(6):
        x, y = road[10 + i * 2]
        _cone(c, x + 16, y, 20 + (y - hz) * 0.14)
    _roller(c, c.w * 0.44, c.h * 0.75, 1.0)
    for x, y, h, pose, face in (
        (0.72, 0.78, 250, RAKE, -1),
        (0.81, 0.7, 190, STAND, -1),
        (0.64, 0.6, 116, WALK, -1),
        (0.86, 0.705, 186, RAISE, -1),
    ):
        look = Look(VEST, hx("33404f"), hat="helmet", hat_ink=hx("e6c04e"))
        _far_hand, near = person(c, c.w * x, c.h * y, h, look, pose, face)
        if pose is RAKE:
            c.line([(near[0] + 30, near[1] - 56), (near[0] - 120, c.h * y)], hx("7a5a3a"), 5)
    grass(c, 0, c.w * 0.12, c.h, 60, hx("4d6a35"), 90)


def _cone(c: Canvas, x: float, y: float, tall: float) -> None:
    c.poly(
        [
            (x - tall * 0.34, y),
            (x - tall * 0.05, y - tall),
            (x + tall * 0.05, y - tall),
            (x + tall * 0.34, y),
        ],
        hx("d2622f"),
    )
    c.poly(
        [
            (x - tall * 0.2, y - tall * 0.42),
            (x - tall * 0.13, y - tall * 0.66),
            (x + tall * 0.13, y - tall * 0.66),
            (x + tall * 0.2, y - tall * 0.42),
        ],
        hx("f3ece0"),
    )


def _roller(c: Canvas, x: float, y: float, k: float) -> None:
    """A road roller with its drum in front and a driver under the roof."""
    body, deep = hx("dca52f"), hx("2b2f37")
    c.oval(x - 10 * k, y + 6, 270 * k, 20 * k, fade(hx("1b1a1e"), 0.4))
    for px, r in ((-175, 92), (160, 84)):
        c.oval(x + px * k, y - r * k + 4, r * k, r * k, deep if px > 0 else hx("6d7076"))
        c.oval(
            x + px * k,
            y - r * k + 4,
            r * k * 0.84,
            r * k * 0.84,
            hx("3c4048") if px > 0 else hx("9a9da0"),
        )
        c.oval(x + px * k, y - r * k + 4, r * k * 0.3, r * k * 0.3, body)
    c.poly(
        [
            (x - 190 * k, y - 100 * k),
            (x - 60 * k, y - 128 * k),
            (x - 60 * k, y - 92 * k),
            (x - 170 * k, y - 76 * k),
        ],
        dark(body, 0.25),
    )
    c.poly(
        curve([(x - 70 * k, y - 64 * k), (x - 62 * k, y - 150 * k), (x + 40 * k, y - 160 * k)], 5)
        + curve(
            [(x + 230 * k, y - 170 * k), (x + 262 * k, y - 130 * k), (x + 250 * k, y - 84 * k)], 5
        )
        + [(x + 60 * k, y - 62 * k)],
        body,
    )
    c.poly(
        [
            (x + 70 * k, y - 140 * k),
            (x + 226 * k, y - 146 * k),
            (x + 238 * k, y - 112 * k),
            (x + 76 * k, y - 108 * k),
        ],
        dark(body, 0.22),
    )
    for i in range(7):
        c.rect(x + (92 + i * 18) * k, y - 138 * k, x + (100 + i * 18) * k, y - 116 * k, deep)
    sit = Pose(2, (80, 6, 74, 0), (48, 80, 42, 74))
    person(
        c,
        x + 20 * k,
        y - 160 * k,
        190 * k,
        Look(VEST, hx("33404f"), hat="helmet", hat_ink=hx("e6c04e")),
        sit,
        -1,
        seat=True,
    )
    c.line([(x - 34 * k, y - 150 * k), (x - 48 * k, y - 204 * k)], deep, 6 * k)
    for px in (-62, 84):
        c.line([(x + px * k, y - 150 * k), (x + px * k, y - 322 * k)], deep, 8 * k)
    c.poly(
        [
            (x - 96 * k, y - 318 * k),
            (x + 118 * k, y - 318 * k),
            (x + 104 * k, y - 338 * k),
            (x - 80 * k, y - 338 * k),
        ],
        light(body, 0.15),
    )
