"""What the tests of readers' pages may use."""

import pytest

from tests.factories import ArticleFactory, stored_photo
from tests.reading import content_of


@pytest.fixture
def photo(media):
    """A photo 1200 pixels wide with its first renditions: 240 and 800, as WebP and JPEG."""
    return stored_photo()


@pytest.fixture
def public(photo):
    """The photo, in a public article."""
    ArticleFactory(public=True, photos=[photo])
    return photo


@pytest.fixture
def get(client):
    """Give ``get(address, **headers)``: the answer, read to its end; its ``body`` are the bytes."""

    def _get(address, ask=client.get, **headers):
        response = ask(address, headers={name.replace("_", "-"): headers[name] for name in headers})
        response.body = content_of(response)
        return response

    return _get
