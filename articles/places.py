"""How wide a picture is shown in each place: what its ``sizes`` attribute says.

The lengths follow from the style sheets (``stories.css``, ``photos.css``); a browser test
measures the pages and holds the two together.
"""

from __future__ import annotations

from typing import Final

# On a phone the page's two edges take 1.2rem + 3.6vw; from 76rem on nothing grows any more.
_PAGE: Final = "calc(96.4vw - 1.2rem)"
_DESK: Final = "(min-width: 62rem)"
_TABLET: Final = "(min-width: 48rem)"
_WIDE: Final = (("(min-width: 63.5rem)", "60rem"), (_TABLET, _PAGE), ("", "100vw"))
_HALF: Final = (("(min-width: 63.5rem)", "29.75rem"), (_TABLET, "calc(48.2vw - 0.85rem)"))
_THIRD: Final = (("(min-width: 63.5rem)", "19.7rem"), (_TABLET, "calc(32.1vw - 0.75rem)"))

# By place: lengths with the condition that each holds under, the last without one.
PLACES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    # Cards
    "front-lead": (
        ("(min-width: 76rem)", "35rem"),
        (_DESK, "calc(48.2vw - 1.6rem)"),
        ("", _PAGE),
    ),
    "front-second": (
        ("(min-width: 76rem)", "16.5rem"),
        (_DESK, "calc(24.1vw - 1.8rem)"),
        (_TABLET, "calc(47.3vw - 0.9rem)"),
        ("", "7.5rem"),
    ),
    # Photo stories on the home page.
    "strip": (
        ("(min-width: 76rem)", "16.5rem"),
        (_TABLET, "calc(24.1vw - 1.8rem)"),
        ("", "15rem"),
    ),
    # Two blocks stand beside each other; others alone, wide or with four cards in a row.
    "block-wide": ((_TABLET, "24rem"), ("", _PAGE)),
    "block-first": (
        ("(min-width: 75rem)", "18.5rem"),
        (_DESK, "calc(48.2vw - 2.1rem)"),
        (_TABLET, "calc(53vw - 1.5rem)"),
        ("", _PAGE),
    ),
    "block": (
        ("(min-width: 75rem)", "16.5rem"),
        (_DESK, "calc(48.2vw - 2.1rem)"),
        (_TABLET, "calc(53vw - 1.5rem)"),
        ("", "7.5rem"),
    ),
    "row": ((_TABLET, "15rem"), ("", "7.5rem")),
    "list-lead": (
        ("(min-width: 76rem)", "40.8rem"),
        (_TABLET, "calc(56.2vw - 1.9rem)"),
        ("", _PAGE),
    ),
    # Figures on an article's page
    "wide": _WIDE,
    "half": (
        ("(min-width: 63.5rem)", "29.25rem"),
        (_TABLET, "calc(48.2vw - 1.35rem)"),
        ("", "100vw"),
    ),
    "column": ((_TABLET, "41rem"), ("", "100vw")),
    "side": ((_TABLET, "18rem"), ("", "100vw")),
    # Cells of a gallery: two or three in a row on a desk, two on a phone, or one ("-whole").
    "cell-2": (*_HALF, ("", "calc(48.2vw - 0.85rem)")),
    "cell-3": (*_THIRD, ("", "calc(48.2vw - 0.85rem)")),
    "cell-2-whole": (*_HALF, ("", _PAGE)),
    "cell-3-whole": (*_THIRD, ("", _PAGE)),
    "cell-whole": (("(min-width: 63.5rem)", "60rem"), ("", _PAGE)),
}
# Here a picture is shown whole: one that is high is as wide as its height allows.
WHOLE: Final = frozenset({"wide", "half", "column"})
# Pixels: a narrower photo is not blown up there.
SMALL: Final = 480
# Percent of the window's height (``photos.css``).
HIGHEST: Final = 85


def is_small(place: str, width: int) -> bool:
    """Say whether a photo of that many pixels is shown no larger than it is."""
    return place in WHOLE and width < SMALL


def sizes_of(place: str, width: int, height: int) -> str:
    """Return the value of ``sizes`` at that place for a photo of that size in pixels.

    What is no place is taken to be such a value already.
    """
    if place not in PLACES:
        return place
    if is_small(place, width):
        return f"{width}px"
    lengths = PLACES[place]
    ratio = width / height
    if place in WHOLE and ratio < 1.1:
        limit = f"{HIGHEST * ratio:.0f}vh"
        lengths = tuple((condition, f"min({length}, {limit})") for condition, length in lengths)
    return ", ".join(f"{condition} {length}".strip() for condition, length in lengths)
