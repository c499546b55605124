"""What an article still needs, beside its text, follows what is written."""

import pytest

from tests.factories import ArticleFactory, UserFactory

playwright = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra")
expect = playwright.expect

from tests.browser.writing import is_saved, opened  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_list_follows_what_is_written_and_leads_to_its_field(staff_window):
    from newsroom.roles import group_for

    user = UserFactory(username="bientap")
    window = staff_window(user)
    user.groups.add(group_for("editor"))
    article = ArticleFactory(state="submitted", lead="")
    opened(window, article)
    missing = window.locator(".checks__item--blocks a")

    missing.click()
    assert window.evaluate("document.activeElement.name") == "lead"
    window.keyboard.type("Sáng nay, bà con ra đồng.")
    is_saved(window)

    expect(missing).to_have_count(0)
    expect(window.locator(".checks__done")).to_be_visible()
