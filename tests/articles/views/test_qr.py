"""The QR code of an article leads to it, and there is none of what readers may not open."""

import re

import pytest
import zxingcpp
from PIL import Image

from tests.factories import ArticleFactory, SectionFactory, UserFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


def picture_of(svg):
    """Draw the SVG's only path, whose lines lie on whole units, four pixels to each."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    image = Image.new("L", (size * 4, size * 4), 255)
    path = re.search(r'<path[^>]*stroke="[^"]*"[^>]*d="([^"]*)"', svg) or re.search(
        r'd="(M4[^"]*)"', svg
    )
    x = y = 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        values = [float(one) for one in re.findall(r"-?[\d.]+", numbers)]
        if kind == "M":
            x, y = values
        elif kind == "m":
            x, y = x + values[0], y + values[1]
        else:
            image.paste(
                0,
                [
                    round(4 * x),
                    round(4 * (y - 0.5)),
                    round(4 * (x + values[0])),
                    round(4 * (y + 0.5)),
                ],
            )
            x += values[0]
    return image


def read(svg):
    return [one.text for one in zxingcpp.read_barcodes(picture_of(svg))]


@pytest.mark.parametrize("title", ["Lũ về", "Nông dân vào mùa thu hoạch lúa hè thu " * 6])
def test_the_code_says_the_canonical_address(client, title, settings):
    section = SectionFactory(parent=SectionFactory(slug="kinh-te"), slug="nong-nghiep")
    article = ArticleFactory(public=True, title=title[:240], section=section)

    response = client.get(f"/ma-qr/{article.pk}.svg")

    assert response.headers["Content-Type"] == "image/svg+xml"
    assert read(response.content.decode()) == [settings.SITE_URL + article.get_absolute_url()]


def test_the_code_is_the_same_in_every_language_of_the_interface(client, settings):
    article = ArticleFactory(public=True)

    plain = client.get(f"/ma-qr/{article.pk}.svg", headers={"accept-language": "en"})

    assert read(plain.content.decode()) == [settings.SITE_URL + article.get_absolute_url()]


def test_there_is_no_code_of_what_is_hidden(client):
    answers = [client.get(f"/ma-qr/{one.pk}.svg").status_code for one in hidden_articles()]

    assert set(answers) == {404}


@pytest.mark.parametrize("path", ["/ma-qr/999999999999999999.svg", "/ma-qr/0.svg", "/ma-qr/x.svg"])
def test_there_is_no_code_of_nothing(client, path):
    assert client.get(path).status_code == 404


def test_a_code_costs_one_query_and_is_kept(client, django_assert_num_queries):
    article = ArticleFactory(public=True, photos=1)

    with django_assert_num_queries(1):
        response = client.get(f"/ma-qr/{article.pk}.svg")

    assert "max-age" in response.headers["Cache-Control"]
    assert not response.cookies
    assert client.post(f"/ma-qr/{article.pk}.svg").status_code == 405


def test_the_page_shows_it_without_a_script_and_loads_it_only_when_opened(client):
    article = ArticleFactory(public=True)

    html = client.get(article.get_absolute_url()).content.decode()

    details = re.search(r'<details class="share.*?</details>', html, re.DOTALL)[0]
    assert f'src="/ma-qr/{article.pk}.svg" loading="lazy"' in details


def test_only_staff_who_may_open_what_is_not_public_have_its_code(client, settings):
    draft = ArticleFactory(created_by=UserFactory(roles=["reporter"]))
    path = f"/ma-qr/{draft.pk}.svg"
    for stranger in (UserFactory(is_staff=False), UserFactory(roles=["reporter"])):
        client.force_login(stranger)
        assert client.get(path).status_code == 404

    client.force_login(draft.created_by)
    response = client.get(path)

    assert read(response.content.decode()) == [settings.SITE_URL + draft.get_absolute_url()]
    assert response.headers["Cache-Control"] == "private, no-store"
