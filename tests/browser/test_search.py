"""The search page's suggestions by keyboard, and the page without a script."""

import pytest

from tests.factories import ArticleFactory, SectionFactory
from tests.reading import hidden_articles

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIELD = ".query__words"


@pytest.fixture
def paper():
    section = SectionFactory(name="Kinh tế")
    hidden_articles(section=section, lead="Lúa")
    for minute, title in enumerate(("Lúa chín sớm", "Lúa được giá")):
        ArticleFactory(
            public=True,
            title=title,
            section=section,
            authors=[],
            published_at=f"2026-01-01T00:0{minute}:00Z",
        )


def options(page):
    return page.locator("#goi-y [role=option]").all_text_contents()


def test_suggestions_are_chosen_by_keyboard(paper, open_browser):
    page = open_browser()
    page.goto("/tim-kiem/")
    field = page.locator(FIELD)

    field.focus()
    page.keyboard.insert_text("lua")
    page.wait_for_selector("#goi-y [role=option]")
    assert [text.strip() for text in options(page)] == ["Lúa được giá", "Lúa chín sớm"]
    assert field.get_attribute("aria-expanded") == "true"

    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = page.locator("#goi-y [aria-selected=true]")
    assert chosen.text_content().strip() == "Lúa chín sớm"
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")

    field.press("Escape")
    assert not page.locator("#goi-y").is_visible()
    assert field.get_attribute("aria-expanded") == "false"

    field.press("ArrowUp")  # opens again, at the last
    field.press("Enter")
    page.wait_for_url("**/lua-chin-som-a*.html")


def test_enter_without_a_choice_searches_for_what_was_typed(paper, open_browser):
    page = open_browser(width=1280)
    page.goto("/tim-kiem/")

    page.locator(FIELD).press_sequentially("được giá")
    page.wait_for_selector("#goi-y [role=option]")
    page.locator(FIELD).press("Enter")

    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator(".found .card__title").all_text_contents() == ["Lúa được giá"]


def test_a_press_on_a_suggestion_opens_it(paper, open_browser):
    page = open_browser()
    page.goto("/tim-kiem/")

    page.locator(FIELD).press_sequentially("kinh")
    page.locator("#goi-y [role=option]", has_text="Kinh tế").click()

    page.wait_for_url("**/kinh-te/")


def test_without_a_script_the_form_simply_works(paper, open_browser):
    page = open_browser(js=False)
    page.goto("/tim-kiem/")

    page.fill(FIELD, "lua chin")
    page.locator(".query__more summary").click()
    page.select_option("select[name=muc]", "kinh-te")
    page.click(".query .button--main")

    page.wait_for_url("**/tim-kiem/?q=*")
    assert page.locator(".found .card__title").all_text_contents() == ["Lúa chín sớm"]
    assert page.locator("select[name=muc]").input_value() == "kinh-te"
    assert not page.locator("#goi-y").is_visible()
