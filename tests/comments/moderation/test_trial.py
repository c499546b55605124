"""What an entry of the word list would have held: as a comment that comes in is looked at."""

import pytest
from django.urls import reverse

from comments.models import ListedWord
from comments.moderation import wordlist
from comments.moderation.steps import Arrival, words
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def comments():
    made = [
        CommentFactory(name="Con Đường", body="Cầu mới.", status="approved"),
        CommentFactory(body="Con đường này dài.", status="approved"),
        CommentFactory(body="Bài về Con Đường Tơ Lụa hay.", status="approved"),
        CommentFactory(body="Cầu mới.", status="approved"),
        CommentFactory(body="Con đường chưa duyệt."),
    ]
    ListedWord.objects.create(text="con đường tơ lụa", verdict="allow")
    return made[:4]


def test_a_trial_holds_what_the_entry_will_hold(comments):
    trial = wordlist.trial("con đường")
    ListedWord.objects.create(text="con đường")
    held = [one for one in comments if list(words(Arrival(one)))]

    assert (trial.tried, trial.held) == (4, 2)
    assert {example.comment for example in trial.examples} == set(held)
    assert {example.text for example in trial.examples} == {"Con Đường", "Con đường này dài."}


def test_an_innocent_entry_is_tried_as_what_it_is_to_become():
    assert wordlist.trial("con đường tơ lụa").held == 1


def test_where_there_are_more_the_sentence_says_the_newest(client, monkeypatch):
    client.force_login(UserFactory(roles=["moderator"]))
    said = []
    for most in (3, 2000):
        monkeypatch.setattr(wordlist, "MOST_TRIED", most)
        data = {"text": "con đường", "verdict": "hold", "is_active": "on"}
        page = client.post(reverse("admin:comments_listedword_add"), data)
        said += page.context["adminform"].form.non_field_errors()

    # The newest three of four: the name is in the oldest.
    assert "newest" in said[0] or "mới nhất" in said[0]
    assert "1" in said[0].split("3")[0]
    assert said[0] != said[1]
