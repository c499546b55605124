"""What goes out compressed."""

import gzip

import pytest

from tests.factories import ArticleFactory, PhotoFactory, stored_photo

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.mark.django_db
def test_a_page_is_compressed_for_who_reads_that(client):
    article = ArticleFactory(public=True)
    plain = client.get(article.get_absolute_url())
    packed = client.get(article.get_absolute_url(), **GZIP)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert article.title in gzip.decompress(packed.content).decode()
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_a_picture_goes_out_as_it_is(client, media):
    photo = stored_photo()
    ArticleFactory(public=True, photos=[photo, PhotoFactory()])

    response = client.get(photo.url(photo.widths[0], "jpg"), **GZIP)

    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
    assert int(response.headers["Content-Length"]) == len(b"".join(response.streaming_content))
