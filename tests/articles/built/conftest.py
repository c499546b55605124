"""Readers of pages put together from parts, which are stored at once."""

import pytest
from django.test import Client

from articles.built import frames, storing


class Readers:
    """Whoever reads: ``plain`` pages are made by the template alone, ``get`` from parts."""

    def __init__(self, settings):
        self._settings = settings
        self._client = Client()

    def plain(self, path):
        self._settings.BUILT_PARTS = False
        try:
            return self._client.get(path)
        finally:
            self._settings.BUILT_PARTS = True

    def get(self, path, **more):
        return self._client.get(path, **more)


@pytest.fixture
def built(settings, monkeypatch):
    settings.BUILT_PARTS = True
    monkeypatch.setattr(storing, "wake", storing.write_waiting)
    frames.clear()
    yield Readers(settings)
    frames.clear()
