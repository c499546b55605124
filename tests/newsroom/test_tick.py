from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles import due, revisions
from articles.content import Content
from articles.models import Article, Transition
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")


def tick():
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


def scheduled(published_at, **fields):
    return ArticleFactory(public=True, state="scheduled", published_at=published_at, **fields)


def steps(article):
    return [(step.from_state, step.to_state) for step in article.transitions.all()]


def test_nothing_due_says_so():
    assert tick() == "published 0, withdrawn 0\n"


def test_what_has_come_due_is_published_and_recorded():
    article = scheduled(timezone.now() - timedelta(seconds=1))
    changed_at = article.changed_at

    assert tick() == "published 1, withdrawn 0\n"

    article.refresh_from_db()
    step = article.transitions.get()
    assert article.state == "published"
    assert article.changed_at > changed_at
    assert (step.from_state, step.to_state, step.made_by) == ("scheduled", "published", None)
    assert list(Article.objects.public()) == [article]


def test_record_names_the_revision_that_readers_have():
    article = scheduled(timezone.now() - DAY)
    live = article.live_revision
    later = Content.from_json({**live.content, "title": "Sửa sau khi hẹn giờ"})
    revisions.save(article, later, by=None)

    tick()

    article.refresh_from_db()
    assert article.newest_revision != live
    assert article.transitions.get().revision == live
    assert article.title != "Sửa sau khi hẹn giờ"


@pytest.mark.parametrize("state", ["published", "scheduled"])
def test_what_is_over_is_withdrawn_and_recorded(state):
    times = {"published_at": timezone.now() - DAY, "withdraw_at": timezone.now()}
    article = ArticleFactory(public=True, state=state, **times)

    tick()

    article.refresh_from_db()
    assert article.state == "withdrawn"
    assert steps(article)[-1] == ("published", "withdrawn")
    assert list(Article.objects.gone()) == [article]


def test_what_was_to_go_before_it_came_is_never_published():
    now = timezone.now()
    article = scheduled(now - timedelta(hours=1), withdraw_at=now - timedelta(hours=2))

    assert tick() == "published 0, withdrawn 1\n"

    assert steps(article) == [("scheduled", "withdrawn")]


def test_what_is_not_due_is_left_alone():
    soon = timezone.now() + timedelta(minutes=1)
    past = timezone.now() - DAY
    articles = [
        scheduled(soon),
        scheduled(soon, withdraw_at=soon + DAY),
        ArticleFactory(public=True, withdraw_at=soon),
        ArticleFactory(public=True),
        ArticleFactory(published_at=past),
        ArticleFactory(state="awaiting_approval", published_at=past, withdraw_at=past),
        ArticleFactory(state="withdrawn", published_at=past, withdraw_at=past),
    ]
    before = list(Article.objects.order_by("pk").values())

    assert tick() == "published 0, withdrawn 0\n"

    assert len(before) == len(articles)
    assert list(Article.objects.order_by("pk").values()) == before
    assert not Transition.objects.exists()


def test_twice_does_it_once():
    article = scheduled(timezone.now() - DAY)

    assert tick() == "published 1, withdrawn 0\n"
    assert tick() == "published 0, withdrawn 0\n"
    assert article.transitions.count() == 1


def test_more_than_a_batch_is_all_done(monkeypatch):
    monkeypatch.setattr(due, "BATCH", 2)
    for _number in range(5):
        scheduled(timezone.now() - DAY)

    assert tick() == "published 5, withdrawn 0\n"


def test_a_failure_leaves_what_was_done_before_it(monkeypatch):
    """Each article has a transaction of its own."""
    first, second = scheduled(timezone.now() - DAY), scheduled(timezone.now() - DAY)
    create = Transition.objects.create

    def fail_for_second(**fields):
        if fields["article"] == second:
            raise RuntimeError
        return create(**fields)

    monkeypatch.setattr(Transition.objects, "create", fail_for_second)
    with pytest.raises(RuntimeError):
        tick()

    states = dict(Article.objects.values_list("pk", "state"))
    assert (states[first.pk], states[second.pk]) == ("published", "scheduled")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_several_at_once_do_each_once():
    ids = {scheduled(timezone.now() - DAY).pk for _number in range(40)}
    barrier = Barrier(4)

    def run(_host):
        barrier.wait(10)
        try:
            return due.publish_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        lists = list(pool.map(run, range(4)))

    done = [pk for ids in lists for pk in ids]
    # A host passes over what another holds, and one of them has it in the end.
    assert sorted(done) == sorted(ids)
    assert Transition.objects.count() == len(ids)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_what_somebody_holds_is_passed_over():
    held, free = scheduled(timezone.now() - DAY), scheduled(timezone.now() - DAY)

    def run():
        try:
            return due.publish_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Article.objects.select_for_update().get(pk=held.pk)
        assert pool.submit(run).result(20) == [free.pk]

    assert due.publish_due() == [held.pk]
