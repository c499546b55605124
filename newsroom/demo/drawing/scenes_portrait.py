"""The three portraits."""

from .bust import shoulders
from .canvas import Canvas, curve
from .colour import dark, fade, hx, light, stops
from .headwear import glasses, leaf_hat, parted_hair, short_hair, stethoscope, temples
from .portrait import Face, Sitter
from .sky import Sky


def _soft_ground(
    c: Canvas, tones: tuple[str, ...], spots: tuple[str, ...], count: int = 26
) -> None:
    """A background out of focus."""
    sky = Sky(c, stops(*tones), c.h)
    rng = c.rng
    for _ in range(count):
        sky.glow(
            rng.random() * c.w,
            rng.random() * c.h,
            rng.uniform(60, 220),
            hx(rng.choice(spots)),
            rng.uniform(0.15, 0.5),
            0.9,
        )
    sky.lay()


def portrait(c: Canvas) -> None:
    """An old farmer under his palm-leaf hat, the field behind him."""
    hz = c.h * 0.56
    sky = Sky(c, stops("8fb3b8", "c6d2bf", "f0e0b0", "d9bf72", "b09a4c", "7f7a3c"), c.h)
    sky.glow(c.w * 0.16, hz * 0.8, 620, hx("fff0c0"), 0.8)
    for _ in range(18):
        sky.glow(
            c.rng.random() * c.w,
            hz - c.rng.uniform(-20, 60),
            c.rng.uniform(50, 120),
            hx(c.rng.choice(("7f9a68", "93a872", "6f8c60"))),
            0.55,
            0.8,
        )
    for _ in range(34):
        sky.glow(
            c.rng.random() * c.w,
            c.rng.uniform(hz + 60, c.h),
            c.rng.uniform(40, 150),
            hx(c.rng.choice(("f0d888", "9a8a3f", "e2c868"))),
            0.35,
            0.9,
        )
    sky.lay()
    x, y, s = c.w * 0.56, c.h * 0.5, 232.0
    shirt = hx("5a4a44")
    shoulders(c, x, y, s, shirt, 1.8)
    sitter = Sitter(c, x, y, s, Face(hx("b47f5c"), hx("b9b4ac"), hx("9a5a4c"), 0.9))
    sitter.draw()
    for side in (-1, 1):
        c.poly(
            curve(
                sitter.all(
                    (side * 0.36, 1.02), (side * 0.66, 1.2), (side * 0.3, 1.66), (side * 0.04, 1.78)
                ),
                6,
            ),
            light(shirt, 0.1 if side < 0 else 0.02),
        )
    c.line(sitter.all((0.04, 1.78), (0.06, 3)), dark(shirt, 0.5), 3)
    for v in (2.0, 2.4):
        c.oval(*sitter.at(-0.02, v), 7, 7, dark(shirt, 0.45))
    temples(sitter, hx("c4bfb6"))
    leaf_hat(sitter)


def portrait_three(c: Canvas) -> None:
    """A doctor in her white coat."""
    _soft_ground(c, ("7fa0a6", "a9c0be", "d5d9cc", "a6b4ae"), ("e6ece2", "8fb0b2", "c9d6cc"), 30)
    for i in range(4):
        x = c.w * (0.06 + 0.27 * i)
        c.soft([(x, 0), (x + 150, 0), (x + 150, c.h * 0.7), (x, c.h * 0.7)], hx("f4f6ee"), 0.4, 24)
    x, y, s = c.w * 0.5, c.h * 0.42, 300.0
    hair = hx("2b2326")
    sitter = Sitter(c, x, y, s, Face(hx("d6a583"), hair, hx("b8625a"), 0.15, True))
    c.blob(
        sitter.all(
            (-0.76, -0.3),
            (-0.5, -1.05),
            (0, -1.2),
            (0.5, -1.05),
            (0.78, -0.3),
            (0.76, 0.5),
            (0.56, 0.95),
            (-0.54, 0.95),
            (-0.74, 0.5),
        ),
        hair,
    )
    shoulders(c, x, y, s, hx("e9ecea"), 1.55)
    blouse = hx("6f9aa0")
    c.poly(sitter.all((-0.5, 1.12), (0.52, 1.12), (0.3, 1.7), (0.03, 2.4), (-0.26, 1.7)), blouse)
    sitter.draw()
    c.poly(sitter.all((-0.5, 1.1), (-0.16, 1.42), (0.02, 1.72), (-0.22, 1.6)), light(blouse, 0.2))
    c.poly(sitter.all((0.52, 1.1), (0.2, 1.42), (0.02, 1.72), (0.26, 1.6)), dark(blouse, 0.1))
    for side, tone in ((-1, hx("f9faf6")), (1, hx("d3d8d8"))):
        c.poly(
            sitter.all(
                (side * 0.56, 1.1),
                (side * 0.96, 1.34),
                (side * 0.72, 1.86),
                (side * 0.8, 2.0),
                (0.03, 2.7),
                (side * 0.3, 1.7),
            ),
            tone,
        )
        c.line(sitter.all((side * 0.72, 1.86), (side * 0.8, 2.0), (0.03, 2.7)), hx("b4bcbe"), 3)
    stethoscope(sitter)
    parted_hair(sitter, hair)


def portrait_square(c: Canvas) -> None:
    """A schoolmaster with glasses before his blackboard."""
    _soft_ground(c, ("34554c", "3f6357", "4d7064", "35524a"), ("55796b", "2f4c44", "688a7a"), 22)
    c.soft(
        [(0, c.h * 0.86), (c.w, c.h * 0.82), (c.w, c.h * 0.9), (0, c.h * 0.94)],
        hx("b98c58"),
        0.9,
        10,
    )
    for i in range(8):
        y = c.h * (0.12 + 0.07 * i)
        c.soft(
            [
                (40, y),
                (60 + c.rng.uniform(120, 300), y),
                (60 + c.rng.uniform(120, 300), y + 7),
                (40, y + 8),
            ],
            hx("dfe6dc"),
            0.35,
            5,
        )
    x, y, s = c.w * 0.54, c.h * 0.43, 270.0
    hair = hx("3a3538")
    shirt = hx("c9d3dc")
    shoulders(c, x, y, s, shirt, 1.75)
    sitter = Sitter(c, x, y, s, Face(hx("c8946c"), hair, hx("a8645a"), 0.55))
    sitter.draw()
    for side, tone in ((-1, light(shirt, 0.5)), (1, dark(shirt, 0.08))):
        c.poly(
            sitter.all((side * 0.42, 0.98), (side * 0.72, 1.2), (side * 0.44, 1.72), (0.03, 1.5)),
            tone,
        )
        c.line(
            sitter.all((side * 0.72, 1.2), (side * 0.44, 1.72), (0.03, 1.5)), dark(shirt, 0.3), 3
        )
    c.line(sitter.all((0.03, 1.5), (0.05, 3)), dark(shirt, 0.3), 3)
    for v in (1.75, 2.1):
        c.oval(*sitter.at(0.0, v), 7, 7, dark(shirt, 0.35))
    c.poly(
        sitter.all((-1.0, 2.02), (-0.55, 2.02), (-0.55, 2.5), (-1.0, 2.5)),
        fade(dark(shirt, 0.3), 0.3),
    )
    c.line(sitter.all((-0.78, 1.94), (-0.78, 2.2)), hx("2f4c7a"), 8)
    short_hair(sitter, hair)
    glasses(sitter)
