"""Letters to readers: their comment has been approved, somebody has answered it.

They follow decisions (``status_changed``), after the commit, by a task. What a letter tells of is
public when it is made, and nobody is told the same thing twice: ``Letter`` says what was told.
A comment that was shown at once had no approval to tell of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from articles.committed import afterwards
from articles.models import Article
from comments.correspondents import Recipient, recipients, stop_token
from comments.counters import CHUNK, chunks
from comments.mailing import Mail, cut, line, send, spoken
from comments.models import Comment, Letter, Status
from comments.signals import Change

# Nobody waits any more for an answer to what they wrote this long ago.
LATE: Final = timedelta(days=60)
MARKS_KEPT: Final = LATE + timedelta(days=1)
# Replies of a thread that is shown again of which people are told, and those that one letter
# repeats.
MOST_AGAIN: Final = 200
MOST_REPEATED: Final = 5

_PEOPLE: Final = ("user", "user__writer", "parent__user", "parent__user__writer")
_OF_COMMENT: Final = (
    *("name", "body", "email", "reader", "status", "by_newsroom", "wants_mail", "emptied_at"),
    *("article", "root", "user"),
)
_OF_USER: Final = ("user__email", "user__is_active", "user__writer__wants_mail")
_FIELDS: Final = (
    *("parent", "article__title", "article__language", *_OF_COMMENT, *_OF_USER),
    *(f"parent__{name}" for name in (*_OF_COMMENT, *_OF_USER)),
)


class Due(NamedTuple):
    """What somebody is to be told: of ``comment``, their own, and of answers to it if any."""

    comment: Comment
    replies: list[Comment]


def follow(*, changes: list[Change], by: object, **kwargs: Any) -> None:
    """Have readers told of comments that are shown from now on."""
    shown = [change.comment for change in changes if change.after == Status.APPROVED]
    if shown:
        afterwards(_order, shown, by is not None)


def _order(comments: list[int], decided: bool) -> None:
    from comments.tasks import tell_readers

    tell_readers.enqueue(comments, decided)


def tell(comments: Iterable[int], *, decided: bool) -> int:
    """Send what is due for comments that have just been shown; return how many letters.

    ``decided``: a person let them through, which their writers are told of. For each 500 the
    queries are the same, and so are they for one.
    """
    return sum(send(_claimed(ids, decided)) for ids in chunks(comments))


@transaction.atomic
def _claimed(ids: list[int], decided: bool) -> list[Mail]:
    """Return the letters to send, of which nobody else will send one."""
    rows = _shown(ids)
    parents = {row.parent_id: row.parent for row in rows if row.parent and _is_shown(row.parent)}
    people = recipients([*rows, *parents.values()])
    told = Letter.objects.filter(comment__in=[row.pk for row in rows])
    known = set(told.values_list("comment", "kind"))
    answers: dict[int, list[Comment]] = defaultdict(list)
    due: list[Due] = []
    marks: list[Letter] = []

    def is_news(comment: Comment, kind: Letter.Kind) -> bool:
        if (comment.pk, kind) in known:
            return False
        marks.append(Letter(comment=comment, kind=kind))
        return True

    wanted = set(ids) if decided else set()
    for row in rows:
        if row.pk in wanted and row.pk in people and is_news(row, Letter.Kind.APPROVED):
            due.append(Due(row, []))
        parent = parents.get(row.parent_id)
        if parent is None or parent.pk not in people or _are_of_one(row, parent):
            continue
        if is_news(row, Letter.Kind.REPLY):
            answers[parent.pk].append(row)
    due += [Due(parents[pk], replies) for pk, replies in answers.items()]
    Letter.objects.bulk_create(marks, batch_size=CHUNK)
    return [_mail(one, people[one.comment.pk]) for one in due]


def forget(now: datetime | None = None) -> int:
    """Throw away marks of what nobody is told of any more; return how many.

    Who wants no mail about a conversation gets none as long as it is there.
    """
    before = (now or timezone.now()) - MARKS_KEPT
    old = Letter.objects.filter(made_at__lt=before).exclude(kind=Letter.Kind.QUIET)
    number, _by_model = old.delete()
    return number


def _shown(ids: list[int]) -> list[Comment]:
    """Return what readers see of the comments and, where they are roots, of answers to them.

    Locked, so that two who claim letters follow one another.
    """
    since = timezone.now() - LATE
    under = Comment.objects.replies().filter(root__in=ids, created_at__gte=since)
    wanted = {*ids, *under.values_list("pk", flat=True)[:MOST_AGAIN]}
    rows = Comment.objects.public().filter(
        pk__in=wanted, created_at__gte=since, emptied_at=None, article__in=Article.objects.public()
    )
    rows = rows.select_related("article", "parent", *_PEOPLE).only(*_FIELDS).order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _is_shown(parent: Comment) -> bool:
    return parent.status == Status.APPROVED and parent.emptied_at is None


def _are_of_one(reply: Comment, comment: Comment) -> bool:
    """Say whether one person wrote both, as far as anybody can know."""
    return (
        (reply.user_id is not None and reply.user_id == comment.user_id)
        or (bool(reply.reader) and reply.reader == comment.reader)
        or (bool(reply.email) and reply.email.lower() == comment.email.lower())
    )


def _mail(due: Due, to: Recipient) -> Mail:
    comment, article = due.comment, due.replies[0].article if due.replies else due.comment.article
    context = {
        "title": line(article.title, 200),
        "comment": comment,
        "own": cut(comment.body, 300),
        "replies": [
            {"name": line(one.name, 60), "text": cut(one.body), "comment": one}
            for one in due.replies[:MOST_REPEATED]
        ],
        "number": len(due.replies),
        "more": max(0, len(due.replies) - MOST_REPEATED),
    }
    stop = stop_token(to.key, comment.root_id or comment.pk)
    name = "reply" if due.replies else "approved"
    return Mail(to.address, name, spoken(article.language), context, stop)
