"""Two readers: one who gets finished pages where there are any, one whose pages are always made."""

import pytest
from django.core.cache import cache
from django.test import Client

from newsroom.pagecache import looking, wake
from newsroom.pagecache.looking import pages


@pytest.fixture
def kept(settings, tmp_path):
    """A reader of finished pages; none are there at first."""
    settings.DATA_DIR = tmp_path
    settings.FINISHED_PAGES = True
    pages.clear()
    cache.clear()  # what other tests have shared is of another database
    client = Client(headers={"accept-encoding": "gzip", "host": "testserver"})
    client.get("/healthz")  # loads the middleware as it is set now
    settings.FINISHED_PAGES = False
    yield client
    pages.clear()


@pytest.fixture
def unhurried(monkeypatch):
    """Whoever waits for another waits until it is done, as long as a busy machine may take."""
    monkeypatch.setattr(wake, "PATIENCE", 30.0)
    monkeypatch.setattr(looking, "PATIENCE", 30.0)


@pytest.fixture
def look_for_words_alone(monkeypatch):
    """Changes are looked for when they are told of, and not because a second has gone by."""
    monkeypatch.setattr(looking, "EVERY", 60.0)


@pytest.fixture
def made(kept):
    """A reader whose pages are made for each request."""
    client = Client()
    client.get("/healthz")
    return client
