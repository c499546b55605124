from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles import assignments, revisions, workflow
from articles.models import Article, Assignment
from articles.rules import Action
from articles.workflow import NotAllowed
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    PublicationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DUE = timezone.now() + timedelta(hours=3)
BRIEF = "Đi cùng đoàn, hỏi ý kiến chủ đò."


@pytest.fixture
def editor():
    return UserFactory(roles=["editor"], last_name="Phạm Quốc", first_name="Thái")


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"], email="phongvien@bao.example")


def test_a_new_story_is_an_empty_draft_of_the_reporters(editor, reporter):
    PublicationFactory(dateline="BTN")
    section = SectionFactory()
    pen_name = AuthorFactory(user=reporter)

    made = assignments.assign(
        reporter=reporter, brief=BRIEF, due_at=DUE, by=editor, title="Bến đò", section=section
    )

    article = Article.objects.get()
    content = revisions.newest_content(article)
    assert (article.created_by, article.state, article.title) == (reporter, "draft", "Bến đò")
    assert (content.section, content.dateline, content.authors) == (
        section.pk,
        "BTN",
        (pen_name.pk,),
    )
    assert (made.article, made.reporter, made.made_by, made.due_at) == (
        article,
        reporter,
        editor,
        DUE,
    )
    assert workflow.may(reporter, Action.SUBMIT, article)


def test_the_reporter_is_told_once_it_is_stored(
    editor, reporter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        made = assignments.assign(
            reporter=reporter, brief=BRIEF, due_at=DUE, by=editor, title="Bến đò Vàm Lớn"
        )
        assert mail.outbox == []

    [message] = mail.outbox
    assert message.to == ["phongvien@bao.example"]
    assert "Bến đò Vàm Lớn" in message.subject
    local = timezone.localtime(DUE)
    for part in (BRIEF, "Phạm Quốc Thái", f"{local:%d/%m/%Y - %H:%M}"):
        assert part in message.body
    assert f"/admin/articles/article/{made.article_id}/change/" in message.body


def test_an_article_in_hand_goes_over_and_that_is_recorded(editor, reporter):
    first = UserFactory(roles=["reporter"], last_name="Lê", first_name="Diệp")
    article = ArticleFactory(state="returned", created_by=first)

    assignments.assign(reporter=reporter, brief=BRIEF, due_at=None, by=editor, article=article)

    article.refresh_from_db()
    step = article.transitions.get()
    assert (article.created_by, article.state) == (reporter, "returned")
    assert (step.from_state, step.to_state, step.made_by) == ("returned", "returned", editor)
    assert "Lê Diệp" in step.reason
    assert str(reporter) in step.reason
    assert not workflow.visible_to(first).filter(pk=article.pk).exists()


def test_a_new_brief_for_the_same_reporter_moves_nothing(editor, reporter):
    article = ArticleFactory(state="draft", created_by=reporter)

    for brief in ("Một", "Hai"):
        assignments.assign(reporter=reporter, brief=brief, due_at=DUE, by=editor, article=article)

    assert not article.transitions.exists()
    assert [one.brief for one in article.assignments.all()] == ["Một", "Hai"]


@pytest.mark.parametrize("state", ["editing", "awaiting_approval", "published", "withdrawn"])
def test_what_the_desk_has_taken_over_is_not_given_away(state, editor, reporter):
    article = ArticleFactory(state=state, published_at=timezone.now())

    with pytest.raises(NotAllowed):
        assignments.assign(reporter=reporter, brief=BRIEF, due_at=DUE, by=editor, article=article)

    article.refresh_from_db()
    assert article.created_by is None
    assert not Assignment.objects.exists()


def test_nobody_gives_stories_without_the_right_or_beyond_their_sections(editor, reporter):
    editor.sections.add(SectionFactory())
    elsewhere = SectionFactory()

    for by in (reporter, editor):
        with pytest.raises(NotAllowed):
            assignments.assign(
                reporter=reporter, brief=BRIEF, due_at=DUE, by=by, title="X", section=elsewhere
            )

    assert not Article.objects.exists()


def test_stories_go_to_active_staff_who_write(editor, reporter):
    UserFactory(roles=["moderator"])
    UserFactory(roles=["reporter"], is_active=False)
    outsider = UserFactory(roles=["reporter"], is_staff=False)

    assert set(assignments.reporters()) == {editor, reporter}
    with pytest.raises(NotAllowed):
        assignments.assign(reporter=outsider, brief=BRIEF, due_at=DUE, by=editor, title="X")
