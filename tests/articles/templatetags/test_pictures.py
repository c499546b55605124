import re

import pytest
from django.template import Context, Template

from articles.models import Photo, PhotoCaption

KEY = "k" * 22


def html_of(tag="{% picture caption sizes='50vw' %}", *, alt="Cầu", **photo):
    widths = photo.pop("widths", [400, 800, 1600])
    made = {"webp": widths, "jpg": widths} if widths else {}
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


@pytest.mark.parametrize(("x", "step"), [(0, 0), (0.04, 0), (0.36, 40), (0.5, 50), (1, 100)])
def test_focal_point_is_given_by_tens(x, step):
    assert f'data-focus-x="{step}" data-focus-y="50"' in html_of(focus_x=x)


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
    assert html_of("{% shared_picture caption %}") == f"/anh/{KEY}/1600.jpg"
