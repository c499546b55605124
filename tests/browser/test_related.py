"""Articles put below another: found by title, sorted by keys and by drag, taken out, kept."""

import pytest

from articles.models import Article
from articles.revisions import newest_content
from tests.browser.writing import is_saved
from tests.factories import ArticleFactory

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def rows(page):
    return page.locator(".related__title").all_inner_texts()


def test_stories_are_found_sorted_and_taken_out(writer):
    for title in ("Lúa được mùa", "Lúa rớt giá", "Lúa và tôm"):
        ArticleFactory(public=True, title=title)
    page = writer()
    page.fill("#id_title", "Bài của tôi")
    find = page.locator("[data-related-finder] [data-find]")
    for words in ("duoc mua", "rot gia", "va tom", "va tom"):
        find.fill(words)
        expect(page.locator("[data-related-finder] [data-found] button")).to_have_count(1)
        find.press("Enter")
    assert rows(page) == ["Lúa được mùa", "Lúa rớt giá", "Lúa và tôm"]

    page.locator(".related__one").nth(2).locator("[data-up]").press("Enter")
    handle = page.locator(".related__one").nth(0).locator("[data-drag]")
    # Away from the bar with the buttons, which lies over the page's end.
    handle.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    handle.hover()
    below = page.locator(".related__one").nth(2).bounding_box()
    page.mouse.down()
    page.mouse.move(below["x"] + 40, below["y"] + below["height"] / 2, steps=12)
    page.mouse.up()
    assert rows(page) == ["Lúa và tôm", "Lúa rớt giá", "Lúa được mùa"]
    page.locator(".related__one").nth(1).locator("[data-out]").press("Enter")
    assert rows(page) == ["Lúa và tôm", "Lúa được mùa"]

    page.locator("button[name=_continue].default").click()
    page.wait_for_selector(".messagelist .success")
    expect(page.locator(".related__title")).to_have_text(["Lúa và tôm", "Lúa được mùa"])
    article = Article.objects.get(title="Bài của tôi")
    titles = dict(Article.objects.values_list("pk", "title"))
    assert [titles[pk] for pk in newest_content(article).related] == rows(page)


def test_a_choice_alone_saves_itself(writer):
    other = ArticleFactory(public=True, title="Lúa được mùa")
    page = writer()
    page.fill("#id_title", "Bài của tôi")
    is_saved(page)
    find = page.locator("[data-related-finder] [data-find]")
    find.fill("duoc mua")
    with page.expect_response("**/autosave/"):
        page.locator("[data-related-finder] [data-found] button").click()

    article = Article.objects.get(title="Bài của tôi")
    assert newest_content(article).related == (other.pk,)


def test_spelling_is_checked_in_the_articles_language(writer):
    page = writer()

    page.select_option("#id_language", "en")

    languages = page.evaluate(
        "['#id_title', '#id_lead', '.cke_wysiwyg_div'].map(s => document.querySelector(s).lang)"
    )
    assert languages == ["en"] * 3
