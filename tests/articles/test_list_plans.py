"""Readers' lists walk their indexes: what a page costs must not grow with the paper."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from articles import corrections, fronts, names
from articles.api.listing import page_of
from articles.api.parameters import ArticleFilter
from articles.archive import day_of, days_of, month_of
from articles.models import Article, Author, Byline, Correction, Section, Tag, TaggedArticle
from articles.querysets import cursor_at
from articles.searching.offers import keywords_near
from articles.searching.suggestions import _authors
from tests import plans
from tests.factories import AuthorFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
plan_of = partial(plans.plan_of, without=plans.EVERY_DETOUR)
SIZE = 600


@pytest.fixture
def many():
    """Articles a minute apart; every second one is the first author's and has the first keyword."""
    section = SectionFactory()
    now = timezone.now()
    articles = Article.objects.bulk_create(
        Article(
            title=f"Bài {number}",
            slug="bai",
            section=section,
            top_section=section,
            state="published",
            # A long time ago comes first: the order of the ids is another than that of the times.
            published_at=now - timedelta(minutes=SIZE - number),
        )
        for number in range(SIZE)
    )
    authors = [AuthorFactory(name=f"Lê {number}") for number in range(10)]
    tags = [Tag.objects.create(name=f"từ {number}") for number in range(10)]
    places = [0 if number % 2 else 1 + number % 9 for number in range(SIZE)]
    pairs = list(zip(articles, places, strict=True))
    Byline.objects.bulk_create(Byline(article=a, author=authors[place]) for a, place in pairs)
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=a, tag=tags[place]) for a, place in pairs
    )
    editor = UserFactory()
    Correction.objects.bulk_create(
        Correction(article=a, text="Sửa", made_by=editor, published_at=a.published_at)
        for a in articles
    )
    models = (Article, Author, Byline, Correction, Section, Tag, TaggedArticle)
    plans.let_planner_know(*(model._meta.db_table for model in models))


def assert_walks(index, plan):
    assert index in plan
    for word in ("Seq Scan on articles_", "SCAN articles_article\n", "TEMP B-TREE", "Sort  ("):
        assert word not in f"{plan}\n"


def cursor_in_the_middle():
    article = Article.objects.order_by("published_at")[SIZE // 2]
    return cursor_at(article.published_at, article.pk)


@pytest.mark.parametrize("is_later", [False, True])
@pytest.mark.parametrize(
    ("index", "rows"),
    [
        ("byline_newest", lambda: Article.objects.by_author(Author.objects.get(name="Lê 0"))),
        ("tagged_newest", lambda: Article.objects.tagged(Tag.objects.get(name="từ 0"))),
    ],
)
def test_the_newest_of_a_name(index, rows, is_later, many):
    listed = rows().public().newest_first().with_card_data()
    if is_later:
        listed = listed.before(cursor_in_the_middle())

    assert_walks(index, plan_of(lambda: list(listed[:21])))
    assert len(listed) == SIZE // 4 if is_later else len(listed) == SIZE // 2


def test_names_by_the_alphabet(many):
    for index, rows in (("author", names.public_authors()), ("tag", names.public_tags())):
        plan = plan_of(lambda rows=rows: names.page_of(rows, letter="T", cursor="t0-1"))
        assert_walks(f"{index}_alphabet", plan)
        assert {"author": "byline_newest", "tag": "tagged_newest"}[index] in plan


def test_which_letters_there_are(many):
    plan = plan_of(lambda: names.letters_of(names.public_tags()))

    assert "tag_alphabet" in plan
    assert "tagged_newest" in plan
    assert "Seq Scan on articles_" not in plan


def test_keywords_in_use_look_at_the_newest_uses_alone(many):
    assert_walks("tagged_lately", plan_of(lambda: list(names.newest_uses())))


def test_a_day(many):
    today = timezone.localdate()
    span = day_of(today.year, today.month, today.day)
    rows = span.articles().newest_first().with_card_data()[:21]

    assert_walks("article_newest", plan_of(lambda: list(rows)))


def test_a_months_days_are_looked_up_one_by_one(many):
    today = timezone.localdate()
    plan = plan_of(lambda: days_of(month_of(today.year, today.month)))

    assert "article_newest" in plan
    assert "Seq Scan on articles_article" not in plan
    assert "SCAN articles_article\n" not in f"{plan}\n"


def test_corrections(many):
    assert_walks("correction_newest", plan_of(corrections.page))
    cursor = cursor_in_the_middle()
    assert_walks("correction_newest", plan_of(lambda: corrections.page(cursor)))


def test_the_newest_of_each_section_on_the_home_page(many):
    SectionFactory.create_batch(2)
    sections = list(Section.objects.order_by("pk"))

    blocks = plan_of(lambda: fronts._blocks(sections, fronts.Plan(), without=[]))

    assert "article_top_newest" in blocks
    # Through the paper's whole order, a section of long ago would be far to seek.
    assert "article_newest" not in blocks


def test_what_is_written_in_a_language_that_few_articles_have(many):
    plan = plan_of(lambda: page_of(ArticleFilter(language="km")))

    assert_walks("article_language", plan)


@pytest.mark.parametrize(
    ("index", "call"),
    [
        ("byline_newest", lambda: _authors(["le"])),
        ("tagged_newest", lambda: keywords_near(["tu"], begun=True)),
    ],
)
def test_suggested_names_are_looked_up_one_by_one(index, call, many):
    plan = plan_of(call)

    assert index in plan
    # Of each name its newest articles alone: not all bylines or uses of the paper beside it.
    assert "Group Key: u1" not in plan
