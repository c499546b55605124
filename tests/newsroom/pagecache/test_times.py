"""Pages that become others by time alone, at the very moment at which they are made."""

import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from articles import publishing
from articles.models import Article
from articles.views import fronts
from newsroom.pagecache.middleware import BEHIND
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.newsroom.pagecache.test_truth import body_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_its_moment_overtakes_is_kept_for_nobody(kept, made, monkeypatch):
    """Its rows were asked for before the moment, it was finished after it."""
    create_groups(apps)
    draft = ArticleFactory(title="Lũ về trong đêm")
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=2)
    publishing.publish(Article.objects.get(pk=draft.pk), by=None, at=moment)
    whole = fronts.render

    def slowly(request, *args, **kwargs):
        response = whole(request, *args, **kwargs)
        time.sleep(max(0, (moment - timezone.now()).total_seconds() + 0.2))
        return response

    monkeypatch.setattr(fronts, "render", slowly)
    assert draft.title.encode() not in body_of(kept.get("/"))  # made before, sent after
    monkeypatch.undo()

    assert draft.title.encode() in made.get("/").content
    assert draft.title.encode() in body_of(kept.get("/"))


def test_so_is_one_of_a_database_whose_clock_is_a_little_behind(kept, monkeypatch):
    create_groups(apps)
    draft = ArticleFactory(title="Lũ về trong đêm")
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=1)
    publishing.publish(Article.objects.get(pk=draft.pk), by=None, at=moment)
    time.sleep(max(0, (moment - timezone.now()).total_seconds() + 0.1))
    public = Article.objects.filter(pk=draft.pk)
    public.update(published_at=moment + BEHIND / 2)  # as seen by a clock that is so far behind
    assert draft.title.encode() not in body_of(kept.get("/"))
    time.sleep(BEHIND.total_seconds() / 2)

    assert draft.title.encode() in body_of(kept.get("/"))
