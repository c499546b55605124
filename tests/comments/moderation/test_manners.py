"""What speaks against a comment in how it comes and who sends it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from comments.models import Comment
from comments.moderation import manners, sentences, steps
from comments.moderation.arrivals import Arrival
from comments.moderation.pipeline import explained, judge
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.comments.rules import make_writer, set_policy
from tests.factories import ArticleFactory
from tests.plans import EVERY_DETOUR, plan_of

pytestmark = pytest.mark.django_db


def found(step, *, body="Bài hay.", **fields):
    of_comment = {name: fields.pop(name) for name in ("user_id", "reader") if name in fields}
    comment = Comment(name="Lan", body=body, **of_comment)
    return [finding.detail for finding in step(Arrival(comment, **fields))]


def wrote(number, *, reader, status="pending", minutes_ago=0):
    article = ArticleFactory(public=True)
    for _number in range(number):
        one = CommentFactory(article=article, reader=reader, status=status)
        moment = timezone.now() - timedelta(minutes=minutes_ago)
        Comment.objects.filter(pk=one.pk).update(created_at=moment)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Hay", None),
        ("Ok", None),
        ("Hay hay hay hay", None),
        (".", "short"),
        ("👍👍👍", "short"),
        ("!!! ?", "short"),
        ("hay Hay HAY hay hay", "same"),
        ("tẩy chay " * 3 + "ngay đi bà con", None),
        ("mua " * 9 + "ngay đi", "same"),
        ("Làng tôi xanh bóng tre, từng tiếng chuông ban chiều, tiếng chuông nhà thờ rung", None),
    ],
)
def test_what_says_nothing_is_told(body, kind):
    assert [detail["kind"] for detail in found(steps.length, body=body)] == ([kind] if kind else [])


def test_a_long_answer_is_told_and_a_long_comment_is_not():
    root = CommentFactory(status="approved")
    text = " ".join(f"ý{number}" for number in range(400))

    answer = Arrival(Comment(name="Lan", body=text, parent=root, root=root))
    assert [finding.detail["kind"] for finding in steps.length(answer)] == ["long"]
    assert found(steps.length, body=text) == []


def test_the_sixth_of_one_browser_in_five_minutes_is_too_many_from_any_network():
    wrote(4, reader="b1")
    assert found(manners.own_rate, reader="b1") == []

    wrote(1, reader="b1")
    assert found(manners.own_rate, reader="b1") == [{"number": 6, "minutes": 5, "of": "browser"}]
    assert found(manners.own_rate, reader="b2") == found(manners.own_rate, reader="") == []


def test_an_account_has_the_same_rate():
    wrote(20, reader="u7", minutes_ago=30)

    assert found(manners.own_rate, reader="u7", user_id=7) == [
        {"number": 21, "minutes": 60, "of": "account"}
    ]


@pytest.mark.parametrize(
    ("refused", "approved", "told"), [(2, 0, False), (3, 0, True), (3, 3, True), (3, 4, False)]
)
def test_much_refused_lately_is_told(refused, approved, told):
    wrote(refused, reader="b1", status="rejected", minutes_ago=600)
    wrote(approved, reader="b1", status="approved", minutes_ago=900)

    details = found(manners.record, reader="b1")

    assert [(one["refused"], one["decided"]) for one in details] == (
        [(refused, refused + approved)] if told else []
    )


def test_what_was_refused_long_ago_is_forgiven():
    wrote(5, reader="b1", status="spam", minutes_ago=31 * 24 * 60)

    assert found(manners.record, reader="b1") == []


@pytest.mark.parametrize("mode", ["held", "trusted", "open"])
def test_a_new_writer_is_told_where_comments_are_shown_at_once(mode):
    new, regular = make_writer("new"), make_writer("regular")

    guest, known = found(manners.newcomer, mode=mode), {"user_id": regular.pk, "mode": mode}
    assert guest == ([] if mode == "held" else [{"guest": True}])
    assert found(manners.newcomer, user_id=new.pk, mode=mode) == (
        [] if mode == "held" else [{"guest": False}]
    )
    assert found(manners.newcomer, **known) == []


def test_every_step_has_a_name_and_every_reason_a_sentence_in_both_languages():
    numbers = {"number": 3, "minutes": 5, "days": 7, "percent": 80, "seconds": 1.0}
    detail = {**numbers, "word": "mua", "refused": 3, "decided": 4, "said": "tục", "%": ""}
    reasons = [
        {"step": step, sentences._DIFFERENCE.get(step, "-"): kind, **detail}
        for step, kind in sentences._FIXED
    ]
    for language in ("en", "vi"):
        with translation.override(language):
            said = list(explained(reasons))
        assert all(said)
        assert not any("%(" in text or text in sentences.STEPS for text in said)
    assert {step for step, _kind in sentences._FIXED} <= set(sentences.STEPS)


def test_a_reason_that_nobody_knows_any_more_is_still_said():
    assert list(explained([{"step": "100% old"}, "text"])) == ["100% old", "text"]


def test_looking_at_ones_own_reads_its_index():
    arrival = Arrival(Comment(name="Lan", body="Bài hay.", reader="b1"))
    plan = plan_of(lambda: arrival.own, without=EVERY_DETOUR)

    assert "comment_reader" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("number", [1, 30])
def test_a_post_costs_queries_that_can_be_named(number):
    """Judging: policy, own, same text, network's rate, rules, attack, words, standing. Storing:
    begin, comment, policy, bans, counter made, taken and changed, end. A body without a sketch."""
    wrote(number, reader="b9", minutes_ago=20)
    article = ArticleFactory(public=True)
    set_policy(article, "trusted")
    body = "Đề nghị xã sớm sửa cầu này."
    user = make_writer("regular").user

    def send():
        comment = Comment(article=article, name="Lan", body=body, reader="b9", user=user)
        return post(comment, address="198.51.100.7")

    send()
    with CaptureQueriesContext(connection) as queries:
        send()

    named = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(named) == 14, named


def test_judging_takes_time_linear_in_the_text():
    """Sixteen times the text, at most forty times the time: nothing in it is quadratic."""
    import time

    def seconds(body):
        arrival = Arrival(Comment(name="Lan", body=body))
        judge(arrival)
        begun = time.process_time()
        for _round in range(3):
            judge(arrival)
        return time.process_time() - begun

    for piece in ("a-.", "hay ", "😀 ", "đ ộ"):
        assert seconds(piece * 8000) < 40 * seconds(piece * 500) + 0.05
