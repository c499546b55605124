"""The desk's doors for what is not a decision: what they take, what they refuse, who may enter."""

import pytest
from django.urls import reverse

from comments.models import Ban, Comment, DeskView, ModerationNote, PreparedText, Report
from comments.moderation.decisions import decide
from tests.articles.executable import executable_in
from tests.comments.factories import CommentFactory
from tests.comments.test_desk_admin import DESK, page_of, send
from tests.factories import ArticleFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
# Each door with what it needs beside the comment.
DOORS = {
    "pick": {},
    "redact": {"ten": "Hoa", "noi-dung": "Chữ khác."},
    "escalate": {"vi-sao": "Nêu tên người thật"},
    "note": {"ghi-chu": "Xem lại giúp"},
    "reply": {"tra-loi": "Cảm ơn bạn đọc."},
    "ban": {"ngay": "7", "ly-do-cam": "Quảng cáo"},
}


@pytest.fixture
def moderator(client):
    user = UserFactory(roles=["moderator"])
    client.force_login(user)
    return user


def at(comment):
    comment = Comment.objects.get(pk=comment.pk)
    return f"{comment.pk}.{comment.version}"


def test_each_door_does_its_act_and_says_so(client, moderator):
    comment = CommentFactory()
    Comment.objects.update(sender="a" * 32)

    for name in ("note", "redact", "pick", "reply", "ban", "escalate"):
        fields = {"binh-luan": at(comment), **DOORS[name]}
        answer = send(client, name, script=True, **fields)
        assert answer.status_code == 200 and answer.json()["text"], name

    after = Comment.objects.get(pk=comment.pk)
    assert (after.status, after.body) == ("approved", "Chữ khác.")
    assert after.featured_at and after.escalated_at and after.redacted_at
    assert ModerationNote.objects.count() == 2
    assert Comment.objects.get(by_newsroom=True).body == "Cảm ơn bạn đọc."
    assert Ban.objects.get().reason == "Quảng cáo"
    actions = ["redact", "decide", "pick", "escalate"]
    assert [event.action for event in comment.events.all()] == actions


@pytest.mark.parametrize("name", DOORS)
def test_a_door_refuses_what_is_not_there(client, moderator, name):
    for comment in ({}, {"binh-luan": "x.y"}, {"binh-luan": "1"}, {"binh-luan": "9" * 30 + ".1"}):
        answer = send(client, name, script=True, **comment, **DOORS[name])
        assert answer.status_code == 400 and answer.json()["text"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("redact", {"ten": "Hoa", "noi-dung": " \u200b"}),
        ("redact", {"ten": "", "noi-dung": "Hay."}),
        ("redact", {"ten": "Hoa", "noi-dung": "a" * 20_000}),
        ("escalate", {"vi-sao": " \x00 "}),
        ("note", {"ghi-chu": "\n"}),
        ("reply", {"tra-loi": "\u3164"}),
        ("ban", {"ngay": "7", "ly-do-cam": " "}),
        ("ban", {"ngay": "365", "ly-do-cam": "Quảng cáo"}),
        ("ban", {"ly-do-cam": "Quảng cáo"}),
        ("ban", {"ngay": "7", "ly-do-cam": "Quảng cáo"}),  # nothing is known of who wrote it
    ],
)
def test_a_door_refuses_half_an_act(client, moderator, name, fields):
    comment = CommentFactory()
    answer = send(client, name, script=True, **{"binh-luan": at(comment)}, **fields)

    assert answer.status_code == 400 and answer.json()["text"]
    assert not comment.events.exists() and not Ban.objects.exists()
    assert not ModerationNote.objects.exists()


@pytest.mark.parametrize("name", DOORS)
def test_sections_hold_at_every_door(client, moderator, name):
    moderator.sections.add(SectionFactory())
    comment = CommentFactory()
    Comment.objects.update(sender="a" * 32)

    answer = send(client, name, script=True, **{"binh-luan": at(comment)}, **DOORS[name])

    assert answer.status_code == 403
    after = Comment.objects.get()
    assert (after.version, after.status) == (1, "pending")
    assert not (Ban.objects.exists() or ModerationNote.objects.exists())


def test_banning_asks_for_its_own_right(client, moderator):
    from django.contrib.auth.models import Permission

    moderator.groups.clear()
    rights = ["moderate_comment", "view_comment", "change_comment"]
    moderator.user_permissions.set(Permission.objects.filter(codename__in=rights))
    comment = CommentFactory()
    Comment.objects.update(sender="a" * 32)

    answer = send(client, "ban", script=True, **{"binh-luan": at(comment)}, **DOORS["ban"])

    assert answer.status_code == 403 and not Ban.objects.exists()
    assert 'data-ask="ban"' not in page_of(client)


