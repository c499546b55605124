from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.literals import literal
from articles.models import Article, Photo
from articles.querysets import InvalidCursor, cursor_of, parse_cursor
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory
from tests.plans import let_planner_know

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_public_keeps_what_readers_may_open_now():
    now = timezone.now()
    shown = [ArticleFactory(public=True), ArticleFactory(public=True, state="scheduled")]
    ArticleFactory(public=True, published_at=now + HOUR)
    ArticleFactory(public=True, state="scheduled", published_at=now + HOUR)
    ArticleFactory(public=True, withdraw_at=now - HOUR)
    for state in ("draft", "submitted", "editing", "awaiting_approval", "returned", "withdrawn"):
        ArticleFactory(public=True, state=state)
    ArticleFactory()

    assert set(Article.objects.public()) == set(shown)


def test_gone_keeps_what_readers_once_had():
    past = timezone.now() - HOUR
    withdrawn = ArticleFactory(public=True, state="withdrawn")
    expired = ArticleFactory(public=True, withdraw_at=past)
    ArticleFactory(public=True)
    ArticleFactory()

    assert set(Article.objects.gone()) == {withdrawn, expired}


def test_a_withdrawn_article_that_was_never_out_is_not_gone():
    ArticleFactory(public=True, state="withdrawn", published_at=timezone.now() + HOUR)

    assert not Article.objects.gone().exists()


def test_in_section_includes_subsections():
    top = SectionFactory()
    child = SectionFactory(parent=top)
    articles = [ArticleFactory(section=top), ArticleFactory(section=child)]
    ArticleFactory()

    assert set(Article.objects.in_section(top)) == set(articles)
    assert list(Article.objects.in_section(child)) == articles[1:]


def test_keyset_pages_hold_every_article_once_even_at_equal_times():
    moment = timezone.now().replace(microsecond=0) - HOUR
    for number in range(7):
        ArticleFactory(public=True, published_at=moment - timedelta(seconds=number // 3))
    everything = list(Article.objects.public().newest_first())

    seen, page = [], list(Article.objects.public().newest_first()[:2])
    while page:
        seen += page
        page = list(Article.objects.public().newest_first().before(cursor_of(page[-1]))[:2])

    assert seen == everything


def test_a_cursor_reaches_what_is_older_than_1970():
    old = ArticleFactory(public=True, published_at=datetime(1962, 3, 1, tzinfo=UTC))
    older = ArticleFactory(public=True, published_at=datetime(1961, 3, 1, tzinfo=UTC))

    assert list(Article.objects.public().newest_first().before(cursor_of(old))) == [older]


@pytest.mark.parametrize(
    "cursor",
    ["", "-", "1", "x-1", "1-x", "--1-1", "f" * 15 + "-1", "1-" + "f" * 16, "\x00", "1-1-1", "١-1"],
)
def test_a_cursor_of_somebody_elses_making_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        parse_cursor(cursor)


def test_public_photos_are_those_of_public_articles():
    shown, hidden, unused = PhotoFactory.create_batch(3)
    ArticleFactory(public=True, photos=[shown])
    ArticleFactory(photos=[shown, hidden])

    assert list(Photo.objects.public()) == [shown]
    assert unused not in Photo.objects.public()


@pytest.mark.parametrize(
    "index", ["article_newest", "article_top_newest", "article_section_newest"]
)
def test_public_lists_read_their_index_and_sort_nothing(index):
    """What a front reads must not grow with the table: both databases walk the partial index."""
    top, other = SectionFactory.create_batch(2)
    child = SectionFactory(parent=top)
    # Most articles stand elsewhere, or the index of all articles would do as well as the section's.
    sections = [other] * 17 + [top] * 2 + [child]
    for number in range(400):
        ArticleFactory._meta.model.objects.create(
            title=f"Bài {number}",
            section=SectionFactory._meta.model.objects.get(pk=sections[number % 20].pk),
            state="published",
            published_at=timezone.now() - timedelta(minutes=number),
        )
    articles = {
        "article_newest": Article.objects.all(),
        "article_top_newest": Article.objects.in_section(top),
        "article_section_newest": Article.objects.in_section(child),
    }[index]

    let_planner_know("articles_article")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
        plan = articles.public().newest_first()[:20].explain()

    assert index in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_a_literal_is_a_word_of_ours_alone():
    with pytest.raises(ValueError, match="not a word"):
        literal("x' or 1=1")


@pytest.mark.parametrize("count", [1, 3])
def test_cards_without_a_photo_ask_for_none(count, django_assert_num_queries):
    for number in range(count):
        ArticleFactory(public=True, photos=number % 2)

    with django_assert_num_queries(1):
        leads = [article.lead_caption for article in Article.objects.with_card_data()]

    assert len(leads) == count
    assert None in leads
