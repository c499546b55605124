"""Texts that say nearly the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments.models import Comment, CommentSketch
from comments.moderation import sketches, steps
from comments.moderation.pipeline import explained, judge
from comments.moderation.steps import Arrival, letters_of
from tests.comments.factories import CommentFactory

pytestmark = pytest.mark.django_db

WAVE = "Chị em nào muốn có việc nhẹ tại nhà, mỗi ngày ba trăm nghìn, cứ nhắn cho mình qua Zalo nhé."


def found(body, **fields):
    return [f.detail for f in steps.alike(Arrival(Comment(name="Lan", body=body, **fields)))]


@pytest.mark.parametrize(
    "other",
    [
        WAVE.replace("Chị em", "Anh chị"),
        WAVE.replace("ba trăm", "năm trăm"),
        f"{WAVE} Ai cần thì gọi.",
        WAVE.replace("Zalo", "Telegram").replace("tại nhà", "ở nhà"),
        "Chi em nao muon co viec nhe tai nha, moi ngay hai tram nghin, cu nhan cho minh qua zalo.",
    ],
)
def test_a_text_that_is_nearly_the_same_is_found(other):
    CommentFactory(body=WAVE)

    [detail] = found(other)

    assert detail["number"] == 1 and detail["percent"] >= 60


@pytest.mark.parametrize(
    "other",
    [
        "Chị em trong xã nên đi họp đông đủ để bàn việc sửa cầu, sáng thứ bảy tại nhà văn hóa ấp.",
        "Bài viết rất hay, cảm ơn phóng viên đã về tận nơi.",
        "Việc nhẹ",
    ],
)
def test_another_text_is_not(other):
    CommentFactory(body=WAVE)

    assert found(other) == []


def test_just_the_same_is_the_other_steps():
    CommentFactory(body=WAVE)

    assert found(WAVE.upper()) == []


def test_the_likeness_is_the_part_of_pieces_that_both_have():
    # abcde bcdef | bcdef cdefg: one of three.
    assert sketches.likeness(sketches.pieces_of("abcdef"), sketches.pieces_of("bcdefg")) == 1 / 3


def test_what_is_older_than_a_week_is_no_wave_and_is_forgotten():
    CommentFactory(body=WAVE)
    CommentSketch.objects.update(created_at=timezone.now() - timedelta(days=8))

    assert found(WAVE.replace("Chị em", "Anh chị")) == []
    assert sketches.forget() == sketches.BANDS
    assert not CommentSketch.objects.exists()


def test_a_form_sent_twice_is_not_like_itself():
    comment = CommentFactory(body=WAVE, client_uuid="8b3f5b4e-3f0a-4b53-a1b3-111111111111")

    again = found(WAVE.replace("Chị em", "Anh chị"), client_uuid=comment.client_uuid)

    assert again == []


def test_a_wave_is_told_in_words():
    CommentFactory(body=WAVE)
    CommentFactory(body=f"{WAVE} Nhanh tay.")
    reasons = judge(Arrival(Comment(name="Lan", body=WAVE.replace("Zalo", "Viber")))).reasons

    [said] = explained(reasons)

    assert said.startswith("2 bài gần giống")


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_one_query_however_many_are_alike(count, django_assert_num_queries):
    for number in range(count):
        CommentFactory(body=f"{WAVE} {'abc'[number] * 3}")

    with django_assert_num_queries(1):
        assert found(WAVE.replace("Zalo", "Viber"))[0]["number"] == count


def test_a_sketch_is_the_same_in_every_process_and_fits_every_database():
    sketch = sketches.sketch_of(letters_of(WAVE))

    assert len(sketch) == sketches.BANDS
    assert all(0 <= band < 2**63 for band in sketch)
    assert sketch == sketches.sketch_of(letters_of(WAVE.upper()))
