from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing, revisions, workflow
from articles.content import Content, PhotoUse
from articles.models import Article, State
from articles.requirements import NotReady
from articles.rules import Action
from articles.workflow import NotAllowed
from tests.factories import ArticleFactory, PhotoFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return UserFactory(roles=["reporter"])


@pytest.fixture
def secretary():
    return UserFactory(roles=["secretary"])


def test_publish_makes_the_article_public_and_records_it(secretary):
    article = ArticleFactory(state="submitted")

    publishing.publish(article, by=secretary)

    assert list(Article.objects.public()) == [article]
    step = article.transitions.get()
    assert (step.from_state, step.to_state, step.made_by) == ("submitted", "published", secretary)


def test_publish_in_the_future_waits_for_its_time(secretary):
    article = ArticleFactory()

    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(hours=1))

    article.refresh_from_db()
    assert article.state == State.SCHEDULED
    assert not Article.objects.public().exists()


def test_a_scheduled_article_becomes_public_by_its_time_alone():
    article = ArticleFactory(public=True, state="scheduled")

    assert list(Article.objects.public()) == [article]


def test_publish_again_keeps_the_first_time_and_shows_the_new_text(secretary):
    hour_ago = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=hour_ago)
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Tít mới"}), by=None)

    publishing.publish(article, by=secretary)

    article.refresh_from_db()
    assert article.published_at == hour_ago
    assert article.title == "Tít mới"
    assert article.is_updated


def test_changes_to_what_readers_have_cannot_wait(secretary):
    article = ArticleFactory(public=True)
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Mai"}), by=None)

    with pytest.raises(NotReady) as caught:
        publishing.publish(article, by=secretary, at=timezone.now() + timedelta(days=1))

    assert [problem.field for problem in caught.value.problems] == ["publish_at"]
    assert Article.objects.get().title != "Mai"


def test_what_was_withdrawn_may_come_back_later(secretary):
    article = ArticleFactory(public=True)
    workflow.move(article, Action.WITHDRAW, by=secretary, reason="Kiểm tra lại.")

    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(days=1))

    article.refresh_from_db()
    assert article.state == State.SCHEDULED
    assert not Article.objects.public().exists()


def test_what_was_withdrawn_comes_back_with_its_first_time(secretary):
    article = ArticleFactory(public=True)
    first = article.published_at
    workflow.move(article, Action.WITHDRAW, by=secretary, reason="Kiểm tra lại.")

    publishing.publish(article, by=secretary)

    assert Article.objects.public().get().published_at == first


@pytest.mark.parametrize("kind", ["author", "section", "photo"])
def test_publish_notices_what_has_been_deleted(secretary, kind):
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
        publishing.publish(article, by=secretary)


def test_a_save_from_a_stale_copy_does_not_turn_the_state_back(secretary):
    article = ArticleFactory(state="submitted")
    stale = Article.objects.get(pk=article.pk)
    workflow.move(article, Action.TAKE, by=secretary)

    revisions.save(stale, Content(title="Bản khác"), by=None)

    assert Article.objects.get().state == State.EDITING


def test_publish_without_changes_is_no_update(secretary):
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=timezone.now() - timedelta(hours=1))

    publishing.publish(article, by=secretary)

    assert not article.is_updated


def test_publish_lists_all_that_is_missing(secretary):
    article = Article(created_by=secretary)
    photo = PhotoFactory(credit="")
    revisions.save(article, Content(photos=(PhotoUse(photo.pk),)), by=secretary)

    with pytest.raises(NotReady) as caught:
        publishing.publish(article, by=secretary)

    fields = [problem.field for problem in caught.value.problems]
    assert fields == ["title", "section", "lead", "bylines", "captions", "captions"]
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_publish_needs_the_right(reporter):
    article = ArticleFactory(created_by=reporter)

    with pytest.raises(NotAllowed):
        publishing.publish(article, by=reporter)


def test_publish_keeps_to_the_sections_given(secretary):
    own, other = SectionFactory(), SectionFactory()
    child = SectionFactory(parent=own)
    secretary.sections.add(own)

    publishing.publish(ArticleFactory(section=child), by=secretary)
    with pytest.raises(NotAllowed):
        publishing.publish(ArticleFactory(section=other), by=secretary)


def test_an_embargo_cannot_be_published_through(secretary):
    article = ArticleFactory(embargo_until=timezone.now() + timedelta(hours=2))

    with pytest.raises(NotReady):
        publishing.publish(article, by=secretary)
    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(hours=3))

    assert not Article.objects.public().exists()


def test_return_needs_a_reason_which_is_kept(secretary, reporter):
    article = ArticleFactory(created_by=reporter)
    workflow.move(article, Action.SUBMIT, by=reporter)

    with pytest.raises(NotAllowed):
        workflow.move(article, Action.RETURN, by=secretary, reason="  ")
    workflow.move(article, Action.RETURN, by=secretary, reason="Thiếu số liệu.")

    assert article.transitions.last().reason == "Thiếu số liệu."
    assert Article.objects.get().state == State.RETURNED


def test_withdraw_takes_it_from_readers_and_keeps_it(secretary):
    article = ArticleFactory(public=True)

    workflow.move(article, Action.WITHDRAW, by=secretary, reason="Sai số liệu.")

    assert not Article.objects.public().exists()
    assert list(Article.objects.gone()) == [article]


def test_withdrawing_what_was_never_public_takes_it_back_to_the_desk(secretary):
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(hours=1))
    content = revisions.newest_content(article)
    revisions.save(article, Content.from_json({**content.to_json(), "title": "Tít mới"}), by=None)

    workflow.move(article, Action.WITHDRAW, by=secretary, reason="Chờ thêm ý kiến.")

    article.refresh_from_db()
    assert (article.state, article.published_at) == (State.EDITING, None)
    assert article.title == "Tít mới"
    assert not Article.objects.gone().exists()


def test_a_writer_keeps_an_article_until_it_is_taken_over(secretary, reporter):
    article = ArticleFactory(created_by=reporter)
    assert workflow.may(reporter, Action.EDIT, article)
    workflow.move(article, Action.SUBMIT, by=reporter)
    assert workflow.may(reporter, Action.EDIT, article)

    workflow.move(article, Action.TAKE, by=secretary)

    assert not workflow.may(reporter, Action.EDIT, article)


def test_a_second_editor_who_comes_late_is_told_the_state(secretary):
    article = ArticleFactory(state="submitted")
    stale = Article.objects.get(pk=article.pk)
    workflow.move(article, Action.TAKE, by=secretary)

    with pytest.raises(NotAllowed):
        workflow.move(stale, Action.TAKE, by=UserFactory(roles=["secretary"]))

    assert article.transitions.count() == 1


def test_visible_to_gives_writers_their_own_and_editors_their_sections(secretary, reporter):
    own_section = SectionFactory()
    secretary.sections.add(own_section)
    written = ArticleFactory(created_by=reporter)
    edited = ArticleFactory(section=own_section)

    assert list(workflow.visible_to(reporter)) == [written]
    assert list(workflow.visible_to(secretary)) == [edited]


@pytest.mark.parametrize("changes", [{"is_staff": False}, {"is_active": False}])
def test_who_has_left_may_do_nothing(changes):
    user = UserFactory(roles=["chief"], **changes)

    assert workflow.actions_for(user, ArticleFactory()) == []


def test_publishing_again_forgets_a_withdrawal_that_has_passed(secretary):
    article = ArticleFactory(public=True, withdraw_at=timezone.now() - timedelta(minutes=1))
    assert not Article.objects.public().exists()

    publishing.publish(article, by=secretary)

    assert Article.objects.public().exists()
