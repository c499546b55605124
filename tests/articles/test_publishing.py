"""Times: scheduling both ends, the clock that counts, what was missed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import clock, due, publishing
from articles.models import Article, State
from articles.requirements import NotReady
from articles.templatetags.timing import late_by
from articles.workflow import NotAllowed
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def secretary():
    return UserFactory(roles=["secretary"])


def test_a_planned_withdrawal_takes_it_from_readers_by_its_time_alone(secretary):
    article = ArticleFactory(public=True)
    publishing.schedule_end(article, by=secretary, at=now() + HOUR, notice="Hết hạn.")
    assert Article.objects.public().exists()

    Article.objects.update(withdraw_at=now() - timedelta(seconds=1))

    assert not Article.objects.public().exists()
    assert Article.objects.gone().get().withdrawal_notice == "Hết hạn."


def test_a_planned_withdrawal_can_be_taken_back(secretary):
    article = ArticleFactory(public=True)
    publishing.schedule_end(article, by=secretary, at=now() + HOUR, notice="Hết hạn.")

    publishing.schedule_end(article, by=secretary, at=None)

    article.refresh_from_db()
    assert (article.withdraw_at, article.withdrawal_notice) == (None, "")
    assert article.transitions.count() == 2


@pytest.mark.parametrize("wait", [-HOUR, HOUR])
def test_a_withdrawal_before_now_or_before_the_publication_is_refused(secretary, wait):
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=now() + 2 * HOUR)

    with pytest.raises(NotReady):
        publishing.schedule_end(article, by=secretary, at=now() + wait)


def test_an_article_is_not_scheduled_for_after_its_own_withdrawal(secretary):
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=now() + HOUR)
    publishing.schedule_end(article, by=secretary, at=now() + 2 * HOUR)

    with pytest.raises(NotReady) as caught:
        publishing.publish(article, by=secretary, at=now() + 3 * HOUR)

    assert [problem.field for problem in caught.value.problems] == ["withdraw_at"]


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn"])
def test_only_what_is_released_can_have_a_planned_withdrawal(secretary, state):
    with pytest.raises(NotAllowed) as caught:
        publishing.schedule_end(ArticleFactory(state=state), by=secretary, at=now() + HOUR)

    assert str(State(state).label) in str(caught.value)


def test_a_host_whose_clock_is_wrong_publishes_by_the_database_s(secretary, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no clock but its host's")
    right = now()
    monkeypatch.setattr(timezone, "now", lambda: right + 5 * HOUR)
    article = ArticleFactory()

    publishing.publish(article, by=secretary)
    later = ArticleFactory()
    publishing.publish(later, by=secretary, at=right + HOUR)

    assert abs(article.published_at - right) < timedelta(minutes=5)
    assert later.state == State.SCHEDULED
    assert list(Article.objects.public()) == [article]


def test_the_clock_gives_whole_seconds():
    assert clock.now().microsecond == 0
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)


def test_two_hosts_agree_to_the_second(client, secretary, time_machine):
    """Public is what the database's time says, whatever the host that answers believes."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no clock but its host's")
    article = ArticleFactory(
        public=True, state="scheduled", published_at=now() + timedelta(seconds=30)
    )
    address = article.get_absolute_url()

    time_machine.move_to(timezone.now() + HOUR)

    assert client.get(address).status_code == 404


def test_after_downtime_it_is_public_without_anybody_and_made_good_once(client):
    missed = now() - 3 * HOUR
    article = ArticleFactory(public=True, state="scheduled", published_at=missed)

    assert client.get(article.get_absolute_url()).status_code == 200
    assert due.publish_due() + due.publish_due() == [article.pk]

    step = article.transitions.get()
    assert (step.due_at, step.to_state) == (missed, "published")
    assert f"{timezone.localtime(missed):%H:%M}" in late_by(step)


def test_what_a_timer_does_in_time_is_not_late():
    article = ArticleFactory(
        public=True, state="scheduled", published_at=now() - timedelta(seconds=50)
    )
    due.publish_due()

    assert late_by(article.transitions.get()) == ""
