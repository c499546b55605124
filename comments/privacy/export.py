"""All that is kept about a person, as one JSON file that is never whole in memory.

Nothing of other people's: no moderator's name, no note between moderators, no reporter, none of
the replies.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Article
from comments.correspondents import of_address
from comments.counters import chunks
from comments.models import Ban, Comment, Letter, Like, ModerationEvent, Report
from comments.privacy.person import Person

if TYPE_CHECKING:
    from newsroom.models import User


def pieces(person: Person) -> Iterator[str]:
    """Yield the file in pieces; five queries for each 500 comments."""
    head = {
        "made_at": _time(timezone.now()),
        "email": person.email,
        "mail": _mail(person.email),
        "accounts": [_account(user) for user in person.users],
        "bans": [_ban(ban) for ban in Ban.objects.filter(user__in=_ids(person.users))],
    }
    yield _dumped(head).rstrip()[:-1].rstrip()
    yield from _listed("likes", _likes(person))
    yield from _listed("reports", _reports(person))
    yield from _listed("comments", _comments(person))
    yield "\n}\n"


def _listed(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f',\n "{name}": ['
    between = "\n"
    for row in rows:
        yield between + _dumped(row)
        between = ",\n"
    yield "]"


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _time(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None


def _ids(users: Iterable[User]) -> list[int]:
    return [user.pk for user in users]


def _mail(email: str) -> dict[str, Any] | None:
    row = of_address(email).first() if email else None
    if row is None:
        return None
    return {name: _time(getattr(row, name)) for name in ("asked_at", "confirmed_at", "stopped_at")}


def _account(user: User) -> dict[str, Any]:
    writer = getattr(user, "writer", None)
    return {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "joined_at": _time(user.date_joined),
        "last_sign_in": _time(user.last_login),
        "writer": writer
        and {
            "id": str(writer.public_id),
            "name": writer.name,
            "standing": writer.standing,
            "approved": writer.approved,
            "rejected": writer.rejected,
            "reports_upheld": writer.reported,
            "joined_at": _time(writer.joined_at),
            "wants_mail": writer.wants_mail,
        },
    }


def _ban(ban: Ban) -> dict[str, Any]:
    return {
        "reason": ban.reason,
        "made_at": _time(ban.made_at),
        "until": _time(ban.until),
        "lifted_at": _time(ban.lifted_at),
        "why_lifted": ban.lifted_reason,
    }


def _likes(person: Person) -> Iterator[dict[str, Any]]:
    likes = Like.objects.filter(reader__in=person.readers).select_related("comment")
    for like in likes.only("created_at", "comment__article", "comment__root").iterator(500):
        yield {"comment": _address(like.comment), "at": _time(like.created_at)}


def _reports(person: Person) -> Iterator[dict[str, Any]]:
    reports = Report.objects.filter(reader__in=person.readers).select_related("comment")
    known = ("reason", "note", "created_at", "upheld", "comment__article", "comment__root")
    for report in reports.only(*known).iterator(500):
        yield {
            "comment": _address(report.comment),
            "reason": report.reason,
            "note": report.note,
            "at": _time(report.created_at),
            "upheld": report.upheld,
        }


def _comments(person: Person) -> Iterator[dict[str, Any]]:
    readers = set(person.readers)
    for ids in chunks(person.comment_ids()):
        rows = Comment.objects.filter(pk__in=ids).select_related("article__section__parent")
        rows = rows.defer("article__body", "article__folded", "folded").order_by("pk")
        public = Article.objects.public().filter(pk=OuterRef("article"))
        rows = rows.annotate(article_is_public=Exists(public))
        events, letters = _by_comment(ModerationEvent, ids), _by_comment(Letter, ids)
        for row in rows:
            yield _comment(row, events[row.pk], letters[row.pk], readers)


def _by_comment(model: Any, ids: list[int]) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in model.objects.filter(comment__in=ids).order_by("pk"):
        found[row.comment_id].append(row)
    return found


def _comment(
    row: Comment, events: list[ModerationEvent], letters: list[Letter], readers: set[str]
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": row.pk,
        "address": _address(row),
        **_article(row),
        "answers": row.parent_id,
        "name": row.name,
        "email": row.email,
        "text": row.body,
        "status": row.status,
        "by_account": row.user_id is not None,
        "reasons": row.reasons,
        "wants_mail": row.wants_mail,
        "likes": row.like_count,
        "replies": row.reply_count,
        "imported_as": row.import_key,
    }
    moments = ("created", "published", "edited", "redacted", "emptied", "featured")
    told |= {f"{name}_at": _time(getattr(row, f"{name}_at")) for name in moments}
    # Only one's own: whoever typed somebody else's address has a browser and a network too.
    if row.reader in readers:
        told |= {"reader": row.reader, "sender": row.sender, "likeness": row.likeness}
    told["decisions"] = [_event(event) for event in events]
    told["letters"] = [{"kind": one.kind, "at": _time(one.made_at)} for one in letters]
    return told


def _article(comment: Comment) -> dict[str, Any]:
    """Return which article it is; of one that readers no longer have nothing but its id."""
    known: dict[str, Any] = {"article_id": comment.article_id}
    if not getattr(comment, "article_is_public", False):
        return {**known, "article": None, "article_address": None}
    address = settings.SITE_URL + comment.article.get_absolute_url()
    return {**known, "article": comment.article.title, "article_address": address}


def _event(event: ModerationEvent) -> dict[str, Any]:
    return {
        "at": _time(event.made_at),
        "action": event.action,
        "by": "moderator" if event.moderator_id else None,
        "from": event.from_status,
        "to": event.to_status,
        "reason": event.reason,
        "before": event.detail.get("before") if isinstance(event.detail, dict) else None,
    }


def _address(comment: Comment) -> str:
    return settings.SITE_URL + comment.get_absolute_url()
