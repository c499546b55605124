"""Queries that are written out once give what they would give if they were built each time."""

import pytest
from django.db.models import Value

from articles import beside, fronts
from articles.dependencies import collecting
from articles.models import Article, Section
from articles.written import MOST, WrittenQuery
from tests.factories import ArticleFactory, SectionFactory

pytestmark = pytest.mark.django_db


def of_section(shape, ids):
    found = Article.objects.public().in_section(Section(pk=ids[0])).with_card_data()
    return found.exclude(pk__in=ids[1:]).order_by("-id").annotate(shape=Value(shape))


@pytest.fixture
def query():
    return WrittenQuery(Article, of_section)


def test_it_gives_the_rows_of_the_ids_it_is_asked_for(query, django_assert_num_queries):
    first, second = SectionFactory(), SectionFactory()
    one, two = (
        ArticleFactory(public=True, section=first),
        ArticleFactory(public=True, section=second),
    )
    three = ArticleFactory(public=True, section=second, photos=1)

    assert query.ask(1, [first.pk, 0]) == [one]
    with django_assert_num_queries(1):
        found = query.ask(1, [second.pk, two.pk])
        # What is loaded beside comes with it, as ever.
        assert [article.section.name for article in found] == [second.name]
        photos = [article.lead_caption.photo for article in found]
    assert photos == [three.captions.get().photo]
    assert found == [three]
    assert [article.shape for article in found] == [1]
    assert query.ask(1, [second.pk, 0]) == [three, two]


def test_it_is_built_once_for_a_shape_and_a_number_of_ids(query, monkeypatch):
    section, built = SectionFactory(), []
    query = WrittenQuery(
        Article, lambda shape, ids: (built.append(shape), of_section(shape, ids))[1]
    )

    for shape in (1, 2, 1):
        query.ask(shape, [section.pk])
        query.ask(shape, [section.pk, 1])

    assert built == [1, 1, 2, 2]


def test_what_another_has_asked_for_is_not_kept(query):
    section = SectionFactory()
    assert query.ask(1, [section.pk]) == []
    article = ArticleFactory(public=True, section=section)
    assert query.ask(1, [section.pk]) == [article]
    Article.objects.update(state="withdrawn")
    assert query.ask(1, [section.pk]) == []


def test_so_many_shapes_are_remembered(query):
    section = SectionFactory()
    for shape in range(MOST + 5):
        query.ask(shape, [section.pk])

    assert len(query._written) == MOST


def test_a_query_that_can_find_nothing_finds_nothing():
    query = WrittenQuery(Article, lambda shape, ids: Article.objects.filter(pk__in=[]))

    assert query.ask() == query.ask() == []


def test_it_asks_by_the_connection_that_the_thread_has_now(query):
    section = SectionFactory()
    article = ArticleFactory(public=True, section=section)
    query.ask(1, [section.pk])
    kept = next(iter(query._written.values()))
    kept.compiler.connection = None  # as of a thread that is gone

    assert query.ask(1, [section.pk]) == [article]


def test_nobody_notes_what_it_was_built_with(query):
    with collecting() as found:
        query.ask(1, [SectionFactory().pk])

    assert not [key for key in found.keys if "-" in key]


@pytest.mark.parametrize("below", [False, True])
def test_a_sections_front_depends_on_its_section(below):
    section = SectionFactory(parent=SectionFactory() if below else None)
    ArticleFactory(public=True, section=section)

    for _time in range(2):
        with collecting() as found:
            assert len(fronts.compose_section(section).listing.articles) == 1
        assert f"section:{section.pk}" in found.keys


def test_the_stories_beside_an_article_are_those_of_its_own_section():
    first = SectionFactory()
    second = SectionFactory(parent=first)
    above, below = (
        ArticleFactory.create_batch(2, public=True, section=one) for one in (first, second)
    )

    for _time in range(2):
        for article, others in ((below[0], [below[1]]), (above[0], [*reversed(below), above[1]])):
            with collecting() as found:
                more = beside.load(article, by_hand=[], rare=[]).more
            assert {one.pk for one in more} == {one.pk for one in others}
            assert f"section:{article.section_id}" in found.keys


def test_without_a_section_nothing_stands_beside(django_assert_num_queries):
    article = ArticleFactory(section=None)

    with django_assert_num_queries(0):
        assert beside.load(article, by_hand=[], rare=[]) == beside.Beside()


def test_words_are_given_like_ids():
    one, two = SectionFactory(name="Một"), SectionFactory(name="Hai")
    query = WrittenQuery(Section, lambda shape, names: Section.objects.filter(name__in=names))

    assert query.ask(None, ["Một", "Ba"]) == [one]
    assert query.ask(None, ["Hai", "Hai"]) == [two]


def test_its_rows_may_be_values_of_several_queries():
    def build(shape, ids):
        rows = Section.objects.order_by().values_list("name", Value(7))
        return rows.filter(pk=ids[0]).union(rows.filter(pk=ids[1]), all=True).order_by()

    one, two = SectionFactory(name="Một"), SectionFactory(name="Hai")
    query = WrittenQuery(Section, build)

    for first, second in ((one, two), (two, one), (one, one)):
        found = query.ask(None, [first.pk, second.pk])
        assert sorted(found) == sorted([(first.name, 7), (second.name, 7)])
