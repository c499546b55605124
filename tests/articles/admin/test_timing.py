"""The article's page: its times, and what may be done about them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import publishing, workflow
from articles.models import Article, State
from articles.rules import Action
from tests.articles.admin.test_article_admin import change_url, form_data
from tests.factories import ArticleFactory, UserFactory
from tests.reading import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _begin():
    """Note the minute once for each test: it must not fail because one has gone by in it."""
    global start
    start = timezone.now().replace(second=0, microsecond=0)


def soon(hours=1):
    return start + hours * HOUR


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def press(client, article, button, **data):
    """Press a button on the article's page as it is now; return the messages that come."""
    page = client.get(change_url(article))
    seen = page.context["action_form"]["seen"].value()
    sent = form_data(Article.objects.get(pk=article.pk), _do=button, seen=seen, **data)
    response = client.post(change_url(article), sent, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def panel(client, article):
    text = client.get(change_url(article)).content.decode()
    return " ".join(
        re.search(r'<section class="module timing".*?</section>', text, re.S)[0].split()
    )


def test_the_panel_says_plainly_what_is_planned(client, sign_in):
    secretary = sign_in("secretary")
    article = ArticleFactory(embargo_until=soon())
    planned, open_ = pgettext("plan", "Scheduled"), pgettext("plan", "Not scheduled")
    assert open_ in panel(client, article)
    assert _("Under embargo") in panel(client, article)

    publishing.publish(article, by=secretary, at=soon(2))
    publishing.schedule_end(article, by=secretary, at=soon(5))

    text = panel(client, article)
    assert planned in text and open_ not in text
    assert f"{timezone.localtime(soon(2)):%d/%m/%Y - %H:%M}" in text
    assert f"{timezone.localtime(soon(5)):%d/%m/%Y - %H:%M}" in text


def test_a_new_article_has_no_times(client, sign_in):
    sign_in("secretary")

    assert client.get(reverse("admin:articles_article_add")).context.get("timing") is None


def test_an_embargo_is_set_and_the_text_saved_with_it(client, sign_in):
    sign_in("editor")
    article = ArticleFactory(state="submitted")

    press(client, article, "embargo", embargo_until=typed(soon(3)), title="Tít mới")

    article.refresh_from_db()
    assert (article.embargo_until, article.title) == (soon(3), "Tít mới")


@pytest.mark.parametrize(("role", "ended"), [("secretary", False), ("chief", True)])
def test_only_the_chief_ends_an_embargo(client, sign_in, role, ended):
    sign_in(role)
    article = ArticleFactory(state="submitted", embargo_until=soon())
    assert ("embargo_clear" in panel(client, article)) is ended

    press(client, article, "embargo_clear")

    article.refresh_from_db()
    assert (article.embargo_until is None) is ended


def test_publishing_under_an_embargo_is_refused_with_a_way_to_the_field(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(state="submitted", embargo_until=soon())

    said = press(client, article, "publish")
    refused = press(client, article, "publish_early", early_because="Gấp.")

    assert 'href="#id_publish_at"' in said
    assert str(State.SUBMITTED.label) in refused
    assert "publish_early" not in client.get(change_url(article)).content.decode()
    assert not Article.objects.public().exists()


def test_the_chief_publishes_early_with_a_word(client, sign_in):
    sign_in("chief")
    article = ArticleFactory(state="submitted", embargo_until=soon())

    said = press(client, article, "publish_early", early_because="  ")
    assert 'href="#id_early_because"' in said
    assert not Article.objects.public().exists()
    press(client, article, "publish_early", early_because="Báo khác đã đăng.")

    assert list(Article.objects.public()) == [article]


def test_what_is_scheduled_for_the_embargo_s_end_can_come_out_early(client, sign_in):
    chief = sign_in("chief")
    article = ArticleFactory(embargo_until=soon(2))
    publishing.publish(article, by=chief, at=soon(2))

    press(client, article, "publish_early", publish_at=typed(soon(2)), early_because="Gấp.")

    assert list(Article.objects.public()) == [article]


def test_a_time_that_cannot_be_read_is_named(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(state="submitted")

    said = press(client, article, "publish", withdraw_at="mai")

    assert 'href="#id_withdraw_at"' in said and _("Withdraw at") in said
    assert not Article.objects.public().exists()


def test_a_withdrawal_takes_a_reason_and_a_word_to_readers(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True)

    press(client, article, "withdraw", reason=" \u200b", notice="Gỡ.")
    assert Article.objects.public().exists()
    press(client, article, "withdraw", reason="Sai số.", notice="Gỡ để kiểm tra.")

    record = article.withdrawals.get()
    assert (record.reason, record.notice) == ("Sai số.", "Gỡ để kiểm tra.")
    assert "Gỡ để kiểm tra." in client.get(article.get_absolute_url()).content.decode()
    assert "Gỡ để kiểm tra." in text_of(client.get(change_url(article)))


def test_a_withdrawal_is_planned_and_taken_back(client, sign_in):
    sign_in("secretary")
    article = ArticleFactory(public=True)

    assert 'href="#id_withdraw_at"' in press(client, article, "end")
    press(client, article, "end", withdraw_at=typed(soon(4)), end_notice="Hết hạn.")
    article.refresh_from_db()
    assert (article.withdraw_at, article.withdrawal_notice) == (soon(4), "Hết hạn.")
    press(client, article, "end_clear")

    article.refresh_from_db()
    assert article.withdraw_at is None


@pytest.mark.parametrize(
    "button", ["embargo", "end", "embargo_clear", "end_clear", "publish_early"]
)
def test_a_reporter_gets_nothing_by_sending_the_buttons(client, sign_in, button):
    reporter = sign_in("reporter")
    article = ArticleFactory(created_by=reporter, embargo_until=soon())
    before = article.embargo_until

    times = dict.fromkeys(("embargo_until", "withdraw_at"), typed(soon(9)))
    press(client, article, button, early_because="Gấp.", **times)

    article.refresh_from_db()
    assert (article.embargo_until, article.withdraw_at, article.state) == (before, None, "draft")


def test_an_embargo_on_what_is_scheduled_earlier_is_a_sentence(client, sign_in):
    secretary = sign_in("secretary")
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=soon(1))

    said = press(client, article, "embargo", embargo_until=typed(soon(2)))

    assert 'href="#id_embargo_until"' in said
    article.refresh_from_db()
    assert (article.embargo_until, article.state) == (None, "scheduled")


def test_what_somebody_changed_meanwhile_is_said(client, sign_in):
    secretary, other = sign_in("secretary"), UserFactory(roles=["secretary"])
    article = ArticleFactory()
    publishing.publish(article, by=secretary, at=soon(1))
    stale = client.get(change_url(article)).context["action_form"]["seen"].value()
    publishing.publish(article, by=other, at=soon(5))

    data = form_data(article, _do="publish", seen=stale, publish_at=typed(soon(2)))
    client.post(change_url(article), data, follow=True)
    article.refresh_from_db()
    assert article.published_at == soon(5)

    workflow.move(article, Action.WITHDRAW, by=other, reason="Chưa đủ.")
    response = client.post(change_url(article), data, follow=True)

    (message,) = response.context["messages"]
    assert str(State.EDITING.label) in str(message)
    assert Article.objects.get().state == "editing"
