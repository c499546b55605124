"""Proof of work in a real browser, under the pages' own security policy."""

import pytest

from comments.models import Comment, CommentRules
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    CommentRules.objects.create(pk=1, altcha="always")
    return ArticleFactory(public=True)


def send(page):
    page.fill("#viet [name=body]", "Cầu Vàm Lớn bao giờ xong?")
    page.fill("#viet [name=name]", "Chị Sáu")
    page.click("#viet [type=submit]")
    page.wait_for_selector("[data-comment-sent]", timeout=30_000)


def proofs_missed():
    (comment,) = Comment.objects.all()
    return [one["problem"] for one in comment.reasons if one["step"] == "proof"]


@pytest.mark.parametrize("place", ["article", "page"])
def test_the_browser_proves_itself_while_its_reader_writes(open_browser, article, place):
    page = open_browser()
    if place == "article":
        page.goto(article.get_absolute_url())
        page.click("[data-comment-write]")
    else:
        page.goto(f"/binh-luan/{article.pk}/")

    send(page)

    assert proofs_missed() == []


def test_a_quiet_day_loads_nothing_for_it(open_browser, article):
    CommentRules.objects.update(altcha="attack")
    page = open_browser()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")

    send(page)

    assert not any("proof" in url for url in asked)
    assert proofs_missed() == []


def test_without_javascript_nothing_is_lost(open_browser, article):
    page = open_browser(js=False)
    page.goto(f"/binh-luan/{article.pk}/")

    send(page)

    assert proofs_missed() == ["missing"]
