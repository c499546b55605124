import pytest
from django.urls import reverse

from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_article_changelist")


@pytest.fixture(autouse=True)
def editor(client):
    user = UserFactory(roles=["editor"])
    client.force_login(user)
    return user


def shown(client, query):
    return set(client.get(f"{LIST}?{query}").context["cl"].result_list)


def test_a_section_includes_its_subsections(client):
    section = SectionFactory()
    sub = SectionFactory(parent=section)
    above, inside = ArticleFactory(section=section), ArticleFactory(section=sub)
    other = ArticleFactory(section=SectionFactory())

    assert shown(client, f"section={section.pk}") == {above, inside}
    assert shown(client, f"section={sub.pk}") == {inside}
    assert shown(client, "section=x") == {above, inside, other}


def test_subsections_stand_behind_their_section(client):
    first, second = SectionFactory(position=1), SectionFactory(position=2)
    sub = SectionFactory(parent=first, position=1)

    choices = client.get(LIST).context["cl"].filter_specs[1].lookup_choices

    assert [key for key, _title in choices] == [str(s.pk) for s in (first, sub, second)]


@pytest.mark.parametrize("count", [1, 4])
def test_many_subsections_cost_no_further_query(client, count, django_assert_num_queries):
    SectionFactory.create_batch(count, parent=SectionFactory())
    ArticleFactory(section=SectionFactory())

    # session, user, permissions of the user and of the groups, limits, count twice, the rows,
    # their authors, sections for the filter
    with django_assert_num_queries(9):
        client.get(LIST)
