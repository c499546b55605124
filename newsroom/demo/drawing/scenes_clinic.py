"""The front of a hospital."""

from .buildings import windows
from .canvas import Canvas, curve
from .colour import dark, hx, light, stops, vary
from .people import STAND, WALK, Look, person
from .plants import bush, treeline
from .scenes_town import passer
from .sky import Sky


def clinic(c: Canvas) -> None:
    """The front of a district hospital in the morning."""
    y = c.h * 0.74
    sky = Sky(c, stops("6fa3c4", "a6c8d0", "dde5d8", "f0e8cf"), y)
    sky.cumulus(c.w * 0.78, c.h * 0.22, 440, hx("fdfaf0"), hx("c4d3d8"), 0.8)
    sky.cumulus(c.w * 0.12, c.h * 0.3, 340, hx("fdfaf0"), hx("c4d3d8"), 0.7)
    sky.lay()
    treeline(c, y, 170, hx("9bb592"))
    wall = hx("eef0e8")
    x0, x1 = c.w * 0.16, c.w * 0.84
    c.rect(x0, y - 430, x1, y, wall)
    c.rect(c.w * 0.5, y - 430, x1, y, dark(wall, 0.05))
    for f in range(4):
        top = y - 420 + f * 106
        c.rect(x0, top + 92, x1, top + 104, hx("7fa9ab"))
        windows(c, x0 + 24, top + 16, c.w * 0.415, top + 88, 6, 1, hx("5b7f8c"), gap=0.4)
        windows(c, c.w * 0.585, top + 16, x1 - 24, top + 88, 6, 1, hx("557886"), gap=0.4)
    c.rect(c.w * 0.42, y - 492, c.w * 0.58, y, light(wall, 0.5))
    c.rect(c.w * 0.44, y - 340, c.w * 0.56, y - 110, hx("7ba3ae"))
    for i in range(1, 6):
        c.rect(c.w * (0.44 + 0.02 * i) - 1, y - 340, c.w * (0.44 + 0.02 * i) + 1, y - 110, wall)
        c.rect(c.w * 0.44, y - 340 + i * 40, c.w * 0.56, y - 338 + i * 40, wall)
    cx, cy = c.w * 0.5, y - 416
    c.rect(cx - 15, cy - 46, cx + 15, cy + 46, hx("c9413a"))
    c.rect(cx - 46, cy - 15, cx + 46, cy + 15, hx("c9413a"))
    c.rect(x0 - 10, y - 442, c.w * 0.42, y - 428, hx("6f9a9c"))
    c.rect(c.w * 0.58, y - 442, x1 + 10, y - 428, hx("6f9a9c"))
    c.rect(c.w * 0.37, y - 116, c.w * 0.63, y - 96, hx("4f8084"))
    c.rect(c.w * 0.42, y - 96, c.w * 0.58, y, hx("3f5f68"))
    c.rect(c.w * 0.455, y - 90, c.w * 0.545, y, hx("f3e4bd"))
    for u in (0.385, 0.615):
        c.rect(c.w * u - 7, y - 96, c.w * u + 7, y, wall)
    c.wash(stops("cdc8b8", "b0aea4", "8d8d88"), y, c.h)
    _forecourt(c, y)


def _forecourt(c: Canvas, y: float) -> None:
    """Beds, an ambulance, staff and visitors."""
    for side in (0.14, 0.28, 0.72, 0.86):
        c.rect(c.w * side - 110, y + 6, c.w * side + 110, y + 26, hx("b7a58a"))
        bush(c, c.w * side, y - 14, 106, 36, hx("6c9458"), 9, 130)
        for _ in range(14):
            c.oval(
                c.w * side + c.rng.uniform(-90, 90),
                y - c.rng.uniform(2, 40),
                5,
                5,
                vary(c.rng, hx("dc8a94"), 14),
            )
    _ambulance(c, c.w * 0.76, c.h * 0.87, 330)
    nurse = Look(hx("f4f6f4"), hx("e6eaea"), hat="cap", hat_ink=hx("f4f6f4"), woman=True)
    doctor = Look(hx("f2f5f4"), hx("40566a"))
    for x, v, h, look, pose, face in (
        (0.47, 0.81, 168, doctor, STAND, 1),
        (0.53, 0.815, 160, nurse, WALK, -1),
        (0.27, 0.93, 250, nurse, WALK, 1),
    ):
        c.oval(c.w * x + h * 0.2, c.h * v, h * 0.34, h * 0.03, (30, 34, 44, 80))
        person(c, c.w * x, c.h * v, h, look, pose, face)
    for x, v, h in ((0.35, 0.8, 150), (0.39, 0.93, 246), (0.15, 0.84, 176)):
        c.oval(c.w * x + h * 0.2, c.h * v, h * 0.34, h * 0.03, (30, 34, 44, 80))
        passer(c, c.w * x, c.h * v, h)


def _ambulance(c: Canvas, x: float, y: float, s: float) -> None:
    white = hx("f6f7f3")
    c.oval(x, y, s * 0.55, s * 0.035, (20, 24, 34, 90))
    c.poly(
        [
            *curve(
                [
                    (x - s * 0.5, y - s * 0.05),
                    (x - s * 0.49, y - s * 0.22),
                    (x - s * 0.36, y - s * 0.26),
                    (x - s * 0.24, y - s * 0.46),
                    (x - s * 0.1, y - s * 0.49),
                ],
                5,
            ),
            (x + s * 0.49, y - s * 0.49),
            (x + s * 0.5, y - s * 0.05),
        ],
        white,
    )
    c.poly(
        [
            (x - s * 0.34, y - s * 0.27),
            (x - s * 0.23, y - s * 0.43),
            (x - s * 0.1, y - s * 0.43),
            (x - s * 0.1, y - s * 0.27),
        ],
        hx("364a56"),
    )
    c.rect(x - s * 0.04, y - s * 0.43, x + s * 0.14, y - s * 0.28, hx("4d6672"))
    c.rect(x - s * 0.49, y - s * 0.2, x + s * 0.5, y - s * 0.155, hx("c9413a"))
    c.rect(x + s * 0.28, y - s * 0.41, x + s * 0.33, y - s * 0.24, hx("c9413a"))
    c.rect(x + s * 0.22, y - s * 0.35, x + s * 0.39, y - s * 0.3, hx("c9413a"))
    c.rect(x - s * 0.1, y - s * 0.53, x + s * 0.02, y - s * 0.49, hx("3f74b0"))
    for u in (-0.3, 0.32):
        c.oval(x + s * u, y - s * 0.06, s * 0.085, s * 0.085, hx("23262c"))
        c.oval(x + s * u, y - s * 0.06, s * 0.045, s * 0.045, hx("a9adb0"))
