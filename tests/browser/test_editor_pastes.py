"""Pastes in a real browser: clean before they are saved, harmless wherever they come."""

import re

import pytest

from articles import revisions
from articles.content import Content
from articles.models import Article
from tests.articles.hostile_pastes import HOSTILE
from tests.articles.test_pastes import read as read_paste
from tests.articles.test_richtext_hostile import cleaned
from tests.browser.editing import data, paste, save
from tests.factories import ArticleFactory, SectionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect


@pytest.mark.parametrize("name", ["word", "google_docs"])
def test_a_paste_is_clean_before_it_is_saved(writer, name):
    page = writer()
    page.click(".cke_wysiwyg_div")
    paste(page, read_paste(name))
    page.wait_for_selector(".cke_wysiwyg_div h2")

    shown = data(page)

    assert not re.search(r"style=|class=|<span|<o:p|docs-internal|mso", shown)
    assert "<table" in shown and "<strong>" in shown
    assert page.locator(".cke_notification").first.is_visible()
    assert "<img" not in save(page)


def test_two_hundred_kilobytes_pasted_arrive(writer):
    page = writer()
    page.click(".cke_wysiwyg_div")
    one = '<p class="MsoNormal"><span style="color:red">Nước lên, bà con thu hoạch.</span></p>'
    count = 200_000 // len(one.encode())
    paste(page, one * count)
    expect(page.locator(".cke_wysiwyg_div p")).to_have_count(count, timeout=20_000)

    assert "span" not in data(page)


def test_hostile_bodies_run_nowhere(writer, open_browser):
    """In the text as it is stored, in the editor itself, on the page, in the preview."""
    bodies = [body for body in map(cleaned, HOSTILE) if body]
    article = Article(created_by=writer.user)
    section = SectionFactory()
    content = Content(title="x", lead="x", body="".join(bodies), section=section.pk)
    revisions.save(article, content, by=writer.user)
    page = writer(path=f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_timeout(500)
    assert page.evaluate("window.__pwned") is None

    page.click(".cke_wysiwyg_div")
    for hostile in HOSTILE:
        paste(page, hostile)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    assert page.evaluate("window.__pwned") is None

    page.goto(f"/admin/articles/article/{article.pk}/preview/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__pwned") is None

    public = ArticleFactory(public=True, body="".join(bodies))
    page.goto(public.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__pwned") is None


def test_a_paste_without_network_is_cleaned_by_the_editor(writer):
    page = writer()
    page.route("**/clean/", lambda route: route.fulfill(status=200, body="<p>login</p>"))
    page.click(".cke_wysiwyg_div")
    dressed = "<p class=x style='color:red' onclick=a>một <b>hai</b><img src=x></p>"
    paste(page, dressed)
    expect(page.locator(".cke_wysiwyg_div p")).to_have_text("một hai")

    assert data(page).strip() == "<p>một <strong>hai</strong></p>"
    for hostile in HOSTILE:
        paste(page, hostile)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.__pwned") is None
