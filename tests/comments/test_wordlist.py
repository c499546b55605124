"""The paper's list of words: what it does to a comment, and how moderators keep it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments.models import Comment, ListedWord
from comments.moderation import wordlist
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:comments_listedword_add")


def listed(text="đồ ngu", verdict="hold", **fields):
    return ListedWord.objects.create(text=text, verdict=verdict, **fields)


def comment(body="Đồ ngu quá.", **fields):
    made = CommentFactory.build(article=fields.pop("article", None) or CommentFactory().article)
    made.body = body
    for name, value in fields.items():
        setattr(made, name, value)
    from comments.posting import post

    return Comment.objects.get(pk=post(made).pk)


@pytest.fixture
def moderator(client):
    user = UserFactory(roles=["moderator"])
    client.force_login(user)
    return user


def test_a_listed_word_is_told_to_the_moderator_where_it_stands(client, moderator):
    listed()
    held = comment("Ông là <b>Đồ ngu</b> thật, d0 ngu.")

    page = client.get(reverse("admin:comments_comment_change", args=[held.pk])).content.decode()

    assert held.status == "pending"
    marks = re.findall(r"<mark[^>]*>([^<]*)</mark>", page)
    assert marks == ["Đồ ngu", "d0 ngu"]
    assert "&lt;b&gt;" in page


def test_a_name_is_looked_at_too(client, moderator):
    listed()
    held = comment("Bài hay.", name="Đồ Ngu 99")

    assert [(reason["field"], reason["term"]) for reason in held.reasons] == [("name", "đồ ngu")]


def test_a_rejecting_word_rejects_as_it_stands_and_holds_where_it_is_hidden():
    listed(verdict="reject")

    open_, hidden = comment("Đồ ngu!"), comment("Đ-ồ-n-g-u!")

    assert (open_.status, hidden.status) == ("rejected", "pending")
    event = open_.events.get()
    assert (event.moderator, event.from_status, event.to_status) == (None, "pending", "rejected")
    assert "đồ ngu" in event.reason
    assert hidden.reasons[0]["view"] == "joined"
    counter = open_.article.comment_counter
    assert (counter.pending, counter.approved) == (1, 0)


def test_a_moderator_can_let_through_what_a_rule_has_rejected(moderator):
    listed(verdict="reject")
    rejected = comment()

    decide([rejected.pk], "approved", by=moderator)

    rejected.refresh_from_db()
    assert rejected.status == "approved"


def test_an_innocent_phrase_passes():
    listed("thái bình", "reject")
    listed("Thái Bình Dương", "allow")

    assert comment("Sóng ở Thái Bình Dương.").reasons == []
    assert comment("Ở Thái Bình.").status == "rejected"


def test_a_change_of_the_list_counts_from_the_next_comment_on():
    word = listed()
    assert comment().reasons

    word.is_active = False
    word.save()
    assert comment().reasons == []

    word.is_active = True
    word.save()
    assert comment().reasons
    word.delete()
    listed("khác")
    assert comment().reasons == []


def test_the_list_costs_one_query_for_each_text_whatever_its_length():
    for number in range(40):
        listed(f"từ cấm {'abcdefghij'[number % 10]} {'klmnopqrst'[number // 10]}")
    wordlist.hits({"body": "một"})

    with CaptureQueriesContext(
        connection,
    ) as queries:
        wordlist.hits({"name": "hai", "body": "ba"})

    assert len(queries) == 1


def test_an_entry_is_tried_before_it_is_kept(client, moderator):
    CommentFactory(body="Con đường này dài.", status="approved")
    CommentFactory(body="Con đường khác <i>ngắn</i>.", status="approved")
    CommentFactory(body="Cầu mới.", status="approved")
    CommentFactory(body="Con đường chưa duyệt.")
    data = {"text": "con  đường", "verdict": "hold", "is_active": "on"}

    first = client.post(ADD, data)

    assert not ListedWord.objects.exists()
    text = first.content.decode()
    said = " ".join(first.context["adminform"].form.non_field_errors())
    # Both that are approved, of the three.
    assert re.findall(r"\d+", said) == ["2", "3", "30"]
    assert text.count("<mark>Con đường</mark>") == 2
    assert "&lt;i&gt;" in text
    tried = re.search(r'name="tried" value="([^"]*)"', text)[1]
    client.post(ADD, {**data, "tried": tried})
    assert [(word.text, word.verdict) for word in ListedWord.objects.all()] == [
        ("con đường", "hold")
    ]


def test_another_word_than_was_tried_is_tried_again(client, moderator):
    client.post(ADD, {"text": "hai", "verdict": "hold", "is_active": "on", "tried": "một"})

    assert not ListedWord.objects.exists()


def test_an_innocent_phrase_needs_no_trial(client, moderator):
    client.post(ADD, {"text": "Thái Bình Dương", "verdict": "allow", "is_active": "on"})

    assert ListedWord.objects.get().verdict == "allow"


@pytest.mark.parametrize("text", ["", " ", "!!!", "\u200b", "a b c d e f g h i", "x" * 81, "***"])
def test_an_entry_that_can_match_nothing_is_refused(client, moderator, text):
    response = client.post(
        ADD, {"text": text, "verdict": "hold", "is_active": "on", "tried": text.strip()}
    )

    assert response.context["errors"]
    assert not ListedWord.objects.exists()


def test_the_same_phrase_in_another_case_is_on_the_list_already(client, moderator):
    listed("hoà bình")

    data = {"text": "Hòa Bình", "verdict": "hold", "is_active": "on", "tried": "Hòa Bình"}
    response = client.post(ADD, data)

    assert response.context["errors"]
    assert ListedWord.objects.count() == 1


def test_reporters_do_not_see_the_list(client):
    client.force_login(UserFactory(roles=["reporter"]))

    assert client.get(ADD).status_code == 403
