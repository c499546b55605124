"""In whose hands an article is, and what is said to whom about it."""

import pytest
from django.core import mail

from articles import publishing, workflow
from articles.models import Article, State
from articles.rules import Action
from articles.workflow import NotAllowed
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors():
    return UserFactory.create_batch(2, roles=["editor"])


def test_who_takes_an_article_has_it_in_hand_until_it_goes_on(editors):
    article = ArticleFactory(state="submitted")

    workflow.move(article, Action.TAKE, by=editors[0])
    assert Article.objects.get().holder == editors[0]

    workflow.move(article, Action.PROPOSE, by=editors[0])
    assert Article.objects.get().holder is None


def test_taking_over_from_somebody_is_possible_and_recorded(editors):
    first, second = editors
    article = ArticleFactory(state="submitted")
    workflow.move(article, Action.TAKE, by=first)

    workflow.move(Article.objects.get(), Action.TAKE, by=second)

    article.refresh_from_db()
    step = article.transitions.last()
    assert article.holder == second
    assert (step.from_state, step.to_state, step.made_by) == ("editing", "editing", second)
    assert str(first) in step.reason


def test_nobody_takes_over_from_themselves(editors):
    article = ArticleFactory(state="submitted")
    workflow.move(article, Action.TAKE, by=editors[0])

    assert not workflow.may(editors[0], Action.TAKE, article)
    assert workflow.may(editors[1], Action.TAKE, article)


def test_who_comes_late_is_told_who_has_it(editors):
    article = ArticleFactory(state="submitted")
    stale = Article.objects.get()
    workflow.move(article, Action.TAKE, by=editors[0])

    with pytest.raises(NotAllowed, match=str(editors[0])):
        workflow.move(stale, Action.TAKE, by=editors[1])


def test_the_waiting_time_begins_with_the_state(editors):
    article = ArticleFactory(state="submitted")
    Article.objects.update(state_since="2026-01-01T00:00Z")

    workflow.move(Article.objects.get(), Action.TAKE, by=editors[0])

    article.refresh_from_db()
    since_the_step = article.state_since - article.transitions.get().made_at
    assert abs(since_the_step.total_seconds()) < 5


@pytest.mark.parametrize("reason", ["Thiếu số liệu.", "Sai\nBcc: x@y.example"])
def test_the_writer_is_told_by_mail_why_an_article_came_back(
    editors, reason, django_capture_on_commit_callbacks
):
    writer = UserFactory(roles=["reporter"], email="viet@bao.example")
    article = ArticleFactory(state="submitted", created_by=writer, title="Đường mới")

    with django_capture_on_commit_callbacks(execute=True):
        workflow.move(article, Action.RETURN, by=editors[0], reason=reason)

    (message,) = mail.outbox
    assert message.to == ["viet@bao.example"]
    assert "Đường mới" in message.subject
    assert reason in message.body
    assert f"/admin/articles/article/{article.pk}/change/" in message.body
    assert message.bcc == []


def test_a_mail_that_cannot_be_sent_holds_nothing_up(
    editors, settings, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(self, fail_silently=False):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    writer = UserFactory(roles=["reporter"], email="viet@bao.example")
    article = ArticleFactory(state="submitted", created_by=writer)

    with django_capture_on_commit_callbacks(execute=True):
        workflow.move(article, Action.RETURN, by=editors[0], reason="Thiếu.")

    assert Article.objects.get().state == State.RETURNED


def test_publishing_twice_is_recorded_once():
    secretary = UserFactory(roles=["secretary"])
    article = ArticleFactory()

    publishing.publish(article, by=secretary)
    publishing.publish(article, by=secretary)

    assert article.transitions.count() == 1


def test_editors_do_not_publish_unless_the_paper_says_so(editors):
    from django.contrib.auth.models import Permission

    article = ArticleFactory()
    with pytest.raises(NotAllowed):
        publishing.publish(article, by=editors[0])

    editors[0].user_permissions.add(Permission.objects.get(codename="publish_article"))
    allowed = type(editors[0]).objects.get(pk=editors[0].pk)
    publishing.publish(article, by=allowed)

    assert Article.objects.public().exists()
