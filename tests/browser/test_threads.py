"""Reading comments on in a real browser: in place, by the keyboard, and without any script."""

import pytest

from comments.models import Comment
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOTS = "#binh-luan .thread > .comment"
REPLIES = "#binh-luan .thread__replies .comment"
FOCUSED = "document.activeElement.id"
STATUS = "#binh-luan > [role=status]"


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def approved(count=1, **kwargs):
    return CommentFactory.create_batch(count, status="approved", **kwargs)


def ids(page, selector):
    found = page.locator(selector).evaluate_all("all => all.map((one) => one.id)")
    return [int(one.removeprefix("binh-luan-")) for one in found]


def test_more_comments_come_in_place(open_browser, article):
    roots = approved(45, article=article)
    expected = [root.pk for root in roots[::-1]]
    page = open_browser()
    page.goto(article.get_absolute_url())
    assert ids(page, ROOTS) == expected[:20]

    for count in (40, 45):
        page.locator("[data-comments-more]").press("Enter")
        page.locator(f"#binh-luan-{expected[count - 1]}").wait_for()
        assert ids(page, ROOTS) == expected[:count]
    assert page.evaluate(FOCUSED) == f"binh-luan-{expected[40]}"
    assert page.locator("[data-comments-more]").count() == 0
    assert page.locator(STATUS).inner_text() == "Đã thêm 5 bình luận"
    assert page.url.endswith(article.get_absolute_url())
    assert page.evaluate("history.length") == 2


def test_what_moved_up_in_the_meantime_is_shown_once(open_browser, article):
    article.section.publication.comments_order = "quan-tam"
    article.section.publication.save()
    roots = approved(25, article=article)
    page = open_browser()
    page.goto(article.get_absolute_url())
    shown = ids(page, ROOTS)
    assert len(shown) == 20
    # The first has lost all its likes while its reader read: it comes again, as the last.
    Comment.objects.exclude(pk=shown[0]).update(interest=1)
    Comment.objects.filter(pk__in=shown).exclude(pk=shown[0]).update(interest=2)
    Comment.objects.exclude(pk__in=shown).update(interest=0)

    page.locator("[data-comments-more]").click()
    page.locator(f"#binh-luan-{roots[0].pk}").wait_for()

    assert sorted(ids(page, ROOTS)) == [root.pk for root in roots]


def test_the_order_changes_in_place(open_browser, article):
    roots = approved(3, article=article)
    page = open_browser()
    page.goto(article.get_absolute_url())

    page.locator("[data-comments-order][href*='xem=cu']").press("Enter")
    page.locator("[data-comments-order][href*='xem=cu'][aria-current]").wait_for()

    assert ids(page, ROOTS) == [root.pk for root in roots]
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    assert page.locator(STATUS).inner_text() != ""
    assert page.evaluate("history.length") == 2


def test_folded_replies_come_in_place(open_browser, article):
    [root] = approved(article=article)
    replies = [reply.pk for reply in approved(30, parent=root)]
    page = open_browser()
    page.goto(article.get_absolute_url())
    assert ids(page, REPLIES) == replies[:3]

    for count in (23, 30):
        page.locator("[data-replies=append]").press("Enter")
        page.locator(f"#binh-luan-{replies[count - 1]}").wait_for()
        assert ids(page, REPLIES) == replies[:count]
    assert page.evaluate(FOCUSED) == f"binh-luan-{replies[23]}"
    assert page.locator("[data-replies]").count() == 0

    summary = page.locator(".thread__summary")
    summary.press("Enter")
    assert not page.locator(f"#binh-luan-{replies[0]}").is_visible()
    summary.press("Enter")
    assert page.locator(f"#binh-luan-{replies[0]}").is_visible()


def test_a_permalink_opens_at_the_comment_and_leads_both_ways(open_browser, article):
    [root] = approved(article=article)
    replies = [reply.pk for reply in approved(60, parent=root)]
    page = open_browser()
    page.goto(Comment.objects.get(pk=replies[40]).get_absolute_url())

    assert page.evaluate(FOCUSED) == f"binh-luan-{replies[40]}"
    assert page.locator(f"#binh-luan-{replies[40]}:target").count() == 1
    box = page.locator(f"#binh-luan-{replies[40]}").bounding_box()
    assert 0 <= box["y"] < 844
    listed = ".thread__replies .comment"
    assert ids(page, listed) == replies[35:60]
    page.locator("[data-replies=prepend]").click()
    page.locator(f"#binh-luan-{replies[15]}").wait_for()
    assert ids(page, listed) == replies[15:]
    assert page.evaluate(FOCUSED) == f"binh-luan-{replies[15]}"


def test_an_article_opens_at_a_comment_that_is_on_no_page_of_it(open_browser, article):
    [root] = approved(article=article)
    replies = [reply.pk for reply in approved(60, parent=root)]
    newer = approved(21, article=article)
    page = open_browser()
    name = f"binh-luan-{replies[40]}"
    page.goto(f"{article.get_absolute_url()}#{name}")

    page.locator(f"#{name}:target").wait_for()
    page.locator(f"#{name}:focus").wait_for()
    assert ids(page, ROOTS)[:2] == [root.pk, newer[-1].pk]
    assert page.evaluate("history.length") == 2
    # Its thread comes with the next page as well, and is not shown twice.
    page.locator("[data-comments-more]").click()
    page.locator(f"#binh-luan-{newer[0].pk}").wait_for()
    assert ids(page, ROOTS).count(root.pk) == 1


def test_a_comment_that_is_gone_is_said_to_be(reader_window, article):
    approved(article=article)
    page = reader_window()
    page.goto(f"{article.get_absolute_url()}#binh-luan-999999")

    page.locator(f"{STATUS}:not(:empty)").wait_for(state="attached")


def test_a_quote_leads_to_the_comment_on_the_page(open_browser, article):
    [root] = approved(article=article)
    [first] = approved(parent=root)
    [second] = approved(parent=first)
    page = open_browser()
    page.goto(article.get_absolute_url())

    page.locator(f"#binh-luan-{second.pk} .comment__answers a").press("Enter")

    page.locator(f"#binh-luan-{first.pk}:focus").wait_for()
    assert page.url.endswith(f"{article.get_absolute_url()}#binh-luan-{first.pk}")


def test_all_of_it_works_without_script(open_browser, article):
    roots = approved(21, article=article)
    replies = approved(30, parent=roots[-1])
    page = open_browser(js=False)
    page.goto(article.get_absolute_url())

    def follow(link):
        with page.expect_navigation(wait_until="load"):
            page.click(link)

    follow("[data-replies=append]")
    assert ids(page, ".thread__replies .comment") == [reply.pk for reply in replies[3:23]]
    follow(".comments__all a")
    follow("[data-comments-more]")
    assert ids(page, ".thread > .comment") == [roots[0].pk]
    follow("[data-comments-order][href*='xem=cu']")
    assert ids(page, ".thread > .comment") == [root.pk for root in roots[:20]]
    page.goto(replies[20].get_absolute_url())
    assert page.locator(f"#binh-luan-{replies[20].pk}:target").count() == 1
