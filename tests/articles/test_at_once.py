"""Two at once make one: people who publish, timers that record."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.utils import timezone

from articles import due, publishing, workflow
from articles.models import Article, State, Transition
from articles.rules import Action
from articles.workflow import NotAllowed
from newsroom.roles import create_groups
from tests import together
from tests.factories import ArticleFactory, UserFactory
from tests.together import run_at_once

ROOT = Path(__file__).resolve().parents[2]
HOUR = timedelta(hours=1)


at_once = partial(together.at_once, refusals=NotAllowed)


@pytest.fixture
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL); the next test is SQLite's")
    create_groups(apps)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_publishes_at_once_make_one():
    people = [UserFactory(roles=["secretary"]) for _ in range(2)]
    for _ in range(10):
        article = ArticleFactory(state="awaiting_approval")

        at_once(
            *[
                lambda by=by, pk=article.pk: publishing.publish(Article.objects.get(pk=pk), by=by)
                for by in people
            ]
        )

        assert [step.to_state for step in article.transitions.all()] == ["published"]
    assert Article.objects.public().count() == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_returns_at_once_make_one_and_one_mail():
    writer = UserFactory(roles=["reporter"], email="phongvien@bao.example")
    people = [UserFactory(roles=["secretary"]) for _ in range(2)]
    article = ArticleFactory(state="submitted", created_by=writer)

    results = at_once(
        *[
            lambda by=by: workflow.move(
                Article.objects.get(pk=article.pk), Action.RETURN, by=by, reason="Thiếu số liệu."
            )
            for by in people
        ]
    )

    refused = [result for result in results if isinstance(result, NotAllowed)]
    assert len(refused) == 1 and str(State.RETURNED.label) in str(refused[0])
    assert article.transitions.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_ticks_at_once_record_once():
    ids = [
        ArticleFactory(public=True, state="scheduled", published_at=timezone.now() - HOUR).pk
        for _ in range(10)
    ]

    done = at_once(due.publish_due, due.publish_due)

    assert sorted(pk for part in done for pk in part) == sorted(ids)
    assert Transition.objects.count() == len(ids)


HOST = """
import pathlib, sys, time, django
django.setup()
from articles import due, publishing
from articles.models import Article
from newsroom.models import User
by = User.objects.get()
place = pathlib.Path(sys.argv[1])
(place / sys.argv[2]).touch()
while not (place / "go").exists():
    time.sleep(0.001)
for article in Article.objects.filter(state="awaiting_approval").order_by("pk"):
    publishing.publish(article, by=by)
due.publish_due()
"""
FILL = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from tests.factories import ArticleFactory, UserFactory
UserFactory(is_superuser=True)
for _ in range(5):
    ArticleFactory(state="awaiting_approval")
    past = timezone.now() - timedelta(hours=1)
    ArticleFactory(public=True, state="scheduled", published_at=past)
"""
COUNT = """
import django
django.setup()
from articles.models import Article, Transition
print(Article.objects.public().count(), Transition.objects.count())
"""


def test_two_processes_at_one_sqlite_file_make_one(migrated_folder):
    _said, counted = run_at_once(migrated_folder, fill=FILL, host=HOST, count=COUNT)

    assert counted == [b"10", b"10"]
