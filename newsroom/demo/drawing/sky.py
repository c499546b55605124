"""Skies: gradients, glow around the sun, clouds, stars, birds, far ridges."""

import math

from PIL import Image, ImageDraw, ImageFilter

from .canvas import BILINEAR, NEAREST, Canvas, S, enlarge, radial
from .colour import RGB, Point, Stops, fade, light, mix, ramp


class Sky:
    """A sky painted small and then laid on the canvas, from the top to a line."""

    def __init__(self, c: Canvas, stops: Stops, bottom: float) -> None:
        self.c = c
        self.bottom = round(bottom)
        self.im = Image.new("RGB", (c.w // 4, self.bottom // 4))
        pen = ImageDraw.Draw(self.im)
        for y in range(self.im.height):
            pen.line((0, y, c.w, y), fill=ramp(stops, y / self.im.height))

    def glow(self, x: float, y: float, r: float, ink: RGB, alpha: float, power: float = 2) -> None:
        """A glow around a point."""
        r *= 1.3
        size = round(r / 2)
        mask = radial(power).point([round(v * alpha) for v in range(256)])
        self.im.paste(
            ink, (round((x - r) / 4), round((y - r) / 4)), mask.resize((size, size), BILINEAR)
        )

    def streaks(self, y0: float, y1: float, ink: RGB, alpha: float, count: int = 14) -> None:
        """Long thin clouds."""
        mask = Image.new("L", self.im.size)
        pen = ImageDraw.Draw(mask)
        rng = self.c.rng
        for _ in range(count):
            x, y = rng.uniform(-0.1, 1.1) * mask.width, rng.uniform(y0, y1) / 4
            long = rng.uniform(0.08, 0.3) * mask.width
            for _ in range(7):
                dx, dy = rng.gauss(0, long * 0.5), rng.gauss(0, 3)
                rx, ry = long * rng.uniform(0.2, 0.6), rng.uniform(0.8, 3.2)
                box = (x + dx - rx, y + dy - ry, x + dx + rx, y + dy + ry)
                pen.ellipse(box, fill=round(alpha * rng.uniform(110, 255)))
        mask = mask.filter(ImageFilter.GaussianBlur(2.2))
        self.im.paste(ink, (0, 0), mask)

    def cumulus(
        self, x: float, y: float, size: float, ink: RGB, shade: RGB, alpha: float = 0.9
    ) -> None:
        """A heap of cloud with a lit top and a flat foot."""
        rng = self.c.rng
        puffs: list[tuple[float, float, float]] = []
        for _ in range(26):
            dx = rng.gauss(0, 0.42)
            tall = max(0.08, 0.34 * math.exp(-dx * dx * 3))
            puffs.append((dx, -rng.uniform(0, tall), rng.uniform(0.5, 1) * (0.06 + tall * 0.5)))
        for colour, lift, grow, power in ((shade, 0.0, 1.0, 0.8), (ink, -0.05, 0.8, 1.0)):
            mask = Image.new("L", self.im.size)
            pen = ImageDraw.Draw(mask)
            for dx, dy, r in puffs:
                cx, cy = (x + dx * size) / 4, (y + (dy + lift) * size) / 4
                rr = r * grow * size / 4
                pen.ellipse(
                    (cx - rr, cy - rr, cx + rr, cy + rr * 0.7), fill=round(alpha * 255 * power)
                )
            pen.rectangle((0, (y + 0.06 * size) / 4, mask.width, mask.height), fill=0)
            self.im.paste(colour, (0, 0), mask.filter(ImageFilter.GaussianBlur(size / 90 + 1)))

    def lay(self) -> None:
        """Put the sky on the canvas."""
        full = enlarge(self.im, (self.c.w, self.bottom))
        self.c.im.paste(full.resize((self.c.w * S, self.bottom * S), NEAREST), (0, 0))


def sun(c: Canvas, x: float, y: float, r: float, ink: RGB) -> None:
    """A sun with its light."""
    c.oval(x, y, r, r, ink)
    c.lamp(x, y, r * 6, mix(ink, (120, 70, 30), 0.55), 2.6)


def stars(c: Canvas, bottom: float, count: int) -> None:
    """A few faint stars."""
    for _ in range(count):
        y = c.rng.random() ** 1.4 * bottom
        r = c.rng.uniform(0.5, 1.3)
        c.oval(c.rng.random() * c.w, y, r, r, (235, 235, 255, c.rng.randint(40, 170)))


def birds(c: Canvas, x: float, y: float, spread: float, ink: RGB, count: int, size: float) -> None:
    """A flock on the wing."""
    for _ in range(count):
        bx, by = c.rng.gauss(x, spread), c.rng.gauss(y, spread * 0.35)
        s, lift = size * c.rng.uniform(0.7, 1.2), c.rng.uniform(0.15, 0.5)
        wing = [
            (bx - s, by - s * lift),
            (bx - s * 0.45, by - s * lift * 1.1),
            (bx, by),
            (bx + s * 0.45, by - s * lift * 1.1),
            (bx + s, by - s * lift),
            (bx + s * 0.4, by - s * lift * 0.75),
            (bx, by + s * 0.13),
            (bx - s * 0.4, by - s * lift * 0.75),
        ]
        c.poly(wing, ink)


def ridge(c: Canvas, y: float, height: float, foot: float, ink: RGB, rough: float = 1.0) -> None:
    """A far tree line or range: a soft bumpy edge, filled down to its foot."""
    rng = c.rng
    waves = [(rng.uniform(0.4, 1.6) * k, rng.uniform(0, 6.3), 1 / k) for k in (1, 2, 4, 9)]
    top: list[Point] = []
    x = 0.0
    while x <= c.w + 8:
        v = sum(a * math.sin(f * x / c.w * 6.3 + p) for f, p, a in waves) / 2
        v += rng.uniform(-0.12, 0.12) * rough
        top.append((x, y - height * (0.5 + 0.5 * v)))
        x += 8
    c.poly([*top, (c.w, foot), (0, foot)], ink)


def rays(c: Canvas, x: float, y: float, long: float, ink: RGB, alpha: float, count: int) -> None:
    """Shafts of light from a point."""
    for _ in range(count):
        a = c.rng.uniform(0.35, 2.8)
        spread = c.rng.uniform(0.02, 0.07)
        tips = [(x + math.cos(b) * long, y + math.sin(b) * long) for b in (a - spread, a + spread)]
        c.poly([(x, y), *tips], fade(light(ink, 0.2), alpha * c.rng.uniform(0.4, 1)))
