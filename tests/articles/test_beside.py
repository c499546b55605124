"""The stories beside an article: which, in which order, never twice, never one that is hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import beside, mentions
from articles.models import Article, RelatedArticle, Series, TaggedArticle
from articles.page import whole_page_of
from tests.factories import ArticleFactory, SectionFactory
from tests.plans import let_planner_know
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


def beside_of(article):
    return whole_page_of(Article.objects.with_photos().get(pk=article.pk)).beside


def put_below(article, *others):
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, target=other, position=position)
        for position, other in enumerate(others)
    )


def hours_ago(hours):
    return timezone.now().replace(microsecond=0) - timedelta(hours=hours)


def public(**fields):
    return ArticleFactory(public=True, **fields)


def ids(articles):
    return [article.pk for article in articles]


def test_stories_put_there_by_hand_come_first_and_in_their_order():
    article = public(tag_names=["lúa"])
    by_keyword = public(tag_names=["lúa"])
    newer, older = public(published_at=hours_ago(1)), public(published_at=hours_ago(50))
    put_below(article, older, newer)

    assert ids(beside_of(article).related) == [older.pk, newer.pk, by_keyword.pk]


def test_most_shared_keywords_come_first_then_the_newest():
    article = public(tag_names=["lúa", "phân bón", "kênh"])
    one_new = public(tag_names=["kênh"], published_at=hours_ago(1))
    two_old = public(tag_names=["lúa", "phân bón"], published_at=hours_ago(90))
    one_old = public(tag_names=["lúa", "khác"], published_at=hours_ago(30))
    public(tag_names=["khác"])

    assert ids(beside_of(article).related) == [two_old.pk, one_new.pk, one_old.pk]


def test_a_keyword_of_very_many_articles_relates_nothing_by_itself(monkeypatch):
    monkeypatch.setattr(mentions, "COMMON", 3)
    article = public(tag_names=["tỉnh", "cầu phao"])
    others = [public(tag_names=["tỉnh"]) for _ in range(3)]
    both = public(tag_names=["tỉnh", "cầu phao"], published_at=hours_ago(99))

    assert ids(beside_of(article).related) == [both.pk]
    assert not beside_of(others[0]).related


def test_the_rest_of_the_section_comes_newest_first_and_without_those_above():
    section = SectionFactory()
    article = public(section=section, tag_names=["lúa"])
    related = public(section=section, tag_names=["lúa"])
    old, new = (public(section=section, published_at=hours_ago(h)) for h in (70, 2))
    public()

    found = beside_of(article)

    assert ids(found.related) == [related.pk]
    assert ids(found.more) == [new.pk, old.pk]


def test_a_story_in_the_text_s_own_box_is_not_shown_again():
    section = SectionFactory()
    shown, mentioned = (public(section=section, tag_names=["lúa"]) for _ in range(2))
    link = '<a href="{}">Tít</a>'
    article = public(
        section=section,
        tag_names=["lúa"],
        body=f"<p>{link.format(mentioned.get_absolute_url())}</p>"
        f'<aside class="box box--related"><h3>Tin liên quan</h3><ul>'
        f"<li>{link.format(shown.get_absolute_url())}</li></ul></aside>",
    )
    put_below(article, shown)

    found = beside_of(article)

    assert ids(found.related) == [mentioned.pk]
    assert found.more == []


def test_no_hidden_article_stands_beside_one():
    series = Series.objects.create(name="Loạt bài")
    hidden = hidden_articles()
    article = public(section=hidden[0].section, series=series, tag_names=["chung"])
    for one in hidden:
        one.tags.set(["chung"])
    Article.objects.filter(pk__in=ids(hidden)).update(
        series=series, section=article.section, top_section=article.top_section
    )
    put_below(article, *hidden)

    found = beside_of(article)

    assert (found.related, found.more) == ([], [])
    assert found.part == beside.Part(series, 1)


def test_a_hand_picked_story_that_is_not_public_leaves_its_place_to_the_next():
    article, gone, there = public(), ArticleFactory(), public()
    put_below(article, gone, there)

    assert ids(beside_of(article).related) == [there.pk]


def test_first_and_last_of_a_series_have_one_neighbour():
    series = Series.objects.create(name="Đi dọc kênh Vàm Lớn")
    first, second, third = (public(series=series, published_at=hours_ago(h)) for h in (9, 8, 7))
    public(series=Series.objects.create(name="Loạt khác"), published_at=hours_ago(6))

    parts = [beside_of(one).part for one in (first, second, third)]

    assert [part.number for part in parts] == [1, 2, 3]
    assert [part.previous for part in parts] == [None, first, second]
    assert [part.following for part in parts] == [second, third, None]


def test_parts_of_one_moment_come_in_the_order_in_which_they_were_made():
    series, moment = Series.objects.create(name="Cùng giờ"), hours_ago(5)
    parts = [public(series=series, published_at=moment) for _ in range(3)]

    shown = [beside_of(one).part for one in parts]

    assert [part.number for part in shown] == [1, 2, 3]
    assert shown[1].previous == parts[0]
    assert shown[1].following == parts[2]


def test_an_article_alone_has_nothing_beside_it():
    found = beside_of(public(tag_names=["một mình"]))

    assert found == beside.Beside()


KEYWORDS = ["lúa", "kênh", "cầu"]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_story_comes_twice(data):
    Article.objects.all().delete()
    section, series = SectionFactory(), Series.objects.get_or_create(name="Loạt")[0]
    articles = [
        public(
            section=section,
            series=data.draw(st.sampled_from([series, None])),
            tag_names=data.draw(st.lists(st.sampled_from(KEYWORDS), unique=True)),
            published_at=hours_ago(data.draw(st.integers(1, 4))),
        )
        for _ in range(data.draw(st.integers(1, 14)))
    ]
    article, others = articles[0], articles[1:]
    put_below(
        article,
        *data.draw(st.lists(st.sampled_from(others), unique=True) if others else st.just([])),
    )

    found = beside_of(article)

    around = [found.part.previous, found.part.following] if found.part else []
    shown = [article.pk, *ids(filter(None, around)), *ids(found.related), *ids(found.more)]
    assert len(shown) == len(set(shown))
    # Short of their full number only where there are no more.
    if len(found.more) < beside.MORE:
        assert len(shown) == len(articles)


def test_everything_beside_an_article_comes_by_short_ranges_of_indexes(django_assert_num_queries):
    """What is beside an article must not cost more where the paper is large."""
    sections = SectionFactory.create_batch(30)
    series = Series.objects.create(name="Loạt")
    Article.objects.bulk_create(
        Article(
            title=f"Bài {number}",
            slug="bai",
            section=sections[number % 30],
            top_section=sections[number % 30],
            series=series if number % 50 == 0 else None,
            state="published",
            published_at=hours_ago(number),
        )
        for number in range(1500)
    )
    article = public(
        section=sections[0], series=series, tag_names=["lúa"], published_at=hours_ago(300)
    )
    tag = article.tags.get()
    bearing = Article.objects.exclude(pk=article.pk).order_by("pk")
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=one, tag=tag) for one in bearing[:400]
    )
    other = public(tag_names=["khác"]).tags.get()
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=one, tag=other) for one in bearing[:1499]
    )
    put_below(article, bearing[0])
    article = Article.objects.with_photos().get(pk=article.pk)
    named = mentions.mentions_of(article)

    with django_assert_num_queries(1):
        beside.load(article, by_hand=named.related, rare=named.rare)

    arms = [
        *beside._neighbours(article),
        *beside._arms(article.section, named.related, named.rare, {article.pk}),
    ]
    plan = _plan(arms[0].union(*arms[1:], all=True))
    for index in ("article_series", "article_top_newest", "tagged_newest"):
        assert index in plan, plan
    for table in ("articles_article", "articles_taggedarticle"):
        assert f"Seq Scan on {table}" not in plan
        for line in plan.splitlines():
            # "SCAN" over the rows of a subquery is none of a table.
            assert not line.strip().startswith(f"SCAN {table}"), plan


def _plan(rows):
    let_planner_know("articles_article", "articles_taggedarticle", "articles_section")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    return rows.explain()
