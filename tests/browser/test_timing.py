"""Times in a real browser, two people at once: one plans, the other sees it and decides."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import due
from articles.models import Article
from newsroom.roles import create_groups
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCHEDULE = "/admin/articles/article/schedule/"


@pytest.fixture
def staff(transactional_db):
    create_groups(apps)
    return {role: UserFactory(roles=[role], username=role) for role in ("secretary", "chief")}


@pytest.fixture
def at_desk(open_browser, sign_in, staff):
    def _at_desk(role, width=1280):
        page = open_browser(width=width)
        sign_in(page, staff[role])
        return page

    return _at_desk


def open_article(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")


def minute(hours):
    moment = timezone.localtime(timezone.now() + timedelta(hours=hours))
    return moment.replace(second=0, microsecond=0)


def press(page, button, outcome="success"):
    with page.expect_navigation():  # a message of before may stand there
        page.click(f"button[name=_do][value={button}]")
    page.wait_for_selector(f".messagelist .{outcome}")
    return page.inner_text(f".messagelist .{outcome}")


def test_one_schedules_and_the_other_sees_it_in_calendar_and_list(at_desk, open_browser):
    article = ArticleFactory(state="awaiting_approval", section=SectionFactory(name="Kinh tế"))
    secretary, chief = at_desk("secretary"), at_desk("chief", width=390)
    at = minute(3)
    open_article(secretary, article)
    assert pgettext("plan", "Not scheduled") in secretary.inner_text(".timing")
    secretary.fill("#id_publish_at", f"{at:%Y-%m-%dT%H:%M}")
    press(secretary, "publish")

    assert pgettext("plan", "Scheduled") in secretary.inner_text(".timing__word")
    for wanted in (f"?thang={at:%Y-%m}", "?xem=danh-sach"):
        for page in (chief, secretary):
            page.goto(SCHEDULE + wanted)
            entry = page.inner_text(f".entry:has-text('{article.title}')")
            assert f"{at:%H:%M}" in entry and "Kinh tế" in entry
            assert pgettext("plan", "Scheduled") in entry
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chief.click(f".entry:has-text('{article.title}')")
    chief.wait_for_url("**/change/")
    reader = open_browser()
    assert reader.request.get(article.get_absolute_url()).status == 404


def test_a_calendar_is_walked_by_keyboard(at_desk):
    page = at_desk("secretary")
    page.goto(f"{SCHEDULE}?thang=2026-12")

    page.focus("a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**thang=2027-01")
    page.focus("a[rel=prev]")
    page.keyboard.press("Enter")

    page.wait_for_url("**thang=2026-12")
    assert page.locator(".day").count() == 31


def test_an_embargo_holds_until_the_chief_gives_a_word(at_desk, open_browser):
    article = ArticleFactory(state="submitted")
    secretary, chief = at_desk("secretary"), at_desk("chief")
    end = minute(5)
    open_article(secretary, article)
    secretary.click(".timing__act summary")
    secretary.fill("#id_embargo_until", f"{end:%Y-%m-%dT%H:%M}")
    press(secretary, "embargo")

    refusal = press(secretary, "publish", "error")
    assert f"{end:%d/%m/%Y - %H:%M}" in refusal
    secretary.click(".messagelist .error a")
    assert secretary.evaluate("location.hash") == "#id_publish_at"
    assert secretary.locator("button[value=publish_early]").count() == 0
    reader = open_browser()
    assert reader.request.get(article.get_absolute_url()).status == 404

    open_article(chief, article)
    press(chief, "publish_early", "error")
    chief.fill("#id_early_because", "Báo bạn đã đăng trước.")
    press(chief, "publish_early")

    reader.goto(article.get_absolute_url())
    assert article.title in reader.inner_text("h1")
    open_article(secretary, article)
    assert "Báo bạn đã đăng trước." in secretary.inner_text("body")


def test_who_is_late_is_told_what_the_other_has_done(at_desk):
    article = ArticleFactory(state="awaiting_approval", body="<p>Một đoạn.</p>")
    secretary, chief = at_desk("secretary"), at_desk("chief")
    for page in (secretary, chief):
        open_article(page, article)
    press(secretary, "publish")

    chief.fill("#id_reason", "Sửa lại.")
    said = press(chief, "return", "error")

    assert str(Article.objects.get().get_state_display()) in said
    assert Article.objects.public().exists()
    assert article.transitions.count() == 1


def test_downtime_is_made_good_and_shown_to_both(at_desk, open_browser):
    missed = minute(-2)
    article = ArticleFactory(public=True, state="scheduled", published_at=missed)
    assert open_browser().request.get(article.get_absolute_url()).status == 200
    due.publish_due()
    due.publish_due()

    for role in ("secretary", "chief"):
        page = at_desk(role)
        page.goto(SCHEDULE)
        late = page.inner_text(".schedule__late")
        assert article.title in late and f"{missed:%H:%M}" in late
    assert article.transitions.count() == 1


def test_a_correction_and_a_withdrawal_reach_the_reader(at_desk, open_browser):
    article = ArticleFactory(public=True)
    secretary, reader = at_desk("secretary"), open_browser()
    open_article(secretary, article)
    secretary.click(f"a:has-text('{_('Publish a correction')}')")
    secretary.check("input[name=kind][value=apology]")
    secretary.fill("[name=text]", "Tên đúng là Trần Thị Hòa.")
    secretary.click(".correct__buttons button")
    secretary.wait_for_selector(".messagelist .success")

    reader.goto(article.get_absolute_url())
    assert "Tên đúng là Trần Thị Hòa." in reader.inner_text(".corrections")
    reader.click("footer a[href='/dinh-chinh/']")
    reader.wait_for_url("**/dinh-chinh/")
    reader.click(f"a:has-text('{article.title}')")
    reader.wait_for_url("**.html#dinh-chinh-*")

    secretary.fill("#id_reason", "Nhân vật rút lời.")
    secretary.fill("#id_notice", "Gỡ theo yêu cầu của nhân vật.")
    press(secretary, "withdraw")
    gone = reader.request.get(article.get_absolute_url())
    assert gone.status == 410
    assert "Gỡ theo yêu cầu của nhân vật." in gone.text()
