"""Corrections: rows, what the page prints of them, who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import corrections, workflow
from articles.models import Article, Correction
from articles.requirements import NotReady
from articles.rules import Action
from articles.workflow import NotAllowed
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return UserFactory(roles=["chief"])


@pytest.fixture
def secretary():
    return UserFactory(roles=["secretary"])


def texts(article):
    return [one.text for one in corrections.shown(Article.objects.get(pk=article.pk))]


def test_a_correction_is_shown_newest_first_and_counts_as_an_update(secretary):
    article = ArticleFactory(public=True)

    for text in ("Số đúng là 1.200.", "Tên đúng là Hòa."):
        corrections.publish_correction(article, kind="correction", text=text, by=secretary)

    assert texts(article) == ["Tên đúng là Hòa.", "Số đúng là 1.200."]
    article.refresh_from_db()
    assert article.is_updated
    assert timezone.now() - article.last_published_at < timedelta(minutes=1)
    assert "Số đúng là 1.200." in article.transitions.first().reason


def test_changing_and_removing_keep_the_page_true(chief):
    article = ArticleFactory(public=True)
    rows = [
        corrections.publish_correction(article, kind="correction", text=text, by=chief)
        for text in ("Một.", "Hai.")
    ]

    corrections.amend(rows[0], kind="apology", text="Một, đã sửa.", by=chief)
    corrections.remove(rows[1], by=chief)

    (left,) = corrections.shown(Article.objects.get())
    assert (left.kind, left.text) == ("apology", "Một, đã sửa.")
    assert Correction.objects.get().text == "Một, đã sửa."
    assert any("Hai." in step.reason for step in article.transitions.all())


@pytest.mark.parametrize("text", ["", "   \n", "\u200b", "x" * 2001])
def test_an_empty_or_endless_text_is_refused_and_nothing_is_stored(secretary, text):
    article = ArticleFactory(public=True)

    with pytest.raises(NotReady):
        corrections.publish_correction(article, kind="update", text=text, by=secretary)

    assert not Correction.objects.exists()
    assert not article.transitions.exists()


@pytest.mark.parametrize("state", ["draft", "awaiting_approval", "withdrawn"])
def test_only_what_readers_have_is_corrected(chief, state):
    article = ArticleFactory(state=state)

    with pytest.raises(NotAllowed):
        corrections.publish_correction(article, kind="update", text="Một.", by=chief)


def test_a_scheduled_article_is_corrected_from_its_time_on(chief):
    future = timezone.now() + timedelta(hours=1)
    waiting = ArticleFactory(public=True, state="scheduled", published_at=future)
    begun = ArticleFactory(public=True, state="scheduled")

    with pytest.raises(NotAllowed):
        corrections.publish_correction(waiting, kind="update", text="Một.", by=chief)
    corrections.publish_correction(begun, kind="update", text="Một.", by=chief)

    assert texts(begun) == ["Một."]


@pytest.mark.parametrize("role", ["reporter", "editor", "moderator"])
def test_who_may_not_correct_is_refused(role):
    user = UserFactory(roles=[role])

    with pytest.raises(NotAllowed):
        corrections.publish_correction(
            ArticleFactory(public=True, created_by=user), kind="update", text="Một.", by=user
        )


def test_the_right_holds_in_the_sections_given(secretary):
    secretary.sections.add(SectionFactory())
    article = ArticleFactory(public=True)

    assert not workflow.may(secretary, Action.CORRECT, article)
    assert not workflow.may(secretary, Action.AMEND_CORRECTION, article)


def test_only_the_chief_takes_a_correction_back(secretary):
    article = ArticleFactory(public=True)
    row = corrections.publish_correction(article, kind="update", text="Một.", by=secretary)

    with pytest.raises(NotAllowed):
        corrections.remove(row, by=secretary)

    assert texts(article) == ["Một."]


def test_publishing_changes_keeps_the_corrections(secretary):
    from articles import publishing, revisions
    from articles.content import Content

    article = ArticleFactory(public=True)
    stale = Article.objects.get()
    corrections.publish_correction(article, kind="update", text="Một.", by=secretary)
    content = revisions.newest_content(stale).to_json()
    revisions.save(stale, Content.from_json({**content, "title": "Tít mới"}), by=secretary)

    publishing.publish(stale, by=secretary)

    assert Article.objects.get().title == "Tít mới"
    assert texts(article) == ["Một."]
