"""The table of decisions: complete, limited to one's sections, safe in a spreadsheet."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import decisions_csv
from comments.models import ModerationEvent
from comments.moderation.acts import escalate
from comments.moderation.decisions import decide
from comments.moderation.redacting import redact
from tests.comments.factories import CommentFactory
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

CSV = reverse("admin:comments_comment_decisions")


@pytest.fixture
def moderator(client):
    user = UserFactory(roles=["moderator"], last_name="Trần", first_name="Bình")
    client.force_login(user)
    return user


def table(client, **query):
    response = client.get(CSV, query)
    text = b"".join(response.streaming_content)
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))[1:]


def test_every_event_is_a_row_the_newest_first(client, moderator):
    comment = CommentFactory(name="Bác Ba", body="Gọi 0912345678.")
    redact(comment.pk, by=moderator, version=1, name="Bác Ba", body="Gọi.", why="Số điện thoại")
    decide([comment.pk], "approved", by=moderator)

    [decided, redacted] = table(client)

    assert decided[2:4] == ["Chờ duyệt", "Đã duyệt"]
    assert (redacted[4], redacted[12]) == ("Số điện thoại", "Gọi 0912345678.")
    assert decided[5] == redacted[5] == str(moderator)
    assert redacted[6] == str(comment.pk) and redacted[10] == comment.article.title


@pytest.mark.parametrize(
    "cell", ["=1+1", "+84912", "-2", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", '=HYPERLINK("x";"y")']
)
def test_no_cell_is_a_formula(client, moderator, cell):
    comment = CommentFactory(name=cell, body=f"{cell} và nữa")
    redact(comment.pk, by=moderator, version=1, name="Hoa", body="Hay.", why=cell)
    ModerationEvent.objects.update(detail={"before": {"name": cell, "body": f"\t{cell}"}})

    [row] = table(client)

    assert not [text for text in row if text.startswith(tuple("=+-@\t\r＝＋－＠"))]
    assert f"'{cell}" in row


def test_lines_quotes_and_nul_stay_one_cell(client, moderator):
    comment = CommentFactory(body='Dòng một\n"dòng hai", hết')
    redact(comment.pk, by=moderator, version=1, name=comment.name, body="Hay.")

    [row] = table(client)

    assert row[12] == 'Dòng một\n"dòng hai", hết'


def test_days_are_the_papers_and_both_included(client, moderator):
    comment = CommentFactory(status="approved")
    # Half past midnight in Vietnam is the evening before by UTC.
    ModerationEvent.objects.update(made_at=datetime(2026, 3, 9, 17, 30, tzinfo=UTC))

    assert len(table(client, tu="2026-03-10", den="2026-03-10")) == 1
    assert table(client, tu="2026-03-11") == table(client, den="2026-03-09") == []
    assert table(client, tu="2026-03-10", viec="pick") == []
    assert comment.events.count() == 1


@pytest.mark.parametrize("day", ["x", "2026-13-01", "9999-12-31", "0001-01-01", "٢٠٢٦-٠١-٠١"])
def test_what_is_no_day_is_said(client, moderator, day):
    response = client.get(CSV, {"tu": day}, follow=True)

    assert response.redirect_chain and len(response.context["messages"]) == 1


def test_other_sections_are_left_out(client, moderator):
    inside, outside = CommentFactory(status="approved"), CommentFactory(status="approved")
    moderator.sections.add(inside.article.section)

    assert [row[6] for row in table(client)] == [str(inside.pk)]
    moderator.sections.set([SectionFactory()])
    assert table(client) == []
    assert outside.events.count() == 1


def test_who_may_not_moderate_gets_nothing(client):
    client.force_login(UserFactory(roles=["editor"]))

    assert client.get(CSV).status_code == 403


def test_it_is_read_step_by_step_each_event_once(client, moderator, monkeypatch):
    """Also where many have one time, as a batch has."""
    monkeypatch.setattr(decisions_csv, "STEP", 4)
    comment = CommentFactory()
    moment = datetime(2026, 3, 9, tzinfo=UTC)
    for number in range(11):
        ModerationEvent.objects.create(
            comment=comment,
            from_status="pending",
            to_status="pending",
            made_at=moment - timedelta(seconds=number // 6),
            version=number,
        )

    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows = table(client)

    assert sorted(int(row[7]) for row in rows) == list(range(11))
    assert len([one for one in queries if "moderationevent" in one["sql"]]) == 3


def test_what_was_put_before_an_editor_says_why(client, moderator):
    comment = CommentFactory()
    escalate(comment.pk, by=moderator, version=1, why="Nêu tên người thật")

    assert table(client)[0][4] == "Nêu tên người thật"


def test_the_list_offers_it_in_a_form_of_its_own(client, moderator):
    """A form inside another is none to browsers: its button would send the other one."""
    CommentFactory()
    html = client.get(reverse("admin:comments_comment_changelist")).content.decode()

    beyond = html.split(f'action="{CSV}"')[0]
    assert beyond.count("<form") - 1 == beyond.count("</form>")
