"""What becomes of files that are here whole: a new photo, one that is known, a question.

A picture is developed while no transaction is open; then the upload's row is held, so that two
at once make one photo. A host that dies leaves the upload as it was, to be finished.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import IO, TYPE_CHECKING, Any, Final

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles import lookalikes, pieces, renditions
from articles.committed import afterwards
from articles.darkroom.facts import Facts
from articles.models import Photo, PhotoUpload
from articles.photorights import may_change
from articles.refusals import NotNow, UnusableImage
from articles.renditions import Prepared
from articles.uploads import (
    MOST_PIECE_BYTES,
    OPEN,
    Refused,
    begin,
    forget,
    gone,
    not_now,
    take_piece,
)
from articles.vietnamese.dates import TIME_ZONE
from articles.vietnamese.text import clean_line

if TYPE_CHECKING:
    from newsroom.models import User

State = PhotoUpload.State

_CHOICE: Final = re.compile(r"(new)|(twin|replace):([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class Outcome:
    """What a file has become.

    ``photo`` for ``done`` and ``known``; ``twins`` and ``prepared`` for ``asking``. ``is_new``
    says that this very call has changed the library.
    """

    upload: PhotoUpload
    state: str
    photo: Photo | None = None
    twins: list[Photo] = field(default_factory=list)
    prepared: Prepared | None = None
    is_new: bool = False


def take_whole(user: User, file: File[bytes]) -> Outcome:
    """Take a file that came at once, as if in pieces.

    Raises:
        Refused: it cannot be taken, or is no picture that can be used.
    """
    upload = begin(user, name=file.name or "", size=file.size)
    try:
        for chunk in file.chunks(MOST_PIECE_BYTES):
            upload = take_piece(upload, upload.received, chunk)
        return finish(upload)
    except Refused:
        forget(upload)  # It comes again as a whole.
        raise


def finish(upload: PhotoUpload) -> Outcome:
    """Make a photo of a file that is here whole, or say what stands against it. Repeatable.

    Raises:
        Refused: the picture cannot be used; the upload is gone then, unless it is to wait (503).
    """
    if upload.state not in OPEN:
        return settled(upload)
    return _developed(upload, partial(_finish, upload))


def _finish(upload: PhotoUpload, file: IO[bytes], prepared: Prepared) -> Outcome:
    is_known = Photo.objects.filter(sha256=prepared.sha256).exists()
    twins = [] if is_known else lookalikes.find(prepared.look)
    if not twins:
        return _store(upload, file, prepared)
    with _held(upload) as held:
        if held.state not in OPEN:
            return settled(held)
        held.state = State.ASKING
        held.save(update_fields=["state", "changed_at"])
    return Outcome(held, "asking", twins=twins, prepared=prepared)


def settled(upload: PhotoUpload) -> Outcome:
    """Return what became of a file before.

    Raises:
        Refused: a photo that is not there any more.
    """
    if upload.photo is None:
        raise Refused(410, _("The photo has been deleted since."))
    return Outcome(upload, upload.state, photo=upload.photo)


def choose(upload: PhotoUpload, choice: str) -> Outcome:
    """Do with a file that looks like another photo what its sender says. Repeatable.

    ``choice`` is ``new`` (store it too), ``twin:<id>`` (use that photo, throw these bytes away)
    or ``replace:<id>`` (that photo gets this file, and keeps its texts and uses).

    Raises:
        Refused: nothing is asked, or it cannot be done.
    """
    match = _CHOICE.fullmatch(choice)
    if match is None:
        raise Refused(400, _("Choose what is to be done with the file."))
    if upload.state == State.COMING:
        raise Refused(409, _("The file is not here yet."))
    if upload.state not in OPEN:
        return settled(upload)
    if match[1]:
        return _developed(upload, partial(_store, upload))
    if match[2] == "replace":
        photo = _there(Photo.objects.all(), int(match[3]))
        _ask_right(upload, photo)
        return _developed(upload, partial(_store, upload, instead_of=photo))
    with _held(upload) as held:
        if held.state not in OPEN:
            return settled(held)
        photo = _there(Photo.objects.select_for_update(), int(match[3]))
        return _close(held, State.KNOWN, photo)


def _there(photos: QuerySet[Photo], pk: int) -> Photo:
    photo = photos.filter(pk=pk).first()
    if photo is None:
        raise Refused(404, _("That photo is not in the library any more: choose again."))
    return photo


def _ask_right(upload: PhotoUpload, photo: Photo) -> None:
    if not may_change(upload.sent_by, photo):
        raise Refused(403, _("You may not change that photo: use it, or store yours too."))


def _developed(upload: PhotoUpload, then: Callable[[IO[bytes], Prepared], Outcome]) -> Outcome:
    """Put the file together, develop it and go on with it."""
    try:
        with pieces.joined(upload) as file:
            return then(file, renditions.develop(file))
    except (NotNow, OSError) as error:
        raise not_now() from error
    except UnusableImage as error:
        forget(upload)
        raise Refused(422, str(error)) from error
    except pieces.PieceLost as error:
        # Where another has just finished it, the pieces are gone for good reason.
        with _held(upload) as held:
            if held.state not in OPEN:
                return settled(held)
        forget(upload)
        raise Refused(422, _("Part of the file was lost on the way: send it again.")) from error


@contextmanager
def _held(upload: PhotoUpload) -> Iterator[PhotoUpload]:
    """Give the upload's row, held until the transaction around the block ends."""
    with transaction.atomic():
        # Without its photo: a row that was waited for is read anew, what is joined to it is not.
        held = PhotoUpload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None:
            raise gone()
        yield held


