"""Portraits: head and shoulders in planes of light and shade."""

from dataclasses import dataclass

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, hx, light, mix


@dataclass(frozen=True)
class Face:
    """Who is portrayed."""

    skin: RGB
    hair: RGB
    lips: RGB
    age: float = 0.3
    woman: bool = False


class Sitter:
    """One head at (x, y), `s` being half the height of the face; light from the left."""

    def __init__(self, c: Canvas, x: float, y: float, s: float, face: Face) -> None:
        self.c, self.x, self.y, self.s, self.face = c, x, y, s, face
        self.turn = 0.07

    def at(self, u: float, v: float) -> Point:
        """A place on the head in units of its half height."""
        return self.x + u * self.s, self.y + v * self.s

    def all(self, *spots: Point) -> list[Point]:
        """Several places on the head."""
        return [self.at(u, v) for u, v in spots]

    def neck(self) -> None:
        """The neck and the shadow of the chin."""
        skin = self.face.skin
        wide = 0.34 if self.face.woman else 0.42
        self.c.poly(
            curve(self.all((-wide, 0.3), (-wide, 0.95), (-wide - 0.24, 1.35)), 6)
            + curve(self.all((wide + 0.26, 1.35), (wide, 0.95), (wide, 0.3)), 6),
            skin,
        )
        self.c.poly(
            curve(
                self.all(
                    (-wide, 0.6), (-0.12, 0.98), (wide * 0.9, 1.28), (wide + 0.12, 1.2), (wide, 0.5)
                ),
                6,
            ),
            dark(skin, 0.28),
        )

    def outline(self) -> list[Point]:
        """The outline of the face."""
        jaw = 0.0 if self.face.woman else 0.04
        return curve(
            self.all(
                (-0.66, -0.28),
                (-0.67, 0.1),
                (-0.6 - jaw, 0.44),
                (-0.42 - jaw, 0.76),
                (-0.16 - jaw, 0.97),
                (0.08, 1.0),
                (0.3 + jaw, 0.93),
                (0.52 + jaw, 0.7),
                (0.65 + jaw, 0.4),
                (0.69, 0.05),
                (0.67, -0.3),
                (0.5, -0.78),
                (0, -0.98),
                (-0.5, -0.78),
            ),
            8,
            closed=True,
        )

    def head(self) -> None:
        """Ears, the face and its shaded side."""
        c, skin = self.c, self.face.skin
        for side, tone in ((-1, skin), (1, dark(skin, 0.3))):
            c.blob(
                self.all(
                    (side * 0.64, -0.1),
                    (side * 0.78, -0.14),
                    (side * 0.8, 0.08),
                    (side * 0.71, 0.32),
                    (side * 0.63, 0.26),
                ),
                tone,
                6,
            )
            c.blob(
                self.all(
                    (side * 0.68, -0.04),
                    (side * 0.75, -0.06),
                    (side * 0.74, 0.1),
                    (side * 0.68, 0.2),
                ),
                dark(tone, 0.16),
                6,
            )
        c.poly(self.outline(), skin)
        c.poly(
            curve(
                self.all(
                    (0.2, -0.95),
                    (0.42, -0.5),
                    (0.46, -0.14),
                    (0.38, 0.06),
                    (0.47, 0.24),
                    (0.36, 0.5),
                    (0.26, 0.72),
                    (0.12, 0.99),
                ),
                8,
            )
            + curve(
                self.all(
                    (0.3, 0.93), (0.53, 0.7), (0.66, 0.4), (0.69, 0.05), (0.67, -0.3), (0.5, -0.78)
                ),
                8,
            ),
            fade(dark(skin, 0.42), 0.62),
        )
        c.soft(
            self.all((-0.5, 0.2), (-0.25, 0.16), (-0.22, 0.38), (-0.46, 0.42)),
            mix(skin, hx("d06a58"), 0.5),
            0.34,
            self.s * 0.09,
        )
        c.soft(
            self.all((-0.3, -0.72), (0.1, -0.76), (0.12, -0.46), (-0.3, -0.42)),
            light(skin, 0.5),
            0.4,
            self.s * 0.12,
        )

    def eyes(self) -> None:
        """Eyes, lids and brows."""
        c, skin, hair = self.c, self.face.skin, mix(self.face.hair, (40, 30, 30), 0.5)
        for side in (-1, 1):
            m = self.turn + side * 0.31
            c.soft(
                self.all((m - 0.19, -0.17), (m + 0.19, -0.17), (m + 0.17, 0.06), (m - 0.17, 0.06)),
                dark(skin, 0.42),
                0.34,
                self.s * 0.035,
            )
            top = curve(
                self.all(
                    (m - 0.155, 0.005), (m - 0.06, -0.068), (m + 0.06, -0.07), (m + 0.155, 0.0)
                ),
                6,
            )
            low = curve(
                self.all(
                    (m + 0.155, 0.0), (m + 0.05, 0.046), (m - 0.06, 0.046), (m - 0.155, 0.005)
                ),
                6,
            )
            white = hx("e9e0d4") if side < 0 else hx("c9bdb0")
            c.poly(top + low, white)
            px, py = self.at(m + 0.01, -0.012)
            c.oval(px, py, self.s * 0.058, self.s * 0.058, hx("3a2620"))
            c.oval(px, py, self.s * 0.03, self.s * 0.03, hx("120c0c"))
            c.oval(
                px - self.s * 0.02,
                py - self.s * 0.024,
                self.s * 0.013,
                self.s * 0.013,
                hx("fff8ea"),
            )
            c.taper(top, self.s * 0.016, self.s * 0.03, hx("2a1a18"))
            lid = [(qx, qy - self.s * 0.035) for qx, qy in top[3:]]
            c.taper(lid, 1, self.s * 0.012, fade(dark(skin, 0.6), 0.7))
            c.line(low[2:-2], fade(dark(skin, 0.5), 0.5), self.s * 0.01)
            thick = 0.04 if self.face.woman else 0.062
            brow = curve(
                self.all((m - side * 0.17, -0.17), (m, -0.225), (m + side * 0.2, -0.16)), 8
            )
            c.taper(brow, self.s * thick, self.s * 0.012, fade(hair, 0.92))

    def nose(self) -> None:
        """The nose: one shaded plane, the tip and the nostrils."""
        c, skin, t = self.c, self.face.skin, self.turn
        c.poly(
            curve(
                self.all(
                    (t + 0.06, -0.14),
                    (t + 0.045, 0.1),
                    (t + 0.08, 0.26),
                    (t + 0.02, 0.37),
                    (t + 0.13, 0.375),
                    (t + 0.185, 0.31),
                    (t + 0.15, 0.16),
                ),
                6,
            ),
            fade(dark(skin, 0.4), 0.5),
        )
        c.soft(
            self.all((t - 0.05, -0.06), (t + 0.03, -0.06), (t + 0.045, 0.27), (t - 0.05, 0.27)),
            light(skin, 0.55),
            0.5,
            self.s * 0.03,
        )
        c.poly(
            curve(
                self.all(
                    (t - 0.15, 0.33),
                    (t - 0.07, 0.385),
                    (t, 0.4),
                    (t + 0.09, 0.385),
                    (t + 0.16, 0.33),
                    (t + 0.06, 0.36),
                    (t, 0.372),
                    (t - 0.07, 0.36),
                ),
                6,
            ),
            dark(skin, 0.5),
        )

    def mouth(self) -> None:
        """A calm, closed mouth."""
        c, lips, t = self.c, self.face.lips, self.turn
        seam = self.all(
            (t - 0.215, 0.585), (t - 0.1, 0.59), (t, 0.6), (t + 0.1, 0.59), (t + 0.215, 0.58)
        )
        upper = self.all(
            (t + 0.1, 0.553), (t + 0.035, 0.535), (t, 0.545), (t - 0.035, 0.535), (t - 0.1, 0.555)
        )
        c.poly(curve(seam, 6) + curve(upper, 6), dark(lips, 0.22))
        lower = self.all((t + 0.12, 0.645), (t, 0.675), (t - 0.12, 0.65))
        c.poly(curve(seam, 6) + curve(lower, 6), lips)
        c.soft(
            self.all((t - 0.08, 0.615), (t + 0.02, 0.615), (t + 0.01, 0.64), (t - 0.08, 0.64)),
            light(lips, 0.6),
            0.45,
            self.s * 0.02,
        )
        c.line(curve(seam, 6), dark(lips, 0.62), self.s * 0.014)
        c.soft(
            self.all((t - 0.11, 0.72), (t + 0.13, 0.72), (t + 0.08, 0.76), (t - 0.06, 0.76)),
            dark(self.face.skin, 0.4),
            0.4,
            self.s * 0.025,
        )

    def lines(self) -> None:
        """The marks of age."""
        c, t = self.c, self.turn
        ink = fade(dark(self.face.skin, 0.45), 0.16 + 0.5 * self.face.age)
        wide = self.s * (0.008 + 0.012 * self.face.age)
        for side in (-1, 1):
            c.taper(
                curve(
                    self.all(
                        (t + side * 0.17, 0.34), (t + side * 0.25, 0.45), (t + side * 0.28, 0.57)
                    ),
                    6,
                ),
                wide * 0.4,
                wide * 1.4,
                ink,
            )
            if self.face.age > 0.5:
                for k in (0, 1, 2):
                    c.line(
                        self.all(
                            (t + side * 0.5, -0.03 + k * 0.04), (t + side * 0.58, -0.07 + k * 0.075)
                        ),
                        ink,
                        wide * 0.7,
                    )
        if self.face.age > 0.5:
            for v in (-0.42, -0.52):
                c.taper(
                    curve(self.all((-0.3, v), (0.05, v - 0.02), (0.36, v + 0.01)), 6),
                    wide * 0.5,
                    wide,
                    ink,
                )

    def draw(self) -> None:
        """The whole head without hair or hat."""
        self.neck()
        self.head()
        self.nose()
        self.mouth()
        self.eyes()
        self.lines()
