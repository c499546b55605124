"""Photos on an article's page: in which figure, how large, in which order."""

import re

import pytest

from articles import figures
from articles.body.photos import BodyPhoto, Gallery, stored
from articles.models import Photo, PhotoCaption

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)> {{ x }} & </figcaption>'


def library(count, **facts):
    return {
        number: Photo(
            pk=number,
            key=f"{number:022}",
            width=1600,
            height=1000,
            credit="Minh Châu",
            renditions={"jpg": [240, 800]},
            **facts,
        )
        for number in range(1, count + 1)
    }


def shown(*found, count=9, **options):
    body = "".join(map(stored, found))
    return " ".join(figures.present(f"<p>a</p>{body}<p>b</p>", library(count), **options).split())


def keys(html):
    return [int(key) for key in re.findall(r'<img[^>]* src="/anh/(\d+)/', html)]


@pytest.mark.parametrize("size", ["column", "wide", "side"])
def test_a_photo_in_the_text_stands_in_its_place_and_size(size):
    html = shown(BodyPhoto(2, "Lúa chín", "Cánh đồng", size))

    assert html.startswith(f'<p>a</p><figure class="figure figure--{size}"> <picture>')
    assert html.endswith("</figure><p>b</p>")
    assert 'alt="Cánh đồng"' in html
    assert re.search(r"Lúa chín <span[^>]*>[^<]*Minh Châu</span> </figcaption>", html)
    assert keys(html) == [2]


def test_a_photo_is_a_link_to_its_largest_jpeg():
    assert re.search(rf'<a class="figure__open" href="/anh/{1:022}/800.jpg"', shown(BodyPhoto(1)))


def test_a_photo_without_files_is_a_plate_and_no_link():
    html = figures.present(stored(BodyPhoto(1, "Chú thích")), {1: Photo(pk=1, key="k" * 22)})

    assert "photo-missing.svg" in html
    assert "Chú thích" in html
    assert "<a" not in html


def test_a_photo_that_is_gone_leaves_its_place():
    html = shown(BodyPhoto(99), Gallery((BodyPhoto(98), BodyPhoto(1))), Gallery((BodyPhoto(97),)))

    assert html.count('<figure class="gallery"') == 1
    assert keys(html) == [1]


def test_a_gallery_keeps_its_order_and_title():
    html = shown(Gallery((BodyPhoto(3), BodyPhoto(1), BodyPhoto(2, "Ba")), "Một ngày"))

    assert keys(html) == [3, 1, 2]
    assert re.search(r'<figure class="gallery"> <figcaption[^>]*>Một ngày</figcaption>', html)
    assert html.count("<figure") == 4


@pytest.mark.parametrize(
    ("count", "desk", "phone"),
    [
        (1, "w", "w"),
        (2, "22", "ss"),
        (3, "333", "wss"),
        (4, "2222", "ssss"),
        (5, "22333", "wssss"),
        (6, "333333", "ssssss"),
        (7, "2222333", "wssssss"),
    ],
)
def test_no_cell_of_a_gallery_stands_alone_in_its_row(count, desk, phone):
    html = shown(Gallery(tuple(BodyPhoto(number) for number in range(1, count + 1))))

    places = re.findall(r"gallery__cell--cell-([\w-]+)", html)
    assert "".join(place[0] for place in places) == desk
    assert "".join("w" if place.endswith("whole") else "s" for place in places) == phone


def test_photos_above_the_text_fill_their_rows():
    def sizes(count):
        captions = [PhotoCaption(photo=photo) for photo in library(count).values()]
        return [(figure.size, figure.eager) for figure in figures.above(captions)]

    wide, half = ("wide", False), ("half", False)
    assert sizes(0) == []
    assert sizes(1) == [("wide", True)]
    assert sizes(2) == [("wide", True), wide]
    assert sizes(3) == [("wide", True), half, half]
    assert sizes(4) == [("wide", True), half, half, wide]


def test_a_story_numbers_every_photo_and_shows_it_large():
    html = shown(
        BodyPhoto(1, size="side"), Gallery((BodyPhoto(2), BodyPhoto(3)), "Đêm"), first=2, total=4
    )

    assert re.findall(r'figure__number">([^<]*)<', html) == ["2/4", "3/4", "4/4"]
    assert html.count("figure--wide") == 3
    assert "figure--side" not in html and "--cell-" not in html
    assert "<figcaption" in html and "Đêm" in html


def test_only_the_first_of_a_story_is_hurried():
    html = shown(BodyPhoto(1), BodyPhoto(2), total=2, first=1, eager=True)

    assert re.findall(r'fetchpriority|loading="lazy"', html) == ["fetchpriority", 'loading="lazy"']


@pytest.mark.parametrize("place", ["figure", "gallery"])
def test_what_people_wrote_is_escaped(place):
    use = BodyPhoto(1, HOSTILE, HOSTILE)
    html = figures.present(
        stored(use if place == "figure" else Gallery((use,), HOSTILE)),
        library(1) | {1: Photo(pk=1, key="k" * 22, credit=HOSTILE)},
    )

    assert "<script" not in html and "<img src=x" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == (3 if place == "figure" else 4)
    assert html.count("<figure") == html.count("</figure>") == (1 if place == "figure" else 2)
    assert " style=" not in html and " onclick" not in html


def test_uses_are_all_photos_of_a_text_in_order_each_time_they_stand_there():
    body = "".join(map(stored, [BodyPhoto(2), Gallery((BodyPhoto(1), BodyPhoto(9))), BodyPhoto(2)]))

    assert [use.photo.pk for use in figures.uses_of(body, library(3))] == [2, 1, 2]
