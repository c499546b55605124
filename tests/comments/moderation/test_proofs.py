"""Proof of work: when it is asked for, which ones are true, and each for one comment."""

import base64
import json
import uuid
from datetime import timedelta

import altcha
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments.models import Comment, CommentRules
from comments.moderation import proofs
from comments.posting import post
from tests.comments.factories import CommentFactory
from tests.factories import ArticleFactory
from tests.plans import EVERY_DETOUR, plan_of


def solved(key, **changes):
    """Return a true proof for the form with that UUID, or one that differs in ``changes``."""
    given = json.loads(proofs.challenge_for(key))
    challenge = altcha.Challenge(*(given[name] for name in altcha_parts()))
    number = altcha.solve_challenge(
        challenge=challenge.challenge, salt=challenge.salt, max_number=given["maxNumber"]
    ).number
    proof = {name: given[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return packed({**proof, "number": number, **changes})


def altcha_parts():
    return ("algorithm", "challenge", "maxNumber", "salt", "signature")


def packed(value):
    return base64.b64encode(json.dumps(value).encode()).decode()


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(proofs, "MOST_TRIES", 50)


@pytest.fixture
def always(db):
    CommentRules.objects.create(pk=1, altcha="always")


def test_a_true_proof_holds_for_its_form_alone(few):
    key = uuid.uuid4()
    proof = solved(key)

    assert proofs.problem_of(proof, key) == ""
    assert proofs.problem_of(proof, uuid.uuid4()) == "wrong"
    assert proofs.problem_of(proof, None) == proofs.problem_of("", key) == "missing"


def test_a_proof_ends_after_ten_minutes(few):
    key, now = uuid.uuid4(), timezone.now()
    with time_machine.travel(now, tick=False):
        proof = solved(key)
    with time_machine.travel(now + timedelta(minutes=9, seconds=58), tick=False):
        assert proofs.problem_of(proof, key) == ""
    with time_machine.travel(now + timedelta(minutes=10, seconds=2), tick=False):
        assert proofs.problem_of(proof, key) == "old"


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 10**6},
        {"number": "12"},
        {"number": True},
        {"number": -1},
        {"signature": "0" * 64},
        {"algorithm": "SHA-1"},
        {"algorithm": "MD5"},
        {"algorithm": ["SHA-256"]},
        {"salt": None},
        {"salt": "ab?expires=99999999999&"},
        {"challenge": ""},
    ],
)
def test_a_changed_proof_is_wrong(few, changes):
    key = uuid.uuid4()

    assert proofs.problem_of(solved(key, **changes), key) == "wrong"


def test_a_later_end_cannot_be_written_into_a_proof(few):
    key = uuid.uuid4()
    given = json.loads(base64.b64decode(solved(key)))
    name, _query = given["salt"].split("?")
    given["salt"] = f"{name}?expires=99999999999&form={key.hex}&"

    assert proofs.problem_of(packed(given), key) == "wrong"


@pytest.mark.parametrize(
    "proof",
    [
        "x",
        "====",
        packed([]),
        packed("text"),
        packed({}),
        base64.b64encode(b"[" * 1400).decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        base64.b64encode(b'{"number": 1' + b"0" * 1400 + b"}").decode(),
        "A" * 10**6,
        "đ" * 100,
        "\x00",
    ],
)
def test_what_is_no_proof_is_wrong(proof):
    assert proofs.problem_of(proof, uuid.uuid4()) == "wrong"


def came(*seconds_ago):
    article = ArticleFactory(public=True)
    Comment.objects.bulk_create(
        Comment(
            article=article,
            name="Lan",
            body="Ý kiến",
            created_at=timezone.now() - timedelta(seconds=ago),
        )
        for ago in seconds_ago
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ago", "attack"),
    [
        ([], False),
        ([1, 2, 3], False),
        ([1, 2, 3, 4], True),
        ([1, 20, 40, 58], True),
        ([1, 30, 59, 63], False),
        ([500, 501, 502, 503], True),
        ([601, 602, 603, 604], False),
        ([*range(0, 600, 18)], True),
        ([*range(0, 600, 25)], False),
    ],
)
def test_an_attack_is_more_than_so_many_in_some_minute_of_the_last_ten(ago, attack):
    came(*ago)

    assert proofs.is_attack(3) is attack


@pytest.mark.django_db
@pytest.mark.parametrize("number", [10, 400])
def test_looking_for_an_attack_reads_no_more_rows_than_it_needs(number):
    came(*[1] * number)
    with CaptureQueriesContext(connection) as queries:
        plan = plan_of(lambda: proofs.is_attack(3), without=EVERY_DETOUR)

    assert "LIMIT 31" in queries.captured_queries[0]["sql"]
    assert "comment_newest" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.django_db
def test_the_paper_says_when_a_proof_is_asked_for():
    came(*[1] * 4)

    assert proofs.is_asked(CommentRules(altcha="attack", attack_per_minute=3))
    assert not proofs.is_asked(CommentRules(altcha="attack", attack_per_minute=4))
    assert proofs.is_asked(CommentRules(altcha="always"))
    assert not proofs.is_asked(CommentRules(altcha="never", attack_per_minute=1))


def sent(client, article, **data):
    url = f"/binh-luan/{article.pk}/"
    form = client.get(url).context["form"]
    key = form["client_uuid"].value()
    data = {"name": "Lan", "body": "Bài hay.", "client_uuid": key, **data}
    response = client.post(url, {**data, "opened": form["opened"].value()})
    assert response.status_code == 303
    return Comment.objects.order_by("-pk")[0], uuid.UUID(str(key)), form


def problems(comment):
    return [one["problem"] for one in comment.reasons if one["step"] == "proof"]


def test_without_javascript_a_comment_is_kept_and_waits(client, always):
    comment, _key, form = sent(client, ArticleFactory(public=True))

    assert form.challenge
    assert (comment.status, problems(comment)) == ("pending", ["missing"])


def test_a_quiet_paper_asks_for_nothing(client, db):
    comment, _key, form = sent(client, ArticleFactory(public=True))

    assert form.challenge == ""
    assert problems(comment) == []


def test_a_proof_counts_for_one_comment(always, few):
    article, key = CommentFactory().article, uuid.uuid4()
    proof = solved(key)

    def send(body):
        comment = Comment(article=article, name="Lan", body=body, client_uuid=key)
        return problems(post(comment, proof=proof))

    assert send("Bài hay.") == []
    assert send("Bài hay.") == []  # the same one, sent twice
    assert send("Một ý khác.") == ["used"]
    assert send("Một ý khác.") == ["used"]
    assert Comment.objects.filter(client_uuid__isnull=False).count() == 2
