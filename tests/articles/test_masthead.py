import pytest

from articles.masthead import load_masthead
from tests.factories import PublicationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_masthead_is_the_tree_in_the_paper_s_order(django_assert_num_queries):
    second = SectionFactory(slug="y-te", position=2)
    first = SectionFactory(slug="kinh-te", position=1)
    late, early = (
        SectionFactory(parent=first, slug=slug, position=position)
        for slug, position in (("doanh-nghiep", 9), ("nong-nghiep", 3))
    )

    with django_assert_num_queries(1):
        masthead = load_masthead()
        paths = [[s.path for s in (b.section, *b.children)] for b in masthead.branches]

    assert paths == [["kinh-te", "kinh-te/nong-nghiep", "kinh-te/doanh-nghiep"], ["y-te"]]
    assert masthead.publication == first.publication
    assert masthead.find("kinh-te/nong-nghiep") == (masthead.branches[0], early)
    assert masthead.find("y-te") == (masthead.branches[1], second)
    assert masthead.find("nong-nghiep") is None
    assert late in masthead.branches[0].children


def test_paper_without_sections_still_has_its_name():
    paper = PublicationFactory()

    assert load_masthead().publication == paper


def test_nothing_set_up_is_no_error():
    masthead = load_masthead()

    assert masthead.publication is None
    assert masthead.branches == []
