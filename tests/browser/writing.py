"""What the browser tests of saving share: pages on which somebody writes."""

import pytest
from django.utils.translation import gettext

from articles import revisions
from articles.models import Article

expect = pytest.importorskip("playwright.sync_api", reason="needs the [browser] extra").expect

STATE = ".article-save .saving__state"


def opened(page, article):
    """Open an article and wait until its script is at work."""
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    expect(page.locator(STATE)).not_to_be_empty()


def says(page, sentence, place=STATE):
    """Wait until the page says ``sentence``, up to the first thing that is put into it."""
    expect(page.locator(place)).to_contain_text(gettext(sentence).partition("{")[0].strip())


def is_saved(page):
    expect(page.locator(f"{STATE}[data-kind=good]")).to_be_visible()
    says(page, "Saved at {time}")


def type_body(page, text):
    page.locator(".cke_wysiwyg_div").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def newest():
    return revisions.newest_content(Article.objects.get())
