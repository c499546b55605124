"""Where a photo is used, told to each member of staff as far as they may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import F, Q

from articles import workflow
from articles.content import Content
from articles.models import Article, Photo, PhotoCaption
from articles.querysets import PhotoQuerySet

if TYPE_CHECKING:
    from newsroom.models import User

#: Articles that are named; of more, the rest is counted.
MOST: Final = 100


@dataclass(frozen=True)
class Use:
    """An article that uses a photo; ``is_waiting`` where only its newest, unpublished text does."""

    article: Article
    placement: str
    is_waiting: bool = False


@dataclass(frozen=True)
class Uses:
    """The uses that somebody may see, newest first, and how many there are beside them."""

    shown: list[Use]
    hidden: int = 0
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.shown or self.hidden or self.more)

    @property
    def total(self) -> int:
        return len(self.shown) + self.hidden + self.more


def uses_of(photos: Iterable[Photo], user: User) -> Uses:
    """Return every article that uses one of ``photos``, in at most four queries."""
    ids = {photo.pk for photo in photos}
    captions = PhotoCaption.objects.filter(photo__in=ids)
    visible = captions.filter(_visible("article__in", user))
    near = visible.select_related("article__section__parent").order_by("-article__changed_at")
    shown = [Use(one.article, str(one.get_placement_display())) for one in near[:MOST]]
    number = visible.count() if len(shown) == MOST else len(shown)
    hidden = captions.count() - number
    waiting = list(_waiting(ids))
    may_open = (
        set(
            Article.objects.filter(
                _visible("pk__in", user), pk__in=[one.pk for one in waiting]
            ).values_list("pk", flat=True)
        )
        if waiting
        else set()
    )
    shown += [Use(one, "", is_waiting=True) for one in waiting if one.pk in may_open]
    return Uses(shown, hidden + len(waiting) - len(may_open), number - min(number, MOST))


def _visible(field: str, user: User) -> Q:
    """Return the condition of an article that ``user`` may know of: a draft's title is a secret."""
    own = workflow.visible_to(user).values("pk")
    return Q(**{field: own}) | Q(**{field: Article.objects.public().values("pk")})


def _waiting(photos: set[int]) -> Iterator[Article]:
    """Yield public articles whose changes on their way to readers bring one of ``photos`` in.

    No row of ``PhotoCaption`` tells of these. Articles with such changes are few at any time.
    """
    changed = Article.objects.filter(live_revision__isnull=False).exclude(
        newest_revision=F("live_revision")
    )
    changed = changed.exclude(captions__photo__in=photos)
    for article in changed.select_related("newest_revision", "section__parent"):
        if article.newest_revision is None:
            continue
        content = Content.from_json(article.newest_revision.content)
        if photos & {use.photo for use in content.uses()}:
            yield article


def readers_of(photo: Photo) -> int:
    """Return how many public articles show the photo."""
    return Article.objects.public().filter(captions__photo=photo).count()


def changeable_by(photos: PhotoQuerySet, user: User) -> PhotoQuerySet:
    """Keep the photos that ``user`` may change: ``may_change`` for many, in one query."""
    if not user.has_perm("articles.change_photo"):
        return photos.none()
    if user.has_perm("articles.publish_article"):
        return photos
    public = Photo.objects.public().values("pk")
    return photos.filter(uploaded_by=user).exclude(pk__in=public)


def may_change(user: User, photo: Photo) -> bool:
    """Say whether ``user`` may change a photo: reporters their own, until readers have it.

    A photo's credit and picture are read live by every article that uses it, so from then on it
    takes the right to publish.
    """
    if not user.has_perm("articles.change_photo"):
        return False
    if user.has_perm("articles.publish_article"):
        return True
    return photo.uploaded_by_id == user.pk and not readers_of(photo)


def may_download(user: User, photo: Photo) -> bool:
    """Say whether ``user`` may have the file as it came, with all that it says of who took it."""
    if not user.has_perm("articles.view_photo"):
        return False
    return photo.uploaded_by_id == user.pk or user.has_perm("articles.edit_others_article")