@pytest.mark.parametrize("name", ["pick", "redact", "escalate", "reply"])
def test_who_comes_too_late_is_told_and_gets_the_comment_as_it_is(client, moderator, name):
    comment = CommentFactory(name="Chị Sáu")
    seen = at(comment)
    send(client, "redact", script=True, **{"binh-luan": seen, "ten": "Chị Sáu", "noi-dung": "Mới."})

    answer = send(client, name, script=True, **{"binh-luan": seen}, **DOORS[name]).json()

    assert "Chị Sáu" in answer["text"] and answer["batch"] == ""
    assert [card["id"] for card in answer["cards"]] == [comment.pk]
    assert "Mới." in answer["cards"][0]["html"]
    assert comment.events.count() == 1


def test_a_prepared_reply_is_enough(client, moderator):
    comment = CommentFactory(status="approved")
    text = PreparedText.objects.filter(kind="reply").first().text
    fields = {"binh-luan": at(comment), "soan-san": text, "tra-loi": " ", "lan": "no uuid"}

    send(client, "reply", **fields)

    assert Comment.objects.get(by_newsroom=True).body == text


def test_forms_of_a_comments_page_lead_back_to_it(client, moderator):
    comment = CommentFactory()
    page = reverse("admin:comments_comment_change", args=[comment.pk])
    fields = {"binh-luan": at(comment), "ve": comment.pk, **DOORS["note"]}

    answer = send(client, "note", **fields)

    assert answer.redirect_chain == [(page, 302)]
    assert "Xem lại giúp" in answer.content.decode()


def test_nothing_that_moderators_and_reporters_write_runs(client, moderator):
    comment = CommentFactory(name=HOSTILE[:60], body=HOSTILE)
    Report.objects.create(comment=comment, reader="b1", reason="other", note=HOSTILE)
    Comment.objects.update(report_count=1)
    fields = {"binh-luan": at(comment)}
    send(client, "note", **fields, **{"ghi-chu": HOSTILE})
    send(client, "redact", **fields, **{"ten": HOSTILE[:50], "noi-dung": f"{HOSTILE} 2"})
    PreparedText.objects.create(kind="reason", text=HOSTILE)
    DeskView.objects.create(user=moderator, name=HOSTILE[:60], query='bai=1"><script>')

    pages = [page_of(client), client.get(f"/admin/comments/comment/{comment.pk}/change/")]
    send(client, "escalate", **{"binh-luan": at(comment), "vi-sao": HOSTILE})
    pages.append(client.get(f"/admin/comments/comment/{comment.pk}/change/"))

    for page in pages:
        text = page if isinstance(page, str) else page.content.decode()
        assert "alert(1)</script>" not in text and "<img src=x" not in text
    cards = send(client, "news", script=True, loai="bien-tap").json()["cards"]
    assert executable_in("".join(card["html"] for card in cards)) == []


def test_a_view_is_kept_named_and_forgotten(client, moderator):
    article = ArticleFactory(public=True)
    fields = {"bai": article.pk, "loai": "bao-cao", "ten": "Bài nóng"}
    send(client, "view_save", **fields)
    send(client, "view_save", **{**fields, "loai": "cho"})

    view = DeskView.objects.get()
    assert (view.user, view.query) == (moderator, f"loai=cho&bai={article.pk}")
    assert f"?loai=cho&amp;bai={article.pk}" in page_of(client)
    other = DeskView.objects.create(user=UserFactory(), name="Của người khác", query="loai=cho")
    for pk in (view.pk, other.pk):
        send(client, "view_delete", **{"goc-nhin": pk})
    assert DeskView.objects.get() == other


@pytest.mark.parametrize(
    "fields", [{"ten": "Tất cả"}, {"loai": "cho"}, {"loai": "cho", "ten": "\n"}]
)
def test_half_a_view_is_not_kept(client, moderator, fields):
    assert send(client, "view_save", script=True, **fields).status_code == 400
    assert not DeskView.objects.exists()


def test_the_desk_is_narrowed_down_by_kind(client, moderator):
    waiting = CommentFactory(body="Đang chờ.")
    unread, reported, other = CommentFactory.create_batch(3)
    decide([unread.pk, reported.pk], "approved", by=None, unread=True)
    Comment.objects.filter(pk=reported.pk).update(report_count=2)
    send(client, "escalate", **{"binh-luan": at(other), "vi-sao": "Khó"})

    def shown(kind):
        return {card.comment for card in client.get(DESK, {"loai": kind}).context["cards"]}

    assert shown("cho") == {waiting}
    assert shown("chua-doc") == {unread}
    assert shown("bao-cao") == {reported}
    assert shown("bien-tap") == {other}
    assert shown("") == {waiting, unread, reported}
    assert client.get(DESK, {"loai": "x"}).status_code == 404
