"""What is taken from readers is said to be: no older page of it may be shown by anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article
from newsroom.models import PageChange, PageMoment
from tests.newsroom.pagecache import test_truth as papers
from tests.newsroom.pagecache import test_truth_comments as talk

pytestmark = pytest.mark.django_db(transaction=True)

TAKES = [papers.withdraw, talk.reject_root, talk.change_text, talk.edit, talk.withdraw, talk.empty]
TAKES += [talk.hold_by_reports, talk.forget_guest, talk.close_account]
GIVES = [papers.publish, papers.correct, papers.break_news, papers.rename_author, talk.approve]
GIVES += [talk.answer]


def said_of(change):
    """Return what the changes that ``change`` makes of a paper with comments say."""
    paper = talk.Discussion()
    PageChange.objects.all().delete()
    change(paper)
    return list(PageChange.objects.values_list("takes_away", flat=True))


@pytest.mark.parametrize("change", TAKES)
def test_what_takes_something_from_readers_says_so(change):
    assert any(said_of(change))


@pytest.mark.parametrize("change", GIVES)
def test_what_only_gives_them_something_leaves_older_pages_be(change):
    said = said_of(change)

    assert said and not any(said)


def test_the_time_of_a_withdrawal_that_is_to_come_takes_something_away():
    paper = papers.Paper()
    now = timezone.now()
    article = Article.objects.get(pk=paper.draft.pk)

    publishing.publish(article, by=None, at=now + timedelta(hours=1))
    article = Article.objects.get(pk=article.pk)
    publishing.schedule_end(article, by=paper.chief, at=now + timedelta(hours=2))

    moments = PageMoment.objects.filter(key=f"article:{article.pk}").order_by("at")
    assert [moment.takes_away for moment in moments] == [False, True]
