"""The home page's composition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.fronts import Home, compose_home
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory
from tests.reading import hidden_articles

pytestmark = pytest.mark.django_db


def make(section, count, *, start=0, **facts):
    """Make public articles, each a minute older than the one before."""
    newest = timezone.now() - timedelta(minutes=start)
    return [
        ArticleFactory(
            public=True,
            section=section,
            authors=[],
            published_at=newest - timedelta(minutes=number),
            **facts,
        )
        for number in range(count)
    ]


def everything_on(home):
    top = [home.lead] if home.lead else []
    blocks = [article for block in home.blocks for article in block.articles]
    return top + home.secondary + home.latest + blocks


def test_empty_site_has_an_empty_home():
    assert compose_home([]) == compose_home([SectionFactory()]) == Home()


def test_one_article_is_the_lead():
    (article,) = make(SectionFactory(), 1)

    assert compose_home([article.section]) == Home(lead=article)


def test_parts_fill_from_the_newest_on():
    section = SectionFactory()
    articles = make(section, 20)

    home = compose_home([section])

    assert home.lead == articles[0]
    assert home.secondary == articles[1:5]
    assert home.latest == articles[5:11]
    assert [block.articles for block in home.blocks] == [articles[11:15]]


def test_lead_is_the_newest_with_a_picture_among_the_first():
    section = SectionFactory()
    plain = make(section, 2)
    missing = PhotoFactory(width=None, height=None, widths=[], sha256=None)
    without_file = make(section, 1, start=2, photos=[missing])
    pictured = make(section, 1, start=3, photos=1)

    home = compose_home([section])

    assert home.lead == pictured[0]
    assert home.secondary == plain + without_file


def test_picture_far_down_does_not_lead():
    section = SectionFactory()
    plain = make(section, 5)
    make(section, 1, start=5, photos=1)

    assert compose_home([section]).lead == plain[0]


def test_each_section_shows_its_own_newest_four_in_the_paper_s_order():
    first, second, empty = SectionFactory.create_batch(3)
    child = SectionFactory(parent=second)
    make(first, 11)
    own = make(second, 3, start=100)
    childs = make(child, 3, start=50)
    late = make(first, 1, start=200)

    home = compose_home([second, empty, first])

    assert [(block.section, block.articles) for block in home.blocks] == [
        (second, childs + own[:1]),
        (first, late),
    ]


def test_no_article_stands_twice():
    sections = SectionFactory.create_batch(4)
    for number, section in enumerate(sections):
        make(section, 12, start=number * 3)

    shown = everything_on(compose_home(sections))

    assert len(shown) == len(set(shown)) == 11 + 4 * 4


def test_nothing_hidden_stands_anywhere():
    section = SectionFactory()
    hidden_articles(section=section, authors=[])
    articles = make(section, 12)

    assert set(everything_on(compose_home([section]))) == set(articles)


def test_composition_runs_four_queries_however_many_sections(django_assert_num_queries):
    sections = SectionFactory.create_batch(6)
    for section in sections:
        make(section, 4, photos=1)

    with django_assert_num_queries(4):
        home = compose_home(sections)
        captions = [article.lead_caption.photo for article in everything_on(home)]

    assert len(captions) == 24
