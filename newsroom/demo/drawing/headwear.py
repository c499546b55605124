"""Hats, hair, glasses and a stethoscope for the portraits."""

from .canvas import curve
from .colour import RGB, dark, fade, hx, light
from .portrait import Sitter


def temples(sitter: Sitter, ink: RGB) -> None:
    """Short hair showing beside a hat."""
    for side in (-1, 1):
        tone = ink if side < 0 else dark(ink, 0.35)
        sitter.c.blob(
            sitter.all(
                (side * 0.67, -0.5),
                (side * 0.72, -0.1),
                (side * 0.66, 0.06),
                (side * 0.61, -0.1),
                (side * 0.56, -0.5),
            ),
            tone,
            6,
        )


def leaf_hat(sitter: Sitter) -> None:
    """The conical hat and the shadow it throws on the brow."""
    c, at = sitter.c, sitter.at
    straw = hx("e2cc96")
    c.soft(
        sitter.all((-0.64, -0.6), (0.7, -0.6), (0.68, -0.24), (0.1, -0.2), (-0.62, -0.26)),
        dark(sitter.face.skin, 0.6),
        0.62,
        sitter.s * 0.06,
    )
    tip, left, right = at(0.02, -1.62), at(-1.72, -0.34), at(1.76, -0.3)
    brim = curve([left, at(-0.9, -0.22), at(0.0, -0.18), at(0.95, -0.2), right], 8)
    c.poly(
        [
            left,
            *brim,
            right,
            *curve([right, at(0.9, -0.46), at(0.0, -0.5), at(-0.9, -0.48), left], 8),
        ],
        dark(straw, 0.52),
    )
    rim = curve([left, at(-0.9, -0.34), at(0.0, -0.36), at(0.95, -0.31), right], 8)
    c.poly([tip, *rim], straw)
    c.poly([tip, *rim[20:]], dark(straw, 0.2))
    c.poly([tip, *rim[27:]], dark(straw, 0.34))
    for k in range(1, 13):
        t = k / 13
        ring = [(tip[0] + (px - tip[0]) * t, tip[1] + (py - tip[1]) * t) for px, py in rim]
        c.line(ring, fade(dark(straw, 0.5), 0.4), 1.6)
    for k in range(0, 33, 1):
        c.line([tip, rim[k]], fade(light(straw, 0.5), 0.22), 1.2)
    c.line(rim, light(straw, 0.4), 4)


def parted_hair(sitter: Sitter, hair: RGB) -> None:
    """Hair parted at the side and tied at the back."""
    c = sitter.c
    c.poly(
        curve(
            sitter.all(
                (-0.72, 0.12),
                (-0.8, -0.36),
                (-0.62, -0.98),
                (0.0, -1.2),
                (0.62, -0.98),
                (0.8, -0.36),
                (0.73, 0.14),
            ),
            8,
        )
        + curve(
            sitter.all(
                (0.66, -0.1),
                (0.58, -0.4),
                (0.3, -0.66),
                (-0.16, -0.82),
                (-0.42, -0.58),
                (-0.6, -0.3),
                (-0.65, -0.02),
            ),
            8,
        ),
        hair,
    )
    sheen = fade(light(hair, 0.35), 0.5)
    for k in range(6):
        c.taper(
            curve(
                sitter.all(
                    (-0.2 + 0.02 * k, -0.9 - 0.03 * k),
                    (-0.5, -0.82 - 0.03 * k),
                    (-0.68 - 0.012 * k, -0.4),
                    (-0.69 - 0.012 * k, -0.08),
                ),
                6,
            ),
            1,
            sitter.s * 0.012,
            sheen,
        )
        c.taper(
            curve(
                sitter.all(
                    (-0.1, -0.92 - 0.03 * k), (0.3, -0.86 - 0.03 * k), (0.6 + 0.02 * k, -0.5)
                ),
                6,
            ),
            1,
            sitter.s * 0.01,
            fade(light(hair, 0.25), 0.4),
        )


def stethoscope(sitter: Sitter) -> None:
    """A stethoscope around the neck."""
    c, ink = sitter.c, hx("39454e")
    c.line(curve(sitter.all((-0.5, 1.1), (-0.62, 1.6), (-0.5, 2.2), (-0.2, 2.6)), 8), ink, 11)
    c.line(
        curve(sitter.all((0.54, 1.1), (0.7, 1.6), (0.66, 2.1), (0.6, 2.4)), 8), dark(ink, 0.2), 11
    )
    px, py = sitter.at(0.6, 2.46)
    c.oval(px, py, 30, 30, hx("8f9aa0"))
    c.oval(px - 3, py - 3, 21, 21, hx("c9d2d4"))


def short_hair(sitter: Sitter, hair: RGB) -> None:
    """Short hair, greying at the temples."""
    c = sitter.c
    c.poly(
        curve(
            sitter.all(
                (-0.7, 0.06),
                (-0.77, -0.4),
                (-0.62, -0.94),
                (-0.1, -1.22),
                (0.5, -1.08),
                (0.78, -0.5),
                (0.72, 0.08),
            ),
            8,
        )
        + curve(
            sitter.all(
                (0.65, -0.08),
                (0.6, -0.46),
                (0.36, -0.66),
                (-0.1, -0.66),
                (-0.44, -0.76),
                (-0.58, -0.46),
                (-0.64, -0.06),
            ),
            8,
        ),
        hair,
    )
    for k in range(9):
        c.taper(
            curve(
                sitter.all(
                    (-0.5 + 0.05 * k, -0.74 - 0.01 * k),
                    (-0.3 + 0.07 * k, -1.0),
                    (0.1 + 0.06 * k, -1.08 + 0.012 * k * k / 2),
                ),
                6,
            ),
            1,
            sitter.s * 0.014,
            fade(light(hair, 0.3), 0.4),
        )
    for side in (-1, 1):
        c.blob(
            sitter.all(
                (side * 0.66, -0.3), (side * 0.72, 0.02), (side * 0.67, 0.1), (side * 0.63, -0.1)
            ),
            hx("8a8584"),
            5,
        )


def glasses(sitter: Sitter) -> None:
    """Thin dark glasses."""
    c, ink = sitter.c, hx("2a2624")
    for side in (-1, 1):
        m = sitter.turn + side * 0.32
        rim = curve(
            sitter.all(
                (m - 0.24, -0.1),
                (m, -0.14),
                (m + 0.24, -0.1),
                (m + 0.22, 0.1),
                (m, 0.16),
                (m - 0.22, 0.1),
            ),
            8,
            closed=True,
        )
        c.poly(rim, (230, 240, 245, 34))
        c.line([*rim, rim[0]], ink, sitter.s * 0.024)
        c.line(sitter.all((m + side * 0.23, -0.08), (side * 0.7, -0.1)), ink, sitter.s * 0.022)
    c.line(
        curve(
            sitter.all(
                (sitter.turn - 0.09, -0.05), (sitter.turn, -0.09), (sitter.turn + 0.09, -0.05)
            ),
            6,
        ),
        ink,
        sitter.s * 0.024,
    )
