"""Giving stories out, and the brief on the article's page."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Assignment
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

ASSIGN = reverse("admin:articles_article_assign")


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"], username="diep", email="diep@bao.example")


def url_of(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def story(given_to, **changes):
    due = timezone.localtime() + timedelta(hours=5)
    return {
        "title": "Bến đò Vàm Lớn",
        "reporter": given_to.pk,
        "brief": "Hỏi ý kiến chủ đò.",
        "due_at": f"{due:%Y-%m-%dT%H:%M}",
        **changes,
    }


def test_an_editor_gives_out_a_story(client, sign_in, reporter, django_capture_on_commit_callbacks):
    editor = sign_in("editor")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ASSIGN, story(reporter))

    article = Article.objects.get()
    given = article.assignments.get()
    assert response.url == url_of("change", article)
    assert (article.title, article.created_by) == ("Bến đò Vàm Lớn", reporter)
    assert (given.reporter, given.made_by, given.brief) == (reporter, editor, "Hỏi ý kiến chủ đò.")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "  "},
        {"brief": "\u200b"},
        {"brief": "x" * 4001},
        {"reporter": "x"},
        {"reporter": ""},
        {"due_at": "hôm qua"},
        {"due_at": "2020-01-01T10:00"},
        {"due_at": "99999-01-01T10:00"},
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_made(changes, client, sign_in, reporter):
    sign_in("editor")

    response = client.post(ASSIGN, story(reporter, **changes))

    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert not Article.objects.exists()


def test_an_editor_chooses_among_their_sections_and_those_who_write(client, sign_in, reporter):
    inside, outside = SectionFactory(), SectionFactory()
    editor = sign_in("editor")
    editor.sections.add(inside)
    UserFactory(roles=["moderator"])

    form = client.get(ASSIGN).context["form"]
    response = client.post(ASSIGN, story(reporter, section=outside.pk))

    assert set(form.fields["section"].queryset) == {inside}
    assert set(form.fields["reporter"].queryset) == {editor, reporter}
    assert response.status_code == 200
    assert not Article.objects.exists()


@pytest.mark.parametrize("role", ["reporter", "moderator"])
def test_only_the_desk_gives_out_stories(role, client, sign_in):
    user = sign_in(role)
    article = ArticleFactory(created_by=user)

    assert client.get(ASSIGN).status_code == 403
    assert client.post(ASSIGN, story(user)).status_code == 403
    assert client.get(url_of("assign", article)).status_code == 403
    assert not Assignment.objects.exists()


def test_an_article_in_hand_is_given_to_another(client, sign_in, reporter):
    sign_in("editor")
    article = ArticleFactory(state="draft", created_by=UserFactory(roles=["reporter"]))
    data = story(reporter)
    del data["title"]

    response = client.post(url_of("assign", article), data)

    article.refresh_from_db()
    assert response.url == url_of("change", article)
    assert article.created_by == reporter


def test_of_what_is_not_in_hand_the_present_state_is_said(client, sign_in):
    sign_in("editor")
    article = ArticleFactory(state="awaiting_approval")

    response = client.get(url_of("assign", article), follow=True)

    assert "Chờ duyệt" in str(next(iter(response.context["messages"])))
    other = SectionFactory()
    sign_in("editor").sections.add(other)
    assert client.get(url_of("assign", article)).status_code == 404


def test_the_brief_stands_on_the_articles_page(client, reporter):
    article = ArticleFactory(state="draft", created_by=reporter)
    for brief in ("Cũ", "Hỏi <i>ý kiến</i> chủ đò."):
        Assignment.objects.create(
            article=article, reporter=reporter, made_by=UserFactory(), brief=brief
        )
    client.force_login(reporter)

    text = client.get(url_of("change", article)).content.decode()

    head = text[text.index('class="assignment') : text.index('id="id_title"')]
    assert "Hỏi &lt;i&gt;ý kiến&lt;/i&gt; chủ đò." in head
    assert "Cũ" not in head
