"""The buttons: what they do when somebody else has saved, and when they are pressed twice."""

import pytest

from articles import revisions
from articles.models import Article, Revision
from tests.articles.admin.saving import change_url, saved_by
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_page_has_a_session_of_its_own(window):
    page = window("editor", ArticleFactory())

    forms = [page.client.get(change_url(page.article)).context["adminform"].form for _ in "ab"]

    assert forms[0]["session"].value() != forms[1]["session"].value()
    assert forms[0]["base"].value() == page.article.newest_revision_id


def test_a_workflow_button_on_a_stale_text_does_nothing_but_keep_it(window):
    article = ArticleFactory()
    page = window("secretary", article)
    saved_by(UserFactory(), article, title="Bản của bạn")

    response = page.press(title="Bản của tôi", _do="publish")

    aside = Revision.objects.get(kind="aside")
    assert response.headers["Location"].endswith(f"/clash/{aside.pk}/")
    assert aside.content["title"] == "Bản của tôi"
    article.refresh_from_db()
    assert (article.title, article.state) == ("Bản của bạn", "draft")
    assert not article.transitions.exists()


def test_a_kept_text_is_offered_on_the_page_until_something_is_chosen(window):
    article = ArticleFactory()
    page = window("editor", article)
    saved_by(UserFactory(), article, title="Bản của bạn")
    clash = page.press(title="Bản của tôi").headers["Location"]

    assert clash in page.client.get(change_url(article)).content.decode()

    newest = Article.objects.get().newest_revision_id
    page.client.post(clash, {"newest": newest, "take": "theirs"})
    assert clash not in page.client.get(change_url(article)).content.decode()


def test_a_button_after_the_windows_own_saves_never_clashes(window):
    page = window("editor", ArticleFactory())
    stale = page.data["base"]
    page.autosave(title="Một")
    page.autosave(title="Hai")

    response = page.press(title="Ba", base=stale)

    assert response.headers["Location"] == change_url(page.article)
    newest = Article.objects.get().newest_revision
    assert (newest.content["title"], newest.kind) == ("Ba", "saved")


def test_the_button_keeps_for_good_what_had_saved_itself(window):
    page = window("editor", ArticleFactory())
    page.autosave(title="Một")

    page.press()

    newest = Article.objects.get().newest_revision
    assert (newest.content["title"], newest.kind, newest.number) == ("Một", "saved", 2)


def test_a_page_that_is_sent_again_from_the_history_loses_nothing(window):
    page = window("editor", ArticleFactory())
    page.press(title="Lần một")
    page.sequence = 0

    page.press(title="Lần hai, từ trang cũ")

    assert revisions.newest_content(Article.objects.get()).title == "Lần hai, từ trang cũ"


def test_adding_twice_makes_one_article(window):
    page = window("reporter")
    first = page.press(title="Bài mới")
    page.sequence = 0
    second = page.press(title="Bài mới")

    article = Article.objects.get()
    assert article.revisions.count() == 1
    assert {first.headers["Location"], second.headers["Location"]} == {change_url(article)}


def test_the_button_of_a_new_page_goes_on_with_what_saved_itself(window):
    page = window("reporter")
    status, answer = page.autosave(title="Bài mới")

    response = page.press(title="Bài mới, đã xong")

    article = Article.objects.get()
    assert (status, answer["article"]) == (200, article.pk)
    assert response.headers["Location"] == change_url(article)
    assert article.title == "Bài mới, đã xong"


def test_a_new_page_with_something_wrong_stays_that_articles_page(window):
    page = window("reporter")
    page.autosave(title="Bài mới")

    response = page.press(title="dài " * 100)

    assert response.status_code == 200
    assert "title" in response.context["adminform"].form.errors
    assert Article.objects.get().title == "Bài mới"


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": "x"},
        {"sequence": "-1"},
        {"sequence": str(10**30)},
        {"base": str(10**30)},
        {"base": "a"},
    ],
)
def test_nonsense_in_the_hidden_fields_is_answered_with_the_form(window, wrong):
    page = window("editor", ArticleFactory())

    response = page.client.post(change_url(page.article), {**page.sent(title="Bản"), **wrong})

    assert response.status_code == 200
    assert "Bản" in response.content.decode()


def test_another_articles_session_is_no_ones(window):
    other, article = ArticleFactory(), ArticleFactory()
    first, page = window("editor", other), window("editor", article)
    first.autosave(title="Một")
    page.session = first.session

    assert page.press(title="Hai").headers["Location"] == change_url(article)
    assert revisions.newest_content(Article.objects.get(pk=article.pk)).title == "Hai"


def test_a_page_for_reading_shows_no_hidden_fields(window):
    reporter = UserFactory(roles=["reporter"])
    article = ArticleFactory(created_by=reporter, state="editing")

    page = window(reporter, article).client.get(change_url(article)).content.decode()

    assert "field-session" not in page
    assert "field-base" not in page
