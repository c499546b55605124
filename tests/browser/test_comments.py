"""Writing comments in a real browser: in place, with a draft, and without any script."""

import pytest

from comments.models import Comment
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def write(page, body, name="Chị Sáu"):
    page.fill("#viet [name=body]", body)
    page.fill("#viet [name=name]", name)


def send(page):
    page.click("#viet [type=submit]")
    page.wait_for_selector("[data-comment-sent]")


def test_a_reply_is_written_under_the_comment_it_answers(open_browser, article):
    root = CommentFactory(article=article, status="approved", body="Có ai biết giờ mở cửa?")
    page = open_browser()
    page.goto(article.get_absolute_url())
    assert page.context.cookies() == []

    page.click(f"#binh-luan-{root.pk} [data-comment-reply]")
    page.wait_for_selector(f"#binh-luan-{root.pk} #viet blockquote")
    write(page, "Bảy giờ sáng bạn nhé.")
    send(page)

    assert page.url.endswith(article.get_absolute_url())
    assert page.query_selector("#viet form") is None
    reply = Comment.objects.get(status="pending")
    assert (reply.parent, reply.body) == (root, "Bảy giờ sáng bạn nhé.")


def test_a_draft_outlives_the_page_and_goes_with_the_sending(open_browser, article):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Viết dở <b>chừng</b>")
    page.fill("#viet [name=email]", "sau@bao.example")

    page.reload()
    page.click("[data-comment-write]")
    assert page.input_value("#viet [name=body]") == "Viết dở <b>chừng</b>"
    assert page.input_value("#viet [name=email]") == ""
    send(page)

    assert page.evaluate("Object.keys(localStorage)") == ["binh-luan:co"]
    assert Comment.objects.get().body == "Viết dở <b>chừng</b>"


def test_a_form_is_put_away_and_its_draft_kept(open_browser, article):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Viết dở")

    page.click("#viet [data-comment-close]")

    assert page.locator("#viet").count() == 0
    assert page.evaluate("document.activeElement.matches('[data-comment-write]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#viet form")
    assert page.input_value("#viet [name=body]") == "Viết dở"


def test_a_page_of_comments_keeps_its_form(open_browser, article):
    comment = CommentFactory(article=article, status="approved")
    page = open_browser()
    page.goto(f"/binh-luan/{article.pk}/")
    assert not page.locator("[data-comment-close]").is_visible()
    page.click(f"#binh-luan-{comment.pk} [data-comment-reply]")
    page.click(f"#binh-luan-{comment.pk} [data-comment-close]")

    page.wait_for_selector("main > .comments-page > #viet form")


def test_forbidden_storage_loses_nothing(open_browser, article):
    CommentFactory(article=article, status="approved")
    page = open_browser()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Không có chỗ lưu")
    page.click("[data-comment-reply]")
    page.wait_for_selector("#viet blockquote")
    page.click("[data-comment-write]")
    page.wait_for_selector("#viet:not(:has(blockquote))")
    assert page.locator("#viet").count() == 1
    assert page.input_value("#viet [name=body]") == "Không có chỗ lưu"
    send(page)

    assert Comment.objects.count() == 2


def test_a_form_sent_twice_is_stored_once(open_browser, article):
    page = open_browser()
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Bấm hai lần")
    page.evaluate(
        "() => { const b = document.querySelector('#viet [type=submit]'); b.click(); b.click(); }"
    )
    page.wait_for_selector("[data-comment-sent]")

    assert Comment.objects.count() == 1


def test_it_works_without_script(open_browser, article):
    page = open_browser(js=False)
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Không cần mã")
    send(page)

    assert page.url.endswith(f"/binh-luan/{article.pk}/?da-gui=1")
    assert Comment.objects.get().body == "Không cần mã"


def test_a_closed_article_says_so_in_place_and_keeps_the_text(reader_window, article):
    page = reader_window()
    page.goto(article.get_absolute_url())
    page.click("[data-comment-write]")
    write(page, "Viết khi còn mở")
    type(article).objects.filter(pk=article.pk).update(
        comments_mode="closed", comments_notice="Tòa soạn đã khép phần bình luận."
    )

    page.click("#viet [type=submit]")

    page.wait_for_selector("#viet [data-comment-refused]")
    assert "Tòa soạn đã khép" in page.inner_text("#viet")
    assert page.input_value("#viet textarea") == "Viết khi còn mở"
    assert not Comment.objects.exists()
