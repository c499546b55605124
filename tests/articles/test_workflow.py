from datetime import timedelta

import pytest
from django.utils import timezone

from articles import revisions, workflow
from articles.models import Article, State
from articles.revisions import Content, PhotoUse
from articles.workflow import Action, NotAllowed, NotReady
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"])


@pytest.fixture
def editor():
    return UserFactory(roles=["editor"])


def test_publish_makes_the_article_public_and_records_it(editor):
    article = ArticleFactory(state="submitted")

    workflow.publish(article, by=editor)

    assert list(Article.objects.public()) == [article]
    step = article.transitions.get()
    assert (step.from_state, step.to_state, step.made_by) == ("submitted", "published", editor)


def test_publish_in_the_future_waits_for_its_time(editor):
    article = ArticleFactory()

    workflow.publish(article, by=editor, at=timezone.now() + timedelta(hours=1))

    article.refresh_from_db()
    assert article.state == State.SCHEDULED
    assert not Article.objects.public().exists()


def test_a_scheduled_article_becomes_public_by_its_time_alone():
    article = ArticleFactory(public=True, state="scheduled")

    assert list(Article.objects.public()) == [article]


def test_publish_again_keeps_the_first_time_and_shows_the_new_text(editor):
    hour_ago = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    article = ArticleFactory()
    workflow.publish(article, by=editor, at=hour_ago)
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Tít mới"}), by=None)

    workflow.publish(article, by=editor)

    article.refresh_from_db()
    assert article.published_at == hour_ago
    assert article.title == "Tít mới"
    assert article.is_updated


def test_changes_to_what_readers_have_cannot_wait(editor):
    article = ArticleFactory(public=True)
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Mai"}), by=None)

    with pytest.raises(NotReady) as caught:
        workflow.publish(article, by=editor, at=timezone.now() + timedelta(days=1))

    assert [problem.field for problem in caught.value.problems] == ["publish_at"]
    assert Article.objects.get().title != "Mai"


def test_what_was_withdrawn_may_come_back_later(editor):
    article = ArticleFactory(public=True)
    workflow.move(article, Action.WITHDRAW, by=editor, reason="Kiểm tra lại.")

    workflow.publish(article, by=editor, at=timezone.now() + timedelta(days=1))

    article.refresh_from_db()
    assert article.state == State.SCHEDULED
    assert not Article.objects.public().exists()


def test_what_was_withdrawn_comes_back_with_its_first_time(editor):
    article = ArticleFactory(public=True)
    first = article.published_at
    workflow.move(article, Action.WITHDRAW, by=editor, reason="Kiểm tra lại.")

    workflow.publish(article, by=editor)

    assert Article.objects.public().get().published_at == first


@pytest.mark.parametrize("kind", ["author", "section", "photo"])
def test_publish_notices_what_has_been_deleted(editor, kind):
    article = ArticleFactory(photos=1)
    used = {
        "author": article.authors.get(),
        "section": article.section,
        "photo": article.captions.get().photo,
    }[kind]
    article.bylines.all().delete()
    article.captions.all().delete()
    Article.objects.update(section=None, top_section=None)
    used.delete()

    with pytest.raises(NotReady):
        workflow.publish(article, by=editor)


def test_a_save_from_a_stale_copy_does_not_turn_the_state_back(editor):
    article = ArticleFactory(state="submitted")
    stale = Article.objects.get(pk=article.pk)
    workflow.move(article, Action.TAKE, by=editor)

    revisions.save(stale, Content(title="Bản khác"), by=None)

    assert Article.objects.get().state == State.EDITING


def test_publish_without_changes_is_no_update(editor):
    article = ArticleFactory()
    workflow.publish(article, by=editor, at=timezone.now() - timedelta(hours=1))

    workflow.publish(article, by=editor)

    assert not article.is_updated


