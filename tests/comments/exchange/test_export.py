"""Everything about comments, taken out."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import call_command

from comments.exchange.export import harmless
from comments.moderation import acts
from comments.moderation.decisions import decide
from tests.comments.factories import CommentFactory
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def taken_out(*args):
    out = StringIO()
    call_command("export_comments", *args, stdout=out)
    return out.getvalue()


def test_every_comment_is_a_line_with_its_decisions():
    root = CommentFactory(status="approved", body="Câu đầu\nhai dòng")
    reply = CommentFactory(parent=root, status="pending")
    moderator = UserFactory(roles=["moderator"])
    decide([reply.pk], "rejected", by=moderator, reason="Lạc đề")

    first, second = map(json.loads, taken_out().splitlines())

    assert (first["id"], first["text"], first["status"]) == (root.pk, root.body, "approved")
    assert (second["parent"], second["root"]) == (root.pk, root.pk)
    last = second["events"][-1]
    assert (last["from"], last["to"], last["reason"]) == ("pending", "rejected", "Lạc đề")
    assert last["by"] == str(moderator)


def test_what_was_done_beside_deciding_is_told_too():
    comment = CommentFactory(status="approved", by_newsroom=True)
    acts.pick(comment.pk, by=UserFactory(is_superuser=True), version=comment.version)

    [told] = map(json.loads, taken_out().splitlines())

    assert told["events"][-1]["action"] == "pick"
    assert told["picked_at"] and told["by_newsroom"] is True
    assert (told["edited_at"], told["redacted_at"], told["emptied_at"]) == (None, None, None)
    assert (told["account"], told["replies"]) == (None, 0)


def test_a_table_holds_no_formulas():
    CommentFactory(name="=HYPERLINK(1)", body="@SUM(A1)\n+1", email="")

    [row] = csv.DictReader(StringIO(taken_out("--csv")))

    assert (row["name"], row["text"]) == ("'=HYPERLINK(1)", "'@SUM(A1)\n+1")


@pytest.mark.parametrize(
    ("value", "cell"),
    [("-1", "'-1"), ("\tx", "'\tx"), ("＝x", "'＝x"), (-1, "-1"), (None, ""), ("a=b", "a=b")],
)
def test_cells_are_harmless(value, cell):
    assert harmless(value) == cell


@pytest.mark.parametrize("count", [1, 3])
def test_rows_cost_constant_queries(count, django_assert_num_queries):
    CommentFactory.create_batch(count, status="approved")

    with django_assert_num_queries(3):  # comments, their events; none left
        assert len(taken_out().splitlines()) == count
