"""A page that is sent once more: what somebody else has saved meanwhile is not acted upon."""

import pytest

from articles.admin import autosave
from articles.models import Article, Revision, State
from tests.articles.admin.saving import change_url, saved_by
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_page_that_is_sent_again_publishes_nobody_elses_text(window):
    """By the browser's way back: the text was saved, then somebody else saved theirs."""
    article = ArticleFactory(photos=1)
    page = window("secretary", article)
    page.press(title="Đã xem")
    saved_by(UserFactory(), article, title="Chưa ai xem")

    page.sequence -= 1
    response = page.press(_do="publish")

    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert article.live_revision_id is None
    assert response.headers["Location"] == change_url(article)
    assert "vừa lưu bài thêm một lần" in page.client.get(change_url(article)).content.decode()


def test_a_page_that_is_sent_again_takes_its_step_where_nobody_saved(window):
    article = ArticleFactory(photos=1)
    page = window("secretary", article)
    page.press(title="Đã xem")

    page.sequence -= 1
    page.press(_do="publish")

    assert Article.objects.get().state == State.PUBLISHED
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("door", ["press", "autosave"])
@pytest.mark.parametrize("made_by", ["press", "autosave"])
def test_a_new_page_that_looked_for_its_article_too_early_makes_no_second(
    window, monkeypatch, door, made_by
):
    """The button is pressed while the page saves itself: the one looks before the other ends."""
    page = window("reporter")
    getattr(page, made_by)(title="Bài mới")
    page.beat(Article.objects.get(), leave="1")
    late = iter([True])
    look = autosave.article_of_session
    monkeypatch.setattr(
        autosave, "article_of_session", lambda *of: None if next(late, False) else look(*of)
    )

    getattr(page, door)(title="Bài mới, sửa")

    assert next(late, None) is None
    assert Article.objects.get().newest_revision.content["title"] == "Bài mới, sửa"