def test_publish_lists_all_that_is_missing(editor):
    article = Article(created_by=editor)
    photo = PhotoFactory(credit="")
    revisions.save(article, Content(photos=(PhotoUse(photo.pk),)), by=editor)

    with pytest.raises(NotReady) as caught:
        workflow.publish(article, by=editor)

    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["title", "section", "body", "bylines", "captions", "captions"]
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_publish_needs_the_right(reporter):
    article = ArticleFactory(created_by=reporter)

    with pytest.raises(NotAllowed):
        workflow.publish(article, by=reporter)


def test_publish_keeps_to_the_sections_given(editor):
    own, other = SectionFactory(), SectionFactory()
    child = SectionFactory(parent=own)
    editor.sections.add(own)

    workflow.publish(ArticleFactory(section=child), by=editor)
    with pytest.raises(NotAllowed):
        workflow.publish(ArticleFactory(section=other), by=editor)


def test_an_embargo_cannot_be_published_through(editor):
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(hours=2))

    with pytest.raises(NotReady):
        workflow.publish(article, by=editor)
    workflow.publish(article, by=editor, at=timezone.now() + timedelta(hours=3))

    assert not Article.objects.public().exists()


def test_return_needs_a_reason_which_is_kept(editor, reporter):
    article = ArticleFactory(created_by=reporter)
    workflow.move(article, Action.SUBMIT, by=reporter)

    with pytest.raises(NotAllowed):
        workflow.move(article, Action.RETURN, by=editor, reason="  ")
    workflow.move(article, Action.RETURN, by=editor, reason="Thiếu số liệu.")

    assert article.transitions.last().reason == "Thiếu số liệu."
    assert Article.objects.get().state == State.RETURNED


def test_withdraw_takes_it_from_readers_and_keeps_it(editor):
    article = ArticleFactory(public=True)

    workflow.move(article, Action.WITHDRAW, by=editor, reason="Sai số liệu.")

    assert not Article.objects.public().exists()
    assert list(Article.objects.gone()) == [article]


def test_withdrawing_what_was_never_public_takes_it_back_to_the_desk(editor):
    article = ArticleFactory()
    workflow.publish(article, by=editor, at=timezone.now() + timedelta(hours=1))
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Tít mới"}), by=None)

    workflow.move(article, Action.WITHDRAW, by=editor, reason="Chờ thêm ý kiến.")

    article.refresh_from_db()
    assert (article.state, article.published_at) == (State.EDITING, None)
    assert article.title == "Tít mới"
    assert not Article.objects.gone().exists()


def test_a_writer_keeps_an_article_until_it_is_taken_over(editor, reporter):
    article = ArticleFactory(created_by=reporter)
    assert workflow.may(reporter, Action.EDIT, article)
    workflow.move(article, Action.SUBMIT, by=reporter)
    assert workflow.may(reporter, Action.EDIT, article)

    workflow.move(article, Action.TAKE, by=editor)

    assert not workflow.may(reporter, Action.EDIT, article)


def test_a_second_editor_who_comes_late_is_told_the_state(editor):
    article = ArticleFactory(state="submitted")
    stale = Article.objects.get(pk=article.pk)
    workflow.move(article, Action.TAKE, by=editor)

    with pytest.raises(NotAllowed):
        workflow.move(stale, Action.TAKE, by=UserFactory(roles=["editor"]))

    assert article.transitions.count() == 1


def test_visible_to_gives_writers_their_own_and_editors_their_sections(editor, reporter):
    own_section = SectionFactory()
    editor.sections.add(own_section)
    written = ArticleFactory(created_by=reporter)
    edited = ArticleFactory(section=own_section)

    assert list(workflow.visible_to(reporter)) == [written]
    assert list(workflow.visible_to(editor)) == [edited]


@pytest.mark.parametrize("changes", [{"is_staff": False}, {"is_active": False}])
def test_who_has_left_may_do_nothing(changes):
    user = UserFactory(roles=["chief"], **changes)

    assert workflow.actions_for(user, ArticleFactory()) == []


def test_publishing_again_forgets_a_withdrawal_that_has_passed(editor):
    article = ArticleFactory(public=True, withdraw_at=timezone.now() - timedelta(minutes=1))
    assert not Article.objects.public().exists()

    workflow.publish(article, by=editor)

    assert Article.objects.public().exists()
