"""Picks, changes of text, notes, an editor, replies and bans: by keyboard, on a phone, too late."""

import pytest

from comments.models import Ban, Comment, ModerationNote, Report
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article():
    return ArticleFactory(public=True)


def waits(article, *bodies):
    return [CommentFactory(article=article, body=body) for body in bodies]


def test_a_comment_is_picked_and_that_is_taken_back(at_desk, article):
    waits(article, "Ý kiến sâu sắc.")
    page = at_desk()

    page.keyboard.press("e")
    page.wait_for_selector("[data-card]", state="detached")
    assert Comment.objects.get().featured_at is not None

    page.keyboard.press("u")
    page.wait_for_selector("[data-card]")
    comment = Comment.objects.get()
    assert (comment.status, comment.featured_at) == ("pending", None)


def test_a_telephone_number_is_taken_out_by_keyboard(at_desk, article):
    [comment] = waits(article, "Gọi tôi số 0912345678 <b>nhé</b> & cảm ơn.")
    page = at_desk()

    page.keyboard.press("t")
    text = page.locator("[data-ask=redact] [name=noi-dung]")
    assert text.input_value() == comment.body
    text.fill("Gọi tôi <b>nhé</b> & cảm ơn.")
    page.keyboard.press("Tab")
    page.keyboard.type("Số điện thoại")
    page.keyboard.press("Enter")
    page.locator(".judge__text", has_text="Gọi tôi <b>nhé</b> & cảm ơn.").wait_for()

    assert Comment.objects.get().status == "pending"
    assert comment.events.get().reason == "Số điện thoại"
    assert page.evaluate("document.activeElement.dataset.card") == str(comment.pk)
    page.keyboard.press("a")  # the version on the card is the new one
    page.wait_for_selector("[data-card]", state="detached")
    assert Comment.objects.get().status == "approved"


def test_notes_an_editor_and_the_newsrooms_reply(at_desk, article):
    hard, asks = waits(article, "Ông A ở xã B ăn tiền.", "Bao giờ xong cầu?")
    page = at_desk()

    page.keyboard.press("g")
    page.keyboard.type("Đã hỏi phóng viên, arse")  # letters that are keys elsewhere
    page.locator("[data-ask=note] .judge-act__do").click()
    page.locator(".judge__notes", has_text="Đã hỏi phóng viên, arse").wait_for()
    page.keyboard.press("c")
    page.keyboard.type("Nêu tên thật")
    page.locator("[data-ask=escalate] .judge-act__do").click()
    page.wait_for_selector(f"#binh-luan-{hard.pk}", state="detached")

    page.keyboard.press("n")
    page.locator("[data-prepared]").select_option(index=1)
    page.locator("[data-ask=reply] .judge-act__do").click()
    page.wait_for_selector("[data-card]", state="detached")

    reply = Comment.objects.get(by_newsroom=True)
    assert (reply.parent, reply.status) == (asks, "approved")
    assert Comment.objects.get(pk=hard.pk).escalated_at is not None
    assert ModerationNote.objects.count() == 2
    assert Comment.objects.get(pk=asks.pk).status == "approved"


def test_several_writers_are_banned_and_their_comments_stay(at_desk, article):
    waits(article, "Mua đi.", "Mua nữa đi.")
    for number, comment in enumerate(Comment.objects.all()):
        Comment.objects.filter(pk=comment.pk).update(sender=f"{number}" * 32)
    page = at_desk()

    for key in ("x", "j", "x", "b"):
        page.keyboard.press(key)
    page.locator("[name=ly-do-cam]").fill("Quảng cáo")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-ask=ban]", state="hidden")

    assert Ban.objects.count() == 2
    assert page.locator("[data-card]").count() == 2


def test_a_dialog_keeps_the_focus_and_escape_gives_it_back(at_desk, article):
    [comment] = waits(article, "Bài hay.")
    page = at_desk()

    for key in ("n", "t", "c", "g", "?"):
        page.keyboard.press(key)
        assert page.locator("dialog[open]").count() == 1
        for _step in range(12):
            page.keyboard.press("Tab")
            inside = page.evaluate(
                "document.activeElement === document.body"
                " || Boolean(document.activeElement.closest('dialog[open]'))"
            )
            assert inside
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert page.evaluate("document.activeElement.dataset.card") == str(comment.pk)
    assert not comment.events.exists()


def test_an_error_is_said_in_the_dialog_and_what_was_typed_stays(at_desk, article):
    waits(article, "Bài hay.")
    page = at_desk(refused=True)

    page.keyboard.press("t")
    page.locator("[name=noi-dung]").fill("\u3164")
    page.locator("[data-ask=redact] .judge-act__do").click()

    page.locator("[data-ask=redact] [data-error]:not(:empty)").wait_for()
    assert page.locator("[data-ask=redact][open]").count() == 1


def test_who_redacts_too_late_is_told_and_sees_the_new_one(at_desk, article):
    [comment] = waits(article, "Của người đầu.")
    page = at_desk()
    Comment.objects.filter(pk=comment.pk).update(body="Người viết đã sửa.", version=2)

    page.keyboard.press("t")
    page.locator("[name=noi-dung]").fill("Bản của tôi.")
    page.locator("[data-ask=redact] .judge-act__do").click()

    page.locator(".judge__text", has_text="Người viết đã sửa.").wait_for()
    assert Comment.objects.get().body == "Người viết đã sửa."


def test_what_is_reported_is_kept_on_a_phone(at_desk, article):
    comment = CommentFactory(article=article, body="Bị báo cáo.", status="approved")
    Report.objects.create(comment=comment, reader="b1", reason="insult", note="Chửi bới")
    Comment.objects.filter(pk=comment.pk).update(on_desk=True, report_count=1)
    page = at_desk(width=390)

    assert page.locator(".judge__reports", has_text="Chửi bới").count() == 1
    low = page.locator(".judge__buttons button, .judge__more a").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 44).length"
    )
    assert low == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click(".judge [data-act=approved]")
    page.wait_for_selector("[data-card]", state="detached")
    assert comment.events.last().action == "keep"


def test_acts_work_without_a_script_from_the_comments_own_page(at_desk, article):
    [comment] = waits(article, "Bài hay.")
    page = at_desk(width=390, js=False)

    page.click(".judge__more [data-act=note]")
    page.fill("#ghi-chu textarea", "Xem lại giúp")
    page.click("#ghi-chu button")

    page.wait_for_selector(".timeline >> text=Xem lại giúp")
    assert comment.notes.count() == 1
