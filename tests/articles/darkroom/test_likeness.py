import io

import pytest
from PIL import Image, ImageEnhance

from articles.darkroom.likeness import SAME, distance, near
from articles.darkroom.looking import look_of
from newsroom.demo import drawing

KEYS = ["market_boats-1", "bridge-1", "portrait-2", "rice_field-2", "town_skyline-2"]


@pytest.fixture(scope="module")
def drawings():
    pictures = {}
    for key in KEYS:
        pictures[key] = drawing.draw(key).convert("RGB")
        pictures[key].thumbnail((900, 900))
    return pictures


def encoded_again(image):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=35)
    return Image.open(buffer)


def cut(image):
    across, down = image.width // 50, image.height // 50
    return image.crop((across, down, image.width - across, image.height - down))


VARIANTS = {
    "smaller": lambda image: image.resize((300, round(300 * image.height / image.width))),
    "encoded again": encoded_again,
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.75),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.15),
    "with more contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.3),
    "grey": lambda image: image.convert("L"),
    "cut": cut,
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_of_a_picture_looks_the_same(drawings, variant):
    for image in drawings.values():
        look, other = look_of(image), look_of(VARIANTS[variant](image))

        assert distance(look, other) <= SAME
        # Some part is near enough for an index to find it.
        assert any(part in near(of) for part, of in zip(other, look, strict=True))


def test_other_pictures_do_not_look_the_same(drawings):
    looks = [look_of(image) for image in drawings.values()]

    apart = [distance(one, other) for n, one in enumerate(looks) for other in looks[:n]]
    assert len(apart) == 10
    assert min(apart) > SAME + 4


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (800, 600), (120, 60, 30)),
        Image.new("L", (800, 600), 255),
        Image.linear_gradient("L").resize((800, 600)),
        Image.radial_gradient("L").resize((800, 600)),
        Image.effect_noise((800, 600), 3),
    ],
    ids=["colour", "page", "gradient", "halo", "noise"],
)
def test_a_picture_without_features_has_no_look(image):
    assert look_of(image) is None


def test_distance_counts_bits():
    assert distance((0, 0, 0, 0), (0, 0, 0, 0)) == 0
    assert distance((0, 0b101, 0, 1), (0xFFFF, 0b001, 0, 0)) == 18


def test_near_is_one_bit_or_none():
    values = near(0b1000)

    assert len(set(values)) == 17
    assert all((value ^ 0b1000).bit_count() <= 1 for value in values)
