"""Finished pages that were put together from stored parts."""

import gzip

import pytest

from articles.built import storing
from tests.newsroom.pagecache.test_truth import Paper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper():
    return Paper()


def test_a_finished_page_of_parts_is_dropped_with_each_of_them(kept, settings, monkeypatch, paper):
    settings.BUILT_PARTS = True
    monkeypatch.setattr(storing, "wake", storing.write_waiting)
    path = paper.article.get_absolute_url()
    kept.get(f"{path}?utm_source=x&a=1")  # stored; kept under no address
    kept.get(path)

    paper.photo.credit = "Thanh Hà"
    paper.photo.save()

    assert "Thanh Hà" in gzip.decompress(kept.get(path).content).decode()
