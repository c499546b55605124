"""Who sets the rule for comments of an article, a section, the paper, and what it changes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, Publication, Section
from articles.signals import public_content_changed
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    parent = SectionFactory(name="Kinh tế", comments_mode="trusted")
    return ArticleFactory(public=True, section=SectionFactory(name="Giá cả", parent=parent))


@pytest.fixture
def told():
    """The keys that were announced."""
    keys = []

    def listen(*, keys: frozenset, said=keys, **kwargs):
        said.extend(sorted(keys))

    public_content_changed.connect(listen)
    yield keys
    public_content_changed.disconnect(listen)


def sign_in(client, role, **fields):
    user = UserFactory(roles=[role], **fields)
    client.force_login(user)
    return user


def page(article):
    return reverse("admin:comments_comment_policy", args=[article.pk])


def policy(**given):
    return {"comments_mode": "", "comments_days": "", "comments_notice": "", **given}


def test_an_editor_closes_an_article_at_once_beside_its_text(client, article, told):
    editor = sign_in(client, "editor")
    before = Article.objects.values().get(pk=article.pk)

    response = client.post(page(article), policy(comments_mode="closed", comments_notice="Đủ rồi."))

    assert response.status_code == 302
    after = Article.objects.values().get(pk=article.pk)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"comments_mode", "comments_notice"}
    assert article.revisions.count() == 1
    assert sorted(told) == [f"article:{article.pk}", f"standing:{article.pk}"]
    entry = LogEntry.objects.get(object_id=str(article.pk))
    assert entry.user == editor


def test_what_holds_is_said_with_where_it_comes_from(client, article):
    sign_in(client, "editor")

    for url in (page(article), reverse("admin:articles_article_change", args=[article.pk])):
        html = client.get(url).content.decode()
        assert "Kinh tế" in html[html.index("policy__holds") :]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"comments_mode": "hidden"}, "comments_mode"),
        ({"comments_days": "-1"}, "comments_days"),
        ({"comments_days": "9999"}, "comments_days"),
        ({"comments_days": "x" * 500}, "comments_days"),
        ({"comments_notice": "x" * 241}, "comments_notice"),
    ],
)
def test_what_is_no_rule_is_said_and_changes_nothing(client, article, told, given, field):
    sign_in(client, "editor")

    response = client.post(page(article), policy(**given))

    assert field in response.context["form"].errors
    assert Article.objects.get(pk=article.pk).comments_mode == ""
    assert told == []


def test_the_same_rule_again_announces_nothing(client, article, told):
    sign_in(client, "editor")

    client.post(page(article), policy())

    assert told == []
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("role", "state", "may"),
    [
        ("reporter", "published", False),
        ("editor", "draft", True),
        ("moderator", "published", True),
        ("moderator", "draft", False),
    ],
)
def test_who_may_set_it(client, role, state, may):
    article = ArticleFactory(public=state == "published", state=state)
    sign_in(client, role)

    assert client.get(page(article)).status_code == (200 if may else 403)
    assert client.post(page(article), policy(comments_days="3")).status_code == (
        302 if may else 403
    )
    assert Article.objects.get(pk=article.pk).comments_days == (3 if may else None)


def test_nobody_sets_it_outside_their_sections(client, article):
    user = sign_in(client, "moderator")
    user.sections.add(SectionFactory())

    assert client.get(page(article)).status_code == 403


def test_a_section_tells_every_page(client, article, told):
    sign_in(client, "secretary")
    parent = article.section.parent
    url = reverse("admin:articles_section_change", args=[parent.pk])
    data = {"name": parent.name, "slug": parent.slug, "position": 1}
    data |= {"publication": parent.publication_id, **policy(comments_mode="open", comments_days=9)}

    response = client.post(url, data)

    assert response.status_code == 302
    parent = Section.objects.get(pk=parent.pk)
    assert (parent.comments_mode, parent.comments_days) == ("open", 9)
    assert set(told) == {"site"}  # every page prints the sections
    assert "policy__holds" in client.get(url).content.decode()


def test_the_paper_tells_every_page(client, article, told):
    sign_in(client, "chief")
    paper = article.section.publication
    url = reverse("admin:articles_publication_change", args=[paper.pk])
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}

    response = client.post(url, {**data, "comments_mode": "trusted", "comments_days": 30})

    assert response.status_code == 302
    paper = Publication.objects.get(pk=paper.pk)
    assert (paper.comments_mode, paper.comments_days, told) == ("trusted", 30, ["site"])
    choices = dict(form.fields["comments_mode"].choices)
    assert "" in choices
    assert len(choices) == 5
