"""Forgetting a person: in small steps, each of which is done wholly or not at all.

An ``Erasure`` says who is to be forgotten. What is left to do is what is still there, so it can be
broken off at any point, run again, and run twice at once; ``manage.py tick`` goes on with it. The
moderators' decisions stay, without anything that the person wrote and without their name.
"""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from articles.committed import afterwards
from articles.languages import paper_language
from articles.vietnamese.text import fold
from comments.announcing import announce
from comments.correspondents import of_address
from comments.locks import locked
from comments.models import (
    Ban,
    Comment,
    CommentSketch,
    Erasure,
    Letter,
    Like,
    ModerationEvent,
    ModerationNote,
    Report,
    SignInKey,
    Status,
    Writer,
)
from comments.privacy.person import Person
from comments.privacy.texts import take_out

if TYPE_CHECKING:
    from newsroom.models import User

logger = logging.getLogger(__name__)

STEP: Final = 200
# Shorter names stand in too many reasons by chance.
SHORTEST_NAME: Final = 3


class Refused(Exception):
    """An account of the newsroom is not erased here; the message says so to its owner."""


def order(person: Person, *, texts: bool) -> None:
    """Have a person forgotten, now or by a worker soon. ``texts``: what they wrote goes as well.

    Raises:
        Refused: one of the accounts is the newsroom's.
    """
    if person.is_staff:
        raise Refused(
            _("This is an account of the newsroom. Please ask the editors to have it removed.")
        )
    with transaction.atomic():
        wishes = [
            Erasure.objects.create(
                email=person.email,
                user=user,
                readers=[person.browser] if person.browser else [],
                texts=texts,
            )
            for user in person.users or (None,)
        ]
        for wish in wishes:
            afterwards(_order, wish.pk)


def _order(number: int) -> None:
    from comments.tasks import erase

    erase.enqueue(number)


def is_under_way(person: Person) -> bool:
    """Say whether the person is being forgotten."""
    if person.users:
        return Erasure.objects.filter(user__in=[user.pk for user in person.users]).exists()
    return bool(person.email) and Erasure.objects.filter(email=person.email).exists()


def resume() -> int:
    """Go on with whatever was broken off; return how many are done."""
    return sum(run(number) for number in Erasure.objects.values_list("pk", flat=True)[:100])


def run(number: int) -> bool:
    """Do one erasure; say whether it is done. One that fails is logged and stays to be resumed."""
    wish = Erasure.objects.select_related("user").filter(pk=number).first()
    if wish is None:
        return True
    try:
        _run(wish)
    except Exception:
        logger.exception("Erasure %s was broken off", number)
        return False
    return True


def _run(wish: Erasure) -> None:
    person = Person(wish.email, (wish.user,) if wish.user else ())
    readers = [*person.readers, *wish.readers]
    while ids := person.comment_ids():
        # Replies first, so that a root which only has the person's own is not kept for them.
        replies = set(_replies(ids))
        for step in (*_steps(replies), *_steps(set(ids) - replies)):
            _erase_comments(step, texts=wish.texts)
    while _unlike(readers):
        pass
    for reader in readers:
        # The newsroom keeps what it was told, not by whom nor in whose words.
        Report.objects.filter(reader=reader).update(note="", reader=f"x{secrets.token_hex(16)}")
    _finish(wish)


def _steps(ids: Iterable[int]) -> Iterable[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + STEP] for start in range(0, len(ordered), STEP))


def _replies(ids: list[int]) -> Iterable[int]:
    for step in _steps(ids):
        yield from Comment.objects.filter(pk__in=step, root__isnull=False).values_list(
            "pk", flat=True
        )


@transaction.atomic
def _erase_comments(ids: list[int], *, texts: bool) -> None:
    """Take the person out of some comments, and out of all that is kept about them."""
    rows = [row for pk, row in locked(ids).items() if pk in set(ids)]
    names = {row.pk: row.name for row in rows}
    _clear_records(names)
    if texts:
        take_out(ids)
    else:
        with paper_language():
            anonymous = _("A reader")
        for row in rows:
            row.name, row.email = anonymous if row.name else "", ""
            row.folded = row.folded_text()
            row.reasons = [_without_place(reason) for reason in row.reasons]
        Comment.objects.bulk_update(rows, ["name", "folded", "reasons"], batch_size=STEP)
    Comment.objects.filter(pk__in=ids).update(
        email="",
        user=None,
        reader="",
        sender="",
        likeness="",
        client_uuid=None,
        wants_mail=False,
        version=F("version") + (0 if texts else 1),
    )
    announce({row.article_id for row in rows if row.status == Status.APPROVED})


def _without_place(reason: object) -> object:
    """A rule's reason without the place in a text or name that is another now."""
    if not isinstance(reason, dict):
        return reason
    return {name: value for name, value in reason.items() if name not in ("field", "start", "end")}


def _clear_records(names: dict[int, str]) -> None:
    ids = list(names)
    events = ModerationEvent.objects.filter(comment__in=ids)
    events.exclude(detail={}).update(detail={})
    named = [
        pk
        for pk, comment, reason in events.exclude(reason="").values_list("pk", "comment", "reason")
        if len(names[comment]) >= SHORTEST_NAME and fold(names[comment]) in fold(reason)
    ]
    events.filter(pk__in=named).update(reason="")
    ModerationNote.objects.filter(comment__in=ids).delete()
    CommentSketch.objects.filter(comment__in=ids).delete()
    Letter.objects.filter(comment__in=ids).delete()
    _clear_log(Comment, ids)


def _clear_log(
    model: type[Comment] | type[Writer] | type[Ban] | type[User], ids: list[int]
) -> None:
    """Empty what the admin's log calls the rows: their names and beginnings of their texts."""
    kind = ContentType.objects.get_for_model(model)
    rows = LogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in ids])
    rows.update(object_repr="", change_message="")


@transaction.atomic
def _unlike(readers: list[str]) -> int:
    """Take back some of the person's likes; return how many there were."""
    likes = Like.objects.filter(reader__in=readers)
    ids = sorted(set(likes.values_list("comment", flat=True)[:STEP]))
    # Locked before they are counted: of two that run at once the second finds none.
    rows = Comment.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    list(rows.only("pk"))
    given = Counter(likes.filter(comment__in=ids).values_list("comment", flat=True))
    likes.filter(comment__in=ids).delete()
    for number in set(given.values()):
        liked = [pk for pk, count in given.items() if count == number]
        like_count = Greatest(F("like_count") - number, Value(0))
        Comment.objects.filter(pk__in=liked).update(
            like_count=like_count, interest=like_count + F("reply_count")
        )
    return len(ids)


@transaction.atomic
def _finish(wish: Erasure) -> None:
    """Forget the address and the account; with them goes the wish."""
    if wish.email:
        of_address(wish.email).delete()
        SignInKey.objects.filter(email__iexact=wish.email).delete()
    user = wish.user
    if user is not None:
        bans = list(Ban.objects.filter(user=user).values_list("pk", flat=True))
        _clear_log(type(user), [user.pk])
        _clear_log(Writer, [user.pk])
        _clear_log(Ban, bans)
        user.delete()  # its sign-ins, its record, its bans and this wish go with it
    Erasure.objects.filter(pk=wish.pk).delete()
