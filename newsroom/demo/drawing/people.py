"""People: jointed figures in natural proportions, seven and a half heads tall."""

import math
from dataclasses import dataclass, replace

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, light, mix

SKIN: RGB = (190, 138, 104)
HAIR: RGB = (38, 32, 34)


@dataclass(frozen=True)
class Pose:
    """Angles in degrees from straight down, forwards positive; far limbs first."""

    lean: float = 0
    legs: tuple[float, float, float, float] = (3, 1, -3, -4)
    arms: tuple[float, float, float, float] = (-6, 2, 6, 12)
    nod: float = 0


STAND = Pose()
WALK = Pose(4, (24, 12, -20, -34), (-24, -8, 22, 38))
STRIDE = Pose(6, (-22, -40, 26, 10), (24, 40, -26, -10))
BEND = Pose(62, (6, -6, -4, -12), (26, 30, 14, 22), 12)
SQUAT = Pose(30, (104, -38, 96, -44), (48, 66, 40, 74))
SIT = Pose(4, (86, 0, 80, -4), (28, 62, 22, 58))
ROW = Pose(22, (20, 4, -24, -30), (64, 84, 52, 78))
CARRY = Pose(3, (20, 8, -18, -28), (40, 118, -14, 16))
LIFT = Pose(16, (12, 0, -14, -26), (52, 80, 44, 74))
RAISE = Pose(0, (4, 2, -4, -4), (-8, 4, 148, 166))
CYCLE = Pose(38, (96, 4, 42, -38), (46, 62, 40, 58), -18)


@dataclass(frozen=True)
class Look:
    """What somebody wears."""

    shirt: RGB = (96, 112, 132)
    legs: RGB = (46, 52, 66)
    skin: RGB = SKIN
    hair: RGB = HAIR
    hat: str = ""
    hat_ink: RGB = (226, 204, 156)
    dress: bool = False
    sleeves: bool = True
    wide: float = 0.8
    woman: bool = False


def silhouette(ink: RGB, **more: object) -> Look:
    """Somebody against the light."""
    base = Look(ink, ink, ink, ink, hat_ink=ink)
    return replace(base, **more)  # type: ignore[arg-type]


def _turn(start: Point, degrees: float, long: float, face: float) -> Point:
    a = math.radians(degrees)
    return start[0] + face * math.sin(a) * long, start[1] + math.cos(a) * long


def _limb(c: Canvas, a: Point, b: Point, ra: float, rb: float, ink: RGB) -> None:
    c.taper([a, b], ra * 2, rb * 2, ink)
    c.oval(*a, ra, ra, ink)
    c.oval(*b, rb, rb, ink)


def _leg(
    c: Canvas, hip: Point, angles: tuple[float, float], h: float, face: float, ink: RGB, shoe: RGB
) -> None:
    knee = _turn(hip, angles[0], h * 0.245, face)
    ankle = _turn(knee, angles[1], h * 0.235, face)
    _limb(c, hip, knee, h * 0.052, h * 0.036, ink)
    _limb(c, knee, ankle, h * 0.036, h * 0.025, ink)
    x, y = ankle
    tip = face * h * 0.075
    c.blob(
        [
            (x - face * h * 0.025, y),
            (x + face * h * 0.02, y + h * 0.002),
            (x + tip, y + h * 0.028),
            (x + tip * 0.9, y + h * 0.038),
            (x - face * h * 0.026, y + h * 0.038),
        ],
        shoe,
        4,
    )


def _arm(
    c: Canvas, top: Point, angles: tuple[float, float], h: float, face: float, look: Look, ink: RGB
) -> Point:
    elbow = _turn(top, angles[0], h * 0.17, face)
    wrist = _turn(elbow, angles[1], h * 0.14, face)
    hand = _turn(wrist, angles[1], h * 0.04, face)
    fore = ink if look.sleeves else look.skin
    _limb(c, elbow, wrist, h * 0.024, h * 0.018, fore)
    _limb(c, top, elbow, h * 0.034, h * 0.026, ink)
    _limb(c, wrist, hand, h * 0.017, h * 0.015, look.skin)
    return hand


def _head(c: Canvas, neck: Point, h: float, face: float, tilt: float, look: Look) -> Point:
    x, y = _turn(neck, 180 - tilt, h * 0.085, face)
    _limb(c, neck, (x, y), h * 0.025, h * 0.026, dark(look.skin, 0.14))
    c.oval(x, y, h * 0.047, h * 0.062, look.hair)
    if look.skin != look.hair:
        c.blob(
            [
                (x + face * h * 0.0, y - h * 0.03),
                (x + face * h * 0.042, y - h * 0.022),
                (x + face * h * 0.047, y + h * 0.012),
                (x + face * h * 0.036, y + h * 0.056),
                (x + face * h * 0.008, y + h * 0.05),
                (x - face * h * 0.008, y + h * 0.01),
            ],
            look.skin,
            5,
        )
    if look.woman:
        c.oval(x - face * h * 0.034, y + h * 0.02, h * 0.026, h * 0.05, look.hair)
    hat(c, x, y, h, face, look)
    return x, y


