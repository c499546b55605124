"""A newspaper of many years: as many articles as one asks for, made by the database itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db import connection, models, transaction
from django.utils import timezone

from articles import revisions
from articles.content import Content
from articles.models import (
    Article,
    Assignment,
    Note,
    Publication,
    Readership,
    Section,
    State,
    Transition,
)
from comments.models import CommentCounter
from newsroom import roles
from newsroom.models import User

SECTIONS: Final = 10
WRITERS: Final = 40
# Of 40 articles at first and of 1,000 later, those that are not public, by their place.
UNFINISHED: Final = {
    State.DRAFT: (0, 7),
    State.RETURNED: (7, 9),
    State.SUBMITTED: (9, 12),
    State.EDITING: (12, 14),
    State.AWAITING_APPROVAL: (14, 15),
    State.SCHEDULED: (15, 16),
    State.WITHDRAWN: (16, 20),
}
# Even the first few fill each list, so that more of them make no page longer.
PLACE: Final = "(CASE WHEN n.i < 2000 THEN n.i % 40 ELSE n.i % 1000 END)"
TITLE: Final = "Vàm Lớn vào mùa nước nổi, bà con ra đồng từ sớm"


class Archive:
    """Articles a quarter of an hour apart, in turn in each section and by each writer.

    ``reporter`` is one of the writers, ``editor`` may edit in half of the sections, ``chief``
    in all. The last section has but one article in 10,000, after fifty of the first thousand.
    """

    def __init__(self) -> None:
        self.size = 0
        publication = Publication.objects.create(name="Báo Thử Nghiệm", dateline="BTN")
        self.sections = [
            Section.objects.create(
                publication=publication, name=f"Mục {number}", slug=f"muc-{number}", position=number
            )
            for number in range(SECTIONS)
        ]
        self.writers = [_staff(f"writer{number}", roles.REPORTER) for number in range(WRITERS)]
        self.reporter = self.writers[0]
        self.chief = _staff("chief", roles.CHIEF)
        self.editor = _staff("editor", roles.EDITOR)
        self.editor.sections.set(self.sections[: SECTIONS // 2])
        self._sample = self._one()

    def _one(self) -> Article:
        article = Article(created_by=self.chief)
        content = Content(title=TITLE, lead=f"{TITLE}.", body=f"<p>{TITLE}.</p>")
        revisions.save(article, content, by=self.chief)
        return article

    @transaction.atomic
    def grow(self, size: int) -> None:
        """Add articles until there are ``size``, each with what the desks show of it."""
        last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
        _insert_copies(self._sample, self._columns(), start=self.size, end=size)
        self.size = size
        self._add_what_belongs(last)

    def _columns(self) -> dict[str, str]:
        """Return what differs from the sample, as SQL in ``n.i``, the article's number."""
        others = [section.pk for section in self.sections[:-1]]
        section = (
            f"CASE WHEN n.i % 10000 = 9999 OR n.i < 1000 AND n.i % 20 = 19"
            f" THEN {self.sections[-1].pk} WHEN n.i < 1000 THEN {_turn('n.i', others)}"
            f" ELSE {_turn('n.i / 1000', others)} END"
        )
        states = " ".join(
            f"WHEN {PLACE} < {end} THEN '{state}'" for state, (_, end) in UNFINISHED.items()
        )
        state = f"CASE {states} ELSE 'published' END"
        writer = _turn("n.i / 40", [one.pk for one in self.writers])
        is_released = f"{PLACE} >= 15"
        ago, ahead = _moment("-"), _moment("+")
        published = f"CASE WHEN {PLACE} = 15 THEN {ahead} WHEN {is_released} THEN {ago} END"
        return {
            "state": state,
            "section_id": section,
            "top_section_id": section,
            "created_by_id": writer,
            "holder_id": f"CASE WHEN {state} = 'editing' THEN {writer} END",
            "live_revision_id": f"CASE WHEN {is_released} THEN s.newest_revision_id END",
            "published_at": published,
            "last_published_at": published,
            **dict.fromkeys(("created_at", "changed_at", "state_since"), ago),
        }

    def _add_what_belongs(self, last: int) -> None:
        new = f"FROM articles_article a WHERE a.id > {last}"
        _insert(
            Readership,
            ["article_id", "day", "reads"],
            f"SELECT a.id, CURRENT_DATE, a.id % 5000 {new} AND a.state = 'published'",
        )
        _insert(
            CommentCounter,
            ["article_id", "approved", "pending"],
            f"SELECT a.id, a.id % 50, a.id % 3 {new} AND a.state = 'published'",
        )
        self._add_what_desks_did(last)

    def _add_what_desks_did(self, last: int) -> None:
        chief, now = self.chief.pk, _moment("-", number="a.id")
        new = f"FROM articles_article a WHERE a.id > {last}"
        _insert(
            Transition,
            ["article_id", "from_state", "to_state", "reason", "made_by_id", "made_at"],
            f"SELECT a.id, 'submitted', a.state, 'Bổ sung số liệu.', {chief}, {now} {new}"
            " AND a.state <> 'draft'",
        )
        _insert(
            Assignment,
            ["article_id", "reporter_id", "brief", "due_at", "made_by_id", "made_at"],
            f"SELECT a.id, a.created_by_id, 'Đi cùng đoàn.', {now}, {chief}, {now} {new}"
            " AND a.id % 5 = 0",
        )
        _insert(
            Note,
            ["article_id", "text", "made_by_id", "made_at"],
            f"SELECT a.id, 'Xem lại tên riêng.', {chief}, {now} {new} AND a.id % 5 = 1",
        )


def _staff(name: str, role: str) -> User:
    user = User.objects.create_user(name, is_staff=True, last_name="Nguyễn", first_name=name)
    user.groups.add(roles.group_for(role))
    return user


def _turn(number: str, ids: Sequence[int]) -> str:
    """Return SQL that gives each of ``ids`` in turn as ``number`` grows."""
    cases = " ".join(f"WHEN {place} THEN {pk}" for place, pk in enumerate(ids))
    return f"CASE ({number}) % {len(ids)} {cases} END"


def _moment(sign: str, number: str = "n.i") -> str:
    """Return SQL for a quarter of an hour before (or after) now for each of ``number``.

    Numbers up to a million reach back 28 years. The time is as Django would have written it.
    """
    now = timezone.now().strftime("%Y-%m-%d %H:%M:%S")
    if connection.vendor == "postgresql":
        return f"(TIMESTAMPTZ '{now}+00' {sign} ({number}) * INTERVAL '15 minutes')"
    return f"strftime('%Y-%m-%d %H:%M:%S', '{now}', '{sign}' || (({number}) * 15) || ' minutes')"


def _insert_copies(
    sample: models.Model, columns: Mapping[str, str], *, start: int, end: int
) -> None:
    """Copy a row ``end - start`` times; ``columns`` are SQL for what a copy has of its own."""
    fields = [str(f.column) for f in sample._meta.concrete_fields if not f.primary_key]
    values = ", ".join(columns.get(name, f"s.{name}") for name in fields)
    table = sample._meta.db_table
    numbers = f"n(i) AS (SELECT {start} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {end})"  # noqa: S608
    source = f"n, {table} s WHERE s.id = {sample.pk}"
    _insert(
        type(sample),
        fields,
        " ".join(["WITH RECURSIVE", numbers, "SELECT", values, "FROM", source]),
    )


def _insert(model: type[models.Model], columns: Iterable[str], select: str) -> None:
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {model._meta.db_table} ({names}) {select}"
        cursor.execute(statement)


def analyze() -> None:
    """Let the planner know what it has, as PostgreSQL does by itself some time later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
