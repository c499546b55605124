"""Revisions: the unit of editing and publishing.

Whoever edits makes a ``Content`` and gives it to ``save``. While an article has never been
published the article's own rows mirror its newest revision, so that lists and searches show it;
afterwards only ``apply`` (called by ``workflow.publish``) changes them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from articles.content import SCALARS, Content, PhotoUse
from articles.live import apply as apply
from articles.live import section_of as section_of
from articles.models import (
    Article,
    PhotoCaption,
    Revision,
)
from articles.origins import Origin as Origin
from articles.origins import clashes, next_sequence, sent_before

if TYPE_CHECKING:
    from newsroom.models import User

# Seconds: of what a window saves by itself, the last of each such stretch of time stays.
KEEP_EVERY: Final = 300


def content_of(article: Article) -> Content:
    """Return the content that the article's own rows hold."""
    return Content(
        **{name: getattr(article, name) for name in SCALARS},
        section=article.section_id,
        authors=tuple(byline.author_id for byline in article.bylines.all()),
        photos=tuple(
            PhotoUse(c.photo_id, c.caption, c.alt, c.placement)
            for c in article.captions.all()
            if c.placement != PhotoCaption.Placement.TEXT
        ),
        tags=tuple(sorted(tag.name for tag in article.tags.all())),
        series=article.series_id,
        related=tuple(item.target_id for item in article.related_items.all()),
    )


def newest_content(article: Article) -> Content:
    """Return the content that the newsroom last saved, whether or not readers have it."""
    if article.newest_revision is None:
        return content_of(article)
    return Content.from_json(article.newest_revision.content)


def photos_waiting() -> set[int]:
    """Return the ids of photos in changes to public articles that readers do not have yet.

    No row of ``PhotoCaption`` protects these. Articles with such changes are few at any time.
    """
    changed = Article.objects.filter(live_revision__isnull=False).exclude(
        newest_revision=F("live_revision")
    )
    contents = changed.values_list("newest_revision__content", flat=True)
    return {use.photo for content in contents for use in Content.from_json(content).uses()}


@transaction.atomic
def save(
    article: Article,
    content: Content,
    *,
    by: User | None,
    note: str = "",
    kind: Revision.Kind = Revision.Kind.SAVED,
    origin: Origin | None = None,
) -> Revision:
    """Keep ``content`` as the article's newest revision and return it.

    A new article is stored with it. Content that equals the newest revision makes no new one.
    Nothing is ever overwritten in silence: where ``origin`` says that somebody else has saved
    since its base, the content is kept aside, the newest stays what it was, and the returned
    revision is of the kind ``ASIDE``. Without ``origin`` nobody can be in the way.

    Raises:
        UnacceptableBody: the body is too large or too deeply nested.
    """
    content = content.cleaned()
    if article.pk is None:
        article.title = content.title
        article.save()
    else:
        lock(article)
    newest = article.newest_revision
    if newest is not None and origin is not None and origin.session is not None:
        if before := sent_before(article, content, kind, origin):
            return before
        if kind != Revision.Kind.AUTOSAVED:
            origin = replace(origin, sequence=next_sequence(article, origin))
    if newest is not None and Content.from_json(newest.content) == content:
        return _confirmed(newest, kind)
    if newest is not None and origin is not None and clashes(newest, origin, by):
        return _keep_aside(article, content, by, origin)
    revision = _store(article, content, by, note, kind, origin)
    article.newest_revision = revision
    if article.live_revision_id is None:
        apply(article, content)
    else:
        Article.objects.filter(pk=article.pk).update(
            newest_revision=revision, changed_at=timezone.now()
        )
    if newest is not None and _is_superseded(newest, revision, article):
        newest.delete()
    return revision


def _store(
    article: Article,
    content: Content,
    by: User | None,
    note: str,
    kind: Revision.Kind,
    origin: Origin | None,
) -> Revision:
    last = article.revisions.aggregate(last=Max("number"))["last"] or 0
    base = origin.base if origin else None
    known = base is not None and article.revisions.filter(pk=base).exists()
    return Revision.objects.create(
        article=article,
        number=last + 1,
        content=content.to_json(),
        note=note,
        kind=kind,
        created_by=by,
        session=origin.session if origin else None,
        sequence=origin.sequence if origin else 0,
        base_id=base if known else article.newest_revision_id,
    )


def _keep_aside(article: Article, content: Content, by: User | None, origin: Origin) -> Revision:
    """Store what somebody wrote on a stale text beside the newest, which stays what it is.

    What the same window kept aside before goes: this has grown out of it. A save that is sent
    twice is found again.
    """
    asides = article.revisions.filter(session=origin.session, kind=Revision.Kind.ASIDE)
    last = asides.order_by("-sequence").first() if origin.session is not None else None
    if last is not None and last.sequence >= origin.sequence:
        return last
    aside = _store(article, content, by, "", Revision.Kind.ASIDE, origin)
    if last is not None:
        asides.filter(sequence__lt=origin.sequence, name="", note="").delete()
    return aside


def _confirmed(newest: Revision, kind: Revision.Kind) -> Revision:
    """Keep for good what had been saved by itself, now that somebody has pressed the button."""
    if kind == Revision.Kind.SAVED and newest.kind == Revision.Kind.AUTOSAVED:
        newest.kind = kind
        newest.save(update_fields=["kind"])
    return newest


def _is_superseded(old: Revision, new: Revision, article: Article) -> bool:
    """Say whether ``old`` is one of many that a window saves by itself while somebody types.

    The last of every five minutes is kept, and what is named or noted, live or in the record.
    """
    return (
        old.kind == Revision.Kind.AUTOSAVED
        and old.session is not None
        and old.session == new.session
        and not (old.name or old.note)
        and old.pk != article.live_revision_id
        and old.created_at.timestamp() // KEEP_EVERY == new.created_at.timestamp() // KEEP_EVERY
        and not article.transitions.filter(revision=old).exists()
    )


# What others may have changed since the article was loaded.
SHARED = (
    "state",
    "state_since",
    "holder_id",
    "published_at",
    "last_published_at",
    "withdraw_at",
    "embargo_until",
    "withdrawal_notice",
    "corrections_shown",
    "newest_revision_id",
    "live_revision_id",
    "created_by_id",
)


def lock(article: Article) -> None:
    """Take the article's row until the transaction ends, and its present state and times.

    Two saves, or a save and a publication, at once thus come one after the other, and neither
    writes back what the other has changed.
    """
    row = Article.objects.select_for_update().only(*SHARED, "section_id").get(pk=article.pk)
    for name in SHARED:
        setattr(article, name, getattr(row, name))
