"""The pictures of the demonstration and what is said about them."""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image

import newsroom.demo
from newsroom.demo.drawing import draw, keys

PHOTOS = Path(newsroom.demo.__file__ or "").parent / "content" / "photos.toml"
PANORAMAS = {"river_dawn-2", "bridge-2"}
TALL = {"coconut_grove-2", "orchard-2", "night_festival-2"}
SQUARES = {"rice_field-2", "market_boats-2", "portrait-3"}


def expected_size(key: str) -> tuple[int, int]:
    if key in PANORAMAS:
        return 1600, 700
    if key in TALL:
        return 1067, 1600
    if key in SQUARES:
        return 1200, 1200
    return (1200, 1600) if key == "portrait-2" else (1600, 1067)


@lru_cache(maxsize=2)
def drawn(key: str) -> Image.Image:
    return draw(key)


def test_there_are_forty_five_pictures() -> None:
    assert len(keys()) == len(set(keys())) == 45
    assert sum(key.endswith("-1") for key in keys()) == 30


@pytest.mark.parametrize("key", keys())
def test_every_picture_draws(key: str) -> None:
    picture = drawn(key)
    assert picture.size == expected_size(key)
    assert picture.mode == "RGB"
    tones = picture.resize((48, 48)).convert("L").getextrema()
    low, high = int(tones[0]), int(tones[1])  # type: ignore[arg-type]
    assert high - low > 60, "a picture without contrast"


@pytest.mark.parametrize("key", ["bridge-2", "market_boats-2"])
def test_a_picture_is_always_the_same(key: str) -> None:
    assert draw(key).tobytes() == draw(key).tobytes()


@pytest.mark.parametrize("key", ["", "river_dawn", "river_dawn-9", "../river_dawn-1"])
def test_an_unknown_picture_is_refused(key: str) -> None:
    with pytest.raises(KeyError):
        draw(key)


def test_every_picture_is_described() -> None:
    photos = tomllib.loads(PHOTOS.read_text(encoding="utf-8"))
    assert set(photos) == set(keys())
    for key, photo in photos.items():
        assert set(photo) == {"caption", "alt", "credit", "place", "focus"}, key
        assert photo["caption"].endswith("."), key
        assert photo["caption"] != photo["alt"], key
        assert all(photo[name].strip() for name in ("caption", "alt", "credit", "place")), key
        x, y = photo["focus"]
        assert 0 <= x <= 1, key
        assert 0 <= y <= 1, key
