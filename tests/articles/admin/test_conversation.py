"""Writing notes and reading what has happened, on the article's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Assignment, Note, Transition
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

ASSIGN = reverse("admin:articles_article_assign")


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"], username="diep", email="diep@bao.example")


def url_of(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def post(client, article, text, **headers):
    return client.post(url_of("note", article), {"text": text}, **headers)


def test_a_note_is_kept_and_shown_with_its_writer(client, reporter):
    article = ArticleFactory(created_by=reporter)
    client.force_login(reporter)

    response = post(client, article, "Em gửi bài\nchiều nay <script>alert(1)</script>")

    assert response.url == f"{url_of('change', article)}#conversation"
    text = client.get(url_of("change", article)).content.decode()
    assert "Em gửi bài<br>chiều nay &lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert Note.objects.get().made_by == reporter


def test_a_script_gets_the_timeline_and_what_is_to_be_said(client, sign_in, reporter):
    sign_in("editor")
    article = ArticleFactory(created_by=reporter)
    UserFactory(roles=["reporter"], username="binh", last_name="Trần", first_name="Bình")

    response = post(client, article, "@binh @ai xem", headers={"accept": "application/json"})

    answer = response.json()
    assert "@binh @ai xem" in answer["html"]
    assert len(answer["said"]) == 2
    assert "Trần Bình" in answer["said"][0]
    assert "@ai" in answer["said"][1]


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "x" * 4001])
def test_an_unusable_note_is_refused_with_a_sentence(text, client, sign_in):
    sign_in("editor")
    article = ArticleFactory()

    response = post(client, article, text, headers={"accept": "application/json"})

    assert (response.status_code, bool(response.json()["error"])) == (400, True)
    assert post(client, article, text).status_code == 302
    assert not Note.objects.exists()


def test_notes_on_what_one_does_not_see_are_refused(client, sign_in):
    sign_in("reporter")

    assert post(client, ArticleFactory(), "Chào").status_code == 404
    assert client.get(url_of("note", ArticleFactory())).status_code == 405
    sign_in("moderator")
    assert post(client, ArticleFactory(), "Chào").status_code == 403
    assert not Note.objects.exists()


def test_the_page_tells_what_was_made_good(client, sign_in):
    sign_in("chief")
    article = ArticleFactory(public=True)
    made = timezone.localtime().replace(hour=7, minute=12, second=0, microsecond=0)
    step = Transition.objects.create(
        article=article,
        from_state="scheduled",
        to_state="published",
        due_at=made.replace(hour=6, minute=0),
    )
    Transition.objects.filter(pk=step.pk).update(made_at=made)

    text = client.get(url_of("change", article)).content.decode()

    timeline = text[text.index('class="timeline"') :]
    assert "06:00" in timeline
    assert "07:12" in timeline


def queries_of_the_page(client, reporter, count):
    article = ArticleFactory(created_by=reporter)
    for _ in range(count):
        people = {"article": article, "made_by": UserFactory(roles=["editor"])}
        Note.objects.create(text="Chào", **people)
        Assignment.objects.create(reporter=UserFactory(), brief="Đi.", **people)
        Transition.objects.create(from_state="draft", to_state="submitted", **people)
    url = url_of("change", article)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def test_the_articles_page_runs_as_many_queries_for_many_events(client, reporter):
    client.force_login(reporter)

    assert queries_of_the_page(client, reporter, 1) == queries_of_the_page(client, reporter, 3)
