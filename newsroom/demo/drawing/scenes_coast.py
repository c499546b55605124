"""Scenes of the coast: the fleet, the patrol, the mangroves."""

from .boats import cutter, rower, sampan, shadow, trawler
from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops
from .people import SIT, Look, person
from .plants import mangrove, treeline
from .sky import Sky, birds, ridge, sun
from .water import glitter, mirror, ripples, streak


def fishing_boats(c: Canvas) -> None:
    """Fishing boats moored in the estuary in the forenoon."""
    hz = c.h * 0.5
    sky = Sky(c, stops("5f93b4", "93bac8", "cbdcd6", "e9e4d0"), hz)
    sky.cumulus(c.w * 0.7, hz * 0.66, 620, hx("fbf6ea"), hx("b7c8d0"), 0.85)
    sky.cumulus(c.w * 0.2, hz * 0.8, 380, hx("fbf6ea"), hx("bccbd0"), 0.7)
    sky.lay()
    treeline(c, hz + 2, 36, hx("8fa8a4"), 7)
    c.mist(hx("e3e3d2"), hz - 30, hz + 2, 0, 0.5)
    for i, x in enumerate((0.1, 0.24, 0.55, 0.64, 0.93)):
        hull = mix(hx(("2f5f7d", "7d3a32")[i % 2]), hx("c4d2cf"), 0.5)
        trawler(
            c,
            c.w * x,
            hz + 16,
            180,
            hull,
            mix(hx("d8c07a"), hx("c4d2cf"), 0.4),
            hx("c4c8c0"),
            (-1, 1)[i % 2],
        )
    trawler(c, c.w * 0.72, c.h * 0.6, 440, hx("7c3830"), hx("e0d3b0"), hx("6f8f8d"), -1)
    trawler(c, c.w * 0.34, c.h * 0.7, 660, hx("24587c"), hx("c95a40"), hx("c9b27c"), 1)
    _calm(c, hz + 2, stops("c9d5cd", "86aab0", "4c7a8a", "2f5a70"))
    trawler(c, c.w * 0.72, c.h * 0.6, 440, hx("7c3830"), hx("e0d3b0"), hx("6f8f8d"), -1)
    trawler(c, c.w * 0.34, c.h * 0.7, 660, hx("24587c"), hx("c95a40"), hx("c9b27c"), 1)
    _boat_shades(c, hx("1d4054"))
    ripples(c, hz + 20, c.h, hx("e8f0ea"), 0.28, 170)
    birds(c, c.w * 0.55, c.h * 0.2, 120, hx("eef2f0"), 9, 17)
    rower(
        c,
        c.w * 0.82,
        c.h * 0.86,
        270,
        hx("493a30"),
        Look(hx("5c6e7a"), hx("33343c"), hat="non"),
        -1,
        hx("1c3e50"),
    )


def _boat_shades(c: Canvas, ink: RGB) -> None:
    shadow(c, c.w * 0.72, c.h * 0.603, 400, ink, 0.4)
    shadow(c, c.w * 0.34, c.h * 0.706, 620, ink, 0.4)


def _calm(c: Canvas, y: float, tones: list[tuple[float, RGB]]) -> None:
    mirror(c, y, c.h - y, tones, 0.62)
    ripples(c, y + 20, c.h, dark(tones[-1][1], 0.3), 0.28, 150)


