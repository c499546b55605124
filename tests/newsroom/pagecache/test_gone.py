"""What stands in the place of an article that was taken down is kept like a page."""

import gzip
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from articles import publishing, workflow
from articles.models import Article
from articles.rules import Action
from articles.views import detail
from newsroom.pagecache import handing
from newsroom.pagecache.looking import pages
from newsroom.pagecache.packing import pack, unpack
from newsroom.roles import create_groups
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def secretary():
    create_groups(apps)  # a test that commits has emptied them
    return UserFactory(roles=["secretary"])


@pytest.fixture
def asked(monkeypatch):
    """How often it is asked whether an article is gone."""
    notice_of, asked = detail.withdrawals.notice_of, []
    monkeypatch.setattr(
        detail.withdrawals, "notice_of", lambda pk: (asked.append(pk), notice_of(pk))[1]
    )
    return asked


def withdraw(article, by, notice="Đã gỡ."):
    article = Article.objects.get(pk=article.pk)
    workflow.move(article, Action.WITHDRAW, by=by, reason="Sai.", notice=notice)
    return article


def test_it_is_made_once_for_all_readers(kept, secretary, asked):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    assert kept.get(path).status_code == 200
    withdraw(article, secretary)

    first, second = kept.get(path), kept.get(path)

    assert first.status_code == second.status_code == 410
    assert "Đã gỡ." in gzip.decompress(second.content).decode()
    assert second.headers["Cache-Control"] == "no-cache"
    assert len(asked) == 1


def test_who_has_it_already_is_told_again_that_it_is_gone(kept, secretary):
    article = ArticleFactory(public=True)
    withdraw(article, secretary)
    path = article.get_absolute_url()
    tag = kept.get(path).headers["ETag"]

    assert kept.get(path, headers={"if-none-match": tag}).status_code == 410
    assert kept.head(path).status_code == 410
    assert kept.head(path).content == b""


def test_it_ends_when_the_article_comes_back(kept, secretary):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    article = withdraw(article, secretary)
    assert kept.get(path).status_code == 410

    publishing.publish(article, by=secretary)

    assert kept.get(path).status_code == 200


def test_it_ends_when_the_article_comes_back_by_time_alone(kept, secretary):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    article = withdraw(article, secretary)
    publishing.publish(article, by=secretary, at=timezone.now() + timedelta(hours=1))
    assert kept.get(path).status_code == 410
    address = f"http://testserver{path}?"
    assert pages.get(address).status == 410

    assert pages.get(address).until < timezone.now().timestamp() + 3610
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert pages.get(address) is None


def test_other_words_are_seen_at_once(kept, secretary):
    article = ArticleFactory(public=True)
    path = article.get_absolute_url()
    withdraw(article, secretary, "Lý do cũ.")
    kept.get(path)
    publishing.publish(Article.objects.get(pk=article.pk), by=secretary)
    withdraw(article, secretary, "Lý do mới.")

    assert "Lý do mới." in gzip.decompress(kept.get(path).content).decode()


def test_of_its_other_addresses_none_is_kept(kept, secretary, asked):
    article = ArticleFactory(public=True)
    withdraw(article, secretary)

    for _time in range(2):
        assert kept.get(f"/x/y-a{article.pk}.html").status_code == 410
    assert pages.get(f"http://testserver/x/y-a{article.pk}.html?") is None


def test_the_web_server_is_handed_none(kept, secretary, settings, tmp_path, monkeypatch):
    settings.PAGES_DIR = tmp_path / "pages"
    article = ArticleFactory(public=True)
    withdraw(article, secretary)
    handed = []
    monkeypatch.setattr(handing.wake, "keeper", lambda: True)
    monkeypatch.setattr(handing, "_hand_over", lambda *args: handed.append(args))

    assert kept.get(article.get_absolute_url()).status_code == 410
    assert handed == []


def test_other_processes_know_what_it_is(kept, secretary):
    article = ArticleFactory(public=True)
    withdraw(article, secretary)
    path = article.get_absolute_url()
    kept.get(path)

    assert unpack(pack(pages.get(f"http://testserver{path}?"))).status == 410
