"""Who has an article open."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.utils import timezone

from articles import presence
from articles.models import Presence
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(article, **besides):
    return [visitor.user for visitor in presence.visitors(article, **besides)]


def test_who_came_first_stands_first_and_each_once():
    article, (one, two) = ArticleFactory(), UserFactory.create_batch(2)
    for user in (one, two, one):
        presence.enter(article, user, uuid4())

    assert names(article) == [one, two]
    assert names(ArticleFactory()) == []


def test_ones_own_window_is_not_company_but_a_second_one_is():
    article, user, own = ArticleFactory(), UserFactory(), uuid4()
    presence.enter(article, user, own)
    assert names(article, besides=own) == []

    presence.enter(article, user, uuid4())
    assert names(article, besides=own) == [user]


def test_who_says_nothing_for_long_is_gone_and_forgotten():
    article, user = ArticleFactory(), UserFactory()
    presence.enter(article, user, uuid4())
    past = timezone.now() - presence.LIFETIME - timedelta(seconds=1)
    Presence.objects.update(seen_at=past)

    assert names(article) == []
    presence.enter(ArticleFactory(), user, uuid4())
    assert Presence.objects.count() == 1


def test_speaking_again_keeps_the_time_of_coming():
    article, user, own = ArticleFactory(), UserFactory(), uuid4()
    presence.enter(article, user, own)
    came = presence.visitors(article)[0].since

    presence.enter(article, user, own)

    assert presence.visitors(article)[0].since == came
    assert Presence.objects.count() == 1


def test_nobody_speaks_or_leaves_for_another():
    article, (one, two), own = ArticleFactory(), UserFactory.create_batch(2), uuid4()
    presence.enter(article, one, own)

    presence.enter(article, two, own)
    presence.leave(two, own)

    assert names(article) == [one]
    presence.leave(one, own)
    assert names(article) == []


def test_a_window_begins_one_article_only():
    user, own = UserFactory(), uuid4()
    presence.claim(ArticleFactory(), user, own)

    with pytest.raises(IntegrityError):
        presence.claim(ArticleFactory(), user, own)
