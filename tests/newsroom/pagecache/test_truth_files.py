"""Files that come later than the pages that show them: renditions of photos, articles' cards."""

import pytest

from articles import renditions, sharecards
from articles.darkroom import apart
from newsroom.models import PageChange
from tests.factories import ArticleFactory, stored_photo
from tests.newsroom.pagecache.test_truth import body_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_renditions_that_are_made_later_are_on_the_page_at_once(kept, made, media):
    photo = stored_photo()
    article = ArticleFactory(public=True, photos=[photo])
    path = article.get_absolute_url()
    assert b"/1200.avif" not in body_of(kept.get(path))

    assert renditions.make(photo.key)

    assert b"/1200.avif" in made.get(path).content
    assert b"/1200.avif" in body_of(kept.get(path))


def test_so_is_a_card(kept, made, media, monkeypatch):
    monkeypatch.setattr(apart, "draw", lambda text: b"PNG" + text.title.encode())
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    assert b"/the/" not in body_of(kept.get(path))

    assert sharecards.make(article.pk)

    card = f"/the/{article.pk}-".encode()
    assert card in made.get(path).content
    assert card in body_of(kept.get(path))


def test_a_card_that_is_there_already_is_no_change(media, monkeypatch):
    monkeypatch.setattr(apart, "draw", lambda text: b"PNG" + text.title.encode())
    article = ArticleFactory(public=True)
    sharecards.make(article.pk)
    before = PageChange.objects.count()

    assert not sharecards.make(article.pk)

    assert PageChange.objects.count() == before
