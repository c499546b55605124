"""Boats and what belongs to them."""

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, light, mix, vary
from .people import ROW, SIT, Look, person


def shadow(c: Canvas, x: float, y: float, long: float, ink: RGB, alpha: float = 0.4) -> None:
    """The dark on the water under a hull."""
    for k in range(5):
        w = long * (0.52 - 0.05 * k)
        c.oval(
            x + c.rng.uniform(-6, 6), y + long * 0.012 * (k + 1), w, long * 0.012, fade(ink, alpha)
        )


def sampan(
    c: Canvas, x: float, y: float, long: float, ink: RGB, face: float = 1, water: RGB = (20, 30, 40)
) -> None:
    """A slim wooden boat afloat at (x, y)."""
    shadow(c, x, y, long, water)
    h = long * 0.5 * face

    def at(u: float, v: float) -> Point:
        return x + u * h, y + v * long

    rim = [at(-1, -0.085), at(-0.6, -0.05), at(0, -0.038), at(0.6, -0.056), at(1, -0.115)]
    keel = [at(0.84, -0.045), at(0.6, -0.004), at(0, 0.012), at(-0.6, 0.0), at(-0.86, -0.03)]
    c.poly(curve(rim, 6) + curve(keel, 6), ink)
    inner = [(px, py + long * 0.014) for px, py in rim[::-1]]
    c.poly(curve(rim, 6) + curve(inner, 6), light(ink, 0.22))
    c.line(
        curve([(px, py + long * 0.03) for px, py in rim], 6),
        fade(dark(ink, 0.5), 0.5),
        max(0.7, long * 0.004),
    )


def rower(
    c: Canvas,
    x: float,
    y: float,
    long: float,
    ink: RGB,
    look: Look,
    face: float = 1,
    water: RGB = (20, 30, 40),
) -> None:
    """A sampan with somebody standing in the stern at the oar."""
    sampan(c, x, y, long, ink, face, water)
    px, py = x - face * long * 0.3, y - long * 0.045
    far, near = person(c, px, py, long * 0.36, look, ROW, face)
    hx, hy = (far[0] + near[0]) / 2, (far[1] + near[1]) / 2
    c.line(
        [(hx + face * long * 0.03, hy - long * 0.02), (px - face * long * 0.22, y + long * 0.03)],
        dark(ink, 0.3),
        max(1, long * 0.011),
    )


def trader(
    c: Canvas,
    x: float,
    y: float,
    long: float,
    ink: RGB,
    look: Look,
    load: list[RGB],
    face: float = 1,
    water: RGB = (20, 30, 40),
) -> None:
    """A market boat heaped with fruit, and its owner."""
    sampan(c, x, y, long, ink, face, water)
    r = long * 0.022
    for row in range(4):
        n = 11 - row * 2
        for i in range(n):
            px = x + face * long * 0.1 + (i - n / 2 + 0.5) * r * 1.75
            py = y - long * 0.055 - row * r * 1.25
            tone = vary(c.rng, load[(i + row) % len(load)], 12)
            c.oval(px, py, r, r * 0.95, dark(tone, 0.16))
            c.oval(px - r * 0.2, py - r * 0.25, r * 0.66, r * 0.6, light(tone, 0.1))
    person(c, x - face * long * 0.26, y - long * 0.085, long * 0.3, look, SIT, face, seat=True)
    c.poly(
        [
            (x - face * long * 0.36, y - long * 0.07),
            (x - face * long * 0.05, y - long * 0.055),
            (x - face * long * 0.08, y - long * 0.004),
            (x - face * long * 0.36, y - long * 0.004),
        ],
        ink,
    )


