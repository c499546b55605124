"""What the steps find in a comment that comes in, and what they do not."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment
from comments.moderation import steps
from comments.moderation.pipeline import explained, judge
from comments.moderation.steps import Arrival, likeness_of
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.plans import let_planner_know

pytestmark = pytest.mark.django_db

LONG = "Đề nghị xã sớm sửa cầu Vàm Lớn cho bà con đi lại."


def found(step, body="Bài hay.", name="Lan", **arrival):
    comment = Comment(name=name, body=body, likeness=likeness_of(body))
    return [finding.detail for finding in step(Arrival(comment, **arrival))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Xem https://vay-tien.example/nhanh nhé", 1),
        ("vào www.banhang.example và http://khac.example", 2),
        ("ghé muanhanh.com đi bà con", 1),
        ("muanhanh . com", 0),
        ("muanhanh(.)com", 1),
        ("muanhanh [dot] vn", 1),
        ("t.me/kenhban", 0),
        ("bit.ly/3abc", 1),
        ("ｗｗｗ．muanhanh．com", 1),
        ("Đọc ở baodongkhoi.vn hồi sáng", 1),
        ("Thương ba.me ơi, đi TP.HCM lúc 7.30", 0),
        ("Giá 3.500.000, tăng 2.5 lần. Có ai biết?", 0),
        ("Hỏi UBND xã.Cảm ơn", 0),
    ],
)
def test_links_are_counted(text, number):
    details = found(steps.links, text)

    assert details == ([{"number": number}] if number else [])


def test_looking_for_links_takes_time_linear_in_the_text():
    """A row of 3,000 hyphens took a second: each was the beginning of a name without an end."""
    pattern = steps._LINK.pattern

    assert re.findall(r"[*+]|,\}", pattern) == []


@pytest.mark.parametrize("text", ["-" * 2900 + "xx.com", "a-" * 1400 + "b.vn"])
def test_a_link_is_found_behind_much_that_is_none(text):
    assert found(steps.links, text) == [{"number": 1}]


def test_a_link_in_the_name_counts():
    assert found(steps.links, name="muanhanh.com") == [{"number": 1}]


@pytest.mark.parametrize(
    ("text", "shouts"),
    [
        ("TẠI SAO CẦU CHƯA SỬA XONG HẢ CÁC ÔNG", True),
        ("UBND TP.HCM và HĐND họp sáng nay về cầu.", False),
        ("OK!", False),
        ("", False),
    ],
)
def test_shouting_is_seen_in_long_texts_alone(text, shouts):
    assert bool(found(steps.shouting, text)) is shouts


@pytest.mark.parametrize(
    ("seconds", "is_quick"), [(0, True), (2.9, True), (3, False), (900, False)]
)
def test_what_was_sent_faster_than_a_person_types_is_seen(seconds, is_quick):
    assert bool(found(steps.quick, taken=timedelta(seconds=seconds))) is is_quick
    assert found(steps.quick) == []


def test_texts_that_say_the_same_are_alike():
    same = {
        likeness_of(text)
        for text in (
            LONG,
            LONG.upper(),
            "De nghi xa som sua cau Vam Lon cho ba con di lai",
            "Đề nghị xã sớm sửa cầu Vàm Lớn cho bà con đi lại!!! 0912 345 678",
            "Đề  nghị - xã sớm sửaaaa cầu Vàm Lớn cho bà con đi lại",
            "Đề ng\u200bhị xã sớm sửa cầu Vàm Lớn cho bà con đi lại",
        )
    }

    assert len(same) == 1
    assert likeness_of(LONG.replace("cầu", "đường")) not in same
    assert likeness_of("Hay quá!") == ""


def test_the_same_text_under_another_name_and_article_is_told():
    CommentFactory(body=LONG)
    CommentFactory(body=LONG.upper(), status="rejected")
    old = CommentFactory(body=LONG)
    Comment.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=8))

    assert found(steps.repeat, LONG) == [{"number": 2, "days": 7}]
    assert found(steps.repeat, "Một ý kiến hoàn toàn khác về cây cầu.") == []


def test_a_comment_sent_twice_does_not_repeat_itself():
    first = CommentFactory(body=LONG, client_uuid=uuid4())

    again = Comment(
        name="Lan", body=LONG, likeness=likeness_of(LONG), client_uuid=first.client_uuid
    )
    assert list(steps.repeat(Arrival(again))) == []


def send(number, address, minutes_ago=0, **fields):
    for _number in range(number):
        article = fields.get("article") or CommentFactory().article
        comment = post(CommentFactory.build(article=article, parent=None), address=address)
        moment = timezone.now() - timedelta(minutes=minutes_ago)
        Comment.objects.filter(pk=comment.pk).update(created_at=moment)


def test_the_sixth_in_five_minutes_is_too_many():
    send(4, "198.51.100.7")
    assert found(steps.rate, address="198.51.100.7") == []

    send(1, "198.51.100.7")
    assert found(steps.rate, address="198.51.100.7") == [{"number": 6, "minutes": 5}]
    assert found(steps.rate, address="198.51.100.8") == []


def test_the_twenty_first_in_an_hour_is_too_many():
    send(20, "2001:db8:0:1::5", minutes_ago=30, article=CommentFactory().article)

    # Another address of the same network, which one household has to itself.
    assert found(steps.rate, address="2001:db8:0:1:ffff::9") == [{"number": 21, "minutes": 60}]
    assert found(steps.rate, address="2001:db8:0:2::5") == []


@pytest.mark.parametrize("address", ["", "unknown", "x" * 500])
def test_who_has_no_address_has_no_rate(address):
    send(6, address)

    assert found(steps.rate, address=address) == []


@pytest.mark.parametrize("number", [1, 30])
def test_judging_costs_five_queries_whatever_there_is(number):
    """The same text, one network's rate, the rules, whether it is an attack, the word list."""
    send(number, "198.51.100.7", article=CommentFactory().article)
    comment = Comment(name="Lan", body=LONG, likeness=likeness_of(LONG))
    judge(Arrival(comment, "198.51.100.7"))

    with CaptureQueriesContext(connection) as queries:
        judge(Arrival(comment, "198.51.100.7"))

    assert len(queries) == 5


def test_all_reasons_are_kept_and_said():
    CommentFactory(body=LONG + " muanhanh.com")
    article = CommentFactory().article
    comment = CommentFactory.build(article=article, parent=None, body=LONG + " muanhanh.com")

    stored = post(comment, address="198.51.100.7", taken=timedelta(seconds=1))

    stored.refresh_from_db()
    assert [reason["step"] for reason in stored.reasons] == ["links", "repeat", "quick"]
    assert len(list(explained(stored.reasons))) == 3
    assert stored.status == "pending"


def test_the_searches_read_their_indexes():
    article = CommentFactory().article
    Comment.objects.bulk_create(
        Comment(
            article=article,
            name="Lan",
            body=f"Ý kiến {number}",
            sender=f"{number:032x}",
            likeness=f"{number:032x}",
        )
        for number in range(500)
    )
    arrival = Arrival(Comment(name="Lan", body=LONG, likeness=likeness_of(LONG)), "198.51.100.7")
    with CaptureQueriesContext(connection) as queries:
        list(steps.repeat(arrival))
        list(steps.rate(arrival))

    plans = []
    let_planner_know("comments_comment")
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
            cursor.execute(f"{explain} {query['sql']}".replace("%", "%%"))
            plans.append(str(cursor.fetchall()))
    assert "comment_likeness" in plans[0]
    assert "comment_sender" in plans[1]