def _store(
    upload: PhotoUpload, file: IO[bytes], prepared: Prepared, *, instead_of: Photo | None = None
) -> Outcome:
    """Store the picture and close the upload, both or neither."""
    with suppress(IntegrityError):
        return _stored(upload, file, prepared, instead_of)
    # The same bytes came in by another way at the same time.
    with _held(upload) as held:
        if held.state not in OPEN:
            return settled(held)
        return _close(held, State.KNOWN, Photo.objects.get(sha256=prepared.sha256))


def _stored(
    upload: PhotoUpload, file: IO[bytes], prepared: Prepared, instead_of: Photo | None
) -> Outcome:
    with no_files_left(prepared) as about_to_store, _held(upload) as held:
        if held.state not in OPEN:
            return settled(held)
        if known := Photo.objects.filter(sha256=prepared.sha256).first():
            return _close(held, State.KNOWN, known)
        if instead_of is None:
            photo = Photo(uploaded_by=upload.sent_by, **described(prepared.facts))
        else:
            photo = _there(Photo.objects.select_for_update(), instead_of.pk)
            _ask_right(upload, photo)
        about_to_store(photo)
        renditions.store(photo, prepared, file)
        photo.save()
        return _close(held, State.DONE, photo, is_new=True)


def add(photo: Photo, prepared: Prepared, file: IO[bytes]) -> Photo:
    """Store a new photo; return it, or the one that got the same bytes a moment ago."""
    try:
        with no_files_left(prepared) as about_to_store, transaction.atomic():
            about_to_store(photo)
            renditions.store(photo, prepared, file)
            photo.save()
    except IntegrityError:
        return Photo.objects.get(sha256=prepared.sha256)
    return photo


@contextmanager
def no_files_left(prepared: Prepared) -> Iterator[Callable[[Photo], None]]:
    """Remove the files of a photo that was not stored after all."""
    begun: list[tuple[Photo, str]] = []

    def about_to_store(photo: Photo) -> None:
        begun.append((photo, photo.key))
        # Before anything else that is done then: what has been committed has its files.
        transaction.on_commit(begun.clear)

    try:
        yield about_to_store
    except BaseException:
        for photo, key_before in begun:
            if photo.key != key_before:
                renditions.delete_files(photo.key, [prepared.original, *prepared.files])
        raise


def _close(
    held: PhotoUpload, state: PhotoUpload.State, photo: Photo, *, is_new: bool = False
) -> Outcome:
    held.state, held.photo, held.pieces = state, photo, []
    held.save(update_fields=["state", "photo", "pieces", "changed_at"])
    afterwards(pieces.throw_away, held.pk)
    return Outcome(held, state.value, photo=photo, is_new=is_new)


def described(facts: Facts) -> dict[str, Any]:
    """Return a new photo's fields, from what its file says of it.

    Without a line for the credit it is the photographer's and the agency's names.
    """
    names = ("caption", "photographer", "agency", "credit", "rights", "place", "keywords")
    texts = {name: clean_line(getattr(facts, name)) for name in names}
    whose = filter(None, (texts["photographer"], texts["agency"]))
    texts["credit"] = texts["credit"] or "/".join(whose)
    return {
        **{name: text[: _most(name)].strip() for name, text in texts.items()},
        "taken_at": _moment(facts.taken_at),
    }


def _most(name: str) -> int | None:
    length: int | None = getattr(Photo._meta.get_field(name), "max_length", None)
    return length


def _moment(text: str) -> datetime | None:
    """Return the time that a camera wrote; without an offset it is this country's."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=TIME_ZONE)
        return moment.astimezone(TIME_ZONE)
    except (ValueError, OverflowError):
        return None