def hat(c: Canvas, x: float, y: float, h: float, face: float, look: Look) -> None:
    """The hat on a head whose middle is at (x, y)."""
    ink = look.hat_ink
    if look.hat == "non":
        base, tip, r = y - h * 0.012, y - h * 0.108, h * 0.125
        c.poly(
            curve(
                [
                    (x - r, base),
                    (x - r * 0.45, base - h * 0.05),
                    (x, tip),
                    (x + r * 0.45, base - h * 0.05),
                    (x + r, base),
                ],
                5,
            ),
            ink,
        )
        c.oval(x, base, r, h * 0.014, dark(ink, 0.25))
        c.poly([(x, tip), (x + face * r, base), (x + face * r * 0.2, base)], light(ink, 0.2))
    elif look.hat in ("cap", "helmet"):
        c.poly(
            curve(
                [
                    (x - h * 0.054, y - h * 0.01),
                    (x - h * 0.046, y - h * 0.056),
                    (x, y - h * 0.077),
                    (x + h * 0.046, y - h * 0.056),
                    (x + h * 0.054, y - h * 0.01),
                ],
                5,
            ),
            ink,
        )
        brim = h * (0.1 if look.hat == "cap" else 0.075)
        c.poly(
            [
                (x, y - h * 0.022),
                (x + face * brim, y - h * 0.014),
                (x + face * brim, y - h * 0.004),
                (x - face * h * 0.054, y - h * 0.006),
            ],
            dark(ink, 0.2),
        )


def _torso(c: Canvas, hip: Point, h: float, face: float, lean: float, look: Look) -> Point:
    """The trunk, from the hips to the neck; returns the root of the neck."""
    a = math.radians(lean)
    ux, uy = face * math.sin(a), -math.cos(a)
    vx, vy = -uy, ux
    k = look.wide

    def at(up: float, out: float) -> Point:
        return hip[0] + (ux * up + vx * out) * h, hip[1] + (uy * up + vy * out) * h

    waist = 0.058 if look.woman else 0.07
    side = [(-0.02, 0.084), (0.1, waist + 0.008), (0.2, 0.088), (0.275, 0.112), (0.312, 0.086)]
    left = [at(up, -out * k) for up, out in side]
    right = [at(up, out * k) for up, out in side]
    outline = [*left, at(0.335, -0.028), at(0.335, 0.028), *right[::-1]]
    c.blob(outline, look.shirt, 4)
    if look.shirt != look.legs:
        inner = [at(up, out * k * 0.35) for up, out in side]
        c.blob([*inner, *right[::-1]], light(look.shirt, 0.1), 4)
    return at(0.33, 0.0)


def _dress(c: Canvas, hip: Point, h: float, face: float, look: Look) -> None:
    """The panels of an áo dài."""
    x, y = hip
    back, front = x - face * h * 0.1, x + face * h * 0.085
    c.blob(
        [
            (x - h * 0.06, y - h * 0.1),
            (x + h * 0.06, y - h * 0.1),
            (front, y + h * 0.1),
            (front + face * h * 0.01, y + h * 0.36),
            (x, y + h * 0.385),
            (back - face * h * 0.03, y + h * 0.36),
            (back, y + h * 0.1),
        ],
        look.shirt,
        5,
    )
    c.line(
        [(x + face * h * 0.01, y), (x + face * h * 0.02, y + h * 0.37)],
        mix(look.shirt, look.legs, 0.35),
        max(0.7, h * 0.008),
    )


def person(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    look: Look,
    pose: Pose = STAND,
    face: float = 1,
    seat: bool = False,
) -> tuple[Point, Point]:
    """Somebody whose feet (or, sitting, hips) are at (x, y); returns both hands."""
    legs, arms = pose.legs, pose.arms
    reach = [
        0.245 * math.cos(math.radians(a)) + 0.235 * math.cos(math.radians(b)) + 0.038
        for a, b in (legs[:2], legs[2:])
    ]
    hip = (x, y) if seat else (x, y - h * max(reach))
    a = math.radians(pose.lean)
    top = (hip[0] + face * math.sin(a) * h * 0.285, hip[1] - math.cos(a) * h * 0.285)
    gap = 0.07 * look.wide * h
    far = dark(look.shirt, 0.22)
    px, py = math.cos(a) * gap, face * math.sin(a) * gap
    far_hand = _arm(c, (top[0] + px, top[1] + py), arms[:2], h, face, look, far)
    spread = h * 0.036 * look.wide
    _leg(
        c, (hip[0] + spread, hip[1]), legs[:2], h, face, dark(look.legs, 0.25), dark(look.legs, 0.5)
    )
    _leg(c, (hip[0] - spread, hip[1]), legs[2:], h, face, look.legs, dark(look.legs, 0.45))
    if look.dress:
        _dress(c, hip, h, face, look)
    neck = _torso(c, hip, h, face, pose.lean, look)
    _head(c, neck, h, face, pose.lean * 0.6 + pose.nod, look)
    near_hand = _arm(c, (top[0] - px, top[1] - py), arms[2:], h, face, look, look.shirt)
    return far_hand, near_hand
