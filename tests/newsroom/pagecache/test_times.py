"""Pages that become others by time alone, at the very moment at which they are made."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from articles import publishing
from articles.models import Article
from articles.views import fronts
from newsroom.models import PageMoment
from newsroom.pagecache.looking import pages
from newsroom.roles import create_groups
from tests.factories import ArticleFactory
from tests.newsroom.pagecache.test_truth import body_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_page_that_its_moment_overtakes_is_kept_for_nobody(kept, made, monkeypatch):
    """Its rows were asked for before the moment, it was finished after it."""
    create_groups(apps)
    draft = ArticleFactory(title="Lũ về trong đêm")
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=4)
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


def test_so_is_one_of_a_database_whose_clock_is_a_little_behind(kept):
    create_groups(apps)
    draft = ArticleFactory(title="Lũ về trong đêm")
    moment = timezone.now().replace(microsecond=0) + timedelta(seconds=4)
    publishing.publish(Article.objects.get(pk=draft.pk), by=None, at=moment)
    with time_machine.travel(moment + timedelta(seconds=0.1)):  # the database's is not there yet
        assert draft.title.encode() not in body_of(kept.get("/"))
        time.sleep(max(0, moment.timestamp() - time_machine.escape_hatch.time.time() + 0.1))

        assert draft.title.encode() in body_of(kept.get("/"))


def test_just_after_a_moment_a_page_is_not_made_for_each_who_asks(
    kept, monkeypatch, django_assert_num_queries
):
    """It may lack what the moment brought, if the database's clock is behind: so for a blink."""
    monkeypatch.setattr("newsroom.pagecache.middleware.BLINK", 60)
    monkeypatch.setattr("newsroom.pagecache.looking.EVERY", 60)
    article = ArticleFactory(public=True)
    soon = timezone.now() + timedelta(seconds=5)
    PageMoment.objects.create(key=f"article:{article.pk}", at=soon)
    with time_machine.travel(soon, tick=False):
        first = kept.get(article.get_absolute_url())

        with django_assert_num_queries(0):
            assert kept.get(article.get_absolute_url()).content == first.content


def test_after_a_moment_that_has_come_for_all_pages_are_kept(kept, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.middleware.BLINK", 0)
    article = ArticleFactory(public=True)
    just_now = timezone.now() - timedelta(seconds=1)  # longer than a busy database may take
    PageMoment.objects.create(key=f"article:{article.pk}", at=just_now)
    kept.get(article.get_absolute_url())

    page = pages.get(f"http://testserver{article.get_absolute_url()}?")
    assert page.until > time.time() + 1