def fishing_boats_sunset(c: Canvas) -> None:
    """The fleet coming home under a red sky."""
    hz = c.h * 0.6
    sx = c.w * 0.36
    sky = Sky(c, stops("33365e", "6b4a70", "b8606a", "e68a5c", "f6bd6c"), hz)
    sky.glow(sx, hz - 60, 700, hx("ffc873"), 0.8)
    sky.streaks(40, hz * 0.62, hx("e2787a"), 0.6, 22)
    sky.streaks(hz * 0.3, hz * 0.9, hx("4a3a62"), 0.5, 10)
    sky.lay()
    sun(c, sx, hz - 50, 52, hx("ffe9b4"))
    ridge(c, hz, 34, hz + 2, hx("a25a62"), 0.4)
    mirror(c, hz + 1, c.h - hz - 1, stops("f0a868", "b8626a", "5d4468", "2c2c4e"), 0.75, 9)
    ripples(c, hz + 8, c.h, hx("f8b878"), 0.3, 170)
    ripples(c, hz + 20, c.h, hx("24264a"), 0.32, 150)
    glitter(c, sx, hz + 3, c.h, hx("ffe2a0"), 400)
    for x, y, size, face in (
        (0.86, 0.63, 130, -1),
        (0.6, 0.64, 190, -1),
        (0.13, 0.65, 220, 1),
        (0.68, 0.8, 560, -1),
    ):
        ink = mix(hx("1e1c34"), hx("8e4f62"), max(0.0, 0.75 - size / 420))
        trawler(c, c.w * x, c.h * y, size, ink, light(ink, 0.06), light(ink, 0.03), face)
        shadow(c, c.w * x, c.h * y, size, dark(ink, 0.3), 0.5)
    c.lamp(c.w * 0.75, c.h * 0.7, 60, hx("ffb45a"))
    birds(c, c.w * 0.62, c.h * 0.36, 120, hx("2c2544"), 15, 16)


def patrol_ship(c: Canvas) -> None:
    """A white patrol ship on a grey-green sea."""
    hz = c.h * 0.53
    sky = Sky(c, stops("4f6f8c", "7f9db0", "b7c8cc", "e2dfcf"), hz)
    sky.glow(c.w * 0.22, hz, 620, hx("fff0d0"), 0.6)
    sky.cumulus(c.w * 0.72, hz * 0.9, 760, hx("f3f0e6"), hx("93a9b8"), 0.8)
    sky.streaks(20, hz * 0.5, hx("d5dde0"), 0.5, 14)
    sky.lay()
    c.wash(stops("a9bfbf", "6c9197", "3d6874", "204656"), hz, c.h)
    glitter(c, c.w * 0.2, hz, c.h, hx("fbf3dc"), 220, 0.05, 0.2, 0.5)
    ripples(c, hz + 2, c.h, hx("dbe8e6"), 0.22, 260)
    ripples(c, hz + 10, c.h, hx("153845"), 0.34, 260)
    y = c.h * 0.66
    shadow(c, c.w * 0.52, y + 8, 900, hx("173a47"), 0.35)
    cutter(c, c.w * 0.52, y, 960, 1)
    foam = hx("f3f6f2")
    for _ in range(170):
        t = c.rng.random() ** 0.8
        x = c.w * 0.52 + 430 - t * 1050
        streak(
            c,
            x,
            y + 2 + c.rng.uniform(-5, 16 + 26 * t),
            c.rng.uniform(10, 60),
            c.rng.uniform(1, 3.4),
            fade(foam, 0.55 * (1 - t * 0.6)),
        )
    bow = c.w * 0.52 + 424
    c.poly(
        curve(
            [
                (bow + 16, y + 6),
                (bow - 2, y - 16),
                (bow - 40, y - 12),
                (bow - 110, y - 4),
                (bow - 190, y + 10),
            ],
            6,
        ),
        fade(foam, 0.85),
    )
    birds(c, c.w * 0.24, c.h * 0.3, 90, hx("f4f5f2"), 8, 18)
    c.poly(
        [
            *curve(
                [
                    (0, c.h * 0.93),
                    (c.w * 0.3, c.h * 0.9),
                    (c.w * 0.6, c.h * 0.95),
                    (c.w, c.h * 0.91),
                ],
                10,
            ),
            (c.w, c.h),
            (0, c.h),
        ],
        fade(hx("143542"), 0.55),
    )
    ripples(c, c.h * 0.86, c.h * 1.02, hx("8fb2b6"), 0.3, 60)


