"""The copies of an article's time of release on its bylines and the uses of its keywords."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import due, released, revisions
from articles.models import Article, Byline, State, TaggedArticle
from tests.factories import ArticleFactory, AuthorFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def copies_of(article):
    return {
        *article.bylines.values_list("released_at", flat=True),
        *article.tagged_items.values_list("released_at", flat=True),
    }


@pytest.fixture
def article():
    return ArticleFactory(public=True, tag_names=["lúa", "nước"], authors=[AuthorFactory()] * 1)


def test_copies_say_when_an_article_was_released(article):
    assert article.bylines.count() == 1
    assert article.tagged_items.count() == 2
    assert copies_of(article) == {article.published_at}


@pytest.mark.parametrize("state", State.values)
def test_what_is_not_released_has_no_time(state):
    article = ArticleFactory(public=True, state=state, tag_names=["lúa"])

    is_released = state in ("published", "scheduled")
    assert copies_of(article) == {article.published_at if is_released else None}


def test_copies_follow_an_update_that_passes_save_by(article):
    later = timezone.now().replace(microsecond=0) + HOUR

    Article.objects.filter(pk=article.pk).update(published_at=later)
    assert copies_of(article) == {later}
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert copies_of(article) == {None}
    Article.objects.filter(pk=article.pk).update(state="published")
    assert copies_of(article) == {later}


def test_other_articles_are_left_alone(article):
    other = ArticleFactory(public=True, tag_names=["lúa"])

    Article.objects.filter(pk=article.pk).update(state="withdrawn")

    assert copies_of(other) == {other.published_at}


def test_copies_follow_what_comes_due(article):
    past = timezone.now() - HOUR
    Article.objects.filter(pk=article.pk).update(withdraw_at=past)

    due.withdraw_due()

    assert copies_of(article) == {None}


def test_new_bylines_and_keywords_of_a_revision_have_it(article):
    content = revisions.content_of(article)
    author = AuthorFactory()
    content = type(content)(
        **{**content.__dict__, "authors": (author.pk,), "tags": ("đường", "trường")}
    )

    revisions.apply(article, content)

    assert copies_of(article) == {article.published_at}
    assert Byline.objects.get(article=article).author == author
    assert {one.tag.name for one in article.tagged_items.all()} == {"đường", "trường"}


def test_nobody_can_write_another_time(article):
    wrong = timezone.now() - 99 * HOUR

    Byline.objects.filter(article=article).update(released_at=wrong)
    TaggedArticle.objects.filter(content_object=article).update(released_at=None)
    byline = article.bylines.get()
    byline.released_at = wrong
    byline.save()

    assert copies_of(article) == {article.published_at}


def test_what_changed_while_nothing_was_kept_is_put_right(article):
    draft = ArticleFactory(tag_names=["mưa"])
    released.let_go(connection)
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    Article.objects.filter(pk=draft.pk).update(state="published", published_at=timezone.now())
    assert copies_of(article) == {article.published_at}

    released.prepare(connection)

    draft.refresh_from_db()
    assert copies_of(article) == {None}
    assert copies_of(draft) == {draft.published_at}


def test_preparing_twice_changes_nothing(article):
    released.prepare(connection)
    released.prepare(connection)

    assert copies_of(article) == {article.published_at}