def trawler(
    c: Canvas, x: float, y: float, long: float, hull: RGB, trim: RGB, cabin: RGB, face: float = 1
) -> None:
    """A fishing boat with a high bow, a cabin aft and outriggers."""
    f = face * long * 0.5

    def at(u: float, v: float) -> Point:
        return x + u * f, y - v * long

    rail = [at(-1, 0.13), at(-0.5, 0.1), at(0.1, 0.1), at(0.65, 0.15), at(1.06, 0.25)]
    c.poly([*curve(rail, 6), *curve([at(0.86, 0.0), at(0.4, -0.02), at(-0.88, -0.01)], 6)], hull)
    band = [(px, py + long * 0.028) for px, py in rail[::-1]]
    c.poly(curve(rail, 6) + curve(band, 6), trim)
    for u, v in ((-0.82, 0.1), (-0.28, 0.1)):
        c.line([at(u, v), at(u, 0.3)], dark(cabin, 0.4), long * 0.008)
    c.poly([at(-0.82, 0.1), at(-0.82, 0.24), at(-0.22, 0.24), at(-0.22, 0.1)], cabin)
    c.poly([at(-0.9, 0.24), at(-0.88, 0.262), at(-0.14, 0.262), at(-0.1, 0.24)], light(cabin, 0.3))
    for k in range(4):
        u = -0.74 + k * 0.13
        c.poly(
            [at(u, 0.15), at(u, 0.215), at(u + 0.09, 0.215), at(u + 0.09, 0.15)], dark(cabin, 0.6)
        )
    rope = fade(dark(hull, 0.4), 0.85)
    thin = max(0.8, long * 0.005)
    c.line([at(0.05, 0.1), at(0.05, 0.62)], dark(hull, 0.3), long * 0.014)
    c.line([at(-0.5, 0.26), at(-0.5, 0.48)], dark(hull, 0.3), long * 0.01)
    for u, v in ((1.04, 0.25), (-0.96, 0.14), (-0.5, 0.48)):
        c.line([at(0.05, 0.61), at(u, v)], rope, thin)
    c.line([at(0.05, 0.2), at(0.72, 0.56)], dark(hull, 0.3), long * 0.009)
    c.poly([at(0.05, 0.62), at(0.2, 0.59), at(0.05, 0.555)], mix(trim, (190, 50, 44), 0.8))


def cutter(c: Canvas, x: float, y: float, long: float, face: float = 1) -> None:
    """A white patrol ship with a slanting band on her bow."""
    f = face * long * 0.5
    white, grey, deep = (232, 236, 238), (170, 182, 192), (44, 62, 86)

    def at(u: float, v: float) -> Point:
        return x + u * f, y - v * long

    def box(u0: float, u1: float, v0: float, v1: float, ink: RGB, rake: float = 0.03) -> None:
        c.poly([at(u0, v0), at(u0 + rake * 0.4, v1), at(u1 - rake, v1), at(u1, v0)], ink)

    c.poly(
        [
            *curve([at(-1, 0.075), at(0.2, 0.08), at(0.7, 0.1), at(1.03, 0.135)], 6),
            at(0.88, 0.0),
            at(-0.97, 0.0),
        ],
        white,
    )
    c.poly([at(-0.985, 0.03), at(0.915, 0.03), at(0.88, -0.004), at(-0.97, -0.004)], deep)
    for u, ink in ((0.42, (196, 60, 52)), (0.5, (224, 170, 60)), (0.55, (52, 92, 140))):
        wide = 0.07 if u < 0.45 else 0.035
        c.poly(
            [at(u, 0.03), at(u + 0.1, 0.094), at(u + 0.1 + wide, 0.097), at(u + wide, 0.03)], ink
        )
    box(-0.55, 0.4, 0.08, 0.135, light(grey, 0.45))
    box(-0.4, 0.34, 0.135, 0.18, white)
    box(-0.1, 0.28, 0.18, 0.225, light(grey, 0.5), 0.06)
    c.poly([at(-0.02, 0.19), at(-0.02, 0.213), at(0.24, 0.213), at(0.26, 0.19)], deep)
    for k in range(11):
        c.oval(*at(-0.48 + k * 0.08, 0.105), long * 0.005, long * 0.005, deep)
        c.rect(
            min(at(-0.34 + k * 0.06, 0)[0], at(-0.31 + k * 0.06, 0)[0]),
            y - long * 0.165,
            max(at(-0.34 + k * 0.06, 0)[0], at(-0.31 + k * 0.06, 0)[0]),
            y - long * 0.15,
            deep,
        )
    box(-0.34, -0.16, 0.18, 0.235, deep)
    box(-0.335, -0.165, 0.205, 0.218, (224, 170, 60))
    c.taper([at(0.03, 0.225), at(0.0, 0.36)], long * 0.016, long * 0.006, grey)
    for v, w in ((0.27, 0.05), (0.3, 0.07), (0.33, 0.03)):
        c.line([at(-w, v), at(w + 0.03, v)], grey, long * 0.004)
    c.oval(*at(0.04, 0.29), long * 0.014, long * 0.014, white)
    box(0.46, 0.54, 0.092, 0.118, grey)
    c.line([at(0.53, 0.112), at(0.64, 0.124)], grey, long * 0.006)
    c.poly([at(0.0, 0.36), at(-0.1, 0.355), at(-0.1, 0.325), at(0.0, 0.33)], (196, 44, 40))
    for u0 in range(-9, 10):
        c.line([at(u0 / 10, 0.078), at(u0 / 10, 0.095)], grey, 0.8)
