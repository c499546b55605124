"""The drawing surface: twice the final size, so that edges come out smooth."""

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .colour import RGB, Ink, Point, Stops, ramp

S = 2
BILINEAR = Image.Resampling.BILINEAR
NEAREST = Image.Resampling.NEAREST


@lru_cache(maxsize=1)
def _grain() -> Image.Image:
    """A tile of fine noise around middle grey."""
    raw = Random(7).randbytes(800 * 800)
    noise = Image.frombytes("L", (800, 800), raw).reduce(2)
    noise = noise.point([round(128 + (v - 128) * 0.085) for v in range(256)])
    tile = Image.new("L", (1600, 1600))
    for x in range(0, 1600, 400):
        for y in range(0, 1600, 400):
            tile.paste(noise, (x, y))
    return tile


@lru_cache(maxsize=2)
def _tone(size: tuple[int, int]) -> Image.Image:
    """Grain and darker corners, to be added to a picture of that size."""
    dim = [round(128 - 26 * (v / 255) ** 2.4) for v in range(256)]
    edge = Image.radial_gradient("L").point(dim).resize(size, BILINEAR)
    tone = ImageChops.add(_grain().crop((0, 0, *size)), edge, 1, -128)
    return Image.merge("RGB", (tone, tone, tone))


@lru_cache(maxsize=8)
def radial(power: float) -> Image.Image:
    """A round mask, full in the middle and nothing at the rim."""
    curve = [round(255 * max(0.0, 1 - v / 180) ** power) for v in range(256)]
    return Image.radial_gradient("L").point(curve)


