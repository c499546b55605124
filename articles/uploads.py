"""Files that come in pieces, until they are here whole (``arrivals.py`` makes photos of them).

A piece is written to the storage before the row knows of it, and counts once the row names it:
a host that dies in between leaves a file that nobody reads, which goes with the upload. No
transaction is open while bytes are written.
"""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import pieces, renditions
from articles.committed import afterwards
from articles.models import PhotoUpload
from articles.refusals import NOT_NOW
from articles.vietnamese.text import clean_line

if TYPE_CHECKING:
    from newsroom.models import User

State = PhotoUpload.State
logger = logging.getLogger(__name__)

MOST_OPEN: Final = 300
MOST_OPEN_BYTES: Final = 3 * 1024**3
MOST_PIECE_BYTES: Final = 4 * 1024**2
# Forty times as many as the page sends of the largest file.
MOST_PIECES: Final = 1600
KEEP: Final = timedelta(days=1)
KEEP_ASKING: Final = timedelta(days=7)
BATCH: Final = 200

OPEN: Final = (State.COMING, State.ASKING)


class Refused(Exception):
    """What was sent cannot be taken: ``status`` of HTTP, and a sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class WrongOffset(Exception):
    """A piece does not go on where the file ends so far, which is at ``offset``."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def begin(user: User, *, name: str, size: int) -> PhotoUpload:
    """Make room for a file of ``size`` bytes that ``user`` is about to send.

    Raises:
        Refused: empty, too large, or too much of theirs is on its way already.
    """
    if size < 1:
        raise Refused(422, _("The file is empty."))
    if size > renditions.MAX_UPLOAD_BYTES:
        raise Refused(413, _("The file is larger than 40 MB: save it smaller and try again."))
    with transaction.atomic():
        # Held, so that two windows at once do not both find room for one.
        get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)
        found = open_uploads(user).aggregate(number=Count("pk"), total=Sum("size", default=0))
        if found["number"] >= MOST_OPEN or found["total"] + size > MOST_OPEN_BYTES:
            text = _("Too many of your files are on their way: finish or remove some first.")
            raise Refused(429, text)
        return PhotoUpload.objects.create(sent_by=user, name=tidy_name(name), size=size)


def tidy_name(name: str) -> str:
    """Return a file's name without folders and invisible characters, 255 letters at most."""
    # Long ones are cut before they are cleaned, which takes time by their length.
    last = re.split(r"[/\\]", name[-1000:])[-1]
    return clean_line(last)[-255:].strip() or "?"


def open_uploads(user: User) -> QuerySet[PhotoUpload]:
    return PhotoUpload.objects.filter(sent_by=user, state__in=OPEN).order_by("created_at", "id")


def find(user: User, upload_id: UUID) -> PhotoUpload:
    """Return an upload of ``user``'s.

    Raises:
        Refused: there is none, or it is somebody else's.
    """
    upload = PhotoUpload.objects.select_related("photo").filter(pk=upload_id, sent_by=user).first()
    if upload is None:
        raise gone()
    return upload


def gone() -> Refused:
    return Refused(404, _("This file is not on its way any more: send it again."))


def not_now() -> Refused:
    """Return what to say where the storage or the machine fails; it is logged, and waited for."""
    logger.exception("A file on its way could not be kept")
    return Refused(503, str(NOT_NOW))


def take_piece(upload: PhotoUpload, offset: int, data: bytes) -> PhotoUpload:
    """Append ``data``; return the upload as it is now. One that is here whole takes nothing.

    Raises:
        WrongOffset: the file does not end at ``offset`` so far, or somebody was quicker.
        Refused: more comes than was announced, or the storage cannot keep it just now.
    """
    if upload.state != State.COMING:
        return upload
    if offset != upload.received:
        raise WrongOffset(upload.received)
    if offset + len(data) > upload.size:
        raise Refused(413, _("More came than the file's size: send it again from the start."))
    if not data:
        return upload
    if len(upload.pieces) >= MOST_PIECES:
        raise Refused(413, _("The file came in too many pieces: remove it and send it again."))
    try:
        name = pieces.write(upload.pk, offset, data)
    except OSError as error:
        raise not_now() from error
    with transaction.atomic():
        held = PhotoUpload.objects.select_for_update().filter(pk=upload.pk).first()
        if held and held.state == State.COMING and held.received == offset:
            held.pieces.append(name)
            held.received += len(data)
            held.save(update_fields=["pieces", "received", "changed_at"])
            return held
    pieces.remove(name)
    if held is None:
        raise gone()
    raise WrongOffset(held.received)


def forget(upload: PhotoUpload) -> None:
    """Throw away an upload and what came of it; a photo that it has become stays."""
    PhotoUpload.objects.filter(pk=upload.pk).delete()
    afterwards(pieces.throw_away, upload.pk)


def clear_stale() -> int:
    """Throw away uploads that nobody goes on with, and bytes that are nobody's; count them."""
    now = timezone.now()
    is_stale = Q(changed_at__lt=now - KEEP) & ~Q(state=State.ASKING)
    is_stale |= Q(changed_at__lt=now - KEEP_ASKING)
    stale = PhotoUpload.objects.filter(is_stale).order_by("changed_at")
    removed = 0
    while ids := list(stale.values_list("pk", flat=True)[:BATCH]):
        for pk in ids:
            # Still stale: a piece may have come meanwhile.
            removed += stale.filter(pk=pk).delete()[0]
            if not PhotoUpload.objects.filter(pk=pk).exists():
                pieces.throw_away(pk)
    return removed + pieces.sweep()
