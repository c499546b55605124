import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from articles.models import Photo, PhotoCaption

ROOT = Path(__file__).resolve().parents[3]
KEY = "k" * 22


def html_of(tag="{% picture caption sizes='50vw' %}", *, alt="Cầu", **photo):
    widths = photo.pop("widths", [400, 800, 1600])
    made = photo.pop("renditions", {"webp": widths, "jpg": widths} if widths else {})
    facts = {"width": 1600, "height": 900, "renditions": made, "alt": "Sông", **photo}
    caption = PhotoCaption(photo=Photo(key=KEY, **facts), alt=alt)
    html = Template("{% load pictures %}" + tag).render(Context({"caption": caption}))
    return " ".join(html.split())


def test_picture_offers_every_width_as_webp_and_jpeg():
    html = html_of()

    assert re.findall(r'srcset="([^"]*)"', html) == [
        ", ".join(f"/anh/{KEY}/{width}.{extension} {width}w" for width in (400, 800, 1600))
        for extension in ("webp", "jpg")
    ]
    assert html.count('sizes="50vw"') == 2
    assert f'src="/anh/{KEY}/800.jpg"' in html


def test_picture_keeps_its_place_on_the_page():
    assert 'width="1600" height="900"' in html_of()
    assert 'width="1200" height="800"' in html_of(width=None, height=None, widths=[])


def test_small_photo_gives_its_widest():
    assert f'src="/anh/{KEY}/300.jpg"' in html_of(widths=[300])


@pytest.mark.parametrize(
    ("x", "step"), [(0, 0), (0.02, 0), (0.04, 5), (0.36, 35), (0.5, 50), (1, 100)]
)
def test_focal_point_is_given_by_fives(x, step):
    assert f'data-focus-x="{step}" data-focus-y="50"' in html_of(focus_x=x)


def test_style_sheet_knows_every_step_of_a_focal_point():
    css = Path(finders.find("css/stories.css")).read_text()

    for axis in "xy":
        known = re.findall(rf'\[data-focus-{axis}="(\d+)"\] {{ --{axis}: (\d+)%; }}', css)
        assert [(int(step), int(percent)) for step, percent in known] == [
            (step, step) for step in range(0, 101, 5) if step != 50
        ]


def test_only_the_eager_picture_is_hurried():
    eager = html_of("{% picture caption eager=True %}")

    assert 'fetchpriority="high"' in eager
    assert "lazy" not in eager
    assert 'loading="lazy"' in html_of()
    assert "fetchpriority" not in html_of()


def test_alternative_text_of_the_photo_stands_in():
    assert 'alt="Cầu"' in html_of()
    assert 'alt="Sông"' in html_of(alt="")


def test_shared_picture_is_empty_without_files():
    assert html_of("{% shared_picture caption %}", widths=[]) == ""
    assert html_of("{% shared_picture caption %}") == f"/anh/{KEY}/chia-se.jpg"


def test_each_format_offers_the_widths_that_it_has():
    html = html_of(renditions={"avif": [240, 480], "webp": [240], "jpg": [240, 480, 800]})

    assert re.findall(r'<source type="([^"]*)" srcset="([^"]*)"', html) == [
        ("image/avif", f"/anh/{KEY}/240.avif 240w, /anh/{KEY}/480.avif 480w"),
        ("image/webp", f"/anh/{KEY}/240.webp 240w"),
    ]
    assert "avif" not in html_of()


def test_a_place_gives_its_sizes():
    assert 'sizes="(min-width: 48rem) 15rem, 7.5rem"' in html_of("{% picture caption 'row' %}")


def test_a_high_picture_that_is_shown_whole_is_as_wide_as_its_height_allows():
    html = html_of("{% picture caption 'column' %}", width=1000, height=2000)

    assert 'sizes="(min-width: 48rem) min(41rem, 42vh), min(100vw, 42vh)"' in html


@pytest.mark.parametrize(
    ("place", "width", "small"),
    [("wide", 300, True), ("column", 479, True), ("column", 480, False), ("row", 300, False)],
)
def test_a_small_photo_is_not_blown_up_where_it_is_shown_whole(place, width, small):
    html = html_of(f"{{% picture caption '{place}' %}}", width=width, height=200, widths=[width])

    assert ("picture--small" in html) is small
    assert (f'sizes="{width}px"' in html) is small


def test_preload_asks_for_the_very_picture_that_the_page_shows():
    made = {"avif": [240, 480], "webp": [240], "jpg": [240, 480]}
    link = html_of("{% preload_picture caption 'row' %}", renditions=made)
    page = html_of("{% picture caption 'row' eager=True %}", renditions=made)

    asked = re.search(r'type="image/avif" imagesrcset="([^"]*)" imagesizes="([^"]*)"', link)
    shown = re.search(r'type="image/avif" srcset="([^"]*)" sizes="([^"]*)"', page)
    assert asked.groups() == shown.groups()
    assert 'rel="preload" as="image"' in link and 'fetchpriority="high"' in link
    assert 'type="image/jpeg"' in html_of(
        "{% preload_picture caption 'row' %}", renditions={"jpg": [240]}
    )


@pytest.mark.parametrize("photo", [{"widths": []}, {"width": None, "height": None, "widths": []}])
def test_nothing_is_preloaded_without_a_file(photo):
    assert html_of("{% preload_picture caption 'row' %}", **photo) == ""
    assert html_of("{% preload_picture nothing 'row' %}", **photo) == ""


@pytest.mark.parametrize("sheet", ["stories.css", "admin-library.css"])
def test_both_style_sheets_know_every_focal_point_but_the_middle(sheet):
    rules = (ROOT / "static" / "css" / sheet).read_text()

    for axis in "xy":
        known = set(re.findall(rf'\[data-focus-{axis}="(\d+)"\] {{ --{axis}: \1%; }}', rules))
        assert known == {str(step) for step in range(0, 101, 5)} - {"50"}
