"""What readers wrote under the articles of a big archive, put together by the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.management.color import no_style
from django.db import connection
from django.db.models import F
from django.utils import timezone

from articles.models import Assignment, Note, Transition
from articles.vietnamese.text import fold
from comments.models import Comment, CommentCounter, Writer
from newsroom.benchmarks.archive import _insert
from newsroom.benchmarks.archivelists import ListedArchive
from newsroom.benchmarks.bulk import in_bulk
from newsroom.benchmarks.prose import Writer as Prose
from newsroom.models import User

TEXTS: Final = 500
#: Comments come in fours under one article, the last answering the first. One four in so many is
#: under ``article``, and of every second of those the last answers its first comment of all.
MEASURED: Final = 25
FAT: Final = 2 * MEASURED
#: One comment in so many is the reader's with the account that is measured.
OWN: Final = 25
#: Of a hundred, those that wait, were refused, were spam: neither the first of a four nor its last.
STATUSES: Final = {"pending": 41, "rejected": 61, "spam": 62}
PICKS, PICKED_UNTIL = 200, 5_000
SECONDS_APART: Final = 30


class DiscussedArchive(ListedArchive):
    """An archive with what the desks did, and with comments under all articles.

    ``reader`` has an account, and comments in public; ``thread`` is a comment with very many
    replies under ``article``.
    """

    photos = 200_000

    def grow(self, size: int) -> None:
        super().grow(size)
        with in_bulk(Transition, Assignment, Note):
            self._add_what_desks_did(self._sample.pk)

    def discuss(self, number: int) -> None:
        """Add so many comments; once, after ``fill``."""
        user = User.objects.create_user("reader", first_name="Bạn đọc")
        self.reader = Writer.objects.create(user=user, name="Bạn đọc Vàm Lớn")
        _keep_texts()
        columns = self._comments(number)
        values = ", ".join(columns.values())
        source = f"{_numbers(number)} JOIN archive_texts t ON t.number = n.i % {TEXTS}"
        with in_bulk(Comment):
            _insert(Comment, columns, f"SELECT {values} FROM {source}")  # noqa: S608
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
                cursor.execute(statement)
        self._count()

    def _comments(self, number: int) -> dict[str, str]:
        """Return the columns as SQL in ``n.i``, the comment's number, and ``t``, its text."""
        four, first = "(n.i / 4)", self._sample.pk + 1
        is_reply, is_fat = "n.i % 4 = 3", f"{four} % {FAT} = 0"
        cases = " ".join(
            f"WHEN n.i % 100 = {place} THEN '{status}'" for status, place in STATUSES.items()
        )
        is_open = f"n.i % 100 = {STATUSES['pending']}"
        is_shown = f"n.i % 100 NOT IN ({', '.join(map(str, STATUSES.values()))})"
        root = f"CASE WHEN {is_reply} THEN CASE WHEN {is_fat} THEN 1 ELSE n.i - 2 END END"
        made = _moment(number)
        fat = -(-number // (4 * FAT))
        replies = (
            f"CASE WHEN n.i = 0 THEN {fat} WHEN n.i % 4 = 0 AND NOT {is_fat} THEN 1 ELSE 0 END"
        )
        known = {
            "id": "n.i + 1",
            "article_id": f"CASE WHEN {four} % {MEASURED} = 0 THEN {self.article.pk}"
            f" ELSE {first} + ({four} * 7919) % {self.size} END",
            "root_id": root,
            "parent_id": root,
            "user_id": f"CASE WHEN n.i % {OWN} = 5 THEN {self.reader.pk} END",
            "name": "'Bạn đọc ' || n.i",
            "body": "t.body",
            "folded": "'ban doc ' || n.i || t.folded",
            "status": f"CASE {cases} ELSE 'approved' END",
            "sender": _padded("n.i % 100000"),
            "likeness": _padded("n.i"),
            "reader": f"'b' || {_padded('n.i % 50000')}",
            "created_at": made,
            "published_at": f"CASE WHEN {is_shown} THEN {made} END",
            "featured_at": f"CASE WHEN n.i < {PICKED_UNTIL} AND n.i % {PICKS} = 0 THEN {made} END",
            "on_desk": _truth(is_open),
            "urgency": f"CASE WHEN {is_open} AND n.i % 1000 < 100 THEN 1 ELSE 0 END",
            "like_count": "n.i % 50",
            "reply_count": replies,
            "interest": f"n.i % 50 + {replies}",
        }
        plain = {"email": "''", "report_count": "0", "version": "1", "reasons": "'[]'"}
        no = {name: _truth("1 = 0") for name in ("by_newsroom", "wants_mail")}
        return {**known, **plain, **no}

    def _count(self) -> None:
        shown, open_ = (f"COUNT(CASE WHEN status = '{one}' THEN 1 END)" for one in _COUNTED)
        _insert(
            CommentCounter,
            ["article_id", "approved", "pending"],
            f"SELECT article_id, {shown}, {open_} FROM comments_comment GROUP BY article_id",  # noqa: S608
        )
        self.thread = Comment.objects.select_related("article").get(pk=1)
        Writer.objects.filter(pk=self.reader.pk).update(approved=F("approved") + 1)


_COUNTED: Final = ("approved", "pending")


def _keep_texts() -> None:
    writer = Prose()
    texts = [writer.paragraph(2) for _number in range(TEXTS)]
    rows = [(number, text, f"\n{fold(text)}\n") for number, text in enumerate(texts)]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE archive_texts (number bigint PRIMARY KEY, body text, folded text)"
        )
        cursor.executemany("INSERT INTO archive_texts VALUES (%s, %s, %s)", rows)


def _numbers(end: int) -> str:
    """Return SQL for a table ``n`` of the numbers below ``end`` as ``i``."""
    if connection.vendor == "postgresql":
        return f"(SELECT i::bigint FROM generate_series(0, {end - 1}) i) n"  # noqa: S608
    return (
        f"(WITH RECURSIVE m(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM m WHERE i + 1 < {end})"  # noqa: S608
        " SELECT i FROM m) n"
    )


def _moment(number: int) -> str:
    """Return SQL for when each of so many was written: the last just now, the others before."""
    start = timezone.now() - timedelta(seconds=SECONDS_APART * number)
    text = f"{start:%Y-%m-%d %H:%M:%S}"
    if connection.vendor == "postgresql":
        return f"(TIMESTAMPTZ '{text}+00' + n.i * INTERVAL '{SECONDS_APART} seconds')"
    return f"strftime('%Y-%m-%d %H:%M:%S', '{text}', '+' || (n.i * {SECONDS_APART}) || ' seconds')"


def _padded(number: str) -> str:
    """Return SQL for a number as 32 signs, like a hash."""
    if connection.vendor == "postgresql":
        return f"lpad(({number})::text, 32, '0')"
    return f"printf('%032d', {number})"


def _truth(condition: str) -> str:
    return f"({condition})" if connection.vendor == "postgresql" else f"(({condition}) + 0)"
