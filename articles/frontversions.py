"""Saving a front, undoing, and what differed: every save is a version, nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from articles import workflow
from articles.arrangement import Arrangement, Placement
from articles.models import Article, Front, FrontPhoto, FrontVersion, Photo, Section
from articles.signals import public_content_changed

if TYPE_CHECKING:
    from newsroom.models import User

RIGHT: Final = "articles.change_front"


class NotAllowed(PermissionDenied):
    """The person may not arrange this front."""


class Stale(Exception):
    """Somebody has saved since ``base``: nothing was saved. ``newest`` is what there is now."""

    def __init__(self, newest: FrontVersion) -> None:
        super().__init__(newest.number)
        self.newest = newest


def may_arrange(user: User, section: Section | None) -> bool:
    """Say whether ``user`` may arrange a front: the home page takes a right without limits."""
    if not user.is_active or not user.is_staff or not user.has_perm(RIGHT):
        return False
    limits = workflow.limits_of(user)
    return limits is None or (section is not None and section.pk in limits)


def find(section: Section | None) -> Front | None:
    """Return a front with its current version, if anybody has ever arranged it."""
    fronts = Front.objects.select_related("current__created_by", "section__parent")
    return fronts.filter(section=section).first()


def arrangement_of(version: FrontVersion | None) -> Arrangement:
    """Return what a version holds; of none, a front that nobody has arranged."""
    return Arrangement() if version is None else Arrangement.from_json(version.arrangement)


def save(
    section: Section | None,
    arrangement: Arrangement,
    *,
    by: User,
    base: int,
    note: str = "",
    restores: int | None = None,
) -> FrontVersion | None:
    """Keep ``arrangement`` as the front's newest version, which readers have from now on.

    ``base`` is the number of the version that it was made from, 0 for none. What is equal to the
    newest makes no new version: then None is returned.

    Raises:
        NotAllowed: ``by`` may not arrange this front.
        Stale: somebody else has saved since.
    """
    if not may_arrange(by, section):
        raise NotAllowed(_("You may not arrange this front."))
    with transaction.atomic():
        front = _lock(section)
        newest = front.current
        number = newest.number if newest else 0
        if arrangement == arrangement_of(newest):
            return None
        if newest is not None and number != base:
            raise Stale(newest)
        version = FrontVersion.objects.create(
            front=front,
            number=number + 1,
            arrangement=arrangement.to_json(),
            note=note[:200],
            restores=restores,
            created_by=by,
        )
        front.current = version
        front.save(update_fields=["current"])
        _keep_photos(front, arrangement)
        key = "front" if section is None else f"section:{section.pk}"
        public_content_changed.send(sender=Front, keys=frozenset({key}))
    return version


def _lock(section: Section | None) -> Front:
    """Return the front, held until the transaction ends; two who come first make one."""
    Front.objects.get_or_create(section=section)
    front = Front.objects.select_for_update().get(section=section)
    if front.current_id is not None:
        front.current = FrontVersion.objects.select_related("created_by").get(pk=front.current_id)
    return front


def _keep_photos(front: Front, arrangement: Arrangement) -> None:
    front.photos.all().delete()
    FrontPhoto.objects.bulk_create(
        FrontPhoto(
            front=front,
            article_id=one.article,
            photo_id=one.photo,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
        )
        for one in arrangement.placements()
        if one.photo is not None
    )


def restore(front: Front, number: int, *, by: User, base: int) -> tuple[FrontVersion | None, bool]:
    """Make a version equal to an earlier one (0: arranged by nobody) the newest.

    Returns the new version, None where the newest is equal already, and whether all could be
    restored: articles and photos that are gone since stay away.

    Raises:
        NotAllowed, Stale: as ``save``.
        FrontVersion.DoesNotExist: there is no version of this number.
    """
    old = front.versions.get(number=number) if number else None
    arrangement = arrangement_of(old)
    whole = without_gone(arrangement)
    note = _("Version %d restored") % number if number else _("Everything automatic again")
    version = save(front.section, whole, by=by, base=base, note=note, restores=number)
    return version, whole == arrangement


def undo(front: Front, *, by: User, base: int) -> tuple[FrontVersion | None, bool]:
    """Go back one step; again, one more: back from a restored version means before that one.

    As ``restore``. Where there is nothing to undo nothing is done.
    """
    newest = front.current
    if newest is None:
        return None, True
    number = newest.number if newest.restores is None else newest.restores
    return restore(front, max(number - 1, 0), by=by, base=base)


def without_gone(arrangement: Arrangement) -> Arrangement:
    """Return the arrangement without articles and photos that are no more."""
    articles = set(Article.objects.filter(pk__in=arrangement.articles).values_list("pk", flat=True))
    photos = set(Photo.objects.filter(pk__in=arrangement.photos).values_list("pk", flat=True))

    def kept(one: Placement) -> Placement:
        return one if one.photo is None or one.photo in photos else replace(one, photo=None)

    return Arrangement(
        tuple(
            replace(
                slot, placements=tuple(kept(p) for p in slot.placements if p.article in articles)
            )
            for slot in arrangement.slots
        )
    )


@dataclass(frozen=True)
class Change:
    """What happened to an article in a slot: ``put``, ``taken``, ``moved``, ``changed``; or to the
    slot itself, without an article: ``closed`` (only by hand), ``opened``."""

    slot: str
    kind: str
    article: int | None = None
    before: str = ""


def differences(before: Arrangement, after: Arrangement) -> list[Change]:
    """Return what makes ``after`` of ``before``, in the page's order."""
    was, now = _places(before), _places(after)
    found: list[Change] = []
    for old, slot in zip(before.slots, after.slots, strict=True):
        if old.by_hand_only != slot.by_hand_only:
            found.append(Change(slot.name, "closed" if slot.by_hand_only else "opened"))
        for one in old.placements:
            places = now.get(one.article, {})
            # What left for another slot is told of there.
            if slot.name not in places and not places.keys() - was[one.article].keys():
                found.append(Change(slot.name, "taken", one.article))
        for one in slot.placements:
            found += _change(slot.name, one, was, now)
        found += _reordered(slot.name, old.placements, slot.placements)
    return found


Places = dict[int, dict[str, Placement]]


def _places(arrangement: Arrangement) -> Places:
    """Return each article's placements by their slots."""
    found: Places = {}
    for slot in arrangement.slots:
        for one in slot.placements:
            found.setdefault(one.article, {})[slot.name] = one
    return found


def _change(slot: str, one: Placement, was: Places, now: Places) -> list[Change]:
    before = was.get(one.article, {})
    if slot in before:
        return [] if before[slot] == one else [Change(slot, "changed", one.article)]
    left = [name for name in before if name not in now[one.article]]
    return [Change(slot, "moved" if left else "put", one.article, left[0] if left else "")]


def _reordered(
    slot: str, before: tuple[Placement, ...], after: tuple[Placement, ...]
) -> list[Change]:
    old, new = [one.article for one in before], [one.article for one in after]
    stayed = [pk for pk in old if pk in new]
    return [] if stayed == [pk for pk in new if pk in old] else [Change(slot, "reordered")]