def enlarge(im: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A soft picture made larger: smoothly to half the size, then doubled, which is cheap."""
    return im.resize((-(-size[0] // 2), -(-size[1] // 2)), BILINEAR).resize(size, NEAREST)


def curve(points: Sequence[Point], steps: int = 8, closed: bool = False) -> list[Point]:
    """A smooth line through the points."""
    n = len(points)
    out: list[Point] = []
    for i in range(n if closed else n - 1):
        p1, p2 = points[i], points[(i + 1) % n]
        p0 = points[i - 1] if closed or i else p1
        p3 = points[(i + 2) % n] if closed or i + 2 < n else p2
        for k in range(steps):
            t = k / steps
            a = ((-t + 2) * t - 1) * t / 2
            b = ((3 * t - 5) * t * t + 2) / 2
            d = ((-3 * t + 4) * t + 1) * t / 2
            e = (t - 1) * t * t / 2
            x = a * p0[0] + b * p1[0] + d * p2[0] + e * p3[0]
            out.append((x, a * p0[1] + b * p1[1] + d * p2[1] + e * p3[1]))
    return out if closed else [*out, points[-1]]


class Canvas:
    """A picture in the making; every measure is in pixels of the final picture."""

    def __init__(self, size: tuple[int, int], seed: str) -> None:
        self.w, self.h = size
        self.rng = Random(seed)
        self.im = Image.new("RGB", (size[0] * S, size[1] * S))
        self.pen = ImageDraw.Draw(self.im, "RGBA")
        self.solid = ImageDraw.Draw(self.im)
        self.lights = Image.new("RGB", (size[0] // 4, size[1] // 4))

    def poly(self, points: Sequence[Point], ink: Ink) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * S, y * S) for x, y in points], fill=ink)

    def blob(self, points: Sequence[Point], ink: Ink, steps: int = 8) -> None:
        """A filled shape with a smooth outline through the points."""
        self.poly(curve(points, steps, closed=True), ink)

    def line(self, points: Sequence[Point], ink: Ink, width: float = 1.0) -> None:
        """A line through the points."""
        thick = max(1, round(width * S))
        self.pen.line([(x * S, y * S) for x, y in points], fill=ink, width=thick, joint="curve")

    def oval(self, x: float, y: float, rx: float, ry: float, ink: Ink) -> None:
        """A filled ellipse around a middle."""
        box = ((x - rx) * S, (y - ry) * S, (x + rx) * S, (y + ry) * S)
        self.pen.ellipse(box, fill=ink)

    def ring(self, x: float, y: float, rx: float, ry: float, ink: Ink, width: float) -> None:
        """The outline of an ellipse."""
        box = ((x - rx) * S, (y - ry) * S, (x + rx) * S, (y + ry) * S)
        self.pen.ellipse(box, outline=ink, width=max(1, round(width * S)))

    def rect(self, x0: float, y0: float, x1: float, y1: float, ink: Ink) -> None:
        """A filled rectangle."""
        if x1 > x0 and y1 > y0:
            self.pen.rectangle((x0 * S, y0 * S, x1 * S - 1, y1 * S - 1), fill=ink)

    def taper(self, points: Sequence[Point], w0: float, w1: float, ink: Ink) -> None:
        """A band along the points whose width goes from w0 to w1."""
        left: list[Point] = []
        right: list[Point] = []
        last = len(points) - 1
        for i, (x, y) in enumerate(points):
            x0, y0 = points[max(0, i - 1)]
            x1, y1 = points[min(last, i + 1)]
            long = math.hypot(x1 - x0, y1 - y0) or 1
            r = (w0 + (w1 - w0) * i / last) / 2
            nx, ny = -(y1 - y0) / long * r, (x1 - x0) / long * r
            left.append((x + nx, y + ny))
            right.append((x - nx, y - ny))
        self.poly(left + right[::-1], ink)

    def wash(self, stops: Stops, y0: float, y1: float, x0: float = 0, x1: float = 0) -> None:
        """A gradient from y0 down to y1."""
        right = (x1 or self.w) * S - 1
        for y in range(round(y0), round(y1)):
            ink = ramp(stops, (y - y0) / (y1 - y0))
            self.solid.rectangle((x0 * S, y * S, right, y * S + S - 1), fill=ink)

    def mist(self, colour: RGB, y0: float, y1: float, a0: float, a1: float) -> None:
        """A veil over the whole width whose opacity goes from a0 to a1."""
        for y in range(round(y0), round(y1)):
            a = a0 + (a1 - a0) * (y - y0) / (y1 - y0)
            box = (0, y * S, self.w * S, y * S + S - 1)
            self.pen.rectangle(box, fill=(*colour, round(255 * a)))

    def shade(self, points: Sequence[Point], stops: Stops, steep: float = 0.0) -> None:
        """A polygon filled with a gradient, downwards or (steep=1) to the right."""
        x0, y0 = math.floor(min(p[0] for p in points)), math.floor(min(p[1] for p in points))
        x1, y1 = math.ceil(max(p[0] for p in points)), math.ceil(max(p[1] for p in points))
        x0, y0, x1, y1 = max(0, x0), max(0, y0), min(self.w, x1), min(self.h, y1)
        if x1 <= x0 or y1 <= y0:
            return
        size = ((x1 - x0) * S, (y1 - y0) * S)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([((x - x0) * S, (y - y0) * S) for x, y in points], fill=255)
        fill = Image.new("RGB", (32, 1) if steep else (1, 32))
        fill.putdata([ramp(stops, i / 31) for i in range(32)])
        self.im.paste(fill.resize(size, BILINEAR), (x0 * S, y0 * S), mask)

    def soft(self, points: Sequence[Point], ink: RGB, alpha: float, blur: float) -> None:
        """A polygon with a blurred edge."""
        k = max(1, min(8, int(blur / 2)))
        pad = blur * 2.5
        x0, y0 = min(p[0] for p in points) - pad, min(p[1] for p in points) - pad
        x1, y1 = max(p[0] for p in points) + pad, max(p[1] for p in points) + pad
        size = (max(1, round((x1 - x0) / k)), max(1, round((y1 - y0) / k)))
        mask = Image.new("L", size)
        spots = [((x - x0) / k, (y - y0) / k) for x, y in points]
        ImageDraw.Draw(mask).polygon(spots, fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(blur / k))
        mask = enlarge(mask, (size[0] * k * S, size[1] * k * S))
        self.im.paste(ink, (round(x0 * S), round(y0 * S)), mask)

    def halo(self, x: float, y: float, r: float, ink: RGB, alpha: float, power: float = 2) -> None:
        """A round, soft patch of colour laid over what is there."""
        dim = [round(v * alpha) for v in range(256)]
        mask = enlarge(radial(power).point(dim), (round(r * 2 * S), round(r * 2 * S)))
        self.im.paste(ink, (round((x - r) * S), round((y - r) * S)), mask)

    def lamp(self, x: float, y: float, r: float, ink: RGB, power: float = 2.5) -> None:
        """Light added at the end, glowing over everything."""
        size = max(2, round(r / 2))
        spot = Image.new("RGB", (size, size))
        spot.paste(ink, (0, 0), radial(power).resize((size, size), BILINEAR))
        box = (round(x / 4 - size / 2), round(y / 4 - size / 2))
        lit = self.lights.crop((*box, box[0] + size, box[1] + size))
        self.lights.paste(ImageChops.add(lit, spot), box)

    def finish(self, bloom: float = 0.16) -> Image.Image:
        """The picture at its final size, with its lights, its grain and darker corners."""
        out = self.im.reduce(S)
        haze = out.reduce(8)
        haze = haze.filter(ImageFilter.GaussianBlur(9)).point(
            [round(v * v / 255 * bloom) for v in range(256)] * 3
        )
        lights = ImageChops.add(self.lights, haze.resize(self.lights.size, BILINEAR))
        out = ImageChops.screen(out, enlarge(lights, out.size))
        return ImageChops.add(out, _tone(out.size), 1, -128)