def mangrove_shore(c: Canvas) -> None:
    """Mangroves on their stilts at low tide."""
    hz = c.h * 0.5
    sky = Sky(c, stops("9fbfb9", "c3d3be", "e7e2be", "f3e6bd"), hz)
    sky.glow(c.w * 0.5, hz, 640, hx("fff4cb"), 0.9)
    sky.lay()
    treeline(c, hz + 3, 120, hx("adc09d"), 0)
    c.mist(hx("f0e7c2"), hz - 90, hz + 3, 0, 0.6)
    treeline(c, hz + 3, 80, hx("83a07c"), 0)
    c.mist(hx("f0e7c2"), hz - 50, hz + 3, 0.1, 0.6)
    c.wash(stops("c9cda6", "b9bf94"), hz + 2, c.h * 0.63)
    for x, tall in ((0.3, 250), (0.45, 220), (0.6, 240), (0.73, 220)):
        mangrove(c, c.w * x, hz + 34, tall, hx("6d8f5c"), hx("7a7358"), 6)
    c.mist(hx("efe6c4"), hz - 40, hz + 36, 0.0, 0.4)
    for x, tall, y in ((0.12, 520, 0.62), (0.9, 560, 0.63)):
        mangrove(c, c.w * x, c.h * y, tall, hx("47703f"), hx("57492f"), 10)
    mirror(c, c.h * 0.615, c.h * 0.385, stops("cfcf9f", "8c9d72", "53704f", "2f4d3c"), 0.85, 6)
    ripples(c, c.h * 0.62, c.h, hx("f4eccc"), 0.24, 120)
    for x in (0.04, 0.18, 0.83, 0.97):
        mangrove(c, c.w * x, c.h * 0.74, 470, hx("345a34"), hx("3f3524"), 11)
    ripples(c, c.h * 0.72, c.h, hx("1f3a2e"), 0.3, 80)
    sampan(c, c.w * 0.52, c.h * 0.8, 330, hx("3c3026"), 1, hx("22392c"))
    person(
        c,
        c.w * 0.47,
        c.h * 0.775,
        120,
        Look(hx("6f5a48"), hx("3a3630"), hat="non"),
        SIT,
        1,
        seat=True,
    )


def mangrove_edge(c: Canvas) -> None:
    """Young mangroves on a mud flat before the sea, with waders."""
    hz = c.h * 0.4
    sky = Sky(c, stops("6f8fae", "a2b4c4", "dcc9bc", "f2d6b0"), hz)
    sky.streaks(20, hz * 0.9, hx("f6e3cd"), 0.55, 20)
    sky.glow(c.w * 0.75, hz, 560, hx("ffe5b4"), 0.75)
    sky.lay()
    c.wash(stops("d9c6b0", "a9aaa8"), hz, c.h * 0.5)
    ripples(c, hz, c.h * 0.5, hx("fdf0d8"), 0.5, 90, 0.5)
    c.wash(stops("a08c7c", "83705f", "5b4c42"), c.h * 0.49, c.h)
    mirror(c, c.h * 0.49, c.h * 0.51, stops("b5a08c", "86725f", "4f4239"), 0.55, 5)
    for _ in range(60):
        t = c.rng.random()
        streak(
            c,
            c.rng.random() * c.w,
            c.h * (0.5 + 0.5 * t),
            60 + 200 * t,
            2 + 9 * t,
            fade(hx("4f4238"), 0.35),
        )
    for row in range(6):
        y = c.h * (0.53 + 0.085 * row)
        tall = 60 + row * 42
        for i in range(9 - row):
            x = c.w * (i + 0.5 + c.rng.uniform(-0.3, 0.3)) / (9 - row)
            ink = mix(hx("3f6840"), hx("b9b39c"), 0.55 - row * 0.1)
            mangrove(c, x, y, tall, ink, mix(hx("3f342a"), hx("a89a88"), 0.5 - row * 0.08), 3 + row)
    birds(c, c.w * 0.4, c.h * 0.18, 150, hx("f6efe4"), 14, 15)
