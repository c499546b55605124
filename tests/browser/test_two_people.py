"""Two people at one article: each sees the other, nobody overwrites anybody."""

import re

import pytest

from articles.models import Article, Revision
from tests.factories import ArticleFactory, UserFactory

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
expect = playwright.expect

from tests.browser.writing import is_saved, newest, opened, says  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PEOPLE = "[data-saving-people]"
NEWS = "[data-saving-news]"


@pytest.fixture(autouse=True)
def quick_windows(monkeypatch):
    """Have windows speak every second, so that nobody waits for them."""
    monkeypatch.setattr("articles.presence.BEAT", 1)


@pytest.fixture
def two(staff_window):
    """The windows of two editors, each in a browser of their own."""
    from newsroom.roles import group_for

    windows = []
    for last, first in (("Nguyễn Thị", "Bích"), ("Trần Văn", "An")):
        user = UserFactory(username=f"user{first}", last_name=last, first_name=first)
        windows.append(staff_window(user))
        user.groups.add(group_for("editor"))
    return windows


def test_each_sees_who_else_has_it_open(two):
    bich, an = two
    article = ArticleFactory()
    opened(bich, article)
    opened(an, article)

    expect(an.locator(PEOPLE)).to_contain_text("Nguyễn Thị Bích")
    expect(bich.locator(PEOPLE)).to_contain_text("Trần Văn An", timeout=20_000)

    an.goto("/admin/")
    expect(bich.locator(PEOPLE)).to_be_hidden(timeout=20_000)


def test_the_second_save_sees_both_texts_and_chooses(two):
    bich, an = two
    article = ArticleFactory(title="Gốc", lead="Sapo gốc")
    opened(bich, article)
    opened(an, article)
    bich.fill("[name=title]", "Tít của Bích")
    bich.fill("[name=lead]", "Sapo của Bích")
    is_saved(bich)

    an.fill("[name=title]", "Tít của An")
    link = an.locator(".saving [data-saving-state] a")
    expect(link).to_be_visible()
    expect(an.locator(".saving [data-saving-state]")).to_contain_text("Nguyễn Thị Bích")
    assert newest().title == "Tít của Bích"
    an.fill("[name=lead]", "Sapo của An, viết tiếp")
    link.click()
    an.wait_for_url("**/clash/**")

    text = an.inner_text(".clash")
    for word in ("Tít của Bích", "Tít của An", "Sapo của Bích", "Sapo của An, viết tiếp"):
        assert word in text
    an.check("[name=part-title][value=mine]")
    an.click("[name=take][value=chosen]")
    an.wait_for_url("**/change/")

    assert (newest().title, newest().lead) == ("Tít của An", "Sapo của Bích")
    kept = {(r.content["title"], r.content["lead"]) for r in Revision.objects.all()}
    assert {
        ("Gốc", "Sapo gốc"),
        ("Tít của Bích", "Sapo của Bích"),
        ("Tít của An", "Sapo của An, viết tiếp"),
    } <= kept


def test_the_button_leads_to_both_texts_too(two):
    bich, an = two
    article = ArticleFactory(title="Gốc")
    opened(bich, article)
    opened(an, article)
    bich.fill("[name=title]", "Tít của Bích")
    bich.click("[name=_continue].default")
    bich.wait_for_selector(".messagelist .success")

    an.fill("[name=title]", "Tít của An")
    an.click("[name=_continue].default")
    an.wait_for_url("**/clash/**")
    an.click("[name=take][value=theirs]")
    an.wait_for_url("**/change/")

    assert newest().title == "Tít của Bích"
    assert Revision.objects.get(kind="aside").content["title"] == "Tít của An"


def test_ones_own_saves_in_a_row_never_clash(two):
    bich, _an = two
    opened(bich, ArticleFactory())
    for number in range(3):
        bich.fill("[name=title]", f"Tít {number}")
        bich.locator("[name=title]").blur()
        bich.wait_for_timeout(3_500)
    is_saved(bich)
    bich.click("[name=_continue].default")
    bich.wait_for_selector(".messagelist .success")

    assert newest().title == "Tít 2"
    assert not Revision.objects.filter(kind="aside").exists()


def test_who_reads_is_told_of_a_new_text_and_loads_it(two):
    bich, an = two
    article = ArticleFactory()
    opened(bich, article)
    opened(an, article)
    bich.fill("[name=title]", "Tít của Bích")
    is_saved(bich)

    expect(an.locator(NEWS)).to_contain_text("Nguyễn Thị Bích", timeout=20_000)
    an.locator(f"{NEWS} button").click()
    expect(an.locator("[name=title]")).to_have_value("Tít của Bích")


def test_taking_over_is_seen_by_whoever_had_it(two):
    bich, an = two
    article = ArticleFactory(state="submitted")
    opened(bich, article)
    bich.click("[name=_do][value=take]")
    bich.wait_for_selector(".messagelist .success")
    opened(an, article)
    expect(an.locator(".saving__holder")).to_contain_text("Nguyễn Thị Bích")
    an.click(".saving__holder [value=take]")
    an.wait_for_selector(".messagelist .success")

    expect(bich.locator(NEWS)).to_contain_text("Trần Văn An", timeout=20_000)
    taken = Article.objects.get()
    assert str(taken.holder) == "Trần Văn An"
    assert "Nguyễn Thị Bích" in taken.transitions.last().reason


def test_a_writer_who_lost_it_keeps_the_text_in_the_browser(staff_window, two):
    from newsroom.roles import group_for

    _bich, an = two
    reporter = UserFactory(username="phongvien")
    window = staff_window(reporter)
    reporter.groups.add(group_for("reporter"))
    article = ArticleFactory(state="submitted", created_by=reporter)
    opened(window, article)
    opened(an, article)
    an.click("[name=_do][value=take]")
    an.wait_for_selector(".messagelist .success")

    window.fill("[name=title]", "Viết dở")
    says(window, "Not saved: {text}")
    expect(window.locator(".saving [data-saving-state]")).to_contain_text("Trần Văn An")
    assert newest().title != "Viết dở"
    window.reload()

    expect(window.locator("[data-view]")).to_have_value(re.compile("^Viết dở"))
